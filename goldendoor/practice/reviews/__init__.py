"""Second-person final review before a case is signed."""
