"""Notes, holds, flags, ties and people: what stands beside the stage of a case."""

from datetime import date, timedelta
from typing import Any

import pytest

from goldendoor.accounts import actions as account_actions
from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.audit import queries as audit
from goldendoor.cases import actions, queries
from goldendoor.cases.models import Case, Filing, Note
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)
SECRET = "What the client told in confidence"


def user(access: Any) -> User:
    return User.objects.get(pk=access.user_id)


def open_case(access: Any, title: str = "Another", **more: Any) -> Case:
    return actions.open_case(
        access=access, type_id="practice.us.naturalization", title=title, today=TODAY, **more
    )


def told(access: Any, case: Case) -> list[str]:
    rows = audit.history(access, subject_kind="case", subject_id=case.public_id).rows
    return [row.action for row in rows]


def a_person(access: Any, name: str = "Haddad", **more: Any) -> Any:
    return people.add_person(access=access, data={"names": [{"family": name}]}, **more)


# ── notes ────────────────────────────────────────────────────────────────────────────────────


def test_a_privileged_note_is_read_by_its_author_those_it_names_and_those_who_answer(
    case, make_access
) -> None:
    author, named, other = (make_access("paralegal") for _ in range(3))
    actions.add_note(access=author, case=case, text=SECRET, privileged=True, named=[user(named)])
    readers = [author, named, *(make_access(role) for role in
               ("attorney", "accredited_representative", "owner"))]  # fmt: skip
    for access in readers:
        assert [note.text for note in queries.notes(access, case).rows] == [SECRET]
    for access in (other, make_access("volunteer"), make_access("reader")):
        assert queries.notes(access, case).rows == []
        assert not any(line.text == SECRET for line in queries.timeline(access, case).rows)


def test_a_privileged_note_cannot_be_opened_pinned_or_counted_by_others(case, make_access) -> None:
    author, other = make_access("paralegal"), make_access("caseworker")
    note = actions.add_note(access=author, case=case, text=SECRET, privileged=True)
    with pytest.raises(NotFound):
        actions.pin_note(access=other, note=note)
    with pytest.raises(NotAllowed, match="attorney"):
        actions.end_privilege(access=author, note=note, reason="why not")
    assert Note.objects.visible_to(other).count() == 0


def test_a_privileged_note_is_in_no_export_even_of_an_owner(case, owner) -> None:
    actions.add_note(access=owner, case=case, text=SECRET, privileged=True)
    actions.add_note(access=owner, case=case, text="plain")
    assert [note.text for note in queries.exportable_notes(owner, case)] == ["plain"]
    rows = audit.history(owner, subject_kind="case", subject_id=case.public_id).rows
    assert SECRET not in str(rows)


def test_a_deputy_reads_what_names_the_absent(case, make_access) -> None:
    author, away, deputy = make_access("attorney"), make_access(), make_access()
    actions.add_note(access=author, case=case, text=SECRET, privileged=True, named=[user(away)])
    account_actions.name_deputy(
        access=away, user=user(away), deputy=user(deputy), starts_date=TODAY, ends_date=TODAY
    )
    assert queries.notes(deputy, case).rows == []
    fresh = accounts.access_for(user(deputy))
    assert [note.text for note in queries.notes(fresh, case).rows] == [SECRET]


def test_privilege_ends_with_a_reason_and_can_be_given_later(case, make_access) -> None:
    attorney, other = make_access("attorney"), make_access("caseworker")
    note = actions.add_note(access=other, case=case, text="open at first")
    actions.make_privileged(access=attorney, note=note)
    assert queries.notes(other, case).rows == []
    with pytest.raises(BadInput, match="reason is empty"):
        actions.end_privilege(access=attorney, note=note, reason=" ")
    note = queries.note(attorney, note.public_id)
    actions.end_privilege(access=attorney, note=note, reason="The client agreed")
    assert len(queries.notes(other, case).rows) == 1
    assert told(attorney, case)[:2] == ["case.note_opened", "case.note_closed"]


def test_a_note_names_only_people_of_the_office(case, owner, stranger) -> None:
    with pytest.raises(BadInput, match="this office"):
        actions.add_note(access=owner, case=case, text="x", privileged=True, named=[user(stranger)])


def test_pinned_notes_come_first_until_they_are_let_go(case, caseworker) -> None:
    note = actions.add_note(access=caseworker, case=case, text="Call before six")
    actions.add_note(access=caseworker, case=case, text="Later")
    note = actions.pin_note(access=caseworker, note=note)
    assert queries.pinned_notes(caseworker, case) == [note]
    actions.pin_note(access=caseworker, note=note, pinned=False, version=note.version)
    assert queries.pinned_notes(caseworker, case) == []


