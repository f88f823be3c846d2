"""Paths such as `petitioner.address.mailing.city`, read from and written to a case file.

A `Scope` is one filing seen from its form: it knows which person each role is. Reading never
changes the case file; writing makes the records on the way to the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.official_forms.facts import people, totals, words
from goldendoor.official_forms.facts.case_file import HELPERS, CaseFile, Person
from goldendoor.official_forms.facts.rows import Row, Rows

PERSON_WORDS = ("spouse", "person")  # in a record these hold a person's id
REPRESENTING = ("attorney", "accredited_representative")
FAMILY_ROLES = ("spouse", "father", "mother")


class BadPath(ValueError):
    """A path that cannot lead anywhere: an unknown first word or a word after a plain value."""


@dataclass(frozen=True)
class Scope:
    """One filing: `roles` maps each role of its form to a person's id."""

    case: CaseFile
    filing: Row = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    subject: str = "applicant"

    def person(self, role: str) -> Person | None:
        person_id = self.roles.get(role)
        return self.case.person(person_id, missing_ok=True) if person_id else None

    def took_part(self, helper: str) -> bool:
        """Whether the preparer or the interpreter helped: as the intake of the subject says."""
        if helper == "representative":
            return bool(self.case.data.get(helper))
        subject = self.person(self.subject)
        intake = (subject.data.get("intake") if subject else None) or {}
        if helper == "interpreter" and intake.get("reads") == "interpreter":
            return True
        return bool(intake.get(helper))

    def read(self, path: str) -> Any:
        """The value at `path`: a scalar, record, list or person; None when it is not known."""
        if path in totals.TOTALS:
            return totals.TOTALS[path](self.read, self.subject)
        found = self._root(path.split(".")[0], create=False)
        for word in path.split(".")[1:]:
            found = _step(self.case, found, word, create=False)
            if found is None:
                return None
        return _plain(found)

    def length(self, path: str) -> int:
        """How many items the list at `path` has; 0 when it is unknown."""
        found = self._root(path.split(".")[0], create=False)
        for word in path.split(".")[1:]:
            found = _step(self.case, found, word, create=False)
        return len(found) if isinstance(found, (Rows, list)) else 0

    def write(self, path: str, value: Any) -> None:
        """Put `value` at `path`, making what leads there; None or "" takes the answer back."""
        *way, last = path.split(".")
        found = self._root(way[0], create=True)
        for word in way[1:]:
            following = _step(self.case, found, word, create=True)
            if following is None:
                following = _make(found, word, path)
            found = following
        _put(found, last, value, path)

    def remove(self, path: str) -> None:
        """Take one item out of a list: `applicant.trips.2`."""
        *way, index = path.split(".")
        rows = self._root(way[0], create=False)
        for word in way[1:]:
            rows = _step(self.case, rows, word, create=False)
        if isinstance(rows, list):
            del rows[int(index)]
            return
        item = rows.at(int(index)) if isinstance(rows, Rows) else None
        if item is None:
            raise BadPath(f"There is nothing at {path} to remove.")
        _take_out(self.case, item)

    def _helper(self, word: str, *, create: bool) -> Row | None:
        if create:
            return self.case.data.setdefault(word, {})
        if not self.took_part(word):
            return None
        record = self.case.data.get(word)
        if word == "preparer" and record and record.get("kind") not in REPRESENTING:
            # only a preparer who is also a representative can say how far that goes
            return {key: value for key, value in record.items() if key != "extends_beyond"}
        return record

    def _root(self, word: str, *, create: bool) -> Any:
        if word in self.roles or word == self.subject:
            person = self.person(word)
            if person is None and create:
                raise BadPath(f"Nobody is the {word} of this filing yet: choose a person first.")
            return person
        if word in HELPERS:
            return self._helper(word, create=create)
        if word == "filing":
            return self.filing
        if word == "case":
            return self.case.data
        if create:
            raise BadPath(f"“{word}” is not a role of this form.")
        return None


def _step(case: CaseFile, found: Any, word: str, *, create: bool) -> Any:
    if found is None:
        return None
    if isinstance(found, Person):
        return found.get(word, create=create)
    if isinstance(found, people.Phones):
        row = found.get(word, create=create)
        return (row or {}).get("number")
    if isinstance(found, people.Kinds):
        if word == "last_abroad":
            return people.last_abroad(found.person, create)
        if word == "mailing":
            return people.mailing(found.person, create)
        if word == "other_physical":  # asked only where mail goes elsewhere
            same = found.person.get("mailing_is_physical")
            return found.get("physical", create=create) if same is False else None
        if word == "separate_mailing":
            same = found.person.get("mailing_is_physical") is True
            return None if same and not create else found.get("mailing", create=create)
        return found.get(word, create=create)
    if isinstance(found, Rows):
        return found.at(int(word), create=create) if word.isdigit() else None
    if isinstance(found, list):
        if not word.isdigit():
            return len(found) if word == "count" else None
        while create and len(found) <= int(word):
            found.append({})
        return found[int(word)] if int(word) < len(found) else None
    if isinstance(found, dict):
        if create and word in PERSON_WORDS and not found.get(word):
            found[word] = case.add_person().id  # a person of the case, never a copy inside the row
        return _step_record(case, found, word)
    return None


