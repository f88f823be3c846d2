"""Companies, employees, the board, spreadsheets, files; what a contact sees."""

from datetime import date

import pytest

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.foundation import registries
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.billing import actions as billing
from goldendoor.practice.employers import actions, dry, due, queries
from goldendoor.practice.employers.models import Registrant
from goldendoor.practice.employers.tests.conftest import ANA

TODAY = date(2026, 8, 3)
LIBRARY = Library.shipped()
SHEET = """Last name,First name,DOB,Passport,Country,Wage level
Núñez-Example,Ana,1996-04-30,ZZ1234567,Fictionland,2
Sample,Wei,1995-01-02,ZZ7654321,Fictionland,1
,Nobody,1995-01-02,,,
Sample,Wei,1995-01-02,ZZ7654321,Fictionland,1
Example,Omar,31.12.1990,,,
"""


def ask(access, **more):
    return {"access": access, "library": LIBRARY, "today": TODAY, **more}


def test_a_company_is_here_once(caseworker, employer) -> None:
    with pytest.raises(BadInput, match="already"):
        actions.add_employer(access=caseworker, name="Other", fein="123456789")
    with pytest.raises(BadInput, match="nine digits"):
        actions.add_employer(access=caseworker, name="Other", fein="12")
    changes = {"name": "Pretend Robotics Inc."}
    actions.change_employer(access=caseworker, employer=employer, changes=changes, version=1)
    with pytest.raises(Conflict):
        actions.change_employer(
            access=caseworker, employer=employer, changes={"name": "X"}, version=1
        )


def test_the_six_years_come_from_the_law_with_reasons(caseworker, employer) -> None:
    made = actions.add_employee(
        **ask(caseworker), employer=employer, name="Ana Núñez",
        provided={"first_h1b_date": "2020-10-01", "i94": "2026-12-31"},
    )  # fmt: skip
    assert made.office["h1b_max"] == "2026-09-30"
    assert made.because
    assert (made.next_expiry_date, made.next_expiry_kind) == (date(2026, 9, 30), "h1b_max")
    [(found, label, is_past)] = queries.expiring(caseworker, TODAY, LIBRARY)
    assert (found, label, is_past) == (made, "Six years of H-1B", False)
    actions.change_employee(
        **ask(caseworker), employee=made, changes={"left_date": TODAY}, version=1
    )
    assert queries.expiring(caseworker, TODAY, LIBRARY) == []


def test_the_way_over_the_board_takes_the_case_along(caseworker, ana) -> None:
    step = {"access": caseworker, "one": ana, "today": TODAY}
    actions.move(**step, to="ready")
    case = actions.open_case(access=caseworker, one=ana, today=TODAY)
    assert actions.open_case(access=caseworker, one=ana, today=TODAY) == case
    assert case.type_id == "practice.us.h-1b"
    assert [one.role for one in case_queries.parties(caseworker, case)] == ["employer", "worker"]
    actions.move(**step, to="registered")
    case.refresh_from_db()
    assert case.stage == "registered"
    actions.move(**step, to="selected")
    case.refresh_from_db()
    assert case.stage == "prepare"
    for to in ("preparing", "filed"):
        actions.move(**step, to=to)
    actions.move(**step, to="receipt", receipt_number="ZZZ2690000001")
    assert ana.receipt_number == "ZZZ2690000001"
    with pytest.raises(NotAllowed, match="one cannot"):
        actions.move(**step, to="gathering")


def test_many_cases_are_opened_each_by_itself(caseworker, season, employer, ana) -> None:
    step = {"access": caseworker, "one": ana, "today": TODAY}
    for to in ("ready", "registered", "selected"):
        actions.move(**step, to=to)
    second = actions.add_registrant(
        access=caseworker, season=season, employer=employer,
        facts={"family": "Other", "birth_date": "1990-01-01"},
    )  # fmt: skip
    done = actions.open_cases(
        access=caseworker, season=season, public_ids=[ana.public_id, second.public_id], today=TODAY
    )
    assert [one.case.stage for one in done] == ["prepare", "intake"]


def test_the_same_person_is_proposed_and_never_merged(caseworker, season, employer, other, ana):
    by_other = actions.add_registrant(access=caseworker, season=season, employer=other, facts=ANA)
    actions.move(access=caseworker, one=by_other, to="ready", today=TODAY)
    twice = actions.add_registrant(
        access=caseworker, season=season, employer=employer, facts={**ANA, "passport": "ZZ9"}
    )
    assert Registrant.objects.count() == 3
    [gathering, ready, *_] = queries.board(caseworker, season)
    assert [one.doubles for one in gathering.rows] == [{"here": 1, "elsewhere": 1}] * 2
    assert ready.rows[0].doubles == {"here": 0, "elsewhere": 2}
    with pytest.raises(NotAllowed, match="registered twice"):
        actions.move(access=caseworker, one=twice, to="ready", today=TODAY)
    with pytest.raises(BadInput):
        actions.clear_double(access=caseworker, one=twice, reason=" ")
    actions.clear_double(access=caseworker, one=twice, reason="Twins; both passports seen")
    actions.move(access=caseworker, one=twice, to="ready", today=TODAY)


