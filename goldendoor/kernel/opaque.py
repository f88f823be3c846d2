"""Identifiers that say nothing about how many there are or when they were made."""

import secrets

# Crockford's base 32: no letters that look like digits, safe in a URL and over the telephone.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_id() -> str:
    """Sixteen random characters (80 bits), lower case."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
