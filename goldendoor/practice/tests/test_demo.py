"""The fictional office: all stages, all scripts, everything in the history, no timing."""

import pytest

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.audit import queries as audit
from goldendoor.cases import queries as cases
from goldendoor.people import queries as people
from goldendoor.practice import demo
from goldendoor.practice.caseload import due
from goldendoor.practice.caseload import queries as caseload
from goldendoor.practice.demo import names


@pytest.fixture
def lines(db, monkeypatch, tmp_path) -> list[str]:
    monkeypatch.setenv("GOLDENDOOR_FORMS", str(tmp_path))
    monkeypatch.setattr(demo, "CASES", 24)
    return list(demo.build())


@pytest.fixture
def access(lines):
    return accounts.access_for(User.objects.get(email="wen@harbor.example"))


def test_it_prints_who_may_sign_in_and_that_filing_sheets_are_used(lines) -> None:
    text = "\n".join(lines)
    assert "filing sheets" in lines[0]
    for email, name, _role in demo.STAFF:
        assert email in text
        assert name in text
    assert demo.PASSWORD in text


def test_cases_stand_at_every_stage_and_the_history_holds(access) -> None:
    stages = cases.counts_by_stage(access)
    assert set(stages) == {"intake", "prepare", "review", "ready", "filed", "answering", "closed"}
    assert sum(stages.values()) == 24
    assert audit.verify_all().faults == []


def test_people_of_every_script_and_length_are_found(access) -> None:
    assert len(names.HUNDRED) == 100
    wanted = ("Вымыслов", "Παραμύθης", "الخيالي", "דמיון", "李", "na minh", names.HUNDRED)
    assert [name for name in wanted if not people.search(access, name)] == []


def test_today_has_something_in_every_column(access, fixed_day) -> None:
    items = due.due_items(access, today=fixed_day)
    assert len([one for one in items if one.deadline]) > 5
    assert len([one for one in items if one.task]) > 3
    assert caseload.asked_evidence(access)
    assert caseload.receipts_awaited(access)
    assert caseload.changed_since(access, {})


def test_a_second_build_changes_nothing(access, lines) -> None:
    again = list(demo.build())
    assert any("already" in line for line in again)
    assert sum(cases.counts_by_stage(access).values()) == 24
