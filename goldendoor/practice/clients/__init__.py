"""People, and the library of forms."""
