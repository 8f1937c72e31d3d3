"""Charts as pictures for chat. `wording` makes a spec from scoring's numbers, `drawing` a PNG from a spec."""
