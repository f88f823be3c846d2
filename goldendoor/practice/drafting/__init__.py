"""Letters, briefs and declarations from templates, with versions, comments and approval."""
