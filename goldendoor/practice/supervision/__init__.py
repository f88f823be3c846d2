"""Mentors, supervised work, comments on work, training."""
