"""Public access files that are not ready, and what expires for somebody with a case."""

from typing import Any

from django.db.models import QuerySet

from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Dated
from goldendoor.foundation.registries import dues
from goldendoor.practice.employers.models import AccessFile, Employee

FILES, EXPIRIES = "employers.access_files", "employers.expiries"


@dues.register(FILES)
class Files(Dated):
    """Files of cases that are not ready."""

    kind = FILES

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Not ready."""
        rows = AccessFile.objects.visible_to(access)
        return rows.filter(ready_date__isnull=True, case__isnull=False).select_related("case")

    @classmethod
    def title(cls, one: Any) -> str:
        """Which file."""
        return f"{one} has to be ready"


@dues.register(EXPIRIES)
class Expiries(Dated):
    """The next date of employees with a case."""

    kind = EXPIRIES
    day_field = "next_expiry_date"

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Still working there."""
        rows = Employee.objects.visible_to(access)
        rows = rows.filter(
            left_date__isnull=True, case__isnull=False, next_expiry_date__isnull=False
        )
        return rows.select_related("case")

    @classmethod
    def title(cls, one: Any) -> str:
        """What expires."""
        words = {"i94": "I-94", "ead": "Work permit", "h1b_max": "The six years of H-1B"}
        what = words.get(one.next_expiry_kind, one.next_expiry_kind.capitalize())
        return f"{what} of an employee ends"
