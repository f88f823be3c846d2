"""Translations to come among everything that is due."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Dated
from goldendoor.practice.languages.models import Job

KIND = "practice_languages.translations"


@registries.dues.register(KIND)
class Translations(Dated):
    """Each falls to the translator if they are of the office, else to whoever has the case."""

    kind = KIND
    user_field = "falls_to"

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Not finished, with a day."""
        rows = Job.objects.visible_to(access).filter(state__in=Job.OPEN, due_date__isnull=False)
        return rows.annotate(falls_to=Coalesce("translator_user", "case__assigned_to"))

    @classmethod
    def title(cls, one: Any) -> str:
        """From which language."""
        return f"Translation from {one.from_language}"

    @classmethod
    def user(cls, one: Any) -> int | None:
        """The translator, or who has the case."""
        return one.falls_to
