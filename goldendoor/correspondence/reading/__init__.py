"""Reading what the agency sent."""
