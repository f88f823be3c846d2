"""Clinic days: stations, volunteers, a queue of people who are helped in one day."""
