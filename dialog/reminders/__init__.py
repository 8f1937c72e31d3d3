"""Pure: which day each push falls on, who gets it, and what it says. The clock, the groups and the sending are above."""
