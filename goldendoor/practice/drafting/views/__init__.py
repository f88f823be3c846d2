"""Pages of drafts and of templates."""
