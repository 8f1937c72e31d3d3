"""Pure: which day each push falls on, who gets it, and what it says. Clock, groups and sending are above."""
