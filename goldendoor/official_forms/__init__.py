"""Official forms: blanks, field maps, questions, facts by path, filling, filing sheets."""
