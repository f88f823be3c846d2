"""Is a visa available: a priority date against the bulletin, with its reasons.

Pure functions. A month that is not held gives no answer (`is_current` is None), never a guess.
INA 202(b), 203(e), 245(a)(3); 8 CFR 245.1(g)(1); 22 CFR 42.12.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from goldendoor.law import bulletin, tables
from goldendoor.law.bulletin import BulletinError, Bulletins, Cutoff, Since
from goldendoor.law.library import Library
from goldendoor.law.results import Step

CITATION = "INA 203(e); 8 CFR 245.1(g)(1); Visa Bulletin"
CHARGEABILITY = "INA 202(b); 22 CFR 42.12"
CHARTS_TABLE, COUNTRIES_TABLE = "us.filing_charts", "us.chargeability"
CHART_WORDS = {
    bulletin.FINAL_ACTION: "Final Action Dates",
    bulletin.DATES_FOR_FILING: "Dates for Filing",
}
Group = tuple[str, str]  # category, column


@dataclass(frozen=True)
class Availability:
    """The answer for one month. `is_current` is None where the month or cell is not held.

    `since` is the unbroken run of months up to this one, `first_month` the first month ever, and
    `is_retrogressed` says that the date was current in an earlier month and no longer is.
    """

    is_current: bool | None
    month: str
    chart: str
    category: str
    column: str
    cutoff: Cutoff
    since: Since | None
    first_month: str | None
    is_retrogressed: bool
    because: tuple[Step, ...]
    certainty: str
    needs_review: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "is_current": self.is_current,
            "month": self.month,
            "chart": self.chart,
            "category": self.category,
            "column": self.column,
            "cutoff": self.cutoff.to_json(),
            "current_since": self.since.month if self.since else None,
            "before_that": self.since.before if self.since else None,
            "first_month": self.first_month,
            "is_retrogressed": self.is_retrogressed,
            "because": [step.to_json() for step in self.because],
            "certainty": self.certainty,
            "needs_review": self.needs_review,
        }


def availability(
    priority_date: datetime.date,
    category: str,
    column: str,
    month: str | datetime.date,
    bulletins: Bulletins,
    *,
    chart: str = bulletin.FINAL_ACTION,
) -> Availability:
    """Whether a priority date is current in a month, since when, and whether it has been before.

    `column` is one of `bulletin.COLUMNS` (see `column_of`). Raises `BulletinError` for a category,
    chart, column or month that is none.
    """
    at = bulletin.number(month)
    cutoff = bulletins.cell(month, chart, category, column)
    current = bulletin.is_current(priority_date, cutoff)
    place = (priority_date, category, column, month, chart)
    since, first = bulletins.current_since(*place), bulletins.first_current(*place)
    name = bulletin.named(at)
    because = tuple(_reasons(priority_date, name, chart, cutoff, current, since, first))
    return Availability(
        is_current=current,
        month=name,
        chart=chart,
        category=category,
        column=column,
        cutoff=cutoff,
        since=since,
        first_month=first,
        is_retrogressed=current is False and first is not None,
        because=because,
        certainty=cutoff.certainty,
        needs_review=current is None or cutoff.certainty != "verified",
    )


def _reasons(
    day: datetime.date,
    month: str,
    chart: str,
    cutoff: Cutoff,
    current: bool | None,
    since: Since | None,
    first: str | None,
) -> Iterator[Step]:
    words = CHART_WORDS[chart]
    if current is None:
        yield _step(f"The bulletin of {month} ({words}) is not held: nothing is said of it.")
        return
    listed = {
        "current": "C: every priority date is current",
        "unavailable": "U: no visa is available",
    }
    text = listed.get(cutoff.status)
    if text is None:
        said = "is before" if current else "is not before"
        text = f"{cutoff.text}, and {day} {said} it"
    yield _step(f"The bulletin of {month} ({words}) lists {text}.")
    if cutoff.sources < bulletin.CONFIRMED_BY:
        yield _step("One collection only carries this cell: compare it with the bulletin.")
    if since:
        before = {
            "unknown": "; the month before is not held, so it may have been longer",
            "nothing": "; no earlier bulletin is held",
            "priority_date": ", the month of the priority date itself",
        }.get(since.before, "")
        yield _step(f"It has been current without a break since {since.month}{before}.")
    elif first:
        yield _step(
            f"It was first current in {first}, and no longer is: the dates have moved back."
        )


def _step(text: str, citation: str = CITATION) -> Step:
    return Step(text, citation)


def available_from(
    priority_date: datetime.date,
    category: str,
    column: str,
    bulletins: Bulletins,
    *,
    not_before: datetime.date,
    chart: str = bulletin.FINAL_ACTION,
) -> datetime.date | None:
    """The first day of the first month held, from `not_before` on, in which the date is current.

    What the age of a child (INA 203(h)) is counted by; None when no month held is one.
    """
    bulletins.cell(not_before, chart, category, column)
    day, begin = priority_date.toordinal(), bulletin.number(max(not_before, priority_date))
    for at in range(max(begin, bulletins.start), bulletins.end + 1):
        if day < bulletins.value(at, chart, category, column):
            return datetime.date.fromisoformat(f"{bulletin.named(at)}-01")
    return None


# ── chargeability ────────────────────────────────────────────────────────────────────────────


def column_of(country: str, library: Library) -> str:
    """The bulletin's column for a country of birth (ISO 3166-1 alpha-2); raises `BulletinError`."""
    code = country.strip().upper()
    table = library.table(COUNTRIES_TABLE)
    if code not in library.table("iso.countries")["countries"]:
        text = f"A country is a two-letter code such as IN, not {country[:40]!r}."
        raise BulletinError(text)
    for one in table["historic_columns"]:
        if code in one["countries"]:
            return str(one["column"])
    return str(table["by_country"].get(code, table["other_column"]))


