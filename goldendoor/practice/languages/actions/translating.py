"""A document is given to translate, comes back, is certified."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, BinaryIO

from django.db import transaction

from goldendoor.accounts import queries as accounts
from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.documents import actions as documents
from goldendoor.documents import queries as document_queries
from goldendoor.documents.models import Document
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.languages import queries
from goldendoor.practice.languages.models import Job

CHANGEABLE = ("from_language", "to_language", "translator", "translator_user", "due_date", "notes")
TRANSLATION, CERTIFICATE = "translation", "certificate"
LONGEST = 5000


def ask(
    *,
    access: Access,
    case: Case,
    document: Document,
    data: Mapping[str, Any],
    once: str | None = None,
) -> Job:
    """A job for a document of the case. The same `once` again gives the same job.

    Raises BadInput, NotAllowed (also when the document has an open job).
    """
    registries.demand("practice_languages.translate", access, case)
    asked = {"case": case.public_id, "document": document.public_id}
    public_id = idempotency.once(
        access=access, scope="languages.ask", key=once, request=asked,
        run=lambda: _ask(access, case, document, data).public_id,
    )  # fmt: skip
    return queries.job(access, public_id)


@transaction.atomic
def _ask(access: Access, case: Case, document: Document, data: Mapping[str, Any]) -> Job:
    if document.case_id != case.pk:
        raise BadInput("Choose a document of this case.")
    if Job.objects.filter(document=document, state__in=Job.OPEN).exists():
        raise NotAllowed("This document is being translated already.")
    columns = _columns(access, data)
    if not columns.get("from_language") or not columns.get("to_language"):
        raise BadInput("Say from which language into which.")
    row = Job.objects.create(
        organisation_id=access.organisation_id, case=case, document=document, **columns
    )
    _record(access, row, "translation.asked", {"languages": str(row)})
    return row


@transaction.atomic
def change_job(
    *, access: Access, job: Job, data: Mapping[str, Any], version: int | None = None
) -> Job:
    """Who translates, from what, until when. Raises Conflict, BadInput."""
    found = _locked(access, job)
    told = change(found, version=version, changes=_columns(access, data), what=str(found))
    if told:
        _record(access, found, "translation.changed", {"changed": sorted(told)})
    return found


@transaction.atomic
def take_back(
    *, access: Access, job: Job, file: BinaryIO, filename: str, version: int | None = None
) -> Job:
    """The translated document: kept with the original, in the same rows of the checklist."""
    found = _locked(access, job)
    paper = _kept(access, found, file, filename, TRANSLATION, f"Translation: {found.document}")
    changes = {"translation": paper, "state": Job.State.RETURNED}
    change(found, version=version, changes=changes, what=str(found))
    _record(access, found, "translation.returned", {"languages": str(found)})
    return found


@transaction.atomic
def certify(
    *,
    access: Access,
    job: Job,
    name: str,
    address: str,
    signed_date: datetime.date,
    is_competent: bool,
    is_complete: bool,
    today: datetime.date,
    file: BinaryIO | None = None,
    filename: str = "",
    version: int | None = None,
) -> Job:
    """What the translator signed, with the scan where there is one.

    Raises NotAllowed before the translation is here, BadInput where the certificate lacks what
    8 CFR 103.2(b)(3) asks: complete and accurate, competent; and name, address, day.
    """
    found = _locked(access, job)
    if found.translation is None:
        raise NotAllowed("Take in the translation first; then it is certified.")
    _check(name, address, is_competent and is_complete, signed_date <= today)
    changes: dict[str, Any] = {
        "state": Job.State.CERTIFIED, "signed_name": name.strip()[:200],
        "signed_address": address.strip()[:LONGEST], "signed_date": signed_date,
    }  # fmt: skip
    told = {"name": name.strip(), "language": found.from_language, "date": signed_date.isoformat()}
    if file is not None:
        title = f"Certificate of translation: {found.document}"
        changes["certificate"] = _kept(access, found, file, filename, CERTIFICATE, title)
    kept = {"certificate": told}
    documents.change_document(access=access, document=found.translation, changes=kept)
    change(found, version=version, changes=changes, what=str(found))
    _record(access, found, "translation.certified", {"languages": str(found)})
    return found


def _check(name: str, address: str, is_certified: bool, is_past: bool) -> None:
    if not is_certified:
        raise BadInput("The translator certifies both: complete and accurate, and competent.")
    if not name.strip() or not address.strip():
        raise BadInput("The certificate has the translator's name and address.")
    if not is_past:
        raise BadInput("It was signed today or before.")


@transaction.atomic
def cancel(*, access: Access, job: Job, reason: str, version: int | None = None) -> Job:
    """It is not translated after all; what came back stays."""
    found = _locked(access, job)
    if not reason.strip():
        raise BadInput("Say why it is cancelled.")
    changes = {"state": Job.State.CANCELLED, "cancelled_because": reason.strip()[:LONGEST]}
    change(found, version=version, changes=changes, what=str(found))
    _record(access, found, "translation.cancelled", {"languages": str(found)})
    return found


def _kept(
    access: Access, job: Job, file: BinaryIO, filename: str, kind: str, title: str
) -> Document:
    source = job.document
    paper = documents.upload(
        access=access, case=job.case, file=file, filename=filename, kind=kind, title=title[:200],
        person=source.person, compartment=source.compartment,
    )  # fmt: skip
    documents.change_document(access=access, document=paper, changes={"translation_of": source})
    for row in document_queries.checklist(access, job.case):
        if any(one.pk == source.pk for one in row.found_documents):
            documents.link_evidence(access=access, item=row, document=paper)
    return paper


def _columns(access: Access, data: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in CHANGEABLE:
        if key in data:
            value = data[key]
            found[key] = value.replace("\0", "").strip() if isinstance(value, str) else value
    for key, longest in (("from_language", 60), ("to_language", 60), ("translator", 200)):
        if len(found.get(key) or "") > longest:
            raise BadInput(f"The {key.replace('_', ' ')} may have at most {longest} characters.")
    user = found.get("translator_user")
    if user is not None and not accounts.colleagues(access).filter(pk=user.pk).exists():
        raise BadInput("Choose somebody of this office.")
    return found


def _locked(access: Access, job: Job) -> Job:
    found = Job.objects.select_for_update().one(access, job.public_id)
    registries.demand("practice_languages.translate", access, found.case)
    if found.state not in Job.OPEN:
        raise NotAllowed("This translation is done or cancelled.")
    return found


def _record(access: Access, job: Job, action: str, payload: dict[str, Any]) -> None:
    source = job.document
    person = source.person.compartment if source.person else ""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=job.case.public_id,
        action=action,
        payload=payload,
        compartment=source.compartment or person or job.case.compartment,
    )
