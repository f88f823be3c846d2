"""Citations: found in texts, in one form, with the way to their source, and where they stand."""
