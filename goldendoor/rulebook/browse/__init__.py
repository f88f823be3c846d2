"""The list of rules, what changed when, the page of a rule."""
