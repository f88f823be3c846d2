"""The Django app of this folder."""

from django.apps import AppConfig


class DocumentsApp(AppConfig):
    """Documents and evidence."""

    name = "goldendoor.documents"
    label = "documents"
