"""Enquiries: from the first contact to an open case."""
