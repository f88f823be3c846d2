"""A few tiny things every room needs; imports nothing of ours and no Django."""
