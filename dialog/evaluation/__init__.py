"""Judging the items of a rulebook in chat: which fact comes next, how it is asked, what an answer means. Pure.

`walking` moves, `asking` draws the screen of one fact; `handlers.evaluating` reads the store and acts.
"""
