"""The tables: every shipped one can be walked; faults are named."""

from datetime import date
from typing import Any

import pytest

from goldendoor.cases import case_types, queries, rules
from goldendoor.foundation.registries import Deny
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

KINDS = case_types.all_types()
# What the practice must be able to open (issue 4, slice 1).
NAMED = (
    "relative-petition", "family-adjustment", "employment-adjustment", "consular-processing",
    "naturalization", "certificate-of-citizenship", "remove-conditions", "work-permit",
    "travel-document", "green-card-renewal", "asylum", "asylum-defensive", "u-visa", "t-visa",
    "vawa", "sij", "tps", "daca", "h-1b", "l-1", "o-1", "perm", "fiance", "waiver",
    "provisional-waiver", "answer-to-notice", "motion-or-appeal", "removal-defense",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_every_named_kind_of_case_can_be_opened_with_people_papers_and_a_letter(name) -> None:
    kind = KINDS[f"practice.us.{name}"]
    assert kind in case_types.offered()
    for part in ("roles", "evidence", "cover_letter", "about", "code"):
        assert kind.rest[part], part
    assert kind.rest["filings"] or kind.rest["other_forms"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_stage_is_reached_from_the_first_and_leads_to_the_end(kind) -> None:
    ways = [
        (stage, action.to_stage)
        for action in kind.actions.values()
        for stage in action.from_stages
        if action.to_stage
    ]
    reached, grown = {kind.stages[0]}, True
    while grown:
        more = {end for start, end in ways if start in reached} - reached
        reached |= more
        grown = bool(more)
    assert reached == set(kind.stages)
    for stage in kind.stages:
        assert stage == "closed" or (stage, "closed") in ways, f"no way to close at {stage}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_nothing_closes_with_an_open_deadline(kind) -> None:
    for action in kind.actions.values():
        if action.to_stage == "closed":
            assert "deadlines.none_open" in action.only_if, action.name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_leaves_the_office_is_not_done_while_a_case_is_held(kind) -> None:
    for action in kind.actions.values():
        if ("cases.set_filing_status", "mailed") in action.then:
            assert action.not_while_held, action.name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_at_each_stage_at_most_one_action_stands_out(kind) -> None:
    for stage in kind.stages:
        found = [a.name for a in kind.actions.values() if a.primary and stage in a.from_stages]
        assert len(found) <= 1, (stage, found)


def test_forms_the_library_knows_are_suggested_and_the_others_kept_apart() -> None:
    kind = KINDS["practice.us.fiance"]
    assert {row["form"] for row in kind.rest["other_forms"]} == {"I-129F"}
    assert "G-28" in {row["form"] for row in kind.rest["filings"]}


def test_a_form_moves_over_when_the_library_gets_it(tmp_path, monkeypatch) -> None:
    (tmp_path / "forms" / "us.i-129f").mkdir(parents=True)
    words = "form: I-129F\ntitle: {en: Petition}\n"
    (tmp_path / "forms" / "us.i-129f" / "form.yaml").write_text(words)
    monkeypatch.setenv("LIBRARY_DIRS", str(tmp_path))
    kind = case_types.get("practice.us.fiance")
    assert "I-129F" in {row["form"] for row in kind.rest["filings"]}
    assert kind.rest["other_forms"] == []


def test_an_action_asks_for_the_facts_its_deadline_needs() -> None:
    action = KINDS["practice.us.naturalization"].actions["record_request_for_evidence"]
    asked = queries.facts_asked(action, Library.shipped())
    needed = [one.name for one in asked if one.required]
    assert needed == ["served_date", "form", "service", "channel"]
    assert all(one.rule_id == "us.rfe" for one in asked)


def test_what_the_table_gives_is_not_asked() -> None:
    action = KINDS["practice.us.asylum"].actions["record_receipt"]
    asked = queries.facts_asked(action, Library.shipped())
    assert "stops" not in {one.name for one in asked}


def test_partial_accreditation_does_no_court_work() -> None:
    kind = KINDS["practice.us.removal-defense"]
    action = kind.actions["record_appeal"]
    partial = frozenset({"accredited_representative", "partial_accreditation"})
    said = rules.may_perform(kind, action, "decided", partial)
    assert isinstance(said, Deny)
    assert "full accreditation" in said.reason
    assert rules.may_perform(kind, action, "decided", frozenset({"accredited_representative"}))


def test_planned_tasks_stand_before_or_after_their_day() -> None:
    kind = KINDS["practice.us.naturalization"]
    day = date(2026, 8, 3)
    found = {row.key: due for row, due in rules.planned(
        kind, opened=day, filing_date=None, reached=("pending", day))}  # fmt: skip
    assert found == {"client_update": date(2026, 9, 2), "civics": date(2026, 8, 17)}


# ── tables that are wrong ────────────────────────────────────────────────────────────────────

GOOD = (
    "id: x\nlabel: X\nstages: [a, closed]\n"
    "actions:\n  go: {label: Go, from: [a], to: closed, who: [owner]}\n"
    "  back: {label: Back, from: [closed], to: a, who: [owner]}\n"
)


@pytest.fixture
def told(settings: Any, tmp_path: Any) -> Any:
    """`told(*texts)`: what `check` says of these files."""

    def check(*texts: str) -> str:
        folder = tmp_path / f"lib{len(list(tmp_path.iterdir()))}" / "case_types"
        folder.mkdir(parents=True)
        for number, text in enumerate(texts):
            (folder / f"{number}.yaml").write_text(text)
        settings.LIBRARY_DIR = folder.parent
        return "\n".join(case_types.check())

    return check


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ("tasks: [{title: T, days: 1, after: moon}]\n", "“moon” is no day"),
        ("tasks: [{title: T, days: 1, after: a, every_days: 2}]\n", "for ever"),
        ("tasks: [{title: T, days: 1, after: a}, {title: T, days: 2, after: a}]\n", "two tasks"),
        ("waits_on: {a: weather}\n", "cannot wait on “weather”"),
        ("stuck_after_days: {moon: 3}\n", "“moon” is no stage"),
        ("evidence: [{key: k, for: nobody}]\n", "is for “nobody”"),
        ("cover_letter: {subject: 'Dear {nobody}'}\n", "speaks of “nobody”"),
    ],
)
def test_a_fault_of_a_table_is_named(told, more, word) -> None:
    assert told(GOOD) == ""
    assert word in told(GOOD + more)


