"""A notice read: its kind, receipt number, form, dates and amounts, to be confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldendoor.correspondence.reading import findings, text
from goldendoor.correspondence.reading.findings import Finding
from goldendoor.correspondence.reading.text import Page
from goldendoor.law import tables
from goldendoor.law.library import Library

FOLDER = "notice_kinds"
COMMON = "us.common"
UNKNOWN = "unknown"
ENOUGH = 4  # weight of signs below which a kind is not named
SURE_BELOW = 0.8


@dataclass(frozen=True)
class Notice:
    """What was read. `kind` is an id of `library/notice_kinds`, or `unknown`."""

    kind: str
    label: str
    confidence: float
    signs: tuple[str, ...]
    receipt_numbers: tuple[Finding, ...]
    form: Finding | None
    dates: Mapping[str, Finding]
    other_dates: tuple[Finding, ...]
    amounts: tuple[Finding, ...]
    days: Finding | None
    deadline: Mapping[str, Any] | None
    pages: int
    from_picture: bool
    a_numbers: tuple[Finding, ...] = field(default=())
    names: tuple[Finding, ...] = field(default=())
    doubts: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on: every value with confidence, page and quote."""
        return {
            "kind": self.kind,
            "label": self.label,
            "confidence": round(self.confidence, 2),
            "signs": list(self.signs),
            "receipt_numbers": [one.to_json() for one in self.receipt_numbers],
            "form": self.form.to_json() if self.form else None,
            "dates": {name: one.to_json() for name, one in self.dates.items()},
            "other_dates": [one.to_json() for one in self.other_dates],
            "amounts": [one.to_json() for one in self.amounts],
            "days": self.days.to_json() if self.days else None,
            "deadline": self.deadline,
            "pages": self.pages,
            "from_picture": self.from_picture,
            "a_numbers": [one.to_json() for one in self.a_numbers],
            "names": [one.to_json() for one in self.names],
            "doubts": list(self.doubts),
        }


def read(path: Path, library: Library) -> Notice:
    """Read a file. Raises `text.Unreadable` with what to do when it holds no words."""
    return read_pages(text.pages(path), library)


def read_pages(pages: Sequence[Page], library: Library) -> Notice:
    """Read pages of words."""
    common = library.load(FOLDER, f"{COMMON}.yaml")
    kind, weight, total, signs = _kind(pages, library)
    dates = _dates(pages, {**common["dates"], **(kind.get("dates") or {})})
    known = frozenset(row["prefix"] for row in tables.read("us.receipt_prefixes", library))
    names = frozenset(library.names())
    form = _best(findings.forms(pages, names, common["form_labels"]))
    days = _days(pages, common["days"])
    notice = Notice(
        kind=str(kind.get("id", UNKNOWN)),
        label=str(kind.get("label", "Not recognized")),
        confidence=weight / total if total else 0.0,
        signs=signs,
        receipt_numbers=_unlike(findings.receipt_numbers(pages, known)),
        form=form,
        dates=dates,
        other_dates=_others(pages, dates),
        amounts=_unlike(findings.amounts(pages, common["amounts"])),
        days=days,
        deadline=deadline_of(kind, _plain({"form": form, "days": days, **dates})),
        pages=len(pages),
        from_picture=any(page.is_picture for page in pages),
        a_numbers=_unlike(findings.a_numbers(pages)),
        names=_unlike(findings.names(pages, common["name_labels"])),
    )
    return Notice(**{**notice.__dict__, "doubts": tuple(_doubts(notice))})


def _kind(
    pages: Sequence[Page], library: Library
) -> tuple[Mapping[str, Any], float, float, tuple[str, ...]]:
    """The kind with the heaviest signs, its weight and that of all kinds, and its signs."""
    words = " ".join(" ".join(page.text.lower().split()) for page in pages)
    weighed = []
    for name in library.ids(FOLDER):
        entry = library.load(FOLDER, f"{name}.yaml")
        found = [one for one in entry.get("signs") or () if one["phrase"] in words]
        weight = sum(one["weight"] for one in found)
        weighed.append((weight, name, entry, tuple(one["phrase"] for one in found)))
    total = sum(weight for weight, *_ in weighed)
    weight, _name, entry, signs = max(weighed, key=lambda one: one[0])
    return (entry, weight, total, signs) if weight >= ENOUGH else ({}, 0, total, ())


def _dates(pages: Sequence[Page], labels: Mapping[str, Sequence[str]]) -> dict[str, Finding]:
    found = {name: _best(findings.labelled_dates(pages, some)) for name, some in labels.items()}
    return {name: one for name, one in found.items() if one is not None}


def _best(found: Iterable[Finding]) -> Finding | None:
    """The surest; of equals the first."""
    return max(found, key=lambda one: one.confidence, default=None)


def _unlike(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each value once, the surest, surest first."""
    best: dict[Any, Finding] = {}
    for one in found:
        if one.value not in best or one.confidence > best[one.value].confidence:
            best[one.value] = one
    return tuple(sorted(best.values(), key=lambda one: -one.confidence))


def _others(pages: Sequence[Page], dates: Mapping[str, Finding]) -> tuple[Finding, ...]:
    taken = {one.value for one in dates.values()}
    return tuple(one for one in _unlike(findings.any_dates(pages)) if one.value not in taken)


def _days(pages: Sequence[Page], patterns: Sequence[str]) -> Finding | None:
    """The number of days a notice states, such as “within 84 days”."""
    for page in pages:
        for pattern in patterns:
            words = re.escape(pattern).replace(r"\{n\}", r"(\d{1,3})").replace(r"\ ", r"\s+")
            match = re.search(words, page.text, re.IGNORECASE)
            if match:
                value = int(match.group(1))
                return findings.finding(page, value, findings.LIKELY, *match.span())
    return None


def _plain(found: Mapping[str, Finding | None]) -> dict[str, Any]:
    """Values as JSON holds them, without those that were not found."""
    return {name: one.to_json()["value"] for name, one in found.items() if one is not None}


def deadline_of(kind: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The rule that a deadline would run by, with its facts; the printed day wins over it.

    `kind` is an entry of `library/notice_kinds`, `values` what the notice says (days as ISO text).
    """
    wanted = kind.get("deadline")
    if not wanted:
        return None
    facts = {fact: values.get(source) for fact, source in wanted["facts"].items()}
    return {
        "rule": wanted["rule"],
        "facts": {fact: value for fact, value in facts.items() if value is not None},
        "printed_date": values.get("due_date"),
    }


def _doubts(notice: Notice) -> Iterable[str]:
    """What a person should look at first, in sentences."""
    if notice.kind == UNKNOWN:
        yield "The kind of notice was not recognized."
    elif notice.confidence < SURE_BELOW:
        yield f"It may be another kind than “{notice.label}”."
    if not notice.receipt_numbers:
        yield "No receipt number was found."
    elif notice.receipt_numbers[0].confidence < SURE_BELOW:
        yield "The receipt number has a prefix that the agency is not known to use."
    if "notice_date" not in notice.dates:
        yield "No notice date was found."
    due, issued = notice.dates.get("due_date"), notice.dates.get("notice_date")
    if due and issued and due.value < issued.value:
        yield "The due date lies before the date of the notice."
    if notice.deadline is not None and due is None:
        yield "No due date was found on it: read the notice before relying on a computed one."
    if notice.from_picture:
        yield "It was read from a picture: compare every value."
