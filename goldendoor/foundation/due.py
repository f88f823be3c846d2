"""What is due, whoever knows of it: tasks and days of filing here, deadlines from higher up.

An app registers a class with these four functions: `@registries.dues.register("app.what")`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet

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


@dataclass(frozen=True)
class Appointment:
    """Something with an hour, for calendar feeds. `title` is shown with the number of the case."""

    uid: str
    starts_at: datetime
    title: str
    case_number: str
    version: int
    is_cancelled: bool = False


class Source(Protocol):
    """Static functions; all go through the access filter and take a fixed number of queries.

    A source of appointments may have `for_feed(access, *, case_id, since) -> list[Appointment]`
    beside them (`case_id` None: those that fall to this person).
    """

    @staticmethod
    def until(
        access: Access,
        *,
        until: date,
        users: Collection[int | None] | None,
        limit: int,
        since: date | None = None,
    ) -> list:
        """The earliest `Due`s up to a day; of these users only (`falls_to`)."""

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


class Dated:
    """A source of rows with a day and a case: a subclass says which rows and what stands on Today.

    `day_field` and `user_field` are columns or annotations of `rows`.
    """

    kind = ""
    day_field = "due_date"
    user_field = "case__assigned_to"

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Everything that may be due, through the access filter, with `case` at hand."""
        raise NotImplementedError

    @classmethod
    def title(cls, one: Any) -> str:
        """What stands on Today."""
        raise NotImplementedError

    @classmethod
    def user(cls, one: Any) -> int | None:
        """To whom it falls."""
        return one.case.assigned_to_id

    @classmethod
    def due(cls, one: Any) -> Due:
        """A row as something due."""
        day = getattr(one, cls.day_field)
        return Due(day, cls.title(one), cls.kind, one.case_id, one.public_id, cls.user(one))

    @classmethod
    def until(
        cls,
        access: Access,
        *,
        until: date,
        users: Collection[int | None] | None,
        limit: int,
        since: date | None = None,
    ) -> list[Due]:
        """The earliest first."""
        rows = cls._up_to(access, until).filter(falls_to(cls.user_field, users))
        rows = rows if since is None else rows.filter(**{f"{cls.day_field}__gte": since})
        return [cls.due(one) for one in rows.order_by(cls.day_field, "id")[:limit]]

    @classmethod
    def cases(cls, access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Keys of cases with one up to a day."""
        return cls._up_to(access, until).values("case")

    @classmethod
    def next_of(cls, access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = cls.rows(access).filter(case__in=list(case_ids))
        return {one.case_id: cls.due(one) for one in rows.order_by(f"-{cls.day_field}", "-id")}

    @classmethod
    def counts(cls, access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many fall to each person on each day."""
        rows = cls._up_to(access, until).order_by().values(cls.user_field, cls.day_field)
        found = rows.annotate(number=Count("pk"))
        return {(one[cls.user_field], one[cls.day_field]): one["number"] for one in found}

    @classmethod
    def _up_to(cls, access: Access, until: date) -> QuerySet[Any]:
        return cls.rows(access).filter(**{f"{cls.day_field}__lte": until})


def sources() -> list[Any]:
    """Every registered source, by name."""
    return [registries.dues.get(name) for name in registries.dues]


def falls_to(field: str, users: Collection[int | None] | None) -> Q:
    """On the user field of a source: these users, with None among them also nobody; None: all."""
    if users is None:
        return Q()
    found = Q(**{f"{field}__in": [one for one in users if one is not None]})
    return found | Q(**{f"{field}__isnull": True}) if None in users else found


def until(
    access: Access,
    *,
    until: date,
    users: Collection[int | None] | None = None,
    limit: int = 500,
    since: date | None = None,
) -> list[Due]:
    """What is due up to a day (and not before another), the earliest first, from every source."""
    found = [
        one
        for source in sources()
        for one in source.until(access, until=until, users=users, limit=limit, since=since)
    ]
    return sorted(found, key=lambda one: (one.day, one.kind, one.about))[:limit]


@dataclass(frozen=True)
class Survey:
    """The earliest things due, and how many fall on each day."""

    items: list[Due]
    per_day: dict[date, int]


def survey(
    access: Access,
    *,
    until: date,
    users: Collection[int | None] | None = None,
    only: date | None = None,
    limit: int = 100,
) -> Survey:
    """Items up to a day (or of one day only) with counts of every day up to it.

    One query for each source; of a source with more than `limit` the database counts the rest.
    """
    items: list[Due] = []
    counts: dict[date, int] = {}
    for source in sources():
        found = source.until(access, until=until, users=users, limit=limit, since=None)
        if len(found) < limit:
            told = [(one.day, 1) for one in found]
        else:
            by_user = source.counts(access, until=until)
            told = [
                (day, n) for (user, day), n in by_user.items() if users is None or user in users
            ]
            if only:
                found = source.until(access, until=only, users=users, limit=limit, since=only)
        for day, number in told:
            counts[day] = counts.get(day, 0) + number
        items += [one for one in found if only is None or one.day == only]
    items.sort(key=lambda one: (one.day, one.kind, one.about))
    return Survey(items[:limit], counts)


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
