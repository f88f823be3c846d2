"""What is due, whoever knows of it: tasks and days of filing here, deadlines from higher up.

An app registers a class with these four functions: `@registries.dues.register("app.what")`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access


@dataclass(frozen=True)
class Due:
    """Something due on a day. `about` is a public id, `kind` the name of its source."""

    day: date
    title: str
    kind: str
    case_id: int
    about: str = ""
    user_id: int | None = None


class Source(Protocol):
    """Static functions; all go through the access filter and take a fixed number of queries."""

    @staticmethod
    def until(access: Access, *, until: date, users: Collection[int] | None, limit: int) -> list:
        """The earliest `Due`s up to a day; of these users only (None: everyone's)."""

    @staticmethod
    def cases(access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Primary keys of the cases that have something due up to a day.

        A source of very many rows may have `condition(access, *, until) -> Q` on cases beside it,
        which a list prefers: it is asked case by case (`Exists` of `OuterRef("pk")`).
        """

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest for each of these cases."""

    @staticmethod
    def counts(access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many are due on each day up to one, by the user they fall to."""


def sources() -> list[Any]:
    """Every registered source, by name."""
    return [registries.dues.get(name) for name in registries.dues]


def until(
    access: Access, *, until: date, users: Collection[int] | None = None, limit: int = 500
) -> list[Due]:
    """What is due up to a day, the earliest first, from every source."""
    found = [
        one
        for source in sources()
        for one in source.until(access, until=until, users=users, limit=limit)
    ]
    return sorted(found, key=lambda one: (one.day, one.kind, one.about))[:limit]


def condition(access: Access, *, until: date) -> Q:
    """On cases that may be seen: some source has something due up to a day."""
    found = Q(pk__in=[])
    for source in sources():
        if hasattr(source, "condition"):
            found |= source.condition(access, until=until)
        else:
            found |= Q(pk__in=source.cases(access, until=until))
    return found


def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
    """The earliest thing due in each of these cases."""
    found: dict[int, Due] = {}
    for source in sources():
        for case_id, one in source.next_of(access, case_ids).items():
            known = found.get(case_id)
            if known is None or one.day < known.day:
                found[case_id] = one
    return found
