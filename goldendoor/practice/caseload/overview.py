"""What the page of a case shows."""

from __future__ import annotations

from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.deadlines import queries as deadlines
from goldendoor.documents import queries as documents
from goldendoor.documents.models import EvidenceItem
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.practice.caseload import next_step, queries
from goldendoor.practice.intake.queries import Intake, Owner
from goldendoor.practice.mailing import queries as mailing
from goldendoor.practice.models import Mark, PacketBuild

OPEN_PAPERS = (EvidenceItem.Status.NEEDED, EvidenceItem.Status.ASKED)


def of_case(access: Access, case: Case) -> dict[str, Any]:
    """People, forms with their progress, evidence, notes, tasks, mailing, and the next step."""
    asked = Intake(access, case)
    states = queries.form_states(access, case, asked.data)
    for place, state in enumerate(states):
        state.settled, state.asked = asked.progress_of(place)
    packet = final_build(access, case)
    standing = _standing(access, case, asked, states, packet)
    offers = cases.offers(access, case, today=clock.today())
    return {
        "offers": sorted(offers, key=lambda one: not (one.answer and one.action.primary)),
        "persons": _persons(access, case, asked),
        "states": states,
        "owners": _owners(asked),
        "total": (asked.settled_count, asked.asked_count),
        "evidence": documents.received_count(access, case),
        "notes": cases.notes(access, case).rows[:20],
        "tasks": cases.tasks_to_do(access, case=case),
        "mailed": [one.filing for one in states if one.filing.mailed_date],
        "next_step": next_step.following(standing),
        "missing": next_step.missing(standing) if case.stage in BEFORE_READY else [],
        "unchecked": next((one.filing for one in states if _unchecked(one)), None),
        "packet": packet,
        "deadlines": deadlines.next_of_case(access, case),
    }


def _owners(asked: Intake) -> dict[str, Owner]:
    """Person id of the case file → whose questions."""
    by_address = {one.id: one for one in asked.owners}
    return {key: by_address[one] for key, one in asked.addresses.items() if one in by_address}


BEFORE_READY = ("intake", "prepare", "review")


def final_build(access: Access, case: Case) -> PacketBuild | None:
    """The newest packet that is finished and no draft."""
    done = PacketBuild.Status.DONE
    found = mailing.builds(access, case, limit=30)
    return next((one for one in found if one.status == done and not one.draft), None)


def _persons(access: Access, case: Case, asked: Intake) -> list[tuple[Any, Any]]:
    return [
        (party, asked.file.person(party.person.file_id or party.person.public_id, missing_ok=True))
        for party in cases.parties(access, case)
    ]


def _unchecked(state: queries.FormState) -> bool:
    return not state.missing and not state.accepted


def _standing(
    access: Access,
    case: Case,
    asked: Intake,
    states: list[queries.FormState],
    packet: PacketBuild | None,
) -> next_step.Standing:
    papers = [one for one in documents.checklist(access, case) if one.status in OPEN_PAPERS]
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
