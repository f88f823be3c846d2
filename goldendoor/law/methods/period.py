"""The ordinary rule: so many days, months or years from a day, mail days, closed days.

A version says for each output, under `give`:

    from: served_date                     a fact, an output given before, or the latest of a list
    count: {calendar_days: 30}            ways of `law/counting.py`; a number or the name of a fact
    count_back: {calendar_days: 90}       backwards from the day; such a window is never rolled
    add: [{when: {service: mail}, rule: us.mail-3}]     days another rule adds, before the roll
    closed_day: {when: {channel: paper}, go_to: next_open_day}
    when: {form: AR-11}                   the first of a list of such entries that matches is used
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import rules, versions
from goldendoor.law.results import RuleError
from goldendoor.law.versions import Version
from goldendoor.law.work import Work, plural, spoken

ROLL = "next_open_day"
WORDS = {
    "calendar_days": "day",
    "business_days": "business day",
    "months": "month",
    "years": "year",
}
Spec = Mapping[str, Any]


def period(work: Work) -> None:
    """Every output of the version's `give` whose starting day is known."""
    days: dict[str, datetime.date] = {}
    for output, specs in work.version["give"].items():
        for spec in specs if isinstance(specs, list) else [specs]:
            if not work.matches(spec.get("when")):
                continue
            start = _start(work, spec, days)
            if start is not None:
                days[output] = reckon(work, output, start, spec)
                work.give(**{output: days[output]})
            break
    _other_readings(work, days)


def _start(work: Work, spec: Spec, days: Mapping[str, datetime.date]) -> datetime.date | None:
    """The day counted from; of several facts the latest."""
    names = spec["from"] if isinstance(spec["from"], list) else [spec["from"]]
    known = [days.get(name) or work.facts.get(name) for name in names]
    found = [day for day in known if day is not None]
    return max(found) if found else None


def reckon(work: Work, output: str, start: datetime.date, spec: Spec) -> datetime.date:
    """Count, add mail days, then roll; each with its step."""
    label = output.replace("_", " ").capitalize()
    said: list[str] = []
    day = start
    if "count" in spec:
        day = _counted(work, day, spec["count"], 1, said)
    if "count_back" in spec:
        day = _counted(work, day, spec["count_back"], -1, said)
    if said:
        work.step(f"{label}: {', '.join(said)} is {spoken(day)}.", spec.get("cite", ""))
    for added in spec.get("add") or ():
        if work.matches(added.get("when")):
            day = with_added_days(work, added["rule"], start, day)
    closed = spec.get("closed_day")
    if closed and work.matches(closed.get("when")):
        day = work.roll(day, str(closed.get("cite", "")))
    elif not said and day == start:
        work.step(f"{label}: {spoken(day)}.", spec.get("cite", ""))
    return day


def _counted(
    work: Work, day: datetime.date, lengths: Mapping[str, Any], sign: int, said: list[str]
) -> datetime.date:
    start, parts = day, []
    for way, number in lengths.items():
        length = work.facts[number] if isinstance(number, str) else int(number)
        day = work.count(day, **{way: sign * length})
        parts.append(plural(length, WORDS[way]))
    where = "after" if sign > 0 else "before"
    said.append(f"{' and '.join(parts)} {where} {spoken(start)}")
    return day


def with_added_days(
    work: Work, rule_name: str, on: datetime.date, day: datetime.date
) -> datetime.date:
    """The day moved on by what another rule adds, with a step citing that rule."""
    version = borrowed(work, rule_name, on)
    days = int(version["days"])
    later = work.count(day, calendar_days=days)
    said = f"{plural(days, 'day')} added: {version['summary']}; that is {spoken(later)}."
    work.step(said, version=version)
    return later


def added_days(work: Work, rule_name: str, on: datetime.date) -> int:
    """Days another rule adds to a period begun on the day, with a step citing that rule."""
    version = borrowed(work, rule_name, on)
    days = int(version["days"])
    work.step(f"{plural(days, 'day')} added: {version['summary']}.", version=version)
    return days


def borrowed(work: Work, rule_name: str, on: datetime.date) -> Version:
    """The version of another rule in force on a day."""
    other = rules.get(rule_name, work.library)
    version = versions.chosen(other.versions, on, work.today)
    if version is None:
        text = f"The library holds no version of {rule_name} in force on {on}."
        raise RuleError(text, work.rule.version_by or None)
    return version


def _other_readings(work: Work, days: Mapping[str, datetime.date]) -> None:
    """Outputs that a version lists as two readings, when they differ."""
    readings = work.version.get("readings") or ()
    known = [one for one in readings if one["output"] in days and work.matches(one.get("when"))]
    if len({days[one["output"]] for one in known}) > 1:
        work.other_readings(
            *((str(one["reading"]), str(one["output"]), days[one["output"]]) for one in known)
        )


METHODS = {"period": period}
