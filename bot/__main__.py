"""`python -m bot` is the same as the `yuebao` command."""

from bot.cli import main

main()
