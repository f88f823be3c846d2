"""Rules as pages show them: rows of the list, standings of versions, what changed when. Pure."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from goldendoor.kernel import folding
from goldendoor.rulebook import pictures, words

Entry = Mapping[str, Any]
# An open beginning is drawn this much before the first known day, in parts of the whole line.
OPEN_PART = 8
MOST_YEARS = 8  # words under the strip of years
# What a filter finds under one word.
DISPUTED = ("stayed", "enjoined", "vacated")
FILTERS = {"announced": "Changes ahead", "proposed": "Proposed", "disputed": "Before the courts"}


def short_id(rule_id: str) -> str:
    """`us.rfe` → `RFE`, as the field writes it."""
    return rule_id.split(".", 1)[-1].upper()


def standing(version: Entry, today: datetime.date) -> words.Word:
    """What a version is on this day."""
    status = str(version.get("legal_status", "in_force"))
    if status in words.STANDINGS:
        return words.STANDINGS[status]
    begins, ends = words.day_of(version.get("from")), words.day_of(version.get("to"))
    if status == "superseded" or (ends is not None and ends < today):
        return words.STANDINGS["past"]
    if begins is not None and begins > today:
        return words.STANDINGS["announced"]
    return words.STANDINGS["now"]


@dataclass(frozen=True)
class Version:
    """One version for the time line and its table."""

    begins: datetime.date | None
    ends: datetime.date | None
    published: datetime.date | None
    word: words.Word
    trigger: str
    summary: str
    orders: list[dict[str, Any]]
    references: list[dict[str, Any]]
    strip: pictures.Strip

    @property
    def days(self) -> str:
        """`from 7 Jul 2011 to 4 Aug 2026`, in words."""
        start = f"from {words.of_day(self.begins)}" if self.begins else "since before our sources"
        return f"{start} to {words.of_day(self.ends)}" if self.ends else start


def references(entry: Entry) -> list[dict[str, str]]:
    """Citations as title and address, whether written as text, list or title and href."""
    found = entry.get("reference") or entry.get("references") or []
    found = [found] if isinstance(found, str | Mapping) else found
    return [
        {"title": str(one.get("title", "")), "href": str(one.get("href") or "")}
        if isinstance(one, Mapping)
        else {"title": str(one), "href": ""}
        for one in found
    ]


def scale_of(versions: Iterable[Entry], today: datetime.date) -> pictures.Scale:
    """A line that holds every day of the versions, and today."""
    days = [today]
    for version in versions:
        known = [words.day_of(version.get(key)) for key in ("from", "to", "published")]
        known += [words.day_of(order.get("date")) for order in version.get("orders") or []]
        days += [day for day in known if day]
    length = (max(days) - min(days)).days // OPEN_PART
    return pictures.Scale.around([*days, max(max(days), today) + datetime.timedelta(days=length)])


def versions_of(rule: Entry, today: datetime.date) -> tuple[pictures.Scale, list[Version]]:
    """Versions, newest first, with their rows of the picture."""
    entries = list(rule.get("versions") or [])
    scale = scale_of(entries, today)
    found = [_version(entry, today, scale) for entry in entries]
    return scale, sorted(found, key=lambda one: one.begins or datetime.date.min, reverse=True)


def _version(entry: Entry, today: datetime.date, scale: pictures.Scale) -> Version:
    begins, ends = words.day_of(entry.get("from")), words.day_of(entry.get("to"))
    word = standing(entry, today)
    strip = pictures.Strip(bars=[scale.bar(begins or scale.first, ends, word.id)])
    orders = [{**one, "date": words.day_of(one.get("date"))} for one in entry.get("orders") or []]
    strip.marks += [scale.mark(one["date"], "order") for one in orders if one["date"]]
    return Version(
        begins=begins,
        ends=ends,
        published=words.day_of(entry.get("published")),
        word=word,
        trigger=str(entry.get("trigger") or ""),
        summary=str(entry.get("summary") or ""),
        orders=orders,
        references=references(entry),
        strip=strip,
    )


@dataclass(frozen=True)
class Row:
    """A rule in the list."""

    id: str
    short: str
    label: str
    area: str
    starts_on: str
    certainty: words.Word
    standing: words.Word | None
    standings: frozenset[str]
    last_checked: datetime.date | None
    sought: str


def row(rule: Entry, today: datetime.date) -> Row:
    """What the list says about a rule."""
    found = [standing(version, today) for version in rule.get("versions") or []]
    order = ("enjoined", "stayed", "now", "announced", "vacated", "proposed", "past")
    named = sorted(found, key=lambda word: order.index(word.id))
    cited = [one["title"] for source in (rule, *(rule.get("versions") or []))
             for one in references(source)]  # fmt: skip
    text = (rule["id"], short_id(rule["id"]), rule.get("label"), rule.get("statement"),
            rule.get("starts_on"), *cited)  # fmt: skip
    ids = {word.id for word in found}
    return Row(
        id=str(rule["id"]),
        short=short_id(str(rule["id"])),
        label=str(rule.get("label", "")),
        area=str(rule.get("area", "agency")),
        starts_on=str(rule.get("starts_on") or ""),
        certainty=certainty(rule.get("certainty")),
        standing=named[0] if named else None,
        standings=frozenset(ids | ({"disputed"} if ids & set(DISPUTED) else set())),
        last_checked=words.day_of(rule.get("last_checked")),
        sought=f" {folding.fold(' '.join(str(one or '') for one in text))} ",
    )


def certainty(value: Any) -> words.Word:
    """How sure the library is; an unknown word counts as not verified."""
    return words.CERTAINTIES.get(str(value), words.CERTAINTIES["unverified"])


def matching(rows: Iterable[Row], wanted: Mapping[str, str]) -> list[Row]:
    """Rows under all filters; every word of the search is somewhere; an id goes first."""
    sought = folding.fold(wanted.get("q", "")).split()
    found = [
        one
        for one in rows
        if wanted.get("area", one.area) == one.area
        and wanted.get("certainty", one.certainty.id) == one.certainty.id
        and ("standing" not in wanted or wanted["standing"] in one.standings)
        and all(f" {word}" in one.sought for word in sought)
    ]
    wanted_id = _is_called(wanted.get("q", ""))
    return sorted(found, key=lambda one: not wanted_id(one))


def by_area(rows: Iterable[Row], sought: str = "") -> list[tuple[str, str, list[Row]]]:
    """(area, its name, its rules) in the order of the list; that of the id sought goes first."""
    kept = list(rows)
    unknown = sorted({one.area for one in kept} - set(words.AREAS))
    labels = {**words.AREAS, **{area: words.of_name(area) for area in unknown}}
    wanted = _is_called(sought)
    found = [
        (area, label, inside)
        for area, label in labels.items()
        if (inside := [one for one in kept if one.area == area])
    ]
    return sorted(found, key=lambda one: not wanted(one[2][0]))


def _is_called(sought: str) -> Callable[[Row], bool]:
    """Whether a rule has the id that was typed: `RFE`, `us.rfe`, `asy clock`."""
    name = folding.fold(sought).removeprefix("us ")
    return lambda one: folding.fold(one.short) == name


@dataclass(frozen=True)
class Change:
    """One dated event of a rule."""

    day: datetime.date
    rule_id: str
    label: str
    what: str
    word: words.Word
    text: str
    references: list[dict[str, str]] = field(default_factory=list)

    @property
    def short(self) -> str:
        """The rule as the field writes it."""
        return short_id(self.rule_id)


def changes_of(rule: Entry, today: datetime.date) -> list[Change]:
    """Starts, ends without a successor, and orders of courts."""
    entries = list(rule.get("versions") or [])
    starts = {words.day_of(entry.get("from")) for entry in entries}
    found: list[Change] = []
    for entry in entries:
        word, cited = standing(entry, today), references(entry)
        found += [
            Change(day, str(rule["id"]), str(rule["label"]), what, word, text, cited)
            for day, what, text in _events(entry, word, starts)
            if day is not None
        ]
    return found


def _events(
    entry: Entry, word: words.Word, starts: set[datetime.date | None]
) -> Iterator[tuple[datetime.date | None, str, str]]:
    """(day, what happened, in words) of one version; a start after the end is no event."""
    text = str(entry.get("summary") or "")
    ends = words.day_of(entry.get("to"))
    yield words.day_of(entry.get("from")), _begin_words(word), text
    published = words.day_of(entry.get("published"))
    if published != words.day_of(entry.get("from")):
        yield published, "Published", text
    if ends is not None and ends + datetime.timedelta(days=1) not in starts:
        yield ends, "Last day", text
    for order in entry.get("orders") or []:
        said = ": ".join(str(order[key]) for key in ("what", "title") if order.get(key))
        yield words.day_of(order.get("date")), "Order", said or text


def _begin_words(word: words.Word) -> str:
    said = {"proposed": "Proposed", "announced": "Begins"}
    return said.get(word.id, "Began" if word.id in {"now", "past"} else "Was to begin")


def by_year(changes: Iterable[Change]) -> list[tuple[int, list[Change]]]:
    """Changes in their order, a year at a time."""
    return [(year, list(some)) for year, some in groupby(changes, lambda one: one.day.year)]


@dataclass(frozen=True)
class Year:
    """One column of the strip of years."""

    year: int
    count: int
    at: float
    width: float
    height: float
    ahead: bool
    label: str

    @property
    def top(self) -> float:
        """Where the column begins, from above."""
        return round(100 - self.height, 2)

    @property
    def middle(self) -> float:
        """Where its word stands."""
        return round(self.at + self.width / 2, 3)

    @property
    def anchor(self) -> str:
        """So that the word never leaves the picture."""
        return "start" if self.at < 5 else "end" if self.at > 90 else "middle"


def years_of(changes: Iterable[Change], today: datetime.date) -> list[Year]:
    """Changes counted by year, without leaving out the quiet ones in between."""
    counts = Counter(one.day.year for one in changes)
    if not counts:
        return []
    first, most = min(counts), max(counts.values())
    span = range(first, max(max(counts), today.year) + 1)
    width = 100 / len(span)
    step = next((one for one in pictures.YEAR_STEPS if len(span) / one <= MOST_YEARS), 50)
    return [
        Year(
            year=year,
            count=counts[year],
            at=round(number * width, 3),
            width=round(width * 0.78, 3),
            height=round(100 * counts[year] / most, 2),
            ahead=year > today.year,
            label=str(year) if year % step == 0 else "",
        )
        for number, year in enumerate(span)
    ]
