"""Screening interviews: questions of the library, what to ask a representative, dated facts."""