@dataclass(frozen=True)
class Chargeability:
    """The best column a case may use: whose birth it comes of, and what was weighed."""

    country: str
    column: str
    through: str
    cutoff: Cutoff
    because: tuple[Step, ...]
    needs_review: bool


def best_chargeability(
    countries: Mapping[str, str],
    category: str,
    month: str | datetime.date,
    bulletins: Bulletins,
    library: Library,
    *,
    chart: str = bulletin.FINAL_ACTION,
) -> Chargeability:
    """Cross-chargeability (INA 202(b)): the most favourable column of those allowed.

    `countries` maps whose birth it is to the country: `own` (needed), and where the law allows
    `spouse` (both immigrate together), `father`, `mother` (of an accompanying child). A parent may
    never use a child's. An own column as good as another stays; a cell not held is never better.
    """
    if "own" not in countries:
        raise BulletinError("The own country of birth is needed.")
    at = bulletin.number(month)
    steps, best = [], ("own", countries["own"], "", bulletin.UNKNOWN)
    unknown = False
    for through, country in sorted(countries.items(), key=lambda one: one[0] != "own"):
        column = column_of(country, library)
        cutoff = bulletins.cell(month, chart, category, column)
        value = bulletins.value(at, chart, category, column)
        unknown |= value == bulletin.UNKNOWN
        whose = {"own": "Own birth"}.get(through, f"Birth of the {through}")
        steps.append(_step(f"{whose} in {country}: {column}, {cutoff.text}.", CHARGEABILITY))
        if not best[2] or value > best[3]:
            best = (through, country, column, value)
    through, country, column, _value = best
    if through != "own":
        text = f"The column of the {through} is better; both must immigrate or adjust together."
        steps.append(_step(text, CHARGEABILITY))
    if unknown:
        steps.append(_step("A column is not held for the month, so not all could be compared."))
    cutoff = bulletins.cell(month, chart, category, column)
    return Chargeability(country, column, through, cutoff, tuple(steps), unknown)


# ── the chart for filing ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class FilingChart:
    """The chart to file by in a month. `is_known` is False where the agency's choice is not held:
    `chart` is then the safe one, Final Action Dates."""

    chart: str
    is_known: bool
    because: tuple[Step, ...]
    certainty: str


