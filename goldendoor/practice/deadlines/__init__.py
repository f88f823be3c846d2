"""Deadlines on the page of a case, and the calendar of the office."""
