"""A case file in memory: people, their ties, and the paths that forms read and questions write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.official_forms.facts import people, words
from goldendoor.official_forms.facts.rows import OPEN_ENDED, Row, Rows

OTHER_SIDE = {"parent": "child", "child": "parent", "spouse": "spouse", "sibling": "sibling"}
HELPERS = ("representative", "preparer", "interpreter")


class UnknownPerson(ValueError):
    """A person id that the case file does not hold."""


class Person:
    """One person of a case file; `tie` is the relationship through which a path came here."""

    def __init__(self, case: CaseFile, data: Row, tie: Row | None = None) -> None:
        self.case, self.data, self.tie = case, data, tie

    @property
    def id(self) -> str:
        return str(self.data.get("id", ""))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.data is self.data

    def __hash__(self) -> int:
        return id(self.data)

    def get(self, word: str, *, create: bool = False) -> Any:
        """What the person has under this word; see `docs/how-to/form-maps.md`."""
        if word in people.RECORDS:
            return people.RECORDS[word](self, create)
        if word == "citizenship":
            row = self.get("current_citizenships").at(0)
            if row is None:
                row = self.get("citizenships", create=create).at(0, create=create)
            return (row or {}).get("country")
        if word == "citizenship_list":
            rows = self.get("current_citizenships").items
            return [row["country"] for row in rows if row.get("country")] or None
        if word in people.NUMBERS:
            row = people.NUMBERS[word](self, create)
            return (row or {}).get("number")
        if word in people.COMPUTED:
            return people.COMPUTED[word](self, create)
        if word == "address":
            return people.Kinds(self, "addresses", create=create)
        if word == "phone":
            return people.Phones(self, "phones", create=create)
        if word == "relationship":
            return self.tie if self.tie is not None else ({} if not create else None)
        if word == "relationship_word":
            return TIE_WORDS.get(_tie_key(self.tie)) if self.tie else None
        if word == "full_name":
            return words.full_name(self.get("name"))
        if word in FAMILY:
            return FAMILY[word](self, create)
        if create and word in ("answers", "birth", "physical", "status", "residence"):
            return self.data.setdefault(word, {})
        return self.data.get(word)

    def relatives(self, kind: str, *, sex: str | None = None) -> list[Person]:
        """People whose tie to this person is `kind`: 'parent' gives this person's parents."""
        found = []
        for tie in self.case.relationships:
            other = self.case.other_end(tie, self.id, kind)
            if other is not None and (sex is None or other.data.get("sex") == sex):
                found.append(other)
        return found

    def add_relative(self, kind: str, **facts: Any) -> Person:
        """A new person tied to this one: `kind` is what the new person is to this one."""
        person = self.case.add_person(**facts)
        tie = {"from": person.id, "to": self.id, "kind": kind}
        self.case.data.setdefault("relationships", []).append(tie)
        return Person(self.case, person.data, tie)


def _parent(sex: str) -> people.Selector:
    def select(person: Person, create: bool) -> Person | None:
        found = person.relatives("parent", sex=sex)
        if not found and create:
            return person.add_relative("parent", sex=sex)
        return found[0] if found else None

    return select


def _spouse(person: Person, create: bool) -> Person | None:
    """The present spouse: of the marriage without an end, or tied as spouse."""
    marriage = person.get("marriage")
    if marriage and marriage.get("spouse"):
        return person.case.person(str(marriage["spouse"]), missing_ok=True)
    ended = {row.get("spouse") for row in person.get("prior_marriages").items}
    found = [one for one in person.relatives("spouse") if one.id not in ended]
    if found:
        return found[0]
    if not create:
        return None
    spouse = person.add_relative("spouse")
    person.get("marriage", create=True)["spouse"] = spouse.id
    return spouse


def _prior_spouses(person: Person, create: bool) -> Rows:
    rows = person.get("prior_marriages").items
    found = [
        person.case.person(str(row["spouse"]), missing_ok=True) for row in rows if row.get("spouse")
    ]
    return Rows([one for one in found if one is not None], lambda: person.add_relative("spouse"))


def _relatives(kind: str) -> people.Selector:
    def select(person: Person, _create: bool) -> Rows:
        found = person.relatives(kind)
        if kind == "child":
            found.sort(key=lambda one: str((one.data.get("birth") or {}).get("date") or OPEN_ENDED))
        return Rows(found, lambda: person.add_relative(kind))

    return select


TIE_WORDS = {
    ("spouse", ""): "Spouse",
    ("child", ""): "Child",
    ("child", "biological"): "Biological child",
    ("child", "step"): "Stepchild",
    ("child", "adopted"): "Adopted child",
}


def _tie_key(tie: Row) -> tuple[str, str]:
    how = str(tie.get("how") or "")
    return str(tie["kind"]), how if how in ("biological", "step", "adopted") else ""


def _spouse_and_children(person: Person, create: bool) -> Rows:
    """The present spouse, then the children, oldest first, each with the tie to this person."""
    spouse = _spouse(person, False)
    first = [Person(person.case, spouse.data, {"kind": "spouse"})] if spouse else []
    children = [
        Person(person.case, one.data, {**(one.tie or {}), "kind": "child"})
        for one in _relatives("child")(person, create).items
    ]
    return Rows([*first, *children], lambda: person.add_relative("child"))


FAMILY: dict[str, people.Selector] = {
    "spouse": _spouse,
    "prior_spouses": _prior_spouses,
    "father": _parent("male"),
    "mother": _parent("female"),
    "parents": _relatives("parent"),
    "children": _relatives("child"),
    "siblings": _relatives("sibling"),
    "spouse_and_children": _spouse_and_children,
}


class CaseFile:
    """A case file (see `library/schemas/case-file.json`) and how its people are found."""

    def __init__(self, data: Row) -> None:
        self.data = data

    @property
    def relationships(self) -> list[Row]:
        return self.data.get("relationships") or []

    def people(self) -> Iterator[Person]:
        for row in self.data.get("people") or []:
            yield Person(self, row)

    def person(self, person_id: str, *, missing_ok: bool = False) -> Person | None:
        """The person with this id; raises `UnknownPerson` unless `missing_ok`."""
        for one in self.people():
            if one.id == person_id:
                return one
        if missing_ok:
            return None
        known = ", ".join(sorted(one.id for one in self.people())) or "nobody"
        raise UnknownPerson(f"There is no person “{person_id}” in the case file; it has {known}.")

    def add_person(self, **facts: Any) -> Person:
        taken = {one.id for one in self.people()}
        number = len(taken) + 1
        while f"person-{number}" in taken:
            number += 1
        row: Row = {"id": f"person-{number}", **facts}
        self.data.setdefault("people", []).append(row)
        return Person(self, row)

    def other_end(self, tie: Mapping[str, Any], person_id: str, kind: str) -> Person | None:
        """The person at the other end of `tie` if that person is `kind` to `person_id`."""
        stated = tie.get("kind")
        if tie.get("to") == person_id and stated == kind:
            other = tie.get("from")
        elif tie.get("from") == person_id and OTHER_SIDE.get(str(stated)) == kind:
            other = tie.get("to")
        else:
            return None
        found = self.person(str(other), missing_ok=True)
        return Person(self, found.data, dict(tie)) if found else None

    def filings(self) -> list[Row]:
        return self.data.get("filings") or []
