"""The monthly report by chat: its turns, what each of its events does, and the paper to sign."""
