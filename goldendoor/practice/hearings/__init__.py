"""Hearings and interviews: when and where, who testifies, what is filed before, what came of it."""
