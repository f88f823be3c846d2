"""What happened to the cases of the demo office: stages, tasks, notes, questions, mailings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case
from goldendoor.documents import actions as documents
from goldendoor.documents import queries as document_queries
from goldendoor.documents.models import EvidenceItem
from goldendoor.foundation.access import Access
from goldendoor.people import actions as people
from goldendoor.practice.caseload import actions as caseload
from goldendoor.practice.demo import dates, second_look
from goldendoor.practice.intake import actions as intake
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.models import Mark

COMPLETE = ("review", "ready", "filed", "closed")
STAGES = (
    "prepare", "prepare", "intake", "ready", "prepare", "intake", "review", "filed", "prepare",
    "intake", "filed", "prepare", "review", "closed", "prepare", "intake", "ready", "prepare",
    "filed", "review",
)  # fmt: skip
WAY = {
    "prepare": ("start_preparing",),
    "review": ("start_preparing", "send_to_review"),
    "ready": ("start_preparing", "send_to_review", "approve"),
    "filed": ("start_preparing", "send_to_review", "approve", "record_filing"),
    "closed": ("start_preparing", "send_to_review", "approve", "record_filing", "close"),
}
LEADS = {"approve", "close"}  # what only the accredited representative does
TASKS = (
    ("Call the client about missing papers", 2), ("Order the court record", 9),
    ("Check the translation", -2), ("Ask the employer for a letter", 16),
    ("Book an interpreter", 5), ("Review the addresses for gaps", 23),
    ("Send the engagement letter", 0),
)  # fmt: skip
NOTES = (
    "Prefers calls after 5 p.m.; Spanish or English.",
    "Brought the passports; copies are in the evidence.",
    "Moved in July: check that the change of address was sent.",
    "Interpreter needed for the next meeting.",
)
ASKED = ("phone", "birth", "passport", "email", "address_history", "a_number")


def stage_of(number: int) -> str:
    """The stage at which case `number` stands in the end."""
    return STAGES[number % len(STAGES)]


def days_ago(action: str, number: int, stage: str) -> int:
    """How long before the day of the office a step was made; 0 is that day."""
    filed = number % 45 + 3 if stage in ("filed", "closed") else 0
    steps = {
        "close": number % 3,
        "record_filing": filed,
        "approve": filed + number % 4 + 1,
        "send_to_review": filed + number % 9 + 5,
        "start_preparing": filed + number % 30 + 15,
    }
    return steps.get(action, filed + number % 50 + 50)


def opened_on(number: int, today: datetime.date) -> datetime.date:
    """The day case `number` was opened."""
    return today - datetime.timedelta(days=days_ago("open", number, stage_of(number)))


def tell(case: Case, number: int, staff: Mapping[str, Access], today: datetime.date) -> None:
    """Bring one case to its stage, with what happens on the way."""
    worker, lead = staff["caseworker"], staff["accredited_representative"]
    stage = stage_of(number)
    if stage in COMPLETE:
        _say_no(case, worker)
    for action in WAY.get(stage, ()):
        who = lead if action in LEADS else worker
        if action == "record_filing":
            _mail(case, number, worker, today)
        elif action == "approve":
            second_look.signed(case, staff["owner"])
        on = today - datetime.timedelta(days=days_ago(action, number, stage))
        cases.perform(case=case, action_name=action, access=who, today=on)
    case.refresh_from_db()
    dates.give(case, number, staff, today)
    if stage not in ("filed", "closed"):
        title, days = TASKS[number % len(TASKS)]
        cases.add_task(
            access=worker, case=case, title=title, due_date=today + datetime.timedelta(days=days)
        )
        _ask_for_papers(case, number, worker, today)
    if number % 4 == 1:
        cases.add_note(access=lead, case=case, text=NOTES[number // 4 % len(NOTES)])
    if number % 9 == 2:
        _ask_client(case, worker)


def _mail(case: Case, number: int, access: Access, today: datetime.date) -> None:
    mailed = today - datetime.timedelta(days=days_ago("record_filing", number, "filed"))
    changes = {
        "courier": "Pretend Express",
        "tracking_number": f"ZZ{number:010}",
        "mailed_date": mailed,
        "delivered_date": mailed + datetime.timedelta(days=2),
        "receipt_expected_date": mailed + datetime.timedelta(days=30),
        "receipt_number": f"ZZZ{26900000 + number:010}" if number % 3 == 0 else "",
    }
    cases.change_case(access=access, case=case, changes={"filing_date": mailed})
    filings = case_queries.filings(access, case)
    caseload.record_mailing(access=access, case=case, filings=filings, changes=changes)


def _ask_for_papers(case: Case, number: int, access: Access, today: datetime.date) -> None:
    needed = [
        item
        for item in document_queries.checklist(access, case)
        if item.status == EvidenceItem.Status.NEEDED
    ]
    for place, item in enumerate(needed[: number % 3]):
        asked = today - datetime.timedelta(days=(number * 3 + place) % 41)
        changes = {"status": EvidenceItem.Status.ASKED, "asked_date": asked}
        documents.change_evidence(access=access, item=item, changes=changes)


def _say_no(case: Case, access: Access) -> None:
    """A family that is ready to file has answered: the questions of yes or no, each with no."""
    persons = {party.person.file_id: party.person for party in case_queries.parties(access, case)}
    answers: dict[str, dict[str, bool]] = {}
    questions = Intake(access, case)
    for one in questions.asked:
        open_question = one.visible and one.type == "yes_no" and not questions.settled(one)
        if open_question and one.rest.startswith("answers.") and one.owner in persons:
            answers.setdefault(one.owner, {})[one.rest.removeprefix("answers.")] = False
    for owner, values in answers.items():
        people.set_values(access=access, person=persons[owner], collection="answers", values=values)


def _ask_client(case: Case, access: Access) -> None:
    """Mark the first open question a client has to be asked."""
    for question in Intake(access, case).asked:
        if question.visible and question.rest.split(".")[0] in ASKED:
            kind = Mark.Kind.ASK
            intake.mark(access=access, case=case, question=question, kind=kind)
            return
