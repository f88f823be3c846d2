"""What day it is. One place, so that a demo or a test can stand on a fixed day."""

import os
from datetime import UTC, date, datetime

from goldendoor.kernel.errors import BadInput


def fixed_today() -> date | None:
    """The day set by `GOLDENDOOR_TODAY` (an ISO date), or None when the real day counts."""
    text = os.environ.get("GOLDENDOOR_TODAY", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"GOLDENDOOR_TODAY is “{text}”; write a day such as 2026-08-03.") from None


def today() -> date:
    """The day everything is reckoned from: `GOLDENDOOR_TODAY` if set, else the local date."""
    return fixed_today() or date.today()


def now() -> datetime:
    """The real moment, in UTC. Never fixed: the history says when things really happened."""
    return datetime.now(tz=UTC)
