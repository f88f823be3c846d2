"""Numbers and contents are nowhere in clear: not in the database, its journal, files, or logs."""

import base64
import io
import itertools
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from goldendoor.accounts.models import User
from goldendoor.audit import queries as audit
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.documents import queries as documents
from goldendoor.exchange import actions as exchange
from goldendoor.exchange import queries as export
from goldendoor.foundation import storage
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Identifier
from tests.test_planted import DAY, pdf

A_NUMBER, SSN, PASSPORT = "A219777123", "078-05-1999", "XQ7654321Z"
TYPED, ENTRY, DRAFT, CONTENT = "219777456", "XE1112223Z", "078-05-1888", "plantedfilecontent"
PLANTED = (
    A_NUMBER, "219777123", SSN, "078051999", PASSPORT, TYPED, ENTRY, DRAFT, "078051888", CONTENT,
)  # fmt: skip


@pytest.fixture
def told(request: Any) -> Any:
    """Everything that is logged, as the log has it."""
    from goldendoor.foundation.logs import WithoutFacts

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutFacts())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def everything_stored(media: Path) -> bytes:
    """Every column of every table, the database's own files, and all stored files."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts += [repr(row).encode() for row in cursor.fetchall()]
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint")
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        parts += [path.read_bytes() for path in Path(name).parent.glob(f"{Path(name).name}*")]
    parts += [path.read_bytes() for path in media.rglob("*") if path.is_file()]
    return b"\n".join(parts)


def forms_of(word: str) -> list[bytes]:
    """The word as it may lie about: plain, in base64 at any offset, in UTF-16."""
    found = [word.encode(), word.encode("utf-16-le")]
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + word.encode())
        found.append(encoded[4 if shift else 0 : -4])
    return found


def a_day_of_work(browser: Any, access: Any) -> Any:
    """Import, questionnaire, drafts, typing onto a form, uploads, searches, packet, wrong input."""
    person = {
        "id": "ana", "names": [{"kind": "legal", "family": "Muestra", "given": "Ana"}],
        "birth": {"date": "1990-05-17"},
        "identifiers": [
            {"kind": "a_number", "number": A_NUMBER}, {"kind": "ssn", "number": SSN},
            {"kind": "passport", "number": PASSPORT, "country": "MX"},
        ],
    }  # fmt: skip
    data = {
        "format": "goldendoor.case-file", "version": 1, "title": "Muestra", "people": [person],
        "filing_date": DAY.isoformat(), "filings": [{"form": "I-485", "for": "ana"}],
    }  # fmt: skip
    case = exchange.import_case(access=access, data=data)
    [filing] = case_queries.filings(access, case)
    answers = {"applicant.last_entry.passport_number": ENTRY, "applicant.ssn": "078-05-1000"}
    exchange.answer(access=access, case=case, filing=filing, answers=answers)
    exchange.answer(access=access, case=case, filing=filing, answers={"applicant.ssn": SSN})
    [party] = case_queries.parties(access, case)
    value = [{"kind": "ssn", "number": DRAFT}]
    people.save_draft(access=access, person=party.person, collection="identifiers", value=value)
    filing.refresh_from_db()
    changes = {"data": {**filing.data, "typed": {"Pt1Line4_AlienNumber[0]": TYPED}}}
    cases.change_filing(access=access, filing=filing, changes=changes)
    address = f"/cases/{case.public_id}"
    file = SimpleUploadedFile("scan.pdf", pdf(CONTENT), "application/pdf")
    assert browser.post(f"{address}/evidence/upload/", {"file": file}).status_code == 302
    tries = [("/search/", {"q": A_NUMBER}), ("/people/", {"q": SSN}), ("/cases/", {"q": PASSPORT})]
    for place, body in tries:
        assert browser.post(place, body).status_code == 200
    pages = ("", "questions/", "forms/", "evidence/", "packet/", "history/")
    for page, htmx in itertools.product(pages, (False, True)):
        headers = {"HX-Request": "true"} if htmx else {}
        browser.get(f"{address}/{page}", headers=headers, follow=True)
    browser.post(f"{address}/packet/build/", {"draft": "1", "once": "k1", "max_mb": "25"})
    browser.get(f"/no/such/{case.public_id}/")
    return case


@pytest.mark.django_db(transaction=True)
def test_nothing_planted_is_anywhere_in_clear(owner, client, told, settings) -> None:
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(User.objects.get(pk=owner.user_id), backend=backend)
    client.raise_request_exception = False
    case = a_day_of_work(client, owner)
    shown = str(export.case_file(owner, case))
    assert [word for word in (A_NUMBER, SSN, PASSPORT, TYPED, ENTRY) if word not in shown] == []
    stored, logged = everything_stored(Path(settings.MEDIA_ROOT)), told.getvalue()
    assert "/no/such/" in logged
    assert b"Muestra" in stored, "the search index has names, so this search does search"
    for word in PLANTED:
        assert word not in logged
        assert [one for one in forms_of(word) if one in stored] == [], word
    assert audit.verify_all().faults == []


def test_a_number_is_found_however_it_is_written_and_only_in_its_own_office(
    owner, stranger, case
) -> None:
    data = {"identifiers": [{"kind": "a_number", "number": A_NUMBER}]}
    person = people.add_person(access=owner, data=data)
    for number in ("A219777123", "a 219-777-123", " A-219 777 123 "):
        found = people_queries.with_identifier(owner, kind="a_number", number=number)
        assert list(found) == [person]
        assert not people_queries.with_identifier(stranger, kind="a_number", number=number)
    assert not people_queries.with_identifier(owner, kind="ssn", number=A_NUMBER)
    assert not people_queries.with_identifier(owner, kind="a_number", number="A219777124")


def test_after_a_new_key_everything_old_still_opens_and_is_found(
    owner, case, settings, monkeypatch
) -> None:
    from goldendoor.documents import actions

    person = people.add_person(
        access=owner, data={"identifiers": [{"kind": "ssn", "number": SSN}], "jobs": [{"a": 1}]}
    )
    document = actions.upload(
        access=owner, case=case, file=io.BytesIO(pdf(CONTENT)), filename="a.pdf"
    )
    old = settings.FIELD_KEYS
    keys = {"k2": b"\x07" * 32, **old["keys"]}
    settings.FIELD_KEYS = {"current": "k2", "keys": keys, "index": old["index"]}
    assert people_queries.person_dict(person, owner)["identifiers"][0]["number"] == SSN
    assert people_queries.person_dict(person, owner)["jobs"] == [{"a": 1}]
    assert list(people_queries.with_identifier(owner, kind="ssn", number=SSN)) == [person]
    row = Identifier.objects.get(person=person)
    row.save()
    storage.rewrap(Path(document.file.path))
    assert audit.verify_all().faults == []
    settings.FIELD_KEYS = {"current": "k2", "keys": {"k2": keys["k2"]}, "index": old["index"]}
    assert Identifier.objects.get(pk=row.pk).value == SSN
    with documents.content(document) as file:
        assert CONTENT.encode() in file.read()
