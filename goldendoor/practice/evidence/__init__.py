"""The checklist of evidence and its files."""
