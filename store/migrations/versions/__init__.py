"""The steps, `rNNNN_what_it_does.py`, in one line without branches."""
