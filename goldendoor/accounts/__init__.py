"""People who sign in, the organisations they act for, and what is open to them."""
