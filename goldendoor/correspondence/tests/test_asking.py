"""Rounds of asking the agency about receipts, against a local server. Everything is made up."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from goldendoor.accounts import actions as accounts
from goldendoor.audit.models import Entry
from goldendoor.cases import actions as cases
from goldendoor.correspondence import actions, asking, status_queries
from goldendoor.correspondence.case_status.credentials import Credentials
from goldendoor.correspondence.models import AskingDay, CaseStatus
from goldendoor.correspondence.tests import status_server
from goldendoor.correspondence.tests.status_server import LIVE, NUMBER, Service
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

LIBRARY = Library.shipped()


@pytest.fixture
def service(settings: Any) -> Any:
    server = status_server.start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    settings.CASE_STATUS = Credentials(
        "id", "right", base=f"{base}/case-status", token=f"{base}/token"
    )
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    real = asking.make_client

    def quick(library: Library) -> Any:
        client = real(library)
        client.sleep = lambda seconds: None
        client.limits = replace(client.limits, a_second=1e9)
        return client

    monkeypatch.setattr(asking, "make_client", quick)


@pytest.fixture
def receipt(caseworker: Any, case: Any) -> Any:
    """`receipt(number, case=…)`: a form with this receipt number."""

    def make(number: str = NUMBER, case: Any = case, access: Any = caseworker) -> Any:
        filing = cases.add_filing(access=access, case=case, form_id="us.i-130")
        changes = {"receipt_number": number, "status": "receipted"}
        return cases.change_filing(access=access, filing=filing, changes=changes)

    return make


def due_again() -> None:
    CaseStatus.objects.update(next_at=clock.now() - timedelta(minutes=1))


def changes() -> list[Any]:
    return list(Entry.objects.filter(action="case.agency_status_changed"))


pytestmark = pytest.mark.usefixtures("no_waiting")


def test_a_receipt_is_watched_asked_about_and_asked_again_days_later(service, receipt):
    receipt()
    assert asking.round_of_all() == 1
    row = CaseStatus.objects.get()
    assert row.said["title"] == "Case Was Approved"
    assert row.said["title_es"] == "Caso Fue Aprobado"
    assert json.loads(row.raw)["case_status"]["receiptNumber"] == NUMBER
    assert timedelta(days=2) < row.next_at - clock.now() < timedelta(days=4)
    assert asking.round_of_all() == 0
    assert Service.asked[NUMBER] == 1


def test_what_the_agency_says_is_encrypted(service, receipt):
    receipt()
    asking.round_of_all()
    tokens = CaseStatus.objects.extra(select={"a": "said", "b": "raw"}).values_list("a", "b").get()
    assert "Approved" not in str(tokens)


def test_only_news_enter_the_history(service, receipt):
    receipt()
    for _ in range(2):
        due_again()
        asking.round_of_all()
    assert len(changes()) == 1
    Service.changed = {"current_case_status_text_en": "Card Was Mailed To Me"}
    due_again()
    asking.round_of_all()
    assert len(changes()) == 2
    assert json.loads(changes()[1].payload.body)["title"] == [
        "Case Was Approved", "Card Was Mailed To Me",
    ]  # fmt: skip


def test_a_round_that_breaks_off_goes_on_where_it_stopped(service, receipt):
    numbers = [f"ZZZ90123456{n:02}" for n in range(4)]
    for number in numbers:
        receipt(number)
    shut = b'{"error": {"message": "The service is closed."}}'
    Service.script = [
        (200, {"case_status": {**LIVE["case_status"], "receiptNumber": numbers[0]}}, None)
    ]
    Service.script += [(503, shut, None)] * 99
    assert asking.round_of_all() == 1
    assert AskingDay.objects.get().problem == "The service is closed."
    Service.script = []
    assert asking.round_of_all() == 3
    assert Service.asked[numbers[0]] == 1
    assert AskingDay.objects.get().problem == ""


def test_the_budget_of_the_office_and_the_day_is_kept(service, receipt, settings):
    settings.CASE_STATUS = replace(settings.CASE_STATUS, a_day=2)
    for number in range(4):
        receipt(f"ZZZ90123456{number:02}")
    assert [asking.round_of_all(), asking.round_of_all()] == [2, 0]
    assert AskingDay.objects.get().spent == 2


def test_offices_share_the_limit_of_the_day(service, receipt):
    accounts.create_organisation(name="Second Office")
    client = asking.make_client(LIBRARY)
    assert asking._budget(client, 2) == client.limits.a_day // 2


def test_a_case_in_a_closed_compartment_is_not_asked_about_unless_allowed(
    service, receipt, make_access, settings
):
    inside = make_access("caseworker", "vawa")
    filing = receipt()
    asking.round_of_all()
    cases.change_case(access=inside, case=filing.case, changes={"compartment": "vawa"})
    due_again()
    assert asking.round_of_all() == 0
    settings.CASE_STATUS = replace(settings.CASE_STATUS, protected=("vawa",))
    assert asking.round_of_all() == 1


def test_protected_kinds_of_cases_are_not_asked_about_unless_allowed(
    service, receipt, caseworker, fixed_day, settings
):
    kind = "practice.us.vawa"
    case = cases.open_case(access=caseworker, type_id=kind, title="A", today=fixed_day)
    receipt(case=case)
    assert asking.round_of_all() == 0
    settings.CASE_STATUS = replace(settings.CASE_STATUS, protected=(kind,))
    assert asking.round_of_all() == 1


def test_a_closed_case_is_left_alone(service, receipt, owner):
    filing = receipt()
    cases.perform(access=owner, case=filing.case, action_name="close", today=clock.today())
    assert asking.round_of_all() == 0


def test_a_number_nobody_knows_is_asked_again_later_and_a_wrong_one_never(service, receipt):
    receipt()
    Service.script = [(404, {"errors": [{"message": "Not recognized."}]}, None)]
    asking.round_of_all()
    row = CaseStatus.objects.get()
    assert row.problem == "Not recognized."
    assert row.next_at - clock.now() > timedelta(days=5)
    due_again()
    Service.script = [(422, {"message": "Bad format."}, None)]
    asking.round_of_all()
    row.refresh_from_db()
    assert row.next_at is None


def test_wrong_credentials_stop_everything_and_are_never_told(service, receipt, settings, caplog):
    settings.CASE_STATUS = replace(settings.CASE_STATUS, client_secret="hunter2")
    receipt()
    assert asking.round_of_all() == 0
    assert AskingDay.objects.get().problem == "Invalid client"
    assert "hunter2" not in caplog.text + repr(settings.CASE_STATUS)


def test_without_credentials_receipts_are_watched_and_nobody_is_asked(receipt):
    receipt()
    assert asking.round_of_all() == 0
    assert CaseStatus.objects.get().asked_at is None


PAGE = """Case Status
Request for Additional Evidence Was Sent
On July 20, 2026, we sent a request for additional evidence for your Form I-130, Receipt Number
ZZZ9012345678."""


def test_what_the_page_says_can_be_pasted(receipt, caseworker):
    filing = receipt()
    row = actions.record_pasted(
        access=caseworker, filing=filing, text=PAGE, now=clock.now(), library=LIBRARY
    )
    assert row.said["title"] == "Request for Additional Evidence Was Sent"
    assert row.said["modified_date"] == "2026-07-20"
    assert row.pasted
    assert len(changes()) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "Paste"), ("only one line", "headline"), (PAGE.replace("ZZZ9", "ZZZ8"), "ZZZ8")],
)
def test_what_says_no_status_or_that_of_another_is_refused(receipt, caseworker, text, why):
    with pytest.raises(BadInput, match=why):
        actions.record_pasted(
            access=caseworker, filing=receipt(), text=text, now=clock.now(), library=LIBRARY
        )
    assert CaseStatus.objects.filter(said__isnull=False).count() == 0


def test_strangers_see_no_status(service, receipt, stranger, caseworker):
    filing = receipt()
    asking.round_of_all()
    assert len(status_queries.of_case(caseworker, filing.case)) == 1
    assert status_queries.still_since(stranger, clock.today() + timedelta(days=9)) == []
