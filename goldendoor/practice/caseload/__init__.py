"""Today, the list of cases, new cases and the page of a case."""
