"""The edge: an update in, effects and messages out. One file a conversation; only here and in bot is Telegram known."""
