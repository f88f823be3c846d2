"""Review, hearing, practice, interpreter and team in a real browser. Everything is made up."""

from datetime import date, time
from typing import Any

import pytest

from goldendoor.accounts.models import User
from goldendoor.cases import actions as cases
from goldendoor.law.library import Library
from goldendoor.people import actions as people
from goldendoor.practice.hearings import actions as hearings
from goldendoor.practice.languages import actions as languages
from goldendoor.practice.supervision import actions as supervision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 8, 3)


@pytest.fixture
def case(caseworker: Any, owner: Any) -> Any:
    """A case with a hearing, a witness, an interpreter and work that waits for approval."""
    found = cases.open_case(
        access=caseworker, type_id="practice.us.naturalization", title="الخيالي: citizenship",
        today=TODAY,
    )  # fmt: skip
    data = {"names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}]}
    person = people.add_person(access=caseworker, data=data)
    cases.add_party(access=caseworker, case=found, person=person, role="applicant")
    cases.add_filing(access=caseworker, case=found, form_id="us.n-400", person=person)
    hearing = hearings.schedule(
        access=caseworker, case=found, kind_id="us.individual", day=date(2026, 10, 5),
        time=time(9), time_zone="America/New_York", details={"place": "New York, NY (NYC)"},
        library=Library.shipped(),
    )  # fmt: skip
    witness = {"name": "شاهدة", "kind": "expert", "hearing": hearing}
    hearings.add_witness(access=caseworker, case=found, data=witness)
    known = {"name": "Ana Intérprete", "languages": ["Arabic"], "agreement_date": TODAY}
    languages.add_interpreter(access=caseworker, data=known)
    task = cases.add_task(access=caseworker, case=found, title="Write it", kind="drafting")
    users = [User.objects.get(pk=one.user_id) for one in (owner, caseworker)]
    supervision.name_mentor(
        access=owner, mentor=users[0], junior=users[1], approves=["drafting"], today=TODAY
    )
    supervision.ask_approval(access=caseworker, task=task)
    return found


def test_the_pages_around_an_interview(
    page: Any, live_server: Any, owner: Any, enter: Any, fits: Any, case: Any
) -> None:
    enter(page, owner)
    here = f"{live_server.url}/cases/{case.public_id}"
    page.goto(f"{here}/review/")
    page.get_by_role("button", name="Begin the final review").click()
    page.get_by_role("group", name="Names agree").get_by_label("In order").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("The review is kept.").first.wait_for()
    fits(page)
    page.goto(f"{here}/hearings/")
    fits(page)
    page.get_by_role("link", name="Individual hearing").click()
    page.get_by_role("button", name="Start these deadlines").click()
    page.get_by_text("1 started.").first.wait_for()
    fits(page)
    page.get_by_role("link", name="Move", exact=True).click()
    page.get_by_label("Day").fill("2026-10-12")
    page.get_by_label("Why it moves").fill("New notice")
    page.get_by_role("button", name="Show what moves").click()
    page.get_by_text("Sat 12 Sep 2026").wait_for()
    fits(page)
    page.get_by_role("button", name="Move it").click()
    page.get_by_text("Mon 12 Oct 2026, 09:00 EDT").wait_for()
    _practise(page, here, fits)
    _office(page, live_server.url, here, fits)


def _practise(page: Any, here: str, fits: Any) -> None:
    page.goto(f"{here}/practice/?set=us.n400")
    fits(page)
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_text("Do you promise to tell the truth").wait_for()
    fits(page)
    page.keyboard.press("1")
    page.get_by_text("How did you come here today?").wait_for()
    page.get_by_role("button", name="Finish now").click()
    page.get_by_role("heading", name="Naturalization interview: 100 %").wait_for()
    fits(page)


def _office(page: Any, base: str, here: str, fits: Any) -> None:
    page.goto(f"{base}/languages/")
    fits(page)
    page.get_by_role("link", name="Ana Intérprete").click()
    fits(page)
    page.goto(f"{base}/team/")
    fits(page)
    page.get_by_role("button", name="Approve and finish").click()
    page.get_by_text("Nothing waits for your approval.").wait_for()
    page.goto(f"{here}/supervision/")
    fits(page)
