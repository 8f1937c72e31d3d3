"""A stand-in for Telegram with a web chat: where a newcomer meets the bot, and what the chat tests talk to.

It speaks HTTP and runs the command line `yuebao`; it imports none of the other rooms, so the bot cannot
come to depend on it and behaves here as it does before Telegram itself.
"""
