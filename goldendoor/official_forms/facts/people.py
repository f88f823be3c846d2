"""What a fact path can ask of a person: the words of `docs/how-to/form-maps.md`.

Each selector takes a `Person` and returns a scalar, a record (a real dictionary of the case file),
a `Rows` view, or another `Person`. With `create` the thing asked for is made when missing, so
that an answer can be written where it will be read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from goldendoor.official_forms.facts import rows as rows_
from goldendoor.official_forms.facts import words
from goldendoor.official_forms.facts.rows import Row, Rows, by_date, newest_first, view

if TYPE_CHECKING:
    from goldendoor.official_forms.facts.case_file import Person

Selector = Callable[["Person", bool], Any]
NATIVE_KINDS = ("native",)
CURRENT_NAME_KINDS = ("legal",)
DAYS_OF_A_YEAR = 365
NOT_WORK = ("student", "unemployed", "retired", "homemaker")


def _of_kind(key: str, kind: str, *, order: Callable[..., list[Row]] | None = None) -> Selector:
    """The first row of `person[key]` with this kind; newest first unless told."""

    def select(person: Person, create: bool) -> Row | None:
        found = view(
            person.data,
            key,
            create=create,
            keep=lambda row: row.get("kind") == kind,
            order=order or newest_first,
            new={"kind": kind},
        )
        return rows_.first_or_new(found, create=create)

    return select


def _listed(
    key: str,
    order: Callable[[list[Row]], list[Row]],
    *,
    keep: Callable[[Row], bool] | None = None,
    new: Row | None = None,
) -> Selector:
    def select(person: Person, create: bool) -> Rows:
        return view(person.data, key, create=create, keep=keep, order=order, new=new)

    return select


def _first(selector: Selector) -> Selector:
    def select(person: Person, create: bool) -> Any:
        return selector(person, create).at(0, create=create)

    return select


def _number(kind: str) -> Selector:
    return _of_kind("identifiers", kind, order=lambda rows: list(rows))


def _by_entry(rows: list[Row]) -> list[Row]:
    return by_date(rows, "date")


def _by_departure(rows: list[Row]) -> list[Row]:
    return by_date(rows, "left")


def _by_wedding(rows: list[Row]) -> list[Row]:
    """The present marriage first, then the ended ones, newest first."""
    return sorted(newest_first(rows, start="date", end="ended"), key=_marriages_ended)


def is_current(row: Row) -> bool:
    """No end date: still going on."""
    return not row.get("to")


def is_physical(row: Row) -> bool:
    """Whether an address is one where the person lives; so it is unless it says otherwise."""
    return row.get("kind", "physical") == "physical"


def is_abroad(row: Row) -> bool:
    """Whether a job or school is outside the United States."""
    country = (row.get("address") or {}).get("country", "US")
    return str(country or "US").upper() not in ("US", "USA")


class Kinds:
    """A record of rows by kind: `address.mailing`, `phone.mobile`."""

    def __init__(self, person: Person, key: str, *, create: bool) -> None:
        self.person, self.key, self.create = person, key, create

    def get(self, kind: str, *, create: bool = False) -> Row | None:
        return _of_kind(self.key, kind)(self.person, create)


class Phones(Kinds):
    """`phone.daytime` is the number itself, not a record."""


def last_abroad(person: Person, create: bool) -> Row | None:
    """The latest home outside the United States of more than a year; a stated one wins."""
    stated = _of_kind("addresses", "last_abroad")(person, create)
    if stated is not None:
        return stated
    outside = [
        row
        for row in rows_.list_of(person.data, "addresses")
        if (is_physical(row) or row.get("kind") == "abroad")
        and str(row.get("country") or "US").upper() not in ("US", "USA")
        and _more_than_a_year(row)
    ]
    ordered = newest_first(outside)
    return ordered[0] if ordered else None


def _more_than_a_year(row: Row) -> bool:
    """Whether someone lived there for over a year; without both dates nothing speaks against it."""
    start, end = words.as_date(row.get("from")), words.as_date(row.get("to"))
    return start is None or end is None or (end - start).days > DAYS_OF_A_YEAR


def _previous_addresses(person: Person, create: bool) -> Rows:
    history = ADDRESS_HISTORY(person, create)
    rest = history.items[1:] if history.items and is_current(history.items[0]) else history.items
    return Rows(rest, lambda: history.at(len(history.items), create=True))


def _other_jobs(person: Person, _create: bool) -> Rows:
    """All work and schools but the present one that forms ask for first."""
    jobs = JOBS(person, False)
    rest = jobs.items[1:] if jobs.items and is_current(jobs.items[0]) else jobs.items
    return Rows(rest, lambda: JOBS(person, True).at(len(jobs.items), create=True))


def _mailing_is_physical(person: Person, _create: bool) -> bool | None:
    """True when no separate mailing address is kept; None when no address is known."""
    addresses = [row for row in rows_.list_of(person.data, "addresses") if is_current(row)]
    mailing = [row for row in addresses if row.get("kind") == "mailing"]
    physical = [row for row in addresses if is_physical(row)]
    if not mailing:
        return True if physical else None
    if not physical:
        return None
    parts = ("street", "unit", "city", "state", "zip", "country")
    return all(
        str(mailing[0].get(part) or "").casefold() == str(physical[0].get(part) or "").casefold()
        for part in parts
    )


def mailing(person: Person, create: bool) -> Row | None:
    """The mailing address; the physical one when mail goes there too."""
    row = _of_kind("addresses", "mailing")(person, create)
    return row if row is not None else _of_kind("addresses", "physical")(person, False)


def _marriages_ended(row: Row) -> bool:
    """Whether a marriage is over: its end, or how it ended, is known, or it is an earlier one."""
    return bool(row.get("ended") or row.get("ended_how") or row.get("earlier"))


def _times_married(person: Person, _create: bool) -> int | None:
    stated = person.data.get("times_married")
    if stated is not None:
        return int(stated)
    count = len(rows_.list_of(person.data, "marriages"))
    if count:
        return count
    return 0 if person.data.get("marital_status") == "single" else None


def _native_name(person: Person, create: bool) -> Row | None:
    return _of_kind("names", "native")(person, create)


def _name(person: Person, create: bool) -> Row | None:
    return _of_kind("names", "legal")(person, create)


def _name_at_birth(person: Person, create: bool) -> Row | None:
    """The birth name; without a recorded one the legal name is the name at birth."""
    birth = _of_kind("names", "birth")(person, False)
    return birth if birth is not None else _name(person, create)


def _travel_papers(person: Person, create: bool) -> Row | None:
    """The passport; without one the travel document."""
    passport = _number("passport")(person, False)
    papers = passport if passport is not None else _number("travel_document")(person, False)
    return papers if papers is not None or not create else _number("passport")(person, True)


def _identity_papers(person: Person, create: bool) -> Row | None:
    """The passport or travel document; without one the national identity card."""
    papers = _travel_papers(person, False)
    card = papers if papers is not None else _number("national_id")(person, False)
    return card if card is not None or not create else _number("passport")(person, True)


def _present_work(*kinds: str | None) -> Selector:
    """What someone does now, of these kinds, in the order told: the main work comes first."""
    return _listed(
        "jobs",
        list,
        keep=lambda row: is_current(row) and row.get("kind") in kinds,
        new={"kind": kinds[0]},
    )


def _work_first(rows: list[Row]) -> list[Row]:
    """Newest first, but work before school, retirement and times without work."""
    return sorted(newest_first(rows), key=lambda row: row.get("kind") in NOT_WORK)


ADDRESS_HISTORY = _listed("addresses", newest_first, keep=is_physical, new={"kind": "physical"})
JOBS = _listed("jobs", newest_first)
MARRIAGES = _listed("marriages", _by_wedding)
ENTRIES = _listed("entries", _by_entry)

RECORDS: dict[str, Selector] = {
    "name": _name,
    "birth_name": _of_kind("names", "birth"),
    "name_at_birth": _name_at_birth,
    "native_name": _native_name,
    "other_names": _listed(
        "names",
        lambda rows: list(rows),
        keep=lambda row: row.get("kind") not in (*CURRENT_NAME_KINDS, *NATIVE_KINDS),
        new={"kind": "alias"},
    ),
    "passport": _number("passport"),
    "travel_document": _number("travel_document"),
    "travel_papers": _travel_papers,
    "identity_papers": _identity_papers,
    "national_id": _number("national_id"),
    "other_a_numbers": _listed(
        "identifiers",
        lambda rows: list(rows),
        keep=lambda row: row.get("kind") == "other_a_number",
        new={"kind": "other_a_number"},
    ),
    "citizenships": _listed("citizenships", lambda rows: list(rows)),
    "current_citizenships": _listed("citizenships", lambda rows: list(rows), keep=is_current),
    "address_history": ADDRESS_HISTORY,
    "previous_addresses": _previous_addresses,
    "jobs": JOBS,
    "job": _first(_listed("jobs", newest_first, keep=is_current)),
    "jobs_abroad": _listed("jobs", newest_first, keep=is_abroad, new={"address": {}}),
    "workplace": _first(_listed("jobs", _work_first, keep=is_current)),
    "employments": _present_work("employed", "military", None),
    "own_businesses": _present_work("self_employed"),
    "retirement": _first(_present_work("retired")),
    "unemployment": _first(_present_work("unemployed")),
    "previous_jobs": _listed("jobs", newest_first, keep=lambda row: not is_current(row)),
    "other_jobs": _other_jobs,
    "education": _listed("education", newest_first),
    "marriages": MARRIAGES,
    "marriage": _first(
        _listed("marriages", _by_wedding, keep=lambda row: not _marriages_ended(row))
    ),
    "prior_marriages": _listed(
        "marriages", _by_wedding, keep=_marriages_ended, new={"earlier": True}
    ),
    "entries": ENTRIES,
    "last_entry": _first(ENTRIES),
    "trips": _listed("trips", _by_departure),
    "status_history": _listed("status_history", lambda rows: newest_first(rows, start="since")),
    "arrests": _listed("arrests", _by_entry),
    "memberships": _listed("memberships", newest_first),
    "military": _listed("military", newest_first),
}

NUMBERS: dict[str, Selector] = {
    "a_number": _number("a_number"),
    "ssn": _number("ssn"),
    "uscis_account": _number("uscis_account"),
}

COMPUTED: dict[str, Selector] = {
    "mailing_is_physical": _mailing_is_physical,
    "times_married": _times_married,
}
"""Read-only facts, worked out from others; a stored value of the same name wins for counts."""
