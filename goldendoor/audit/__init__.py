"""The history: append-only, chained by hashes, one chain per subject."""
