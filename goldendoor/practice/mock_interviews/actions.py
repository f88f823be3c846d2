"""Practice interviews are begun, scored and finished; links for a phone are made and ended."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock, opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people.models import Person
from goldendoor.practice.mock_interviews import queries, rules, sets
from goldendoor.practice.mock_interviews.models import PhoneLink, Session

LONGEST, MOST_SECONDS, MOST_DAYS = 5000, 3600, 366


@dataclass(frozen=True)
class Wanted:
    """Which set for whom; the filing day only matters for civics."""

    set_id: str
    language: str = "en"
    person: Person | None = None
    filed_date: datetime.date | None = None
    is_65_20: bool = False


def start(
    *,
    access: Access,
    case: Case,
    wanted: Wanted,
    today: datetime.date,
    library: Library,
    once: str | None = None,
) -> Session:
    """A session with its questions drawn. The same `once` again gives the same session.

    Raises NotFound for an unknown set, BadInput where civics has no filing day, NotAllowed.
    """
    registries.demand("practice_mock_interviews.hold", access, case)
    asked = {"case": case.public_id, "set": wanted.set_id}

    def run() -> str:
        return _start(access, case, wanted, today, library).public_id

    public_id = idempotency.once(
        access=access, scope="mock_interviews.start", key=once, request=asked, run=run
    )
    return queries.get(access, public_id)


@transaction.atomic
def _start(
    access: Access, case: Case, wanted: Wanted, today: datetime.date, library: Library
) -> Session:
    if wanted.language not in Session.Language.values:
        raise BadInput("Choose the language of the questions.")
    people = {one.person_id for one in cases.parties(access, case)}
    if wanted.person is not None and wanted.person.pk not in people:
        raise BadInput("Choose a person of this case.")
    entry = sets.get(library, wanted.set_id)
    questions, mark = _questions(entry, wanted, today, library)
    session = Session.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        person=wanted.person,
        set_id=entry["id"],
        label=str(entry["label"])[:200],
        language=wanted.language,
        questions=[one.to_json() for one in questions],
        mark=mark,
        held_date=today,
        held_by_label=access.user_label,
    )
    _record(access, case, "mock_interview.started", {"set": session.label})
    return session


def _questions(
    entry: sets.Entry, wanted: Wanted, today: datetime.date, library: Library
) -> tuple[Sequence[rules.Question], dict[str, Any]]:
    seed = opaque.new_id()
    if entry["kind"] == "vocabulary":
        return rules.drawn(sets.vocabulary(entry, library), int(entry["words"]), seed), {}
    if entry["kind"] == "questions":
        return sets.questions(entry), {}
    if wanted.filed_date is None:
        raise BadInput("Say when the application was or will be filed: it decides the test.")
    table, mark = sets.civics_test(
        wanted.filed_date, is_65_20=wanted.is_65_20, today=today, library=library
    )
    rows = sets.civics_of(table, library, only_65_20=wanted.is_65_20)
    return rules.drawn(rows, int(mark["questions_asked"]), seed), {**mark, "table": table}


@transaction.atomic
def answer(
    *, access: Access, session: Session, key: str, score: str, note: str = "", seconds: int = 0
) -> Session:
    """One answer scored; a score may be changed until the session is finished.

    A civics test finishes by itself when it is passed or failed. Raises BadInput, NotAllowed.
    """
    found = _locked(access, session)
    if key not in queries.keys(found) or score not in rules.SCORES:
        raise BadInput("Choose how the answer was.")
    kept = {"score": score, "note": note.replace("\0", "").strip()[:LONGEST]}
    changes = {
        "answers": {**found.answers, key: kept},
        "seconds": found.seconds + max(0, min(seconds, MOST_SECONDS)),
    }
    change(found, version=None, changes=changes, what=str(found))
    _record(access, found.case, "mock_interview.answered", {"set": found.label, "score": score})
    if queries.verdict(found) or not queries.tally(found).open:
        return _finish(access, found)
    return found


@transaction.atomic
def finish(*, access: Access, session: Session, comment: str = "") -> Session:
    """Stopped for good, whatever is open."""
    found = _locked(access, session)
    text = comment.replace("\0", "").strip()[:LONGEST]
    change(found, version=None, changes={"comment": text}, what=str(found))
    return _finish(access, found)


def _finish(access: Access, session: Session) -> Session:
    change(session, version=None, changes={"state": Session.State.FINISHED}, what=str(session))
    told = {"set": session.label, "percent": queries.tally(session).percent}
    _record(access, session.case, "mock_interview.finished", told)
    return session


@transaction.atomic
def make_link(
    *,
    access: Access,
    case: Case,
    filed_date: datetime.date,
    is_65_20: bool,
    expires_date: datetime.date,
    today: datetime.date,
    library: Library,
) -> PhoneLink:
    """An address for civics on the client's phone. Raises BadInput, NotAllowed."""
    registries.demand("practice_mock_interviews.hold", access, case)
    if not today <= expires_date <= today + datetime.timedelta(days=MOST_DAYS):
        raise BadInput("A link ends between today and a year from now.")
    table, _ = sets.civics_test(filed_date, is_65_20=is_65_20, today=today, library=library)
    found = PhoneLink.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        table_id=table,
        only_65_20=is_65_20,
        expires_date=expires_date,
        made_by_label=access.user_label,
    )
    _record(access, case, "mock_interview.link_made", {"until": expires_date.isoformat()})
    return found


@transaction.atomic
def revoke_link(*, access: Access, link: PhoneLink) -> PhoneLink:
    """The address stops working at once; ending it twice is harmless."""
    registries.demand("practice_mock_interviews.hold", access, link.case)
    if link.revoked_at is None:
        change(link, version=None, changes={"revoked_at": clock.now()})
        _record(access, link.case, "mock_interview.link_revoked", {})
    return link


def _locked(access: Access, session: Session) -> Session:
    found = Session.objects.select_for_update().one(access, session.public_id)
    registries.demand("practice_mock_interviews.hold", access, found.case)
    if found.state != Session.State.GOING:
        raise NotAllowed("This practice is finished. Begin another one.")
    return found


def _record(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
