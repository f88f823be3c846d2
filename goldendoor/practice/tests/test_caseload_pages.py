"""Caseload: filters in the address and kept ones, the same for many cases, everyone's work."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldendoor.accounts.models import User
from goldendoor.cases import actions
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Task
from goldendoor.practice.caseload import filters, workload

TODAY = date(2026, 8, 3)
CASES = reverse("practice:cases")


@pytest.fixture
def three(caseworker: Any) -> list[Case]:
    """Three cases of an office, one of them flagged and on hold."""
    made = [
        actions.open_case(access=caseworker, type_id="practice.general", title=title, today=TODAY)
        for title in ("Ana", "Bao", "Carla")
    ]
    actions.raise_flag(access=caseworker, case=made[0], kind="detained")
    actions.hold(access=caseworker, case=made[0], reason="Abroad", starts_date=TODAY)
    actions.add_task(
        access=caseworker, case=made[1], title="Ask", due_date=TODAY, waiting_on="client"
    )
    return made


def shown(browser: Any, address: str) -> set[str]:
    answer = browser.get(CASES + address)
    assert answer.status_code == 200
    return {row.case.title for row in answer.context["page"].rows}


def test_each_filter_narrows_the_list(signed_in, caseworker, three) -> None:
    browser = signed_in(caseworker)
    assert shown(browser, "?flag=detained") == {"Ana"}
    assert shown(browser, "?held=1") == {"Ana"}
    assert shown(browser, "?waiting_on=client") == {"Bao"}
    assert shown(browser, "?due_until=2026-08-10") == {"Bao"}
    assert shown(browser, "?assigned_to=mine&stage=intake") == {"Ana", "Bao", "Carla"}
    assert shown(browser, "?stuck=1") == set()


def test_a_filter_of_no_use_is_told_and_left_out(signed_in, caseworker, three) -> None:
    answer = signed_in(caseworker).get(f"{CASES}?due_until=tomorrow&flag=detained")
    assert "is not a day" in answer.content.decode()
    assert len(answer.context["page"].rows) == 1


def test_rows_show_what_is_due_flags_and_whom_one_waits_for(signed_in, caseworker, three) -> None:
    text = signed_in(caseworker).get(CASES).content.decode()
    for words in ("In detention", "On hold", "Mon 3 Aug 2026", "Ask", "Client"):
        assert words in text


def test_a_list_is_kept_renamed_and_deleted(signed_in, caseworker, three) -> None:
    browser = signed_in(caseworker)
    kept = {"flag": "detained", "name": "Detained"}
    assert browser.post(reverse("practice:save_filter"), kept).url == f"{CASES}?flag=detained"
    [saved] = cases.saved_filters(caseworker)
    assert saved.query == {"flag": "detained"}
    assert "Detained" in browser.get(CASES).content.decode()
    address = reverse("practice:change_filter", args=[saved.public_id])
    browser.post(address, {"name": "Locked up"})
    assert [one.name for one in cases.saved_filters(caseworker)] == ["Locked up"]
    browser.post(address, {"do": "delete", "name": ""})
    assert cases.saved_filters(caseworker) == []


def many(browser: Any, verb: str, chosen: list[Case], **data: str) -> Any:
    sent = {"cases": [one.public_id for one in chosen], "once": f"k-{verb}"}
    sent |= {f"{verb}-{name}": value for name, value in data.items()}
    return browser.post(reverse("practice:cases_many", args=[verb]), sent)


def test_many_cases_are_assigned_tasked_and_flagged(signed_in, caseworker, three) -> None:
    browser = signed_in(caseworker)
    assert many(browser, "assign", three, to=str(caseworker.user_id)).status_code == 200
    for _twice in range(2):
        answer = many(browser, "task", three, title="Call", due_date="2026-08-05")
    assert answer.content.decode().count("Done") == 3
    assert Task.objects.filter(title="Call", assigned_to=caseworker.user_id).count() == 3
    many(browser, "flag", three[1:], kind="urgent")
    assert shown(browser, "?flag=urgent") == {"Bao", "Carla"}


def test_what_is_refused_is_told_case_by_case(signed_in, caseworker, make_access, three) -> None:
    other = make_access("caseworker")
    to = User.objects.get(pk=other.user_id)
    actions.assign_many(access=caseworker, public_ids=[three[0].public_id], to=to)
    answer = many(
        signed_in(caseworker), "hand-over", three[:1], to=str(caseworker.user_id), reason="Leave"
    )
    assert "This case is with somebody else" in answer.content.decode()
    assert "Not done" in answer.content.decode()


def test_cases_are_handed_over_with_their_tasks(signed_in, caseworker, make_access, three) -> None:
    other = make_access("caseworker")
    browser = signed_in(caseworker)
    many(browser, "assign", three, to=str(caseworker.user_id))
    answer = many(browser, "hand-over", three, to=str(other.user_id), reason="Parental leave")
    assert answer.context["outcome"].refused == 0
    assert set(Case.objects.values_list("assigned_to", flat=True)) == {other.user_id}


def test_nothing_happens_without_cases_or_what_is_needed(signed_in, caseworker, three) -> None:
    browser = signed_in(caseworker)
    assert many(browser, "task", [], title="Call").status_code == 422
    answer = many(browser, "hand-over", three, to=str(caseworker.user_id), reason="")
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert answer.content.decode().count('name="cases"') == 3


def test_the_work_of_each_person_is_drawn_and_told(signed_in, caseworker, three) -> None:
    browser = signed_in(caseworker)
    many(browser, "assign", three[2:], to="none")
    answer = browser.get(reverse("practice:workload"))
    first = answer.context["picture"].lines[0]
    assert (first.load.cases, first.address) == (2, str(caseworker.user_id))
    assert "<svg" in answer.content.decode()
    assert "The same as a table" in answer.content.decode()


def test_no_bar_is_wider_than_the_picture() -> None:
    loads = [cases.Load(None, "Nobody", {"intake": 9, "filed": 4}, {}, 2), cases.Load(1, "A")]
    drawn = workload.picture(loads, today=TODAY)
    parts = drawn.lines[0].parts
    assert parts[-1].x + parts[-1].width <= drawn.heads[0][0]
    assert drawn.lines[1].parts == []


def test_an_address_keeps_all_filters_and_no_words() -> None:
    found = {"stage": "filed", "search": "Núñez", "stuck": "1"}
    assert filters.address(found, stuck=None) == "?stage=filed"


def test_strangers_see_none_and_readers_change_none(
    signed_in, stranger, make_access, three
) -> None:
    assert shown(signed_in(stranger), "") == set()
    browser = signed_in(make_access("reader"))
    assert many(browser, "flag", three, kind="urgent").status_code == 403