def test_a_deadline_must_name_a_rule_that_gives_a_date(told) -> None:
    for argument, word in (
        ("us.nothing", "no rule is called “us.nothing”"),
        ("us.daca", "gives no date"),
        ("{rule: us.rfe, facts: {colour: red}}", "asks for no “colour”"),
    ):
        row = f"  start: {{label: S, from: [a], who: [owner], then: [deadlines.start: {argument}]}}"
        assert word in told(GOOD + row)


def test_a_stage_that_nothing_reaches_or_leaves_is_named(told) -> None:
    said = told(GOOD.replace("[a, closed]", "[a, island, closed]"))
    assert "no action leads to “island”" in said
    assert "no action leads on from “island”" in said


def test_a_type_adds_replaces_and_leaves_out_rows_of_its_table(told) -> None:
    row = "{label: Went, from: [a], to: closed, who: [owner]}"
    like = f"id: y\nlabel: Y\nlike: x\nactions:\n  go: {row}\n"
    assert told(GOOD, like) == ""
    assert case_types.get("y").actions["go"].label == "Went"
    assert set(case_types.get("y").actions) == {"go", "back"}
    assert (
        told(
            GOOD, like + "  back: null\n  again: {label: A, from: [closed], to: a, who: [owner]}\n"
        )
        == ""
    )
    assert set(case_types.get("y").actions) == {"go", "again"}


def test_tables_in_a_circle_are_refused(told) -> None:
    said = told("id: x\nlabel: X\nlike: y\n", "id: y\nlabel: Y\nlike: x\n")
    assert "which cannot be" in said


def test_an_unknown_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"practice\.general"):
        case_types.get("practice.none")
