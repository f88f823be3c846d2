"""Second-person review: who may, what stands against the signature, what makes it stale."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.foundation.registries import Allow, Deny
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.reviews import actions, checklists, queries, rules
from goldendoor.practice.reviews.tests.conftest import answer

TODAY = date(2026, 8, 3)
ME = rules.Preparer(1, "Ann", "answered questions of this case")


def approve(case: Any, access: Any) -> Any:
    return cases.perform(case=case, action_name="approve", access=access, today=TODAY)


def all_well(access: Any, review: Any) -> Any:
    said = {row["key"]: {"says": "ok"} for row in review.checklist}
    return actions.keep(access=access, review=review, answers=said)


@pytest.mark.parametrize(
    ("user", "preparers", "reviewers", "expected"),
    [
        (2, [ME], {1, 2}, ""),
        (1, [ME], {1, 2}, None),
        (1, [ME], {1}, rules.ALONE),
        (1, [ME], set(), rules.ALONE),
        (2, [], {1, 2}, ""),
    ],
)
def test_who_prepared_it_does_not_review_it(user, preparers, reviewers, expected) -> None:
    said = rules.may_review(user, preparers, reviewers)
    if expected is None:
        assert isinstance(said, Deny)
        assert "You answered questions of this case." in said.reason
    else:
        assert said == Allow(expected)


def test_what_is_missing_is_said_in_sentences() -> None:
    rows = [{"key": key, "label": key.title()} for key in ("names", "dates", "fees", "copies")]
    assert rules.missing(rows, {}, 0) == [
        "4 items not looked at yet: Names, Dates, Fees and 1 more."
    ]
    said = {row["key"]: {"says": "ok"} for row in rows} | {"fees": {"says": "problem"}}
    assert rules.missing(rows, said, 1) == [
        "1 item with a problem: Fees.",
        "1 comment not resolved.",
    ]
    assert rules.missing(rows, said | {"fees": {"says": "none"}}, 0) == []


def test_checklists_of_the_library_are_sound_and_fit_the_type() -> None:
    library = Library.shipped()
    assert list(checklists.problems(library)) == []
    general = {row["key"] for row in checklists.items(library, "practice.general")}
    court = {row["key"] for row in checklists.items(library, "practice.us.removal-defense")}
    assert {"names", "editions", "fees", "deadlines"} <= general < court
    assert "service" in court - general


def test_without_a_review_nothing_is_approved_and_the_way_is_said(prepared, owner) -> None:
    with pytest.raises(NotAllowed, match="Nobody has made the final review yet"):
        approve(prepared, owner)
    [offer] = [
        one for one in case_queries.offers(owner, prepared, today=TODAY)
        if one.action.name == "approve"
    ]  # fmt: skip
    assert isinstance(offer.answer, Deny)
    assert offer.answer.place == "practice:final_review"


def test_the_preparer_may_not_review_and_a_colleague_may(prepared, caseworker, attorney) -> None:
    with pytest.raises(NotAllowed, match="A second person reviews"):
        actions.start(access=caseworker, case=prepared, library=Library.shipped())
    review = actions.start(access=attorney, case=prepared, library=Library.shipped())
    assert review.alone_because == ""
    assert actions.start(access=attorney, case=prepared, library=Library.shipped()) == review


def test_a_volunteer_does_not_review(prepared, make_access) -> None:
    with pytest.raises(NotAllowed, match="Volunteers"):
        actions.start(access=make_access("volunteer"), case=prepared, library=Library.shipped())


def test_alone_in_the_office_it_is_said_and_recorded(prepared, caseworker) -> None:
    review = actions.start(access=caseworker, case=prepared, library=Library.shipped())
    signed = actions.sign(access=caseworker, review=all_well(caseworker, review))
    assert signed.alone_because == rules.ALONE


def test_a_review_is_signed_when_all_is_said_and_settled(review, attorney, caseworker) -> None:
    with pytest.raises(NotAllowed, match="not looked at yet"):
        actions.sign(access=attorney, review=review)
    review = all_well(attorney, review)
    row = actions.comment(access=attorney, review=review, item="dates", text=" Which day? ")
    review.refresh_from_db()
    assert review.answers["dates"]["says"] == "problem"
    row = actions.resolve(access=caseworker, comment=row, resolution="3 May; put right.")
    row = actions.reopen(access=attorney, comment=row)
    with pytest.raises(NotAllowed, match="1 comment not resolved"):
        actions.sign(access=attorney, review=review)
    actions.resolve(access=caseworker, comment=row)
    review.refresh_from_db()
    review = actions.keep(access=attorney, review=review, answers={"dates": {"says": "ok"}})
    signed = actions.sign(access=attorney, review=review)
    assert (signed.signed_by_label, signed.state) == (attorney.user_label, "signed")
    with pytest.raises(NotAllowed, match="is signed"):
        actions.keep(access=attorney, review=signed, answers={})
    assert approve(review.case, attorney).stage == "ready"


def test_wrong_words_are_refused(review, attorney) -> None:
    with pytest.raises(BadInput):
        actions.keep(access=attorney, review=review, answers={"names": {"says": "perhaps"}})
    with pytest.raises(BadInput):
        actions.comment(access=attorney, review=review, item="dates", text=" ")
    with pytest.raises(BadInput):
        actions.comment(access=attorney, review=review, item="moon", text="x")
    all_well(attorney, review)
    with pytest.raises(Conflict):
        actions.keep(
            access=attorney, review=review, answers={"fees": {"says": "problem"}}, version=1
        )


def test_a_change_after_the_signature_asks_for_a_new_look(
    prepared, caseworker, attorney, final_review
) -> None:
    first = final_review(prepared)
    assert queries.answer_of(prepared)
    filing = case_queries.filings(caseworker, prepared)[0]
    cases.change_filing(access=caseworker, filing=filing, changes={"status": "ready"})
    assert queries.answer_of(prepared)
    answer(caseworker, prepared, "email", "other@mail.example")
    [change] = queries.changes_since(first)
    assert (change.who, change.what) == (caseworker.user_label, "email")
    with pytest.raises(NotAllowed, match="1 change of answers or forms since"):
        approve(prepared, attorney)
    second = actions.start(access=attorney, case=prepared, library=Library.shipped())
    first.refresh_from_db()
    assert (second.number, first.state) == (2, "replaced")


def test_another_office_sees_no_review(review, stranger) -> None:
    with pytest.raises(NotFound):
        queries.get(stranger, review.public_id)
    assert queries.waiting_for(stranger) == []
