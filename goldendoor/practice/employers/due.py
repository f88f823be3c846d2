"""Public access files that are not ready, and what expires for somebody with a case."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Due, falls_to
from goldendoor.foundation.registries import dues
from goldendoor.practice.employers.models import AccessFile, Employee

FILES, EXPIRIES = "employers.access_files", "employers.expiries"


class _Dated:
    """Rows with a day and a case, the day under the name `day`."""

    kind = ""

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Everything that may be due."""
        raise NotImplementedError

    @classmethod
    def title(cls, one: Any) -> str:
        """What stands on Today."""
        raise NotImplementedError

    @classmethod
    def due(cls, one: Any) -> Due:
        """A row as something due."""
        to = one.case.assigned_to_id
        return Due(one.day, cls.title(one), cls.kind, one.case_id, one.public_id, to)

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
        rows = cls.rows(access).filter(day__lte=until)
        rows = rows.filter(falls_to("case__assigned_to", users))
        rows = rows if since is None else rows.filter(day__gte=since)
        return [cls.due(one) for one in rows.order_by("day", "id")[:limit]]

    @classmethod
    def cases(cls, access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Keys of cases with one up to a day."""
        return cls.rows(access).filter(day__lte=until).values("case")

    @classmethod
    def condition(cls, access: Access, *, until: date) -> Q:
        """Cases with one up to a day."""
        return Q(Exists(cls.rows(access).filter(day__lte=until, case=OuterRef("pk"))))

    @classmethod
    def next_of(cls, access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = cls.rows(access).filter(case__in=case_ids).order_by("-day", "-id")
        return {one.case_id: cls.due(one) for one in rows}

    @classmethod
    def counts(cls, access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many fall to each person on each day."""
        rows = cls.rows(access).filter(day__lte=until).values("case__assigned_to", "day")
        found = rows.annotate(many=Count("pk")).order_by("case__assigned_to", "day")
        return {(one["case__assigned_to"], one["day"]): one["many"] for one in found}


@dues.register(FILES)
class Files(_Dated):
    """Files of cases that are not ready."""

    kind = FILES

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Not ready."""
        rows = AccessFile.objects.visible_to(access).annotate(day=F("due_date"))
        return rows.filter(ready_date__isnull=True, case__isnull=False).select_related("case")

    @classmethod
    def title(cls, one: Any) -> str:
        """Which file."""
        return f"{one} has to be ready"


@dues.register(EXPIRIES)
class Expiries(_Dated):
    """The next date of employees with a case."""

    kind = EXPIRIES

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Still working there."""
        rows = Employee.objects.visible_to(access).annotate(day=F("next_expiry_date"))
        rows = rows.filter(left_date__isnull=True, case__isnull=False, day__isnull=False)
        return rows.select_related("case")

    @classmethod
    def title(cls, one: Any) -> str:
        """What expires."""
        words = {"i94": "I-94", "ead": "Work permit", "h1b_max": "The six years of H-1B"}
        what = words.get(one.next_expiry_kind, one.next_expiry_kind.capitalize())
        return f"{what} of an employee ends"
