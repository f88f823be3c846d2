"""The same for many cases: each is done or refused by itself, and none silently."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Result:
    """What became of one case: done, or refused with the reason."""

    public_id: str
    number: str
    done: bool
    reason: str = ""


def each(
    access: Access,
    public_ids: Sequence[str],
    change_one: Callable[[Case], Any],
    scope: str,
    request: Mapping[str, Any],
    idempotency_key: str | None = None,
) -> list[Result]:
    """Call `change_one` for every case that may be seen, each in a transaction of its own.

    Results stand in the order asked. Raises BadInput for more than 500. The same key again answers
    what it answered before.
    """
    wanted = list(dict.fromkeys(public_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise BadInput(f"At most {MOST_AT_ONCE} cases at once; these are {len(wanted)}.")

    def run() -> list[dict[str, Any]]:
        # One question for all of them; each is then changed as a row of its own.
        rows = Case.objects.visible_to(access).filter(public_id__in=wanted)
        found = {case.public_id: case for case in rows.select_related("assigned_to")}
        return [asdict(_one(found.get(one), one, change_one)) for one in wanted]

    asked = {"cases": wanted, **request}
    answer = idempotency.once(
        access=access, scope=scope, key=idempotency_key, request=asked, run=run
    )
    return [Result(**one) for one in answer]


def _one(case: Case | None, public_id: str, change_one: Callable[[Case], Any]) -> Result:
    if case is None:
        return Result(public_id, "", False, "There is no such case.")
    try:
        with transaction.atomic():
            change_one(case)
    except (NotAllowed, NotFound, BadInput, Conflict) as error:
        return Result(public_id, case.number, False, str(error))
    return Result(public_id, case.number, True)
