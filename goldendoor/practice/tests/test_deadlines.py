"""The pages of deadlines: a new one, its reasons, changing it, the calendar, what a law moves."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldendoor.accounts.models import User
from goldendoor.cases import actions as case_actions
from goldendoor.cases.models import Case
from goldendoor.deadlines import actions, queries
from goldendoor.deadlines.models import Batch, Deadline, PriorityDate
from goldendoor.foundation import due as upcoming
from goldendoor.law.library import Library
from goldendoor.practice.caseload import due
from goldendoor.practice.deadlines import page as forms

TODAY = date(2026, 8, 3)
RFE = {
    "served_date": "2026-07-20", "form": "I-485", "days_on_notice": "84", "service": "mail",
    "channel": "paper",
}  # fmt: skip


@pytest.fixture
def rfe(caseworker: Any, case: Any) -> Deadline:
    """An answer that is due on Thursday 15 October 2026."""
    facts = {**RFE, "days_on_notice": 84}
    return actions.start(access=caseworker, case=case, rule_id="us.rfe", facts=facts, today=TODAY)


def page(browser: Any, name: str, *ids: str, **query: str) -> str:
    answer = browser.get(reverse(name, args=ids), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_rules_are_found_by_a_word(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    found = page(browser, "practice:choose_deadline", case.public_id, q="request for evidence")
    assert "us.rfe" in found
    assert "us.asy-1yr" not in found
    assert "No rule fits" in page(browser, "practice:choose_deadline", case.public_id, q="zzz")


def test_the_date_is_shown_before_anything_is_saved(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:start_deadline", args=[case.public_id, "us.rfe"])
    shown = browser.post(address, {**RFE, "do": "show"})
    assert shown.status_code == 200
    assert "Thu 15 Oct 2026" in shown.content.decode()
    assert "103.8(b)" in shown.content.decode()
    assert Deadline.objects.count() == 0
    data = {**RFE, "do": "start", "shown": "2026-10-15", "once": "k"}
    for _twice in range(2):
        assert browser.post(address, data).status_code == 302
    [found] = Deadline.objects.all()
    assert found.working_date == date(2026, 10, 15)


def test_what_was_not_shown_is_not_saved(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:start_deadline", args=[case.public_id, "us.rfe"])
    changed = {**RFE, "served_date": "2026-07-21", "do": "start", "shown": "2026-10-15"}
    answer = browser.post(address, changed)
    assert "Fri 16 Oct 2026" in answer.content.decode()
    assert Deadline.objects.count() == 0


def test_missing_and_wrong_facts_stand_at_their_boxes(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:start_deadline", args=[case.public_id, "us.rfe"])
    answer = browser.post(address, {**RFE, "served_date": "2026-02-30", "form": "", "do": "show"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#fact-served_date"' in text
    assert 'href="#fact-form"' in text
    assert "2026-02-30" in text


def test_where_the_rule_gives_no_date_the_printed_one_is_asked_for(
    signed_in, caseworker, case, monkeypatch
) -> None:
    monkeypatch.setenv("GOLDENDOOR_TODAY", "2026-08-12")  # the standard periods have ended
    browser = signed_in(caseworker)
    address = reverse("practice:start_deadline", args=[case.public_id, "us.rfe"])
    facts = {**RFE, "served_date": "2026-08-10", "days_on_notice": ""}
    answer = browser.post(address, {**facts, "do": "show"})
    assert "Enter the date printed on the notice" in answer.content.decode()
    printed = {**facts, "printed_date": "2026-10-30", "do": "start", "shown": "2026-10-30"}
    assert browser.post(address, printed).status_code == 302
    [found] = Deadline.objects.all()
    assert (found.computed_date, found.working_date) == (None, date(2026, 10, 30))


def test_an_unknown_rule_is_no_page(signed_in, caseworker, case) -> None:
    address = reverse("practice:start_deadline", args=[case.public_id, "us.none"])
    assert signed_in(caseworker).get(address).status_code == 404


def test_the_tab_shows_both_dates_and_warns_when_they_differ(
    signed_in, caseworker, case, rfe
) -> None:
    browser = signed_in(caseworker)
    actions.record_printed_date(access=caseworker, deadline=rfe, printed_date=date(2026, 10, 9))
    text = page(browser, "practice:deadlines", case.public_id)
    assert "Thu 15 Oct 2026" in text
    assert "The notice says Fri 9 Oct 2026, the rule Thu 15 Oct 2026" in text


def test_every_date_leads_to_its_reasons(signed_in, caseworker, rfe) -> None:
    browser = signed_in(caseworker)
    text = page(browser, "deadlines:why", rfe.public_id)
    for told in ("103.2(b)(8)", "version from", "Served date", "Mon 20 Jul 2026", "By regulation"):
        assert told in text
    address = reverse("deadlines:why", args=[rfe.public_id])
    assert address in page(browser, "practice:deadlines", rfe.case.public_id)
    assert address in page(browser, "practice:calendar", on="2026-10-15")
    assert "<html" not in browser.get(address, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize(
    ("verb", "data", "state"),
    [
        ("satisfy", {"satisfied_date": "2026-08-03", "reason": "Courier ZZ1"}, "satisfied"),
        ("printed", {"printed_date": "2026-10-09"}, "open"),
        ("correct", {**RFE, "served_date": "2026-07-22", "reason": "The envelope"}, "corrected"),
        ("correct", {"withdrawn": "on", "reason": "Another case"}, "corrected"),
        ("snooze", {"until": "2026-09-01", "reason": "Waiting for papers"}, "open"),
        ("reassign", {"assigned_to": ""}, "open"),
    ],
)
def test_each_verb_has_its_page(signed_in, caseworker, case, rfe, verb, data, state) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:deadline", args=[case.public_id, rfe.public_id, verb])
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {**data, "version": rfe.version})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert Deadline.objects.get(pk=rfe.pk).state == state


def test_a_refused_change_says_why_on_its_page(signed_in, caseworker, case, rfe) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:deadline", args=[case.public_id, rfe.public_id, "satisfy"])
    answer = browser.post(address, {"satisfied_date": "2026-08-09", "reason": "sent"})
    assert answer.status_code == 422
    assert "a day to come" in answer.content.decode()
    late = reverse("practice:deadline", args=[case.public_id, rfe.public_id, "snooze"])
    answer = browser.post(late, {"until": "2026-10-15", "reason": "x"})
    assert answer.status_code == 403
    cancel = reverse("practice:deadline", args=[case.public_id, rfe.public_id, "cancel"])
    assert browser.post(cancel, {"reason": "x"}).status_code == 403


def test_of_two_who_change_it_the_second_sees_both(signed_in, caseworker, case, rfe) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:deadline", args=[case.public_id, rfe.public_id, "printed"])
    first = browser.post(address, {"printed_date": "2026-10-09", "version": rfe.version})
    second = browser.post(address, {"printed_date": "2026-10-08", "version": rfe.version})
    assert (first.status_code, second.status_code) == (302, 409)


def test_strangers_and_readers(signed_in, stranger, make_access, case, rfe) -> None:
    paths = [
        reverse("practice:deadlines", args=[case.public_id]),
        reverse("deadlines:why", args=[rfe.public_id]),
        reverse("practice:deadline", args=[case.public_id, rfe.public_id, "satisfy"]),
    ]
    browser = signed_in(stranger)
    assert [browser.get(one).status_code for one in paths] == [404] * 3
    browser = signed_in(make_access("reader"))
    assert [browser.get(one).status_code for one in paths] == [200, 200, 403]


def test_today_and_the_strip_read_the_deadlines(signed_in, caseworker, case) -> None:
    facts = {**RFE, "served_date": "2026-06-01", "days_on_notice": 60}
    actions.start(access=caseworker, case=case, rule_id="us.rfe", facts=facts, today=TODAY)
    [one] = due.due_items(caseworker, today=TODAY)
    assert one.day == date(2026, 8, 3)
    counts = upcoming.survey(caseworker, until=date(2026, 9, 14)).per_day
    assert counts == {one.day: 1}
    weeks = due.six_weeks(counts, today=TODAY, library=Library.shipped())
    assert weeks[0][0]["count"] == weeks[0][0]["level"] == 1
    assert weeks[5][0]["closed"] == "Labor Day"
    text = page(signed_in(caseworker), "practice:today")
    assert "Answer the request for evidence" in text
    assert "why?" in text


def test_the_fullest_day_of_a_large_office_is_the_darkest() -> None:
    counts = {TODAY: 900, date(2026, 8, 4): 450, date(2026, 8, 5): 1, date(2025, 1, 1): 9_000}
    weeks = due.six_weeks(counts, today=TODAY, library=Library.shipped())
    assert [one["level"] for one in weeks[0][:4]] == [4, 2, 1, 0]


def test_today_shows_mine_and_nobodys_unless_everyones_are_asked_for(
    signed_in, caseworker, case, make_access
) -> None:
    other = make_access("paralegal")
    Case.objects.update(assigned_to=None)
    case.refresh_from_db()
    named = {"Mine to do": caseworker.user_id, "Nobody's to do": None, "Hers to do": other.user_id}
    for title, user in named.items():
        assigned = User.objects.get(pk=user) if user else None
        case_actions.add_task(
            access=caseworker, case=case, title=title, due_date=TODAY, assigned_to=assigned
        )
    browser = signed_in(caseworker)
    assert "Hers to do" in page(browser, "practice:today"), "who has no case sees everyone's"
    text = page(browser, "practice:today", whose="mine")
    assert "Mine to do" in text
    assert "Nobody&#x27;s to do" in text
    assert "Hers to do" not in text
    assert "Hers to do" in page(browser, "practice:today", whose="all")
    assert "Hers to do" in page(browser, "practice:today", day="2026-08-03")
    assert "Hers to do" not in page(browser, "practice:today", day="2026-08-04")
    assert browser.get(reverse("practice:today"), {"day": "2026-02-30"}).status_code == 400


def test_what_the_law_sets_and_is_near_stands_first(caseworker, case) -> None:
    actions.start(
        access=caseworker, case=case, label="Overdue call", due_date=date(2026, 8, 1), today=TODAY
    )
    facts = {**RFE, "served_date": "2026-06-08", "days_on_notice": 60}
    actions.start(access=caseworker, case=case, rule_id="us.rfe", facts=facts, today=TODAY)
    items = due.at_risk(due.due_items(caseworker, today=TODAY), today=TODAY)
    assert [one.what for one in items] == ["Answer the request for evidence", "Overdue call"]


@pytest.mark.parametrize("view", ["month", "week", "list", "nonsense"])
def test_the_calendar_has_three_views(signed_in, caseworker, rfe, view) -> None:
    text = page(signed_in(caseworker), "practice:calendar", view=view, on="2026-10-14")
    assert "Answer the request for evidence" in text


@pytest.mark.parametrize("on", ["2026-02-30", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_shows_today(signed_in, caseworker, on) -> None:
    assert "August 2026" in page(signed_in(caseworker), "practice:calendar", on=on)


def test_mine_leaves_out_what_is_others(signed_in, caseworker, owner, rfe) -> None:
    text = page(signed_in(owner), "practice:calendar", on="2026-10-01", who="me")
    assert "Nothing is due" in text


def test_cases_of_a_rule_are_listed_for_the_law_pages(signed_in, caseworker, case, rfe) -> None:
    browser = signed_in(caseworker)
    assert case.number in page(browser, "deadlines:of_rule", "us.rfe")
    assert "No case of this office" in page(browser, "deadlines:of_rule", "us.noid")
    assert browser.get(reverse("deadlines:of_rule", args=["us.none"])).status_code == 404


def test_recomputing_on_its_page(signed_in, owner, rfe) -> None:
    browser = signed_in(owner)
    answer = browser.post(reverse("deadlines:recompute"), {"rule": "", "holiday": ""})
    assert Batch.objects.get().state == "nothing"
    assert "Nothing moves" in browser.get(answer["Location"]).content.decode()
    Deadline.objects.filter(pk=rfe.pk).update(computed_date=date(2026, 10, 14))
    answer = browser.post(reverse("deadlines:recompute"), {"rule": "us.rfe"})
    text = browser.get(answer["Location"]).content.decode()
    assert "1 deadline waits for your decision" in text
    confirm = answer["Location"] + "confirm/"
    assert browser.post(confirm, {"reason": ""}).status_code == 422
    assert browser.post(confirm, {"reason": "Mended"}).status_code == 302
    assert Deadline.objects.get(pk=rfe.pk).computed_date == date(2026, 10, 15)


def test_a_place_in_the_line_is_recorded(signed_in, caseworker, case) -> None:
    browser = signed_in(caseworker)
    address = reverse("practice:add_place", args=[case.public_id])
    data = {"category": "F2A", "chargeability": "mexico", "priority_date": "2022-05-01"}
    assert browser.post(address, data).status_code == 302
    assert "Sun 1 May 2022" in page(browser, "practice:deadlines", case.public_id)
    assert browser.post(address, {**data, "priority_date": "x"}).status_code == 422


def test_every_category_of_the_bulletin_can_be_recorded(caseworker, case) -> None:
    form = forms.place_form(None, Library.shipped())
    for category, _label in form.fields["category"].choices:
        actions.record_priority_date(
            access=caseworker, case=case, category=category,
            chargeability="el_salvador_guatemala_honduras", priority_date=TODAY,
        )  # fmt: skip
        assert len(category) <= PriorityDate._meta.get_field("category").max_length


def test_who_became_current_with_a_bulletin(signed_in, caseworker, stranger, case) -> None:
    actions.record_priority_date(
        access=caseworker, case=case, category="F2A", chargeability="mexico",
        priority_date=date(2023, 2, 1),
    )  # fmt: skip
    browser = signed_in(caseworker)
    months = queries.bulletin_months(Library.shipped())
    reached = [
        one for one in months if case.number in page(browser, "deadlines:current", month=one)
    ]
    assert reached
    assert case.number not in page(signed_in(stranger), "deadlines:current", month=reached[0])
    assert page(browser, "deadlines:current", month="x", chart="y")


def test_the_page_of_a_case_shows_what_comes_next(signed_in, caseworker, case, rfe) -> None:
    text = page(signed_in(caseworker), "practice:case", case.public_id)
    assert reverse("deadlines:why", args=[rfe.public_id]) in text
