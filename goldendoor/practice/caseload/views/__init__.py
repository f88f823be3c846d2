"""What happens at the addresses of Today, Caseload and the page of a case."""
