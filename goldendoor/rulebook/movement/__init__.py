"""How the visa bulletin moved, and where a priority date stands in it."""