# ── holds and flags ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def ready(case: Case, owner: Any, final_review: Any) -> Case:
    """A case that only has to be filed."""
    person = a_person(owner)
    actions.add_party(access=owner, case=case, person=person, role="applicant")
    actions.add_filing(access=owner, case=case, form_id="us.i-765", person=person)
    final_review(case)
    for name in ("start_preparing", "send_to_review", "approve"):
        actions.perform(case=case, action_name=name, access=owner, today=TODAY)
    return case


def file(case: Case, access: Any, today: date = TODAY) -> Case:
    return actions.perform(case=case, action_name="record_filing", access=access, today=today)


def test_a_held_case_is_not_filed_and_says_why_and_by_whom(ready, owner) -> None:
    actions.hold(access=owner, case=ready, reason="Fee not paid", starts_date=TODAY)
    with pytest.raises(NotAllowed, match=r"on hold since 2026-08-03.*Fee not paid"):
        file(ready, owner)
    [offer] = [
        one
        for one in queries.offers(owner, ready, today=TODAY)
        if one.action.name == "record_filing"
    ]
    assert not offer.answer
    actions.perform(case=ready, action_name="send_back", access=owner, today=TODAY)


def test_a_held_case_cannot_be_recorded_as_mailed_by_its_forms_either(ready, owner) -> None:
    actions.hold(access=owner, case=ready, reason="Fee not paid", starts_date=TODAY)
    for changes in ({"mailed_date": TODAY}, {"status": Filing.Status.MAILED}):
        filing = queries.filings(owner, ready)[0]
        with pytest.raises(NotAllowed, match="on hold"):
            actions.change_filing(access=owner, filing=filing, changes=changes)


def test_a_hold_lasts_from_its_first_day_to_its_last(ready, owner) -> None:
    actions.hold(
        access=owner, case=ready, reason="Vacation", starts_date=TODAY + DAY, ends_date=TODAY + DAY
    )
    ready.refresh_from_db()
    assert [bool(queries.held(ready, TODAY + n * DAY)) for n in range(3)] == [True, False, True]


def test_a_hold_is_released_with_a_reason_and_another_one_still_stands(ready, owner) -> None:
    first = actions.hold(access=owner, case=ready, reason="One", starts_date=TODAY)
    second = actions.hold(access=owner, case=ready, reason="Two", starts_date=TODAY)
    with pytest.raises(BadInput):
        actions.release(access=owner, hold=first, reason="")
    actions.release(access=owner, hold=first, reason="Paid")
    with pytest.raises(NotAllowed, match="Two"):
        file(ready, owner)
    actions.release(access=owner, hold=second, reason="Done")
    file(ready, owner)
    assert Case.objects.get(pk=ready.pk).is_held is False
    assert len(queries.holds(owner, ready, all_of_them=True)) == 2


def test_volunteers_end_no_hold_and_days_run_forward(case, owner, make_access) -> None:
    row = actions.hold(access=owner, case=case, reason="One", starts_date=TODAY)
    with pytest.raises(NotAllowed, match="Volunteers"):
        actions.release(access=make_access("volunteer"), hold=row, reason="x")
    with pytest.raises(BadInput, match="before"):
        actions.hold(
            access=owner, case=case, reason="One", starts_date=TODAY, ends_date=TODAY - DAY
        )


def test_a_flag_of_a_kind_stands_once_and_is_cleared_with_a_reason(case, caseworker) -> None:
    flag = actions.raise_flag(access=caseworker, case=case, kind="urgent", note="Hearing soon")
    assert actions.raise_flag(access=caseworker, case=case, kind="urgent") == flag
    with pytest.raises(BadInput, match="reason"):
        actions.clear_flag(access=caseworker, flag=flag, reason="")
    actions.clear_flag(access=caseworker, flag=flag, reason="Heard", version=flag.version)
    assert queries.flags(caseworker, case) == []
    again = actions.raise_flag(access=caseworker, case=case, kind="urgent")
    assert again != flag
    assert len(queries.flags(caseworker, case, all_of_them=True)) == 2


def test_only_flags_of_the_library_can_be_raised(case, caseworker) -> None:
    with pytest.raises(BadInput, match="there are: aging_out"):
        actions.raise_flag(access=caseworker, case=case, kind="lucky")


# ── ties between cases ───────────────────────────────────────────────────────────────────────


def test_a_tie_reads_from_both_sides(case, caseworker) -> None:
    other = open_case(caseworker)
    actions.link_cases(access=caseworker, from_case=other, to_case=case, kind="appeal_of")
    [here], [there] = queries.links(caseworker, case), queries.links(caseworker, other)
    assert (here.words, here.case) == ("Appealed in", other)
    assert (there.words, there.case) == ("Appeal of", case)


