"""Conflict checks: names asked about, what they may touch, who decides."""
