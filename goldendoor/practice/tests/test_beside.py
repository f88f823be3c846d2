"""Holds, flags, links, tasks and notes on the page of a case; the family drawn; few queries."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldendoor.cases import actions
from goldendoor.cases import queries as cases
from goldendoor.people.families import Tie
from goldendoor.practice.caseload import family as drawing
from goldendoor.practice.tests.test_asked import family as family

TODAY = date(2026, 8, 3)
MOST_QUERIES = 25


def send(browser: Any, case: Any, verb: str, about: str = "", **data: str) -> Any:
    args = [case.public_id, verb, about] if about else [case.public_id, verb]
    return browser.post(reverse("practice:beside", args=args), data)


def text_of(browser: Any, case: Any) -> str:
    return browser.get(reverse("practice:case", args=[case.public_id])).content.decode()


def test_a_hold_stands_on_top_until_it_is_lifted(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    assert send(browser, case, "hold", reason="Abroad", starts_date="2026-08-03").status_code == 302
    assert "Abroad" in text_of(browser, case)
    [hold] = cases.holds(caseworker, case)
    assert send(browser, case, "release", hold.public_id, reason="").status_code == 422
    send(browser, case, "release", hold.public_id, reason="Back")
    assert "Abroad" not in text_of(browser, case)


def test_a_hold_that_ends_before_it_begins_is_refused_at_its_field(
    signed_in, caseworker, case
) -> None:
    days = {"starts_date": "2026-08-03", "ends_date": "2026-08-01"}
    answer = send(signed_in(caseworker), case, "hold", reason="Typed reason", **days)
    assert answer.status_code == 422
    assert 'href="#id_ends_date"' in answer.content.decode()
    assert "Typed reason" in answer.content.decode()


def test_flags_are_raised_and_cleared_with_a_reason(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    send(browser, case, "flag", kind="detained", note="At the county jail")
    assert "At the county jail" in text_of(browser, case)
    [flag] = cases.flags(caseworker, case)
    send(browser, case, "clear", flag.public_id, reason="Released on bond")
    assert cases.flags(caseworker, case) == []


def test_cases_are_linked_by_number_and_unlinked(signed_in, caseworker, case) -> None:
    other = actions.open_case(
        access=caseworker, type_id="practice.general", title="The brother", today=TODAY
    )
    browser = signed_in(caseworker)
    answer = send(browser, case, "link", number="GD-1999-0001", kind="same_family")
    assert "not open to you" in answer.content.decode()
    send(browser, case, "link", number=other.number.lower(), kind="derivative_of")
    assert "The brother" in text_of(browser, case)
    [linked] = cases.links(caseworker, case)
    send(browser, case, "unlink", linked.link.public_id)
    assert cases.links(caseworker, case) == []


def test_a_task_says_on_whom_one_waits_and_is_changed(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    told = {"title": "Passport page", "priority": "1", "kind": "client", "waiting_on": "client"}
    send(browser, case, "task", due_date="2026-08-10", **told)
    assert "waiting on: client" in text_of(browser, case)
    task = cases.tasks_to_do(caseworker, case=case).get()
    send(browser, case, "change-task", task.public_id, **{**told, "waiting_on": "court"})
    task.refresh_from_db()
    assert (task.waiting_on, task.due_date) == ("court", None)


def test_a_privileged_note_is_read_by_those_it_is_for(
    signed_in, caseworker, owner, make_access, case
) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:add_note", args=[case.public_id])
    browser.post(address, {"text": "Advice of counsel", "privileged": "on"})
    assert "Advice of counsel" in text_of(browser, case)
    assert "Advice of counsel" in text_of(signed_in(owner), case)
    assert "Advice of counsel" not in text_of(signed_in(make_access("paralegal")), case)


def test_a_note_is_pinned_closed_and_opened_by_those_who_may(
    signed_in, caseworker, owner, case
) -> None:
    note = actions.add_note(access=caseworker, case=case, text="Calls after five")
    browser = signed_in(caseworker)
    send(browser, case, "pin", note.public_id)
    send(browser, case, "close", note.public_id)
    note.refresh_from_db()
    assert note.pinned_at
    assert note.is_privileged
    assert send(browser, case, "open", note.public_id, reason="No more").status_code == 403
    send(signed_in(owner), case, "open", note.public_id, reason="No advice in it")
    note.refresh_from_db()
    assert not note.is_privileged


def test_nobody_else_finds_these_forms(signed_in, stranger, make_access, case) -> None:
    assert send(signed_in(stranger), case, "flag", kind="urgent").status_code == 404
    assert send(signed_in(make_access("reader")), case, "flag", kind="urgent").status_code == 403
    answer = signed_in(make_access("caseworker")).get(
        reverse("practice:beside", args=[case.public_id, "dance"])
    )
    assert answer.status_code == 404


def test_the_page_of_a_case_takes_few_queries(
    signed_in, caseworker, family, django_assert_max_num_queries
) -> None:
    browser = signed_in(caseworker)
    actions.raise_flag(access=caseworker, case=family, kind="urgent")
    actions.add_note(access=caseworker, case=family, text="Hm", pinned=True)
    actions.hold(access=caseworker, case=family, reason="Abroad", starts_date=TODAY)
    family.stage = "prepare"
    family.save()
    text_of(browser, family)
    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(browser, family)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert browser.get("/").status_code == 200


# ── the family, drawn ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def drawn() -> drawing.Picture:
    """A couple with two children, and a cousin of whom nothing is known."""
    labels = {"ana": "Ana", "leo": "Leo", "kim": "Kim", "zoe": "Zoe", "far": "Cousin"}
    ties = [
        Tie("ana", "leo", "spouse", since="2010"),
        *(Tie(parent, child, "parent") for parent in ("ana", "leo") for child in ("kim", "zoe")),
    ]
    return drawing.picture(labels, {"ana": "petitioner"}, ties)


def test_children_stand_below_their_parents_and_nobody_on_another(drawn) -> None:
    places = {box.id: (box.x, box.y) for box in drawn.boxes}
    assert places["kim"][1] > places["ana"][1] == places["leo"][1]
    assert len(set(places.values())) == len(drawn.boxes) == 4
    assert all(box.x >= 0 and box.x + drawing.WIDTH <= drawn.width for box in drawn.boxes)


def test_the_family_is_told_in_words_too(drawn) -> None:
    assert ("Ana", "married to", "Leo (2010)") in drawn.rows
    assert ("Leo", "parent of", "Zoe") in drawn.rows
    assert drawn.apart == ["Cousin"]


def test_without_ties_nothing_is_drawn() -> None:
    assert drawing.picture({"ana": "Ana"}, {}, []).boxes == []
