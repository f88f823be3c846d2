import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import check, compute, results
from goldendoor.law.library import Library, NotInLibrary

LIBRARY = Library.shipped()
TODAY = datetime.date(2026, 8, 3)


def test_every_rule_and_table_is_complete_and_right_on_its_own_examples():
    assert list(check.check(LIBRARY)) == []


def test_a_wrong_example_is_found():
    rule = dict(LIBRARY.rule("us.fees"))
    rule["examples"] = [
        {
            "inputs": {"form": "I-130", "channel": "paper", "postmark_date": "2026-08-03"},
            "expected": {"fee_cents": 1},
        }
    ]
    assert any("fee_cents should be 1" in text for text in check.check_rule(rule, LIBRARY))


def test_missing_facts_are_named():
    with pytest.raises(results.NeedsFacts) as raised:
        compute.compute("us.fees", {"form": "I-130"}, TODAY, LIBRARY)
    assert raised.value.names == ("channel", "postmark_date")


def test_a_fact_the_rule_does_not_ask_for_is_refused():
    with pytest.raises(results.RuleError, match="does not ask for colour"):
        compute.compute(
            "us.fees",
            {"form": "I-130", "channel": "paper", "postmark_date": "2026-08-03", "colour": "red"},
            TODAY,
            LIBRARY,
        )


def test_a_fact_outside_its_list_is_refused_with_what_is_offered():
    with pytest.raises(results.RuleError, match=r"form must be one of .*I-130"):
        compute.compute(
            "us.fees",
            {"form": "X", "channel": "paper", "postmark_date": "2026-08-03"},
            TODAY,
            LIBRARY,
        )


def test_every_answer_carries_a_reason_with_its_source():
    result = compute.compute(
        "us.fees",
        {"form": "N-400", "channel": "paper", "postmark_date": "2026-08-03"},
        TODAY,
        LIBRARY,
    )
    assert result.value == {"fee_cents": 76000}
    assert result.because[0].citation == "8 CFR 106.2(b)(3)"
    assert "$760.00" in result.because[0].text


def test_an_edition_the_table_does_not_know_is_unknown_and_never_accepted():
    facts = {"form": "I-130", "edition": "2024-04-01", "filed_date": "2026-08-03"}
    result = compute.compute("us.edition", facts, TODAY, LIBRARY)
    assert result.value == {"outcome": "unknown"}
    assert result.needs_review


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2030, 12, 31)))
def test_on_no_day_are_an_old_and_its_new_edition_both_accepted(day):
    outcomes = [
        compute.compute(
            "us.edition", {"form": "I-765", "edition": edition, "filed_date": day}, day, LIBRARY
        ).value["outcome"]
        for edition in ("2025-01-20", "2026-09-15")
    ]
    assert outcomes.count("accept") <= 1
    if day >= datetime.date(2026, 9, 15):
        assert outcomes == ["reject", "accept"]


def test_a_form_is_found_by_any_of_its_names(tmp_path):
    folder = tmp_path / "forms" / "us.i-999"
    folder.mkdir(parents=True)
    (folder / "form.yaml").write_text("id: us.i-999\nform: I-999\n")
    library = Library((*LIBRARY.roots, tmp_path))
    assert {library.form_id(name) for name in ("I-999", "i999", "us.i-999")} == {"us.i-999"}
    with pytest.raises(NotInLibrary, match="no form “Z-1”"):
        library.form_id("Z-1")


def test_an_overlay_adds_its_versions_to_the_shipped_ones(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "us.fees.yaml").write_text(
        "versions:\n  - {from: 2030-01-01, published: 2026-07-01, legal_status: in_force, "
        "reference: test, fees: [{form: I-130, paper: 1}]}\n"
    )
    library = Library((*LIBRARY.roots, tmp_path))
    facts = {"form": "I-130", "channel": "paper", "postmark_date": "2030-01-01"}
    assert compute.compute("us.fees", facts, TODAY, library).value == {"fee_cents": 1}
    assert compute.compute("us.fees", facts, TODAY, LIBRARY).value == {"fee_cents": 67500}
