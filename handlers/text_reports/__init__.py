"""The quarterly report in words by chat: for the liaisons of programmes that ask for one."""
