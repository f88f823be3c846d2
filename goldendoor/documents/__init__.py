"""Files of a case, encrypted, and the checklist of evidence they answer."""
