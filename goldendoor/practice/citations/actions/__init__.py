"""Keeping the index of citations."""

from goldendoor.practice.citations.actions.indexing import index

__all__ = ["index"]
