"""Messages that a coordinator writes to many: composed in chat, sent in portions, confirmed by 收到."""