def filing_chart(month: str | datetime.date, preference: str, library: Library) -> FilingChart:
    """Which chart the agency accepted for filing in a month, by `family` or `employment`."""
    if preference not in ("family", "employment"):
        raise BulletinError(f"A preference is family or employment, not {preference[:40]!r}.")
    name = bulletin.named(bulletin.number(month))
    table = library.table(CHARTS_TABLE)
    if name < str(table["two_charts_from"]):
        text = f"In {name} the bulletin had one chart."
        return FilingChart(bulletin.FINAL_ACTION, True, (_step(text),), "verified")
    row = tables.find(CHARTS_TABLE, library, month=name)
    known = row.get(preference) if row else None
    if row and known:
        text = f"For {name} the agency accepts {CHART_WORDS[known]} ({preference})."
        return FilingChart(str(known), True, (_step(text),), str(row["certainty"]))
    text = (
        f"Which chart the agency accepts for {name} is not held: look at its page. Final Action "
        f"Dates are the safe reading."
    )
    return FilingChart(str(table["default"]), False, (_step(text),), "unverified")


# ── which cases became current ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Window:
    """Priority dates that a bulletin made current: from `begins` (included) to `ends` (not).

    None: no bound on that side. `compared_with` is the last month held before; where that is not
    the month before, dates may have become current in the months between.
    """

    category: str
    column: str
    begins: datetime.date | None
    ends: datetime.date | None
    compared_with: str


def windows(
    month: str | datetime.date,
    bulletins: Bulletins,
    *,
    chart: str = bulletin.FINAL_ACTION,
    groups: Iterable[Group] | None = None,
) -> tuple[Window, ...]:
    """For each category and column that moved forward: which priority dates became current.

    One window is one query: `priority_date >= begins and priority_date < ends`. A group with no
    cell in the month, or none before it, has no window. `groups` defaults to all there are.
    """
    if groups is None:
        groups = sorted({(category, column) for _chart, category, column in bulletins.cells})
    found = []
    for category, column in groups:
        bulletins.cell(month, chart, category, column)
        bounds = _bounds(bulletin.number(month), bulletins, chart, category, column)
        if bounds is not None:
            begins, ends, compared = bounds
            found.append(Window(category, column, _day(begins), _day(ends), compared))
    return tuple(found)


def _bounds(
    at: int, bulletins: Bulletins, chart: str, category: str, column: str
) -> tuple[int, int, str] | None:
    """Ordinals from (included) and to (not) of the dates that became current, or None."""
    now = bulletins.value(at, chart, category, column)
    earlier = at - 1
    while earlier >= bulletins.start:
        before = bulletins.value(earlier, chart, category, column)
        if before != bulletin.UNKNOWN:
            return (before, now, bulletin.named(earlier)) if now > before else None
        earlier -= 1
    return None


def _day(ordinal: int) -> datetime.date | None:
    if bulletin.UNAVAILABLE < ordinal < bulletin.CURRENT:
        return datetime.date.fromordinal(ordinal)
    return None


def became_current(
    month: str | datetime.date,
    bulletins: Bulletins,
    groups: Sequence[Group],
    group_of: Sequence[int],
    priority_ordinals: Sequence[int],
    *,
    chart: str = bulletin.FINAL_ACTION,
) -> list[int]:
    """Positions of the waiting cases that became current in a month; made for a million of them.

    Cases are columns: `group_of[n]` is the place in `groups` of case n's (category, column), and
    `priority_ordinals[n]` its priority date as `date.toordinal()`. Cases whose group has no cell
    in the month, or none before, are not among them.
    """
    if len(group_of) != len(priority_ordinals):
        raise ValueError("Each case needs a group and a priority date.")
    at = bulletin.number(month)
    low, high = [], []
    for category, column in groups:
        bulletins.cell(month, chart, category, column)
        begins, ends, _compared = _bounds(at, bulletins, chart, category, column) or (0, 0, "")
        low.append(begins)
        high.append(ends)
    current = (
        low[group] <= day < high[group]
        for group, day in zip(group_of, priority_ordinals, strict=True)
    )
    return list(compress(range(len(group_of)), current))
