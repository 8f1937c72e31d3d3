"""What officials see of filed reports: which stand, what is noteworthy about them, and the screens. Pure."""
