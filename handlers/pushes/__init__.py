"""What leaves by the calendar: ticks, reminders, notices, and what coordinators can say about them."""
