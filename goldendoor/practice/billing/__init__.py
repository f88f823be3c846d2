"""What clients owe and pay: time, fees, expenses, invoices, and what the office switched on."""
