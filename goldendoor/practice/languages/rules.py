"""Why an interpreter cannot be booked, and the words that are signed. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.kernel.folding import fold

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DATE = "%B %-d, %Y"


@dataclass(frozen=True)
class Wanted:
    """A booking as it is asked: `day` and hours by the clock at the place."""

    language: str
    day: datetime.date
    first: datetime.time
    last: datetime.time


@dataclass(frozen=True)
class Known:
    """What is known of an interpreter when they are asked for."""

    name: str
    languages: Sequence[str]
    has_agreed: bool
    weekdays: Sequence[int] = ()
    hours_from: datetime.time | None = None
    hours_to: datetime.time | None = None
    is_retired: bool = False
    taken: Sequence[str] = ()
    party_names: Sequence[str] = ()
    has_tie: bool = False


def languages(text: str) -> list[str]:
    """Names of languages, one a line or parted by commas, each once."""
    parts = [" ".join(part.split()) for part in text.replace(",", "\n").splitlines()]
    return list({part.casefold(): part[:60] for part in parts if part}.values())


def why_not_book(known: Known, wanted: Wanted) -> list[str]:
    """What stands against the booking whatever anybody says, in sentences."""
    return list(_hard(known, wanted))


def _hard(known: Known, wanted: Wanted) -> Iterator[str]:
    if known.is_retired:
        yield f"{known.name} interprets no more."
    if not known.has_agreed:
        yield f"{known.name} has not signed the confidentiality agreement."
    spoken = {one.casefold() for one in known.languages}
    if wanted.language.casefold() not in spoken:
        yield f"{known.name} does not speak {wanted.language}."
    if known.has_tie:
        yield f"{known.name} knows somebody in this case. Choose another interpreter."
    if fold(known.name) in {fold(name) for name in known.party_names}:
        yield f"{known.name} is a party of this case. Choose another interpreter."
    if wanted.last <= wanted.first:
        yield "It ends before it begins."
    for other in known.taken:
        yield f"{known.name} is booked already: {other}."


def outside_hours(known: Known, wanted: Wanted) -> str:
    """Why the time lies outside what they offer, or ""; it may be agreed on all the same."""
    if known.weekdays and wanted.day.weekday() not in known.weekdays:
        days = ", ".join(WEEKDAYS[one] for one in known.weekdays)
        return f"{known.name} comes on {days}."
    early = known.hours_from is not None and wanted.first < known.hours_from
    late = known.hours_to is not None and wanted.last > known.hours_to
    if early or late:
        first = f"{known.hours_from:%H:%M}" if known.hours_from else "any hour"
        last = f"{known.hours_to:%H:%M}" if known.hours_to else "any hour"
        return f"{known.name} comes from {first} to {last}."
    return ""


def filled(text: str, words: Mapping[str, str]) -> str:
    """`{name}` and the like replaced."""
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    return text


@dataclass(frozen=True)
class Signer:
    """Who certifies a translation, where they live, and when they sign (None: by hand)."""

    name: str
    address: str = ""
    signed_date: datetime.date | None = None


def certificate(
    entry: Mapping[str, Any], signer: Signer, *, language: str, document: str
) -> dict[str, Any]:
    """What the certificate prints; see `packets.sheets.letter_page`."""
    told = entry["certificate"]
    words = {"name": signer.name or "________________", "language": language, "document": document}
    day = signer.signed_date.strftime(LONG_DATE) if signer.signed_date else "______________"
    place = [line.strip() for line in signer.address.splitlines() if line.strip()]
    return {
        "sender": [],
        "date": "",
        "address": [],
        "subject": str(told["title"]),
        "about": [f"Document: {document}", f"From {language} into {told['into']}"],
        "paragraphs": [filled(str(one), words) for one in told["paragraphs"]],
        "enclosed": [],
        "closing": "Signature of the translator:",
        "signer": [words["name"], *(place or ["Address: ____________________"]), f"Date: {day}"],
    }


def agreement(
    entry: Mapping[str, Any], *, name: str, office: str, day: datetime.date
) -> dict[str, Any]:
    """What the confidentiality agreement prints."""
    told = entry["confidentiality"]
    words = {"name": name, "office": office}
    return {
        "sender": [office],
        "date": day.strftime(LONG_DATE),
        "address": [],
        "subject": str(told["title"]),
        "about": [],
        "paragraphs": [filled(str(one), words) for one in told["paragraphs"]],
        "enclosed": [],
        "closing": "Signature:",
        "signer": [name, "Date: ______________"],
    }
