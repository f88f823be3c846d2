"""The sign-in form."""

from typing import Any

from allauth.account.forms import LoginForm
from django.conf import settings


class SignInForm(LoginForm):
    """Offers a new password by e-mail only where the office can send any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.EMAIL_HOST:
            self.fields[
                "password"
            ].help_text = "Forgotten? An owner of your office can set a new one."