def test_the_same_family_is_tied_once_whichever_way_it_is_said(case, caseworker) -> None:
    other = open_case(caseworker)
    first = actions.link_cases(access=caseworker, from_case=other, to_case=case, kind="same_family")
    assert first == actions.link_cases(
        access=caseworker, from_case=case, to_case=other, kind="same_family"
    )
    actions.unlink_cases(access=caseworker, link=first)
    assert queries.links(caseworker, case) == []
    assert told(caseworker, case)[:2] == ["case.unlinked", "case.linked"]


def test_a_tie_to_a_closed_case_leaves_no_trace_for_others(make_access, case) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("owner")
    hidden = open_case(insider, "Hidden", compartment="vawa")
    link = actions.link_cases(access=insider, from_case=hidden, to_case=case, kind="derivative_of")
    assert len(queries.links(insider, case)) == 1
    assert queries.links(outsider, case) == []
    assert "case.linked" not in told(outsider, case)
    with pytest.raises(NotFound):
        queries.link(outsider, link.public_id)
    lines = queries.timeline(outsider, case).rows
    assert not any("tied" in line.words for line in lines)


def test_between_two_compartments_neither_history_names_the_other_case(make_access) -> None:
    both = make_access("caseworker", "vawa", "asylum")
    one = open_case(both, "One", compartment="vawa")
    two = open_case(both, "Two", compartment="asylum")
    actions.link_cases(access=both, from_case=one, to_case=two, kind="same_family")
    half = make_access("caseworker", "vawa")
    rows = audit.history(half, subject_kind="case", subject_id=one.public_id).rows
    [linked] = [row for row in rows if row.action == "case.linked"]
    assert linked.details == {"kind": "same_family"}
    assert queries.links(half, one) == []


def test_a_case_is_not_tied_to_itself_or_to_another_office(case, caseworker, stranger) -> None:
    with pytest.raises(BadInput, match="itself"):
        actions.link_cases(access=caseworker, from_case=case, to_case=case, kind="same_family")
    foreign = open_case(stranger)
    with pytest.raises(NotAllowed, match="another office"):
        actions.link_cases(access=caseworker, from_case=case, to_case=foreign, kind="same_family")


# ── people ───────────────────────────────────────────────────────────────────────────────────


def test_a_case_offers_the_roles_of_its_type_and_those_of_any_case(caseworker) -> None:
    roles = queries.roles(open_case(caseworker))
    assert roles["applicant"] == "Applicant"
    assert roles["opposing_party"] == "Opposing party"


def test_the_other_side_alone_is_nobody_to_work_for(case, caseworker) -> None:
    actions.add_party(
        access=caseworker, case=case, person=a_person(caseworker), role="opposing_party"
    )
    with pytest.raises(NotAllowed, match="Add the people"):
        actions.perform(case=case, action_name="start_preparing", access=caseworker, today=TODAY)
    assert len(queries.opposing(caseworker, case)) == 1


def test_somebody_takes_the_role_and_place_of_another(case, caseworker) -> None:
    first, second = a_person(caseworker), a_person(caseworker, "Okafor")
    party = actions.add_party(access=caseworker, case=case, person=first, role="sponsor")
    changed = actions.replace_party(
        access=caseworker, party=party, person=second, version=party.version
    )
    assert (changed.person, changed.role, changed.position) == (second, "sponsor", 0)
    assert told(caseworker, case)[:2] == ["case.party_added", "case.party_removed"]
    stale = party.version
    with pytest.raises(Conflict):
        actions.replace_party(access=caseworker, party=party, person=first, version=stale)


def test_nobody_has_one_role_twice(case, caseworker) -> None:
    person = a_person(caseworker)
    actions.add_party(access=caseworker, case=case, person=person, role="sponsor")
    other = actions.add_party(access=caseworker, case=case, person=person, role="witness")
    with pytest.raises(BadInput, match="already"):
        actions.change_role(access=caseworker, party=other, role="sponsor")
    assert actions.change_role(access=caseworker, party=other, role="contact").role == "contact"


def test_the_family_of_a_case_leaves_out_ties_that_are_closed(make_access) -> None:
    insider = make_access("caseworker", "vawa")
    case = open_case(insider)
    one, two = a_person(insider), a_person(insider, "Okafor")
    for person in (one, two):
        actions.add_party(access=insider, case=case, person=person, role="family")
    people.relate(access=insider, from_person=one, to_person=two, kind="spouse", compartment="vawa")
    assert queries.family_tree(insider, case).couples == ()
    actions.change_case(access=insider, case=case, changes={"open_compartments": ["vawa"]})
    assert len(queries.family_tree(insider, case).couples) == 1
    assert queries.family_tree(make_access("owner"), case).couples == ()