def _step_record(case: CaseFile, record: Row, word: str) -> Any:
    value = record.get(word)
    if word in PERSON_WORDS and isinstance(value, str):
        return case.person(value, missing_ok=True)
    if value is not None:
        return value
    if word in ("full_name", "full"):
        return words.full_name(record)
    if word == "name" and ("family" in record or "given" in record):
        return record
    if word == "one_line":
        return record  # written as one line by the formatter, which knows the countries' names
    if word == "place":
        return words.place(record)
    if word == "days" and "left" in record:
        return words.days_away(record)
    return None


def _make(found: Any, word: str, path: str) -> Row:
    """A record for a word on the way that was not there yet."""
    record: Row = {}
    if isinstance(found, Person):
        found.data[word] = record
    elif isinstance(found, dict):
        found[word] = record
    else:
        raise BadPath(f"{path} goes through a plain value at “{word}”.")
    return record


def _put(found: Any, word: str, value: Any, path: str) -> None:
    empty = value is None or value == ""
    if isinstance(found, Person):
        _put_person(found, word, value, empty=empty)
    elif isinstance(found, people.Phones):
        row = found.get(word, create=not empty)
        _set(row, "number", value, empty=empty)
    elif isinstance(found, dict):
        _set(found, word, value, empty=empty)
    elif isinstance(found, list) and word.isdigit():
        while len(found) <= int(word):
            found.append(None)
        found[int(word)] = value
    else:
        raise BadPath(f"{path} cannot be answered directly.")


def _put_person(person: Person, word: str, value: Any, *, empty: bool) -> None:
    if word == "citizenship":
        _set(
            person.get("citizenships", create=True).at(0, create=True),
            "country",
            value,
            empty=empty,
        )
    elif word in people.NUMBERS:
        row = people.NUMBERS[word](person, not empty)
        if empty and row is not None:
            _take_out(person.case, row)
        elif row is not None:
            row["number"] = value
    elif word in people.RECORDS or (word in people.COMPUTED and word != "times_married"):
        raise BadPath(f"“{word}” is a group: answer its parts.")
    else:
        _set(person.data, word, value, empty=empty)


def _set(record: Row | None, word: str, value: Any, *, empty: bool) -> None:
    if record is None:
        return
    if empty:
        record.pop(word, None)
    else:
        record[word] = value


def _take_out(case: CaseFile, item: Any) -> None:
    """Remove one record (by identity), or the tie to a person; the person stays on file."""
    if isinstance(item, Person):
        ties = case.data.get("relationships") or []
        case.data["relationships"] = [tie for tie in ties if tie != item.tie]
        return
    for person in case.people():
        for rows in person.data.values():
            if isinstance(rows, list):
                for place, row in enumerate(rows):
                    if row is item:
                        del rows[place]
                        return


def _plain(found: Any) -> Any:
    return found.items if isinstance(found, Rows) else found


def scope_for(case: CaseFile, filing: Row, form: Mapping[str, Any]) -> Scope:
    """The scope of a filing: roles by the filing, by a person's id, or by relationship.

    `form` is the form's `form.yaml` (`subject`, `roles`).
    """
    subject = str(form.get("subject", "applicant"))
    roles: dict[str, str] = {}
    if filing.get("for"):
        roles[subject] = str(filing["for"])
    roles.update({str(role): str(who) for role, who in (filing.get("roles") or {}).items()})
    ids = {one.id for one in case.people()}
    for role in form.get("roles") or {}:
        if role not in roles and role in ids:
            roles[role] = role
    owner = case.person(roles.get(subject, ""), missing_ok=True)
    for role in form.get("roles") or {}:
        if role not in roles and owner is not None and role in FAMILY_ROLES:
            relative = owner.get(role)
            if relative is not None:
                roles[role] = relative.id
    for role in form.get("roles") or {}:
        if role not in roles:
            named = _role_in_other_filing(case, role)
            if named:
                roles[role] = named
    return Scope(case=case, filing=filing, roles=roles, subject=subject)


def _role_in_other_filing(case: CaseFile, role: str) -> str | None:
    """A role filled in another filing of the case (say the I-130's petitioner), if only one."""
    found = {
        str(filing["roles"][role])
        for filing in case.filings()
        if role in (filing.get("roles") or {})
    }
    return found.pop() if len(found) == 1 else None
