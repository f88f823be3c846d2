"""What the page of the visa bulletin shows for what was chosen and posted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import availability, bulletin
from goldendoor.law.bulletin import Bulletins
from goldendoor.law.library import Library
from goldendoor.rulebook import facts, pictures, words
from goldendoor.rulebook.movement import rules

FIRST = {"category": "F2A", "column": bulletin.OTHER_AREAS}


def declared(bulletins: Bulletins, library: Library) -> dict[str, dict[str, Any]]:
    """The facts of the page."""
    categories = {key: str(one["label"]) for key, one in bulletins.categories.items()}
    columns = dict(library.table(availability.COUNTRIES_TABLE)["labels"])
    return {
        "category": {
            "type": "enum",
            "label": "Category",
            "enum": list(categories),
            "labels": categories,
            "required": True,
        },
        "column": {
            "type": "enum",
            "label": "Chargeability",
            "meaning": "by country of birth; a spouse's may be used as well",
            "enum": list(bulletin.COLUMNS),
            "labels": columns,
            "required": True,
        },
        "priority_date": {
            "type": "date",
            "label": "My priority date",
            "meaning": "as on the receipt or approval; never kept",
        },
        "days_per_month": {
            "type": "int",
            "label": "What if it moves so many days a month",
            "minimum": 1,
        },
    }


def of_bulletin(
    library: Library, bulletins: Bulletins, posted: Mapping[str, str], today: datetime.date
) -> dict[str, Any]:
    """The whole context. What cannot be read is said at its box and left out of the picture."""
    asked = {**FIRST, **{name: value for name, value in posted.items() if value}}
    known = declared(bulletins, library)
    given, problems = facts.read(known, asked)
    if given.get("days_per_month") is not None and given["days_per_month"] < 1:
        problems["days_per_month"] = "Write a number above zero."
        del given["days_per_month"]
    category = given.get("category", FIRST["category"])
    column = given.get("column", FIRST["column"])
    place = (bulletins, category, column)
    return {
        "boxes": facts.fields(known, {**asked, **posted}, problems),
        "title": f"{known['category']['labels'][category]}, {known['column']['labels'][column]}",
        "last_month": rules.month_words(bulletins.last_month),
        "heading": bulletins.heading,
        "filing": rules.filing(bulletins, category, library),
        "table": rules.table(*place),
        "back": rules.steps_back(*place),
        "chart_labels": [str(bulletins.heading["charts"][chart]) for chart in bulletin.CHARTS],
        **_drawn(bulletins, category, column, given, today),
    }


def _drawn(
    bulletins: Bulletins, category: str, column: str, given: Mapping[str, Any],
    today: datetime.date,
) -> dict[str, Any]:  # fmt: skip
    mine = words.day_of(given.get("priority_date"))
    pace = given.get("days_per_month")
    found = rules.mine(mine, bulletins, category, column, pace) if mine else []
    horizon = today.replace(month=1, day=1, year=today.year + rules.MOST_YEARS_AHEAD)
    until = [min(one.until, horizon) for one in found if one.until]
    drawn = rules.picture(bulletins, category, column, mine, max(until, default=None))
    if drawn is None:
        return {"picture": None, "mine": found}
    if mine:
        drawn.lanes += rules.lanes_of_mine(found, bulletins, mine, drawn.scale)
    return {
        "picture": drawn,
        "mine": found,
        "priority_date": mine,
        "ticks": drawn.scale.ticks(),
        "today_at": _inside(drawn.scale, today),
    }


def _inside(scale: pictures.Scale, today: datetime.date) -> float | None:
    return scale.at(today) if scale.first <= today <= scale.last else None
