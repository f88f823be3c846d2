"""Taking a case file in, and writing an edited one back. Each is one transaction."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case, Filing
from goldendoor.documents import actions as documents
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.exchange import answers as changes_
from goldendoor.exchange import case_file, queries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotFound
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Person

OWN_KEYS = (
    "format", "version", "case_type", "title", "filing_date", "people", "relationships",
    "filings", "evidence",
)  # fmt: skip
FILING_OWN = ("form", "for", "edition")


def import_case(
    *,
    access: Access,
    data: Mapping[str, Any],
    folder: Path | None = None,
    today: datetime.date | None = None,
    compartment: str = "",
) -> Case:
    """A new case from a case file; evidence files are taken from `folder` where they are there.

    Raises BadInput with the first fault, NotAllowed. All of it is taken in, or nothing.
    """
    taken: list[Document] = []
    try:
        with transaction.atomic():
            return _import(access, data, folder, today or clock.today(), compartment, taken)
    except BaseException:
        # The rows were undone by the database; the files of those taken in are undone by us.
        for document in taken:
            document.file.storage.delete(str(document.file.name))
        raise


def _import(
    access: Access,
    data: Mapping[str, Any],
    folder: Path | None,
    today: datetime.date,
    compartment: str,
    taken: list[Document],
) -> Case:
    library = Library.shipped()
    faults = case_file.faults(data, library)
    if faults:
        raise BadInput(f"{faults[0].pointer}: {faults[0].text}")
    filed = data.get("filing_date")
    case = cases.open_case(
        access=access,
        type_id=queries.type_of(data.get("case_type")),
        title=str(data.get("title") or queries.title_of(data)),
        today=today,
        filing_date=datetime.date.fromisoformat(filed) if filed else None,
        data={key: value for key, value in data.items() if key not in OWN_KEYS},
        compartment=compartment,
    )
    persons = _people(access, case, data, compartment)
    for place, filing in enumerate(data.get("filings") or []):
        cases.add_filing(
            access=access,
            case=case,
            form_id=queries.form_id(str(filing["form"]), library),
            person=persons.get(filing.get("for")),
            edition=str(filing.get("edition") or ""),
            data={key: value for key, value in filing.items() if key not in FILING_OWN},
            position=place,
        )
    _evidence(access, case, data, persons, _reader(folder), taken)
    return case


def _people(
    access: Access, case: Case, data: Mapping[str, Any], compartment: str
) -> dict[Any, Person]:
    persons: dict[Any, Person] = {}
    roles = _roles(data)
    for place, row in enumerate(data["people"]):
        person = people.add_person(access=access, data=row, compartment=compartment)
        persons[row["id"]] = person
        role = roles.get(row["id"], "family")
        cases.add_party(access=access, case=case, person=person, role=role, position=place)
    for tie in data.get("relationships") or []:
        people.relate(
            access=access,
            from_person=persons[tie["from"]],
            to_person=persons[tie["to"]],
            kind=tie["kind"],
            data={key: value for key, value in tie.items() if key not in ("from", "to", "kind")},
            compartment=compartment,
        )
    return persons


def _roles(data: Mapping[str, Any]) -> dict[str, str]:
    """One role a person: what a filing says first, else the subject of the filing for them."""
    library = Library.shipped()
    found: dict[str, str] = {}
    for filing in data.get("filings") or []:
        for role, person_id in (filing.get("roles") or {}).items():
            found.setdefault(person_id, role)
    for filing in data.get("filings") or []:
        try:
            subject = str(library.form(library.form_id(filing["form"])).get("subject", "applicant"))
        except NotInLibrary:
            subject = "applicant"
        found.setdefault(filing["for"], subject)
    return found


def _reader(folder: Path | None) -> Callable[[str], Path | None]:
    """Files named in a case file, only from its own folder."""

    def find(name: str) -> Path | None:
        if folder is None:
            return None
        path = (folder / name).resolve()
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None

    return find


def _evidence(
    access: Access,
    case: Case,
    data: Mapping[str, Any],
    persons: Mapping[Any, Person],
    find: Callable[[str], Path | None],
    taken: list[Document],
) -> None:
    rows = data.get("evidence") or []
    checklist = [
        {
            "key": row.get("id") or f"evidence-{place + 1}",
            "label": str(row.get("label") or row.get("title") or "Evidence"),
            "person": persons.get(row.get("for")),
            "data": _kept(row, find),
        }
        for place, row in enumerate(rows)
    ]
    items = documents.set_checklist(access=access, case=case, rows=checklist)
    for item, row in zip(items, rows, strict=True):
        if _all_there(row, find):
            _attach(access, case, item, row, find, taken)
        if row.get("status") and row["status"] != item.status:
            changes = {"status": row["status"]}
            if row["status"] == EvidenceItem.Status.WAIVED:
                changes["waived_because"] = str(
                    row.get("waived_because") or "As the case file says."
                )
            documents.change_evidence(access=access, item=item, changes=changes)


FILE_KEYS = ("files", "translation", "certificate")


def _named(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, kind) of every file of an evidence row; kind is "" for the originals."""
    named = [(str(name), "") for name in row.get("files") or []]
    return named + [(str(row[kind]), kind) for kind in FILE_KEYS[1:] if row.get(kind)]


def _all_there(row: Mapping[str, Any], find: Callable[[str], Path | None]) -> bool:
    return all(find(name) is not None for name, _kind in _named(row))


