"""Values encrypted one by one, and found again without decrypting any.

A token is `gd1.<key name>.<base64url of 12-byte nonce and AES-256-GCM ciphertext>`. The place it
was written for (such as `people.identifier.value`) is authenticated with it, so a token copied into
another column does not open.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PREFIX = "gd1"
NONCE_BYTES = 12


class Undecipherable(Exception):
    """The value was altered, or the key it was written with is not among the field keys."""


def seal(text: str, place: str) -> str:
    """Encrypt with the current key."""
    name = settings.FIELD_KEYS["current"]
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(settings.FIELD_KEYS["keys"][name]).encrypt(nonce, text.encode(), place.encode())
    return f"{PREFIX}.{name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(token: str, place: str) -> str:
    """The text of a token written for this place; raises Undecipherable."""
    prefix, _, rest = token.partition(".")
    name, _, body = rest.partition(".")
    key = settings.FIELD_KEYS["keys"].get(name)
    if prefix != PREFIX or key is None:
        raise Undecipherable(f"No key named “{name}” is known; it is needed to read {place}.")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise Undecipherable(f"The stored value of {place} was altered.") from None


def is_current(token: str) -> bool:
    """Whether a token was written with the current key (rotation rewrites the others)."""
    return token.startswith(f"{PREFIX}.{settings.FIELD_KEYS['current']}.")


def blind_index(value: str, *, organisation_id: int, kind: str) -> str:
    """A keyed fingerprint of `value`, equal for equal values of one kind in one organisation.

    Spaces, dashes and case don't count: `A 123-456-789` and `a123456789` are the same number.
    """
    plain = "".join(character for character in value.upper() if character.isalnum())
    message = f"{organisation_id}|{kind}|{plain}".encode()
    return hmac.new(settings.FIELD_KEYS["index"], message, hashlib.sha256).hexdigest()
