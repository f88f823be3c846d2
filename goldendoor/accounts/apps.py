"""The Django app of this folder."""

from django.apps import AppConfig


class AccountsApp(AppConfig):
    """Users and organisations."""

    name = "goldendoor.accounts"
    label = "accounts"
