"""Bundles: papers of a case in order, with pages of our own, an index, tabs and numbers."""
