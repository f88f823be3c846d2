"""Forms: answers beside the official page."""
