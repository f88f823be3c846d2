"""What moves when one fact changes."""
