"""The one next thing of a case, and what is missing before review."""

import dataclasses

import pytest

from goldendoor.practice.caseload.next_step import Standing, following, missing

WHOLE = Standing("prepare", forms=2)


def said(**changes: object) -> list[str]:
    return [one.text for one in missing(dataclasses.replace(WHOLE, **changes))]


def test_nothing_is_missing_of_a_whole_case() -> None:
    assert said() == []
    assert following(WHOLE) is None


def test_without_a_form_only_the_form_is_asked_for() -> None:
    assert said(forms=0, open_papers=["Passport"]) == ["No form is chosen yet."]


def test_everything_that_is_open_is_named_and_long_lists_are_cut() -> None:
    papers = ["Passport", "Lease", "Tax return", "Letters", "Photographs"]
    texts = said(open_questions=12, asked_of_client=2, open_papers=papers, unchecked=["N-400"])
    assert texts == [
        "12 questions without an answer; 2 of them wait for the client.",
        "5 papers missing: Passport, Lease, Tax return and 2 more.",
        "1 edition not checked: N-400.",
    ]


def test_a_blank_that_is_not_here_is_named() -> None:
    texts = said(without_blank=["N-400", "G-28"])
    assert texts == ["2 official blanks not on this computer: N-400, G-28."]


def test_editions_are_not_judged_before_a_day_is_planned() -> None:
    texts = said(planned=False, unchecked=["N-400"])
    assert texts == ["No day of filing is planned, so editions and fees cannot be judged."]


@pytest.mark.parametrize(
    ("standing", "place"),
    [
        (Standing("prepare", forms=1, open_questions=1, open_papers=["x"]), "questions"),
        (Standing("prepare", forms=1, open_papers=["x"], unchecked=["N-400"]), "evidence"),
        (Standing("ready", forms=1), "packet"),
        (Standing("ready", forms=1, built=True, unsigned=2), "signing"),
        (Standing("ready", forms=1, built=True), "mailing"),
        (Standing("filed", forms=1, mailed=True, receipts_open=1), "mailing"),
    ],
)
def test_the_most_important_comes_first(standing: Standing, place: str) -> None:
    step = following(standing)
    assert step is not None
    assert step.place == place


@pytest.mark.parametrize("stage", ["intake", "review", "closed"])
def test_elsewhere_the_table_of_the_case_says_what_is_next(stage: str) -> None:
    assert following(Standing(stage, forms=1, open_questions=3)) is None
