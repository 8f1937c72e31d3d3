"""The work groups: bound to the bot, with a deadline post each, and the further channels of the same posts."""