def test_a_walled_matter_is_told_without_its_name(make_access, caseworker, season, other, ana):
    inside = make_access("caseworker", "wall")
    case = actions.open_case(access=inside, one=ana, today=TODAY)
    cases.change_case(access=inside, case=case, changes={"compartment": "wall"})
    mine = actions.add_registrant(access=caseworker, season=season, employer=other, facts=ANA)
    [twin] = queries.likely_same(caseworker, mine)
    assert (twin.registrant, twin.by) == (None, "passport")
    [seen] = queries.likely_same(inside, mine)
    assert seen.registrant == ana
    assert queries.registrants(caseworker, season) == [mine]


def test_good_rows_are_taken_and_bad_ones_listed(caseworker, season, employer, ana) -> None:
    sheet = actions.bring_sheet(
        access=caseworker, season=season, employer=employer, data=SHEET.encode(), filename="s.csv"
    )
    rows = dry.run(caseworker, sheet, sheet.mapping, TODAY)
    assert [one.is_good for one in rows] == [False, True, False, False, False]
    assert "on the board already" in rows[0].already
    assert "line 3" in rows[3].already
    assert Registrant.objects.count() == 1
    asked = {"access": caseworker, "found": sheet, "today": TODAY}
    with pytest.raises(BadInput, match="Date of birth"):
        actions.take_sheet(**asked, mapping={"family": "Last name"})
    done = actions.take_sheet(**asked, mapping=sheet.mapping)
    again = actions.take_sheet(**asked, mapping=sheet.mapping)
    assert (done.taken, again.taken, Registrant.objects.count()) == (1, 1, 2)
    assert [one["line"] for one in done.left_out] == [2, 4, 5, 6]
    assert done.rows == []


def test_a_public_access_file_is_due_and_kept_by_the_law(caseworker, employer, case) -> None:
    made = actions.start_access_file(
        **ask(caseworker), employer=employer, lca_number="I-200-00000-000001",
        lca_filed_date=date(2026, 9, 4), case=case,
    )  # fmt: skip
    assert made.due_date == date(2026, 9, 8)
    [found] = due.Files.until(caseworker, until=made.due_date, users=None, limit=5)
    assert found.case_id == case.pk
    with pytest.raises(BadInput, match="already"):
        actions.start_access_file(
            **ask(caseworker), employer=employer, lca_number="I-200-00000-000001",
            lca_filed_date=TODAY,
        )  # fmt: skip
    needed = {"lca", "wage", "actual_wage", "prevailing_wage", "notice", "benefits"}
    changed = ask(caseworker, file=made, ended_date=date(2029, 9, 30))
    actions.change_access_file(**changed, items=needed)
    assert (made.ready_date, made.keep_until_date) == (TODAY, date(2030, 9, 30))
    assert due.Files.until(caseworker, until=made.due_date, users=None, limit=5) == []
    actions.change_access_file(**changed, items=needed - {"lca"})
    assert made.ready_date is None


@pytest.fixture
def contact(owner, employer):
    made = actions.add_contact(
        access=owner, employer=employer, name="Pat Pretend", email="pat@robotics.example"
    )
    return actions.invite(access=owner, contact=made, password="correct horse battery 9")


def test_a_contact_sees_their_company_and_nothing_else(
    contact, caseworker, employer, other, case, season, ana
) -> None:
    shared = {"job": "Engineer", "i94": "2026-12-31"}
    actions.add_employee(
        **ask(caseworker), employer=employer, name="Ana", provided=shared,
        office={"visa": "2026-10-01"}, case=case,
    )  # fmt: skip
    actions.add_employee(**ask(caseworker), employer=other, name="Omar", provided={})
    access = accounts.access_for(contact.user)
    assert not access.is_inside
    assert list(case_queries.cases_of(access, employer.person)) == []
    with pytest.raises(NotFound):
        queries.employer(access, employer.public_id)
    for policy in ("cases.view", "people.view", "billing.view", "employers.view"):
        assert not registries.ask(policy, access)
    company = queries.Company(access)
    [one] = company.people(LIBRARY)
    assert (one.name, one.dates, one.stage) == ("Ana", [("I-94", "2026-12-31")], "Intake")
    assert [row[0] for row in company.registrants()] == ["Núñez-Example, Ana"]
    with pytest.raises(NotFound):
        queries.Company(access, other.public_id)
    with pytest.raises(NotFound):
        queries.Company(caseworker)
    assert contact.user not in accounts.colleagues(caseworker)


def test_a_walled_case_is_hidden_from_the_contact_and_the_end_is_the_end(
    contact, owner, make_access, employer
) -> None:
    inside = make_access("caseworker", "wall")
    walled = cases.open_case(
        access=inside, type_id="practice.general", title="x", today=TODAY, compartment="wall"
    )
    actions.add_employee(**ask(inside), employer=employer, name="Ana", provided={}, case=walled)
    access = accounts.access_for(contact.user)
    assert queries.Company(access).people(LIBRARY) == []
    actions.end_contact(access=owner, contact=contact, today=TODAY)
    with pytest.raises(NotFound):
        queries.Company(access)


def test_only_an_owner_lets_a_contact_in_and_the_switch_turns_all_off(
    caseworker, owner, employer, stranger
) -> None:
    made = actions.add_contact(access=caseworker, employer=employer, name="P", email="p@x.example")
    with pytest.raises(NotAllowed):
        actions.invite(access=caseworker, contact=made, password="correct horse battery 9")
    assert queries.employers(stranger) == []
    with pytest.raises(NotAllowed):
        actions.add_worksite(access=stranger, employer=employer, label="x", address="y")
    billing.set_up(access=owner, changes={"switches": {"employers": False}})
    with pytest.raises(NotAllowed, match="switched off"):
        actions.add_employer(access=owner, name="Z")
