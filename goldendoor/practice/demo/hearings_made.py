"""Hearings, an interview, a review, practice and interpreters of the demo office."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.deadlines import actions as deadlines
from goldendoor.documents import queries as documents
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.practice.demo import guiding, second_look
from goldendoor.practice.hearings import actions as hearings
from goldendoor.practice.languages import actions as languages
from goldendoor.practice.languages.actions.booking import Asked
from goldendoor.practice.languages.rules import Wanted as WantedHours
from goldendoor.practice.mock_interviews import actions as practice
from goldendoor.practice.mock_interviews.actions import Wanted

WITNESSES = (
    {"name": "Dr. Ana Ejemplo", "kind": "expert", "availability": "video", "affidavit": "signed",
     "about": "Conditions in the country; 30 minutes.", "language": "English"},
    {"name": "Rosa Inventada", "kind": "lay", "availability": "available", "affidavit": "draft",
     "about": "Saw the threats; 20 minutes.", "language": "Spanish", "subpoena": "none"},
    {"name": "Sgt. Pat Fictional", "kind": "lay", "availability": "not_asked",
     "subpoena": "requested", "about": "Took the report; 15 minutes."},
)  # fmt: skip


def bring(made: Sequence[Case], staff: Mapping[str, Access], today: datetime.date) -> None:
    """A hearing in three weeks, an interview next week, a review with two open comments."""
    worker = staff["caseworker"]
    by_type: dict[str, list[Case]] = {}
    for case in made:
        by_type.setdefault(case.type_id, []).append(case)
    for case in by_type.get("practice.us.asylum", [])[:1]:
        _court(case, worker, today)
    for case in by_type.get("practice.us.naturalization", [])[:1]:
        _interview(case, worker, today)
        _practise(case, worker, today)
    _languages(by_type, worker, today)
    under_review = [case for case in made if case.stage == "review"]
    for case in under_review[:1]:
        second_look.with_comments(case, staff["owner"])
    guiding.bring(made, staff, today)


def _court(case: Case, access: Access, today: datetime.date) -> None:
    library = Library.shipped()
    hearing = hearings.schedule(
        access=access, case=case, kind_id="us.individual", library=library,
        day=today + datetime.timedelta(days=22), time=datetime.time(8, 30),
        time_zone="America/New_York",
        details={
            "place_code": "NYC", "place": "New York, NY (NYC), courtroom 99",
            "official": "Judge Ficticia", "mode": "in_person", "language": "Spanish",
            "interpreter": "theirs", "bring": "Hearing notice\nPhoto identification\nOriginals",
        },
    )  # fmt: skip
    for day in hearings.start_filing_days(
        access=access, hearing=hearing, today=today, library=library
    ):
        deadlines.satisfy(
            access=access, deadline=day.deadline, today=today,
            satisfied_date=day.deadline.working_date - datetime.timedelta(days=2),
            reason="Filed through the court's system; confirmation kept.",
        )  # fmt: skip
    done = {"notice": True, "eoir28": True, "client_told": True, "theory": True}
    hearings.prepare(access=access, hearing=hearing, items=done, today=today, library=library)
    for one in WITNESSES:
        data = {**one, "hearing": hearing}
        hearings.add_witness(access=access, case=case, data=data)
    papers = [one.public_id for one in documents.of_case(access, case)[:3]]
    hearings.list_exhibits(access=access, hearing=hearing, documents_in_order=papers)


def _languages(by_type: Mapping[str, list[Case]], access: Access, today: datetime.date) -> None:
    """Two interpreters, one without the agreement; a booking and a translation."""
    agreed = today - datetime.timedelta(days=90)
    ana = languages.add_interpreter(
        access=access,
        data={"name": "Ana Intérprete", "kind": "volunteer", "languages": ["Spanish", "Arabic"],
              "agreement_date": agreed, "contact": "ana@interpreters.example"},
    )  # fmt: skip
    languages.add_interpreter(
        access=access,
        data={"name": "مترجم خيالي", "kind": "agency", "languages": ["Arabic", "Dari"]},
    )
    for case in by_type.get("practice.us.asylum", [])[:1]:
        day = today + datetime.timedelta(days=9)
        hours = WantedHours("Spanish", day, datetime.time(14), datetime.time(16))
        asked = Asked(hours, "America/New_York", "consultation", case, place="Room 2")
        languages.book(access=access, interpreter=ana, asked=asked)
        papers = [one for one in documents.of_case(access, case) if not one.kind]
        data = {"from_language": "Arabic", "to_language": "English", "due_date": day,
                "translator": "مترجم خيالي"}  # fmt: skip
        for paper in papers[-1:]:
            languages.ask(access=access, case=case, document=paper, data=data)


def _practise(case: Case, access: Access, today: datetime.date) -> None:
    """Two civics rounds, the second better, and one interview that is not finished."""
    library = Library.shipped()
    for days, wrong in ((9, 5), (2, 1)):
        wanted = Wanted("us.civics", filed_date=today - datetime.timedelta(days=40))
        day = today - datetime.timedelta(days=days)
        session = practice.start(
            access=access, case=case, wanted=wanted, today=day, library=library
        )
        for place, row in enumerate(session.questions[: 12 + wrong]):
            score = "wrong" if place < wrong else "right"
            practice.answer(access=access, session=session, key=row["key"], score=score, seconds=14)
    wanted = Wanted("us.n400")
    session = practice.start(access=access, case=case, wanted=wanted, today=today, library=library)
    for row in session.questions[:4]:
        practice.answer(access=access, session=session, key=row["key"], score="right", seconds=20)


def _interview(case: Case, access: Access, today: datetime.date) -> None:
    who = next(iter(cases.parties(access, case)), None)
    notes = f"Ask {who.person} for the new passport." if who else ""
    hearings.schedule(
        access=access, case=case, kind_id="us.naturalization-interview",
        day=today + datetime.timedelta(days=8), time=datetime.time(10, 15),
        time_zone="America/New_York", library=Library.shipped(),
        details={
            "place": "Field office, 26 Example Plaza, 8th floor", "language": "Greek",
            "interpreter": "", "notes": notes,
            "bring": "Interview notice\nPermanent resident card\nEvery passport",
        },
    )  # fmt: skip