def _kept(row: Mapping[str, Any], find: Callable[[str], Path | None]) -> dict[str, Any]:
    """What the row keeps beside its columns; file names only while the files are not stored."""
    stored = _all_there(row, find) and _named(row)
    return {
        key: value
        for key, value in row.items()
        if key not in ("id", "label", "for", "status") and not (stored and key in FILE_KEYS)
    }


def _attach(
    access: Access,
    case: Case,
    item: EvidenceItem,
    row: Mapping[str, Any],
    find: Callable[[str], Path | None],
    taken: list[Document],
) -> None:
    for name, kind in _named(row):
        path = find(name)
        if path is None:
            continue
        with path.open("rb") as file:
            document = documents.upload(
                access=access,
                case=case,
                person=item.person,
                file=file,
                filename=path.name,
                kind=kind,
                title=str(row.get("title") or row.get("label") or path.stem)[:200],
                evidence_item=item,
                data={"name": name},
            )
        taken.append(document)


# ── answers by path ──────────────────────────────────────────────────────────────────────────


@transaction.atomic
def answer(
    *,
    access: Access,
    case: Case,
    filing: Filing,
    answers: Mapping[str, Any],
    expected: Mapping[str, Any] | None = None,
) -> list[str]:
    """Write answers of a questionnaire by path; returns the paths that really changed.

    `expected` has what each path held when the page was shown: a path that someone else changed
    meanwhile to something other than the new answer raises Conflict with both. Raises NotAllowed,
    BadInput for a path that leads nowhere.
    """
    library = Library.shipped()
    before, place = _locked_file(access, case, filing)
    view = changes_.scope(copy.deepcopy(before), place, library)
    stored = {path: view.read(path) for path in answers}
    clashes = {
        path: value
        for path, value in answers.items()
        if expected is not None
        and not _same(stored[path], expected.get(path))
        and not _same(stored[path], value)
    }
    if clashes:
        theirs = {path: stored[path] for path in clashes}
        raise Conflict(what=str(case), version=case.version, theirs=theirs, yours=clashes)
    wanted = {path: value for path, value in answers.items() if not _same(stored[path], value)}
    _store(access, case, before, changes_.after(before, place, wanted, library))
    return list(wanted)


def _same(one: Any, other: Any) -> bool:
    """Nothing, an empty text and an empty list are the same answer: none."""
    return one == other or (one in (None, "", []) and other in (None, "", []))


@transaction.atomic
def remove_row(*, access: Access, case: Case, filing: Filing, path: str) -> None:
    """Take an item out of a repeat group: `applicant.trips.2`. A person taken out stays on file."""
    before, place = _locked_file(access, case, filing)
    after = copy.deepcopy(before)
    changes_.scope(after, place, Library.shipped()).remove(path)
    _store(access, case, before, after)


def _locked_file(access: Access, case: Case, filing: Filing) -> tuple[dict[str, Any], int]:
    """The case file while nobody else writes to the case, and the place of the filing in it."""
    locked = Case.objects.select_for_update().one(access, case.public_id)
    rows = case_queries.filings(access, locked)
    # People and forms are locked too: another case of the same person must not write in between.
    list(Filing.objects.select_for_update().filter(case=locked).order_by("pk"))
    parties = [party.person_id for party in case_queries.parties(access, locked)]
    list(Person.objects.select_for_update().filter(pk__in=parties).order_by("pk"))
    places = [place for place, row in enumerate(rows) if row.pk == filing.pk]
    if not places:
        raise NotFound("There is no such form in this case.")
    return queries.case_file(access, locked), places[0]


def _store(access: Access, case: Case, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write what differs, touching only facts that `before` could hold: those open to the case."""
    access = case_queries.access_for_case(access, case)
    found = changes_.compare(before, after)
    persons = {
        party.person.file_id or party.person.public_id: party.person
        for party in case_queries.parties(access, case)
    }
    for row in found.new_persons:
        persons[row["id"]] = people.add_person(
            access=access, data=row, compartment=case.compartment
        )
        cases.add_party(access=access, case=case, person=persons[row["id"]], role="family")
    for person_id, collections in found.persons.items():
        for key, value in collections.items():
            people.set_collection(
                access=access, person=persons[person_id], collection=key, value=value
            )
    _store_ties(access, persons, found)
    rows = case_queries.filings(access, case)
    for place, data in found.filings.items():
        kept = {key: value for key, value in data.items() if key not in FILING_OWN}
        cases.change_filing(access=access, filing=rows[place], changes={"data": kept})
    if found.case:
        case.refresh_from_db()
        merged = {**case.data, **found.case}
        kept = {key: value for key, value in merged.items() if value is not None}
        cases.change_case(access=access, case=case, changes={"data": kept})


def _store_ties(access: Access, persons: Mapping[str, Person], found: changes_.Changes) -> None:
    for tie in found.lost_ties:
        kept = [one for one in found.new_ties if _ends(one) == _ends(tie)]
        if kept:
            continue  # the same tie with other facts: written below
        for row in people_queries.relationships(access, [persons[tie["from"]], persons[tie["to"]]]):
            if (row.from_person, row.to_person, row.kind) == (
                persons[tie["from"]], persons[tie["to"]], tie["kind"],
            ):  # fmt: skip
                people.unrelate(access=access, relationship=row)
    for tie in found.new_ties:
        people.relate(
            access=access,
            from_person=persons[tie["from"]],
            to_person=persons[tie["to"]],
            kind=tie["kind"],
            data={key: value for key, value in tie.items() if key not in ("from", "to", "kind")},
        )


def _ends(tie: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return tie["from"], tie["to"], tie["kind"]
