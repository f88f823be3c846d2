"""Pages of money: of a case, of an invoice, of the office."""
