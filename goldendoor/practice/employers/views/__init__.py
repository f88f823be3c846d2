"""Pages of employers: for the office, and for the employer's contact."""
