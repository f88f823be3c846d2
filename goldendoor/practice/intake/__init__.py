"""The questionnaire: every answer asked once, for all forms of a case."""
