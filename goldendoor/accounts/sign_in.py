"""How allauth behaves in an office: no open sign-up, secrets of second factors encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from goldendoor.foundation import encryption

PLACE = "mfa.authenticator.secret"


def attempted_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address a sign-in was tried with, for counting wrong passwords."""
    given = credentials or {}
    typed = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(typed).strip().lower()


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by an owner of the office, never by a stranger."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False


class EncryptedMfa(DefaultMFAAdapter):
    """TOTP secrets and recovery codes are kept like other secrets: encrypted per field."""

    def encrypt(self, text: str) -> str:
        """Text → token."""
        return encryption.seal(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """Token → text."""
        return encryption.unseal(encrypted_text, PLACE)

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """How a passkey names this installation."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Golden Door"}
