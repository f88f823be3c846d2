"""What the page of a case shows."""

from __future__ import annotations

from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Note
from goldendoor.documents import queries as documents
from goldendoor.documents.models import EvidenceItem
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.practice.caseload import family, next_step, queries
from goldendoor.practice.caseload.rows import Rows
from goldendoor.practice.intake.queries import Intake, Owner
from goldendoor.practice.mailing import queries as mailing
from goldendoor.practice.models import Mark, PacketBuild

NEXT_SHOWN = 4
OPEN_PAPERS = (EvidenceItem.Status.NEEDED, EvidenceItem.Status.ASKED)


def of_case(access: Access, case: Case, rows: Rows) -> dict[str, Any]:
    """People, forms with their progress, evidence, notes, tasks, mailing, and the next step."""
    asked = Intake(access, case, rows=rows)
    states = queries.form_states(rows.filings, asked.data)
    for place, state in enumerate(states):
        state.settled, state.asked = asked.progress_of(place)
    # Only a case that is ready says what its packet still needs.
    packet = final_build(access, case) if case.stage == "ready" else None
    standing = _standing(case, asked, states, packet, rows)
    offers = cases.offers(access, case, today=clock.today())
    persons = _persons(rows, asked)
    return {
        "offers": sorted(offers, key=lambda one: not (one.answer and one.action.primary)),
        "persons": persons,
        "family": _family(persons, asked),
        "states": states,
        "owners": _owners(asked),
        "total": (asked.settled_count, asked.asked_count),
        "evidence": documents.settled_of(rows.checklist),
        "notes": _notes(access, case),
        "tasks": cases.tasks_to_do(access, case=case),
        "links": cases.links(access, case),
        "mailed": [one.filing for one in states if one.filing.mailed_date],
        "next_step": next_step.following(standing),
        "missing": next_step.missing(standing) if case.stage in BEFORE_READY else [],
        "unchecked": next((one.filing for one in states if _unchecked(one)), None),
        "packet": packet,
        "reviews": any(REVIEWED in one.action.only_if for one in offers),
        "review_waits": any(REVIEWED in one.action.only_if and not one.answer for one in offers),
        "deadlines": rows.deadlines[:NEXT_SHOWN],
    }


def _notes(access: Access, case: Case) -> list[Note]:
    """Pinned ones above the others."""
    rows = cases.notes(access, case).rows[:20]
    return sorted(rows, key=lambda one: one.pinned_at is None)


def _family(persons: list[tuple[Any, Any]], asked: Intake) -> family.Picture:
    labels: dict[str, str] = {}
    under: dict[str, str] = {}
    for party, _ in persons:
        key = party.person.file_id or party.person.public_id
        labels[key] = str(party.person)
        under[key] = ", ".join(filter(None, (under.get(key), party.role.replace("_", " "))))
    return family.picture(labels, under, family.ties_of(asked.data["relationships"]))


def _owners(asked: Intake) -> dict[str, Owner]:
    """Person id of the case file → whose questions."""
    by_address = {one.id: one for one in asked.owners}
    return {key: by_address[one] for key, one in asked.addresses.items() if one in by_address}


REVIEWED = "practice_reviews.reviewed"
BEFORE_READY = ("intake", "prepare", "review")


def final_build(access: Access, case: Case) -> PacketBuild | None:
    """The newest packet that is finished and no draft."""
    done = PacketBuild.Status.DONE
    found = mailing.builds(access, case, limit=30)
    return next((one for one in found if one.status == done and not one.draft), None)


def _persons(rows: Rows, asked: Intake) -> list[tuple[Any, Any]]:
    return [
        (party, asked.file.person(party.person.file_id or party.person.public_id, missing_ok=True))
        for party in rows.parties
    ]


def _unchecked(state: queries.FormState) -> bool:
    return not state.missing and not state.accepted


def _standing(
    case: Case,
    asked: Intake,
    states: list[queries.FormState],
    packet: PacketBuild | None,
    rows: Rows,
) -> next_step.Standing:
    papers = [one for one in rows.checklist if one.status in OPEN_PAPERS]
    mailed = [one.filing for one in states if one.filing.mailed_date]
    return next_step.Standing(
        stage=case.stage,
        forms=len(states),
        open_questions=asked.asked_count - asked.settled_count,
        asked_of_client=sum(one.kind == Mark.Kind.ASK for one in asked.marks.values()),
        open_papers=[one.label for one in papers],
        without_blank=[one.name for one in states if one.missing],
        unchecked=[one.name for one in states if _unchecked(one)],
        planned=case.filing_date is not None,
        built=packet is not None,
        unsigned=len(packet.result.get("unsigned", [])) if packet else 0,
        mailed=bool(mailed),
        receipts_open=sum(not one.receipt_number for one in mailed),
    )
