"""Research notes, memos for use again, the precedent bank, and where citations are used."""
