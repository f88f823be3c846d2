"""A clinic day: stations, helpers, numbers, the agreement, and nobody advised before their time."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldendoor.accounts.models import User
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people
from goldendoor.practice.clinics import actions, queries, rules
from goldendoor.practice.clinics.models import Visit
from goldendoor.practice.conflicts import beat
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.conflicts.rules import Asked
from goldendoor.practice.enquiries.models import Enquiry

DAY = date(2026, 8, 8)
STATIONS = ["Reception", "Interview", "Copies and goodbye"]
WORDS = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper"]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "SECONDS", 0)
    monkeypatch.setattr(conflict_rules, "is_sampled", lambda digest: False)


@pytest.fixture
def clinic(caseworker: Any) -> Any:
    return actions.plan(
        access=caseworker, title="Harbor clinic", held_date=DAY, stations=STATIONS, room_for=50
    )


def receive(access: Any, clinic: Any, name: str = "Amina Exampleh") -> Visit:
    return actions.receive(access=access, clinic=clinic, people=[Asked("enquirer", (name,))])


def test_stations_are_read_and_what_is_wrong_with_them_said() -> None:
    made = rules.stations(["Door", " ", "Advice", "Exit"])
    assert [one["needs"] for one in made] == [[], ["check", "agreement"], []]
    for wrong in ([], ["A"] * 13, ["Door", "door"]):
        with pytest.raises(BadInput):
            rules.stations(wrong)


def test_a_visitor_goes_from_station_to_station(make_access, clinic) -> None:
    volunteer = make_access("volunteer")
    visit = receive(volunteer, clinic)
    assert (visit.number, visit.station) == (1, "reception")
    assert visit.enquiry.source == "clinic"
    with pytest.raises(NotAllowed, match="agreement is not signed"):
        actions.pass_on(access=volunteer, visit=queries.visit(volunteer, visit.public_id))
    visit = actions.agree(access=volunteer, visit=queries.visit(volunteer, visit.public_id))
    visit = actions.pass_on(access=volunteer, visit=visit)
    assert visit.station == "interview"
    visit = actions.call(access=volunteer, visit=visit)
    for _ in range(2):
        visit = actions.pass_on(access=volunteer, visit=visit)
    assert (visit.station, bool(visit.left_at)) == ("", True)
    assert queries.counts(volunteer, clinic) == {"came": 1, "left": 1}


def test_nobody_is_advised_before_the_conflict_check_has_passed(caseworker, clinic) -> None:
    people.add_person(access=caseworker, data={"names": [{"family": "Quartz", "given": "Olive"}]})
    visit = receive(caseworker, clinic, "Olive Quartz")
    actions.agree(access=caseworker, visit=visit)
    with pytest.raises(NotAllowed, match="conflicts officer"):
        actions.pass_on(access=caseworker, visit=queries.visit(caseworker, visit.public_id))


def test_two_helpers_do_not_call_the_same_visitor(caseworker, make_access, clinic) -> None:
    visit = receive(caseworker, clinic)
    other = queries.visit(make_access("volunteer"), visit.public_id)
    actions.call(access=caseworker, visit=visit, version=1)
    with pytest.raises(Conflict):
        actions.call(access=make_access("volunteer"), visit=other, version=1)


def test_fifty_come_in_a_day_and_the_fifty_first_is_told(caseworker, clinic, signed_in) -> None:
    for number in range(50):
        given, family = WORDS[number % 10], WORDS[number // 10]
        receive(caseworker, clinic, f"{given}{family}o {family}{given}sson")
    assert Enquiry.objects.count() == 50
    with pytest.raises(BadInput, match="room for 50"):
        receive(caseworker, clinic)
    browser = signed_in(caseworker)
    with CaptureQueriesContext(connection) as made:
        page = browser.get(reverse("practice:clinic", args=[clinic.public_id]))
    assert page.status_code == 200
    assert len(made) <= 25


def test_helpers_are_placed_by_staff(caseworker, make_access, clinic) -> None:
    volunteer = make_access("volunteer")
    user = User.objects.get(pk=volunteer.user_id)
    with pytest.raises(NotAllowed):
        actions.place_helper(access=volunteer, clinic=clinic, user=user, station="interview")
    with pytest.raises(BadInput):
        actions.place_helper(access=caseworker, clinic=clinic, user=user, station="roof")
    placed = actions.place_helper(access=caseworker, clinic=clinic, user=user, station="interview")
    [_, interview, _] = queries.board(volunteer, clinic)
    assert interview.helpers == [placed]
    actions.remove_helper(access=caseworker, helper=placed)
    assert queries.board(volunteer, clinic)[1].helpers == []


def test_pages_of_a_clinic_day(caseworker, signed_in) -> None:
    browser = signed_in(caseworker)
    assert "No clinic day yet" in browser.get(reverse("practice:clinics")).content.decode()
    plan = reverse("practice:plan_clinic")
    typed = {"title": "Day", "held_date": "2026-08-08", "room_for": "2", "stations": "A\na"}
    assert browser.post(plan, typed).status_code == 422
    address = browser.post(plan, {**typed, "stations": "Door\nAdvice\nExit"}).url
    names = {"role-0": "enquirer", "names-0": "محمد الخيالي", "born-0": "", "language": "Arabic"}
    assert browser.post(f"{address}receive/", {**names, "names-0": ""}).status_code == 422
    assert browser.post(f"{address}receive/", names).status_code == 302
    page = browser.get(address).content.decode()
    assert "محمد الخيالي" in page
    visit = Visit.objects.get()

    def step(verb: str) -> Any:
        return browser.post(reverse("practice:visit_step", args=[visit.public_id, verb]))

    assert "not signed yet" in step("passed-on").content.decode()
    agreement = browser.get(reverse("practice:clinic_agreement", args=[visit.public_id]))
    assert agreement.content.startswith(b"%PDF")
    assert step("agreed").status_code == 302
    assert step("called").status_code == 302
    assert step("passed-on").status_code == 302
    assert step("flown").status_code == 400
    who = {"who": caseworker.user_id, "station": "advice"}
    assert browser.post(f"{address}helpers/", who).status_code == 302
    assert "Take away" in browser.get(address).content.decode()
