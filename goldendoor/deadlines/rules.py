"""Pure functions about deadlines."""

import hashlib


def token_digest(token: str) -> str:
    """What is kept of the token of a feed; the token itself is shown once and nowhere stored."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
