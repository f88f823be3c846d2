"""A stored case as a case file, and the reader of its evidence files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing, Party
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.exchange import case_file as format_
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.people import queries as people

TRANSLATION, CERTIFICATE = "translation", "certificate"


def find_case(access: Access, name: str) -> Case:
    """The case of this number (`GD-2026-0147`) or public id; raises NotFound."""
    found = cases.by_number(access, name)
    return found if found is not None else cases.get(access, name)


class Rows:
    """What hangs on a case, each kind read once: for a page that needs it more than once."""

    def __init__(self, access: Access, case: Case) -> None:
        self.access, self.case = access, case

    @cached_property
    def parties(self) -> list[Party]:
        """Who is in the case."""
        return cases.parties(self.access, self.case)

    @cached_property
    def filings(self) -> list[Filing]:
        """Its forms."""
        return cases.filings(self.access, self.case)

    @cached_property
    def papers(self) -> list[Document]:
        """Its documents."""
        return documents.of_case(self.access, self.case)

    @cached_property
    def checklist(self) -> list[EvidenceItem]:
        """Its evidence."""
        return documents.checklist(self.access, self.case, self.papers)


def case_file(access: Access, case: Case, rows: Rows | None = None) -> dict[str, Any]:
    """The case in the open format, with only the facts this access may see within this case."""
    narrowed = cases.access_for_case(access, case)
    library = Library.shipped()
    rows = rows or Rows(access, case)
    persons = list({party.person_id: party.person for party in rows.parties}.values())
    ids = {person.pk: person.file_id or person.public_id for person in persons}
    data: dict[str, Any] = {"format": format_.FORMAT, "version": format_.VERSION}
    data["case_type"] = code_of(case.type_id)
    data["title"] = case.title
    if case.filing_date:
        data["filing_date"] = case.filing_date.isoformat()
    data["people"] = [
        {"id": ids[person.pk], **known}
        for person, known in zip(persons, people.person_dicts(persons, narrowed), strict=True)
    ]
    data["relationships"] = [
        {
            "from": ids[row.from_person_id],
            "to": ids[row.to_person_id],
            "kind": row.kind,
            **row.data,
        }
        for row in people.relationships(narrowed, persons)
    ]
    data["filings"] = [filing_of(row, ids, library) for row in rows.filings]
    data["evidence"] = evidence(rows, ids)
    data.update({key: value for key, value in case.data.items() if key not in data})
    return data


def code_of(type_id: str) -> str:
    """What a case file calls the case type: its `code`, or the id when it has none."""
    return str(case_types.get(type_id).rest.get("code", type_id))


def type_of(code: str | None) -> str:
    """The case type of a case file's `case_type`; the general one for one we do not know."""
    for type_id, kind in case_types.all_types().items():
        if code and code in (type_id, kind.rest.get("code")):
            return type_id
    return "practice.general"


def filing_of(row: Filing, ids: dict[int, str], library: Library) -> dict[str, Any]:
    """One filing as the case file has it."""
    filing: dict[str, Any] = {"form": form_name(row.form_id, library)}
    if row.person_id in ids:
        filing["for"] = ids[row.person_id]
    if row.edition:
        filing["edition"] = row.edition
    return {**filing, **row.data}


def form_id(name: str, library: Library) -> str:
    """`I-130` → `us.i-130`; a form the library does not hold keeps its name in the same shape."""
    try:
        return library.form_id(name)
    except NotInLibrary:
        return f"us.{name.lower()}"


def title_of(data: Mapping[str, Any]) -> str:
    """A title for a case without one: the first person's family name and the case type."""
    for person in data["people"]:
        for name in person.get("names") or []:
            if name.get("family") or name.get("given"):
                kind = case_types.get(type_of(data.get("case_type"))).label
                parts = [name.get("family"), name.get("given")]
                return f"{', '.join(str(part) for part in parts if part)}: {kind.lower()}"
    return "Untitled case"


def form_name(form_id: str, library: Library) -> str:
    """`us.i-130` → `I-130`, also for forms the library does not hold."""
    try:
        return str(library.form(form_id)["form"])
    except NotInLibrary:
        return form_id.split(".", 1)[-1].upper()


def evidence(read: Rows, ids: dict[int, str]) -> list[dict[str, Any]]:
    """The checklist with the names of its files; names are what `file_reader` takes."""
    names = document_names(read.papers)
    rows = []
    for item in read.checklist:
        row: dict[str, Any] = {"id": item.key, "label": item.label, "status": item.status}
        if item.person_id in ids:
            row["for"] = ids[item.person_id]
        row.update(item.data)
        stored = [one for one in item.found_documents if one.included]
        plain = [names[one.pk] for one in stored if one.kind not in (TRANSLATION, CERTIFICATE)]
        if plain:
            row["files"] = plain
        for kind in (TRANSLATION, CERTIFICATE):
            named = [names[one.pk] for one in stored if one.kind == kind]
            if named:
                row[kind] = named[0]
        rows.append(row)
    return rows


def document_names(found: list[Document]) -> dict[int, str]:
    """A name for each document: its file name; other content of that name gets one of its own."""
    names: dict[int, str] = {}
    content: dict[str, str] = {}
    for document in found:
        name = str(document.data.get("name") or document.filename)
        if content.setdefault(name, document.sha256) != document.sha256:
            folder, slash, last = name.rpartition("/")
            name = f"{folder}{slash}{document.public_id}-{last}"
        names[document.pk] = name
    return names


def file_reader(access: Access, case: Case) -> Callable[[str], bytes]:
    """Reads a document of the case by the name that `case_file` gave it."""
    found = documents.of_case(access, case)
    names = document_names(found)
    by_name = {names[document.pk]: document for document in found}

    def read(name: str) -> bytes:
        document = by_name.get(name)
        if document is None:
            raise NotFound(f"The case has no file “{name}”.")
        with documents.content(document) as file:
            return file.read()

    return read
