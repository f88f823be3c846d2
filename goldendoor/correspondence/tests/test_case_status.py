"""The Case Status API, asked of a local server that speaks it. Receipt numbers are made up."""

import datetime
import json

import pytest

from goldendoor.correspondence.case_status import answers, client
from goldendoor.correspondence.tests import status_server
from goldendoor.correspondence.tests.status_server import LIVE, NUMBER, Service
from goldendoor.law.library import SHIPPED, Library

LIBRARY = Library((SHIPPED,))
FLAT = {
    "receiptNumber": NUMBER,
    "formType": "I-130",
    "submittedDate": "2023-09-05",
    "status": "Case Was Approved",
    "description": "We approved it.",
    "historicalCaseStatuses": [{"date": "2023-09-05", "status": "Case Was Received"}],
    "somethingNew": {"is": "ignored"},
}


@pytest.fixture
def service():
    server = status_server.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def slept():
    return []


@pytest.fixture
def make_client(service, slept):
    now = [0.0]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    def make(secret="right", **more):
        base = f"http://127.0.0.1:{service.server_address[1]}"
        limits = client.Limits.of("production", LIBRARY, f"{base}/case-status", f"{base}/token")
        return client.Client(
            limits, "id", secret, sleep=sleep, clock=lambda: now[0], jitter=lambda: 0.5, **more
        )

    return make


@pytest.mark.parametrize("body", [LIVE, FLAT], ids=["live", "described"])
def test_both_shapes_say_the_same(body):
    found = answers.read(json.dumps(body))
    assert (found.receipt_number, found.form, found.title) == (NUMBER, "I-130", "Case Was Approved")
    assert found.text == "We approved it."
    assert found.submitted_date == datetime.date(2023, 9, 5)


def test_a_history_of_null_is_an_empty_one():
    assert answers.read(json.dumps(LIVE)).history == ()
    (event,) = answers.read(json.dumps(FLAT)).history
    assert (event.date, event.text) == (datetime.date(2023, 9, 5), "Case Was Received")


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{}", '{"case_status": 3}', "<html>", "[" * 9999]
)
def test_what_is_no_answer_is_refused(body):
    with pytest.raises(answers.NotAnAnswer):
        answers.read(body)


def test_only_a_changed_answer_is_news():
    first = answers.read(json.dumps(LIVE))
    again = answers.read(json.dumps(LIVE))
    changed = {**LIVE["case_status"], "current_case_status_text_en": "Card Was Mailed"}
    assert first.is_news(None)
    assert not again.is_news(first)
    assert answers.read(json.dumps({"case_status": changed})).is_news(first)


def test_a_receipt_is_asked_for_and_the_raw_answer_kept(make_client):
    found = make_client().ask(NUMBER)
    assert found.status is not None
    assert found.status.title == "Case Was Approved"
    assert json.loads(found.raw)["case_status"]["receiptNumber"] == NUMBER


def test_the_pace_and_the_budget_of_the_day_are_kept(make_client, slept):
    asking = make_client()
    numbers = [f"ZZZ90123456{n:02}" for n in range(11)]
    assert len(list(asking.ask_all(numbers))) == 11
    assert sum(slept) == pytest.approx(1.0)
    asking.spent = asking.limits.a_day
    with pytest.raises(client.Closed, match="10,000 requests"):
        asking.ask(NUMBER)


def test_the_budget_begins_anew_with_the_day(make_client):
    days = [datetime.date(2026, 8, 3)]
    asking = make_client(utc_today=lambda: days[0])
    asking.ask(NUMBER)
    asking.spent = asking.limits.a_day
    days[0] = datetime.date(2026, 8, 4)
    assert asking.ask(NUMBER).status is not None
    assert asking.spent == 1


def test_too_fast_is_answered_by_waiting_longer_each_time(make_client, slept):
    busy = {"code": 429, "message": "Spike Arrest Violation"}
    Service.script = [(429, busy, None), (429, busy, None), (503, b"  \n{}", {"Retry-After": "9"})]
    found = make_client().ask(NUMBER)
    assert found.status is not None
    waits = [seconds for seconds in slept if seconds >= 1]
    assert waits == [1.0, 2.0, 9.0]


def test_a_service_that_stays_closed_stops_the_round_with_its_words(make_client):
    shut = b' \n{"error": {"code": "503", "message": "The sandbox is unavailable at this time."}}'
    Service.script = [(503, shut, None)] * 99
    with pytest.raises(client.Closed, match="sandbox is unavailable"):
        list(make_client().ask_all([NUMBER, "ZZZ9012345679"]))
    assert Service.asked["ZZZ9012345679"] == 0


def test_an_old_token_is_renewed_once_and_wrong_credentials_stop(make_client):
    Service.script = [(401, {"code": 401, "message": "Invalid Access Token"}, None)]
    assert make_client().ask(NUMBER).status is not None
    assert Service.asked["token"] == 2
    with pytest.raises(client.NoAccess, match="Invalid client"):
        make_client("wrong").ask(NUMBER)


@pytest.mark.parametrize("code", [404, 422])
def test_a_receipt_nobody_knows_is_told_and_the_round_goes_on(make_client, code):
    Service.script = [(code, {"errors": [{"code": code, "message": "Not recognized."}]}, None)]
    first, second = make_client().ask_all([NUMBER, "ZZZ9012345679"])
    assert (first.status, first.problem, first.code) == (None, "Not recognized.", code)
    assert second.status is not None


def test_an_answer_of_another_receipt_is_not_believed(make_client):
    other = {"case_status": {**LIVE["case_status"], "receiptNumber": "ZZZ0000000000"}}
    Service.script = [(200, other, None)]
    assert "another receipt" in make_client().ask(NUMBER).problem


def test_nobody_there_is_said_so(make_client, service):
    asking = make_client()
    service.shutdown()
    service.server_close()
    with pytest.raises(client.Closed, match="cannot be reached"):
        asking.ask(NUMBER)


def test_the_secret_is_never_shown(make_client):
    assert "right" not in repr(make_client())


def test_nothing_but_the_web_is_asked(make_client):
    limits = client.Limits.of("production", LIBRARY, "file:///etc", "file:///etc/passwd")
    with pytest.raises(client.NoAccess, match="https"):
        client.Client(limits, "id", "right").ask(NUMBER)
