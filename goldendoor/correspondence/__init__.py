"""Notices, letters, e-mails, messages and calls: in and out."""
