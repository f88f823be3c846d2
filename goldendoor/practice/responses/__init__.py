"""Answers to the agency: each thing asked for an item, with evidence and a paragraph."""
