"""The agency's Case Status API: asking it, and reading what it answers."""
