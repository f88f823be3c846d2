"""One time line of many sources, newest first, paged by keyset over all of them.

An app adds its lines with `@registries.timelines.register("app.what")` in its `timeline.py`:
`lines(access, case, before, kinds, size)` gives at most `size` of its newest lines beyond `before`.
`older` does that for a query set, `audit.queries.lines` for the history. Lines of other `kinds`
than the wanted (None: all) are left out by the app, or a page would end too early.
"""

import base64
import heapq
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from goldendoor.foundation.pages import Page
from goldendoor.kernel.errors import BadInput

KINDS = {
    "stage": "Stage",
    "case": "Case",
    "person": "People",
    "form": "Forms",
    "document": "Documents",
    "deadline": "Deadlines",
    "note": "Notes",
    "task": "Tasks",
    "mail": "Mail",
    "hold": "Holds and flags",
    "money": "Money",
}
MOST_LINES = 100


@dataclass(frozen=True)
class Mark:
    """The place of a line: later moments first, then sources by name, then higher numbers."""

    at: datetime
    source: str
    number: int

    @property
    def order(self) -> tuple[float, str, int]:
        """Sorts as the time line reads."""
        return (-self.at.timestamp(), self.source, -self.number)


@dataclass(frozen=True)
class Line:
    """One thing that happened: `words` say what, `text` holds a note or details, `about` a public
    id that a page may link to."""

    mark: Mark
    kind: str
    day: date
    words: str
    who: str = ""
    text: str = ""
    about: str = ""


Lines = Callable[..., list[Line]]


def older(
    rows: QuerySet, source: str, before: Mark | None, *, at: str = "created_at", size: int
) -> QuerySet:
    """The newest `size` of `rows` that stand beyond the mark, by the moment `at` and the id."""
    if before is not None:
        same = Q(pk__lt=before.number) if source == before.source else Q()
        beyond = Q(**{f"{at}__lt": before.at})
        if source >= before.source:
            beyond |= Q(**{at: before.at}) & same
        rows = rows.filter(beyond)
    return rows.order_by(f"-{at}", "-pk")[:size]


def page(
    sources: Iterable[Callable[[Mark | None, int], Sequence[Line]]],
    *,
    after: str | None,
    kinds: frozenset[str] | None = None,
    size: int = 50,
) -> Page:
    """One page of all sources together; BadInput for a token that is not ours."""
    size = max(1, min(size, MOST_LINES))
    before = _mark(after) if after else None
    parts = [source(before, size + 1) for source in sources]
    wanted = [
        sorted(
            (line for line in part if kinds is None or line.kind in kinds),
            key=lambda line: line.mark.order,
        )
        for part in parts
    ]
    found = list(heapq.merge(*wanted, key=lambda line: line.mark.order))
    if before is not None:
        found = [line for line in found if line.mark.order > before.order]
    more = len(found) > size
    shown = found[:size]
    return Page(rows=shown, next=_token(shown[-1].mark) if more else None)


def _token(mark: Mark) -> str:
    plain: list[Any] = [mark.at.isoformat(), mark.source, mark.number]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _mark(token: str) -> Mark:
    try:
        at, source, number = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not isinstance(source, str) or isinstance(number, bool):
            raise ValueError("not a mark of ours")
        if not 0 <= int(number) < 2**63:
            raise ValueError("no such number")
        return Mark(moment, source, int(number))
    except Exception as error:
        raise BadInput("The address of this page is damaged. Open the list again.") from error
