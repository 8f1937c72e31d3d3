"""Visits (视导): officials record them, units mend what was found, officials close it; reminders until then."""
