"""Persons and what is true of them: names, identifiers, histories, relationships."""
