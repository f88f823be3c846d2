"""Law as dated data: reads the library, computes values on a date. Pure Python, no Django."""
