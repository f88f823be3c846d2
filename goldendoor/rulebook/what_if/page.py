"""What a what-if page shows for the facts that were posted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law.check import plain
from goldendoor.law.library import Library
from goldendoor.rulebook import facts, pictures
from goldendoor.rulebook.what_if import rules

Entry = Mapping[str, Any]
BEFORE = "before-"


def examples(entry: Entry) -> dict[str, str]:
    """The facts a what-if starts with, as they would be posted."""
    given = {
        name: plain(one["example"]) for name, one in entry["facts"].items() if "example" in one
    }
    return facts.as_posted(entry["facts"], given)


def of_what_if(
    entry: Entry, posted: Mapping[str, str], today: datetime.date, library: Library
) -> dict[str, Any]:
    """Boxes with what was typed, and every row before and after.

    `posted` has the present facts by name and, with `before-` in front, those they are compared
    with; without these, the present ones are the beginning. `do` may be `back` (to the beginning)
    or `keep` (the present is the new beginning), `more` names a list that gets another row.
    """
    declared = entry["facts"]
    old, wrong_before = facts.read(declared, posted, BEFORE)
    given, problems = facts.read(declared, posted)
    does = posted.get("do", "")
    if wrong_before or not any(name.startswith(BEFORE) for name in posted) or does == "keep":
        old = given
    if does == "back":
        given, problems = old, {}
        posted = facts.as_posted(declared, given)
    more = posted.get("more", "")
    before = rules.shown(entry, old, today, library)
    after = before if old == given else rules.shown(entry, given, today, library)
    rows = rules.moves(before, after)
    scale = rules.draw(rows, today)
    moved = sum(1 for row in rows if row.moved)
    return {
        "boxes": facts.fields(declared, posted, problems, {more: 1} if more else None),
        "problems": problems,
        "before": facts.as_posted(declared, old, BEFORE),
        "rows": rows,
        "moved": moved,
        "said": "1 row changes" if moved == 1 else f"{moved} rows change",
        "changed": old != given,
        **on_line(scale, today),
    }


def on_line(scale: pictures.Scale, today: datetime.date) -> dict[str, Any]:
    """What axis and strips of a time line need."""
    return {"scale": scale, "ticks": scale.ticks(), "today_at": scale.at(today)}
