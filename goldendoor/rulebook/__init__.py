"""The law as people read it: rules, what changed when, what-if, the visa bulletin."""
