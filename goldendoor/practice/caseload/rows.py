"""What hangs on a case, read once for all parts of its page."""

from __future__ import annotations

from functools import cached_property

from goldendoor.deadlines import queries as deadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.exchange import queries as exchange

MOST_DEADLINES = 200


class Rows(exchange.Rows):
    """Those of the case file, and what only the page shows."""

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """The open ones by their day."""
        return deadlines.next_of_case(self.access, self.case, limit=MOST_DEADLINES)
