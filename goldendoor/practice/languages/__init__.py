"""Translation jobs with their certificate; interpreters, their roster and bookings."""
