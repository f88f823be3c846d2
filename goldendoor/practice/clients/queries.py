"""People of the office, and the forms of the library with the blanks on this computer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases.models import Party
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.people import queries as people
from goldendoor.people.models import Person


def page_of_people(access: Access, *, search: str = "", after: str | None = None) -> pages.Page:
    """People by label with their places in cases; by keyset, or the first hits of a search."""
    if search:
        page = pages.Page(rows=list(people.search(access, search, limit=50)), next=None)
    else:
        visible = Person.objects.visible_to(access).exclude(label="")
        page = pages.keyset(visible, order=("label", "id"), after=after)
    found: dict[int, list[Party]] = {}
    parties = Party.objects.visible_to(access).filter(person__in=page.rows)
    for party in parties.select_related("case").order_by("-case_id", "position"):
        found.setdefault(party.person_id, []).append(party)
    for person in page.rows:
        person.found_parties = found.get(person.pk, [])
    return page


# A word of a list (`not_hispanic`), which people read without its line.
CODE = re.compile(r"[a-z]+(_[a-z]+)+")
# What a person's page shows apart, with its own words; the rest follows by the name of its key.
FIRST = ("names", "birth", "sex", "citizenships", "identifiers", "phones", "email", "addresses")


def facts(access: Access, person: Person) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """[(collection in words, rows of (word, value))] of everything known about a person."""
    data = {key: value for key, value in people.person_dict(person, access).items() if key != "id"}
    order = [key for key in FIRST if key in data] + [key for key in data if key not in FIRST]
    names = Library.shipped().table("iso.countries")["countries"]
    single = [key for key in order if isinstance(data[key], str | int | float | bool)]
    found = [("In short", [[pair for key in single for pair in _pairs(key, data[key], names)]])]
    found += [
        (key.replace("_", " ").capitalize(), _rows(data[key], names))
        for key in order
        if key not in single
    ]
    return [(title, rows) for title, rows in found if any(rows)]


def _rows(value: Any, names: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    items = value if isinstance(value, list) else [value]
    return [_pairs("", item, names) for item in items if item not in (None, "", {})]


def _pairs(path: str, value: Any, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """(word, value) of everything in an item; countries by name."""
    if isinstance(value, dict):
        inner = [(key, one) for key, one in value.items() if key != "compartment"]
        return [pair for key, one in inner for pair in _pairs(f"{path} {key}".strip(), one, names)]
    word = path.replace("_", " ")
    if isinstance(value, list):
        if all(isinstance(one, str | int) for one in value):
            return [(word, ", ".join(str(one) for one in value))]
        return [pair for one in value for pair in _pairs(path, one, names)]
    if value in (None, ""):
        return []
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    if CODE.fullmatch(text):
        text = text.replace("_", " ")
    return [(word, str(names.get(text, text)) if word.endswith("country") else text)]


@dataclass
class FormEntry:
    """A form as the library page lists it."""

    form: str
    title: str
    page: str = ""
    editions: list[dict[str, Any]] = field(default_factory=list)
    curated: bool = False


def forms() -> list[FormEntry]:
    """Every form of the library and every blank on this computer, with editions and builds."""
    library, store = Library.shipped(), blanks.find()
    found: dict[str, FormEntry] = {}
    for form_id in library.form_ids():
        entry = library.form(form_id)
        name = str(entry["form"])
        found[name.upper()] = FormEntry(
            name, str((entry.get("title") or {}).get("en", "")), str(entry.get("page") or ""),
            [_edition(library, form_id, edition) for edition in library.editions(form_id)], True,
        )  # fmt: skip
    for blank in store.all():
        one = found.setdefault(blank.form.upper(), FormEntry(blank.form, blank.title))
        rows = [row for row in one.editions if row["edition"] == blank.edition]
        if not rows:
            rows = [{"edition": blank.edition, "map": "drafted", "blanks": []}]
            one.editions += rows
        rows[0]["blanks"].append(blank)
    for one in found.values():
        one.editions.sort(key=lambda row: row["edition"], reverse=True)
    return sorted(found.values(), key=lambda one: (not one.curated, one.form))


def _edition(library: Library, form_id: str, edition: str) -> dict[str, Any]:
    state = "curated" if library.has_map(form_id, edition) else "drafted"
    return {"edition": edition, "map": state, "blanks": []}
