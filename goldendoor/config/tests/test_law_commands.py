"""`goldendoor law`: what scripts rely on."""

import json

import pytest

from goldendoor.config import cli
from goldendoor.law.library import Library

RFE = {
    "served_date": "2026-08-31",
    "form": "I-485",
    "days_on_notice": 84,
    "service": "mail",
    "channel": "paper",
}


def law(capsys, *arguments):
    """Exit code, standard output, standard error."""
    code = cli.main(["law", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("name", ["RFE", "us.rfe", "rfe"])
def test_a_rule_is_computed_with_its_reasons(capsys, name):
    code, out, _ = law(capsys, "compute", name, "--facts", json.dumps(RFE), "--json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == [
        "rule", "value", "because", "alternatives", "certainty", "needs_review",
    ]  # fmt: skip
    assert found["rule"] == "us.rfe"
    assert found["value"]["due_date"] == "2026-11-27"
    assert list(found["because"][0]) == ["step", "citation", "version_from", "legal_status"]
    assert found["needs_review"] is False


def test_the_same_is_said_in_words(capsys):
    code, out, _ = law(capsys, "compute", "RFE", "--facts", json.dumps(RFE))
    assert code == 0
    assert "due_date: 2026-11-27" in out
    assert "Thu 26 Nov 2026 is Thanksgiving Day: the period runs to Fri 27 Nov 2026." in out
    assert "8 CFR 103.8(b)" in out


def test_facts_may_stand_in_a_file(capsys, tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(RFE))
    code, out, _ = law(capsys, "compute", "RFE", "--facts", f"@{file}", "--json")
    assert (code, json.loads(out)["value"]["due_date"]) == (0, "2026-11-27")


def test_missing_facts_are_named(capsys):
    code, out, _ = law(capsys, "compute", "RFE", "--facts", '{"form": "I-485"}', "--json")
    assert code == 2
    assert json.loads(out) == {"rule": "us.rfe", "needs": ["served_date", "service", "channel"]}
    code, out, err = law(capsys, "compute", "RFE")
    assert (code, out) == (2, "")
    assert "needs to know: served_date" in err


@pytest.mark.parametrize(
    ("rule", "facts", "field"),
    [
        ("RFE", json.dumps({**RFE, "served_date": "2026-02-30"}), "served_date"),
        ("RFE", json.dumps({**RFE, "channel": "pigeon"}), "channel"),
        ("RFE", json.dumps({**RFE, "served_date": "1999-01-01"}), "served_date"),
        ("RFE", "[1, 2]", "facts"),
        ("RFE", "{not json", "facts"),
        ("RFE", "[" * 100_000, "facts"),
        ("FLIGHT", "{}", "rule"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(capsys, rule, facts, field):
    code, out, _ = law(capsys, "compute", rule, "--facts", facts, "--json")
    found = json.loads(out)
    assert code == 2
    assert set(found) == {"rule", "error", "field"}
    assert found["field"] == field


def test_the_clock_behind_an_answer_can_be_walked_through(capsys):
    stop = {"stopped_date": "2026-05-01", "restarted_date": "2026-06-15"}
    facts = json.dumps({"i589_receipt_date": "2026-03-02", "stops": [stop]})
    code, out, _ = law(capsys, "compute", "ASY-CLOCK", "--facts", facts, "--ledger", "--json")
    segments = json.loads(out)["ledgers"]["clock"]["segments"]
    assert code == 0
    assert [(one["from"], one["to"], one["counts"]) for one in segments] == [
        ("2026-03-02", "2026-04-30", True),
        ("2026-05-01", "2026-06-14", False),
        ("2026-06-15", None, True),
    ]


def test_worked_cases_pass_or_are_named(capsys, tmp_path):
    cases = [
        {"id": "A", "rule": "RFE", "inputs": RFE, "expected": {"due_date": "2026-11-27"}},
        {"id": "B", "rule": "us.k1", "inputs": {"admitted_date": "2026-09-01"},
         "expected": {"marriage_last_day": "2026-11-30"}, "today": "2026-09-02"},
    ]  # fmt: skip
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases))
    code, out, _ = law(capsys, "check", str(file))
    assert (code, out) == (0, "2 passed, 0 failed\n")
    wrong = {"id": "C", "rule": "RFE", "inputs": RFE, "expected": {"due_date": "2026-11-26"}}
    file.write_text(json.dumps([*cases, wrong, {"id": "D"}, {"rule": "NIX", "expected": {}}]))
    code, out, _ = law(capsys, "check", str(file))
    assert code == 1
    assert "C (RFE): due_date should be '2026-11-26', is '2026-11-27'" in out
    assert out.endswith("2 passed, 3 failed\n")


@pytest.mark.parametrize("text", ["", "{}", "nonsense", "[1]"])
def test_a_file_that_holds_no_cases_is_bad_input(capsys, tmp_path, text):
    file = tmp_path / "cases.json"
    file.write_text(text)
    code, _, err = law(capsys, "check", str(file))
    assert code == 2
    assert str(file) in err


def test_every_rule_is_listed_and_can_be_shown(capsys):
    code, out, _ = law(capsys, "list", "--json")
    listed = json.loads(out)
    assert code == 0
    assert len(listed) >= 92
    assert {one["id"] for one in listed} == set(Library.shipped().ids("rules"))
    for one in listed:
        assert law(capsys, "show", one["id"])[0] == 0
    code, out, _ = law(capsys, "show", "BIA-APPEAL")
    assert "[vacated]  ten days for most appeals" in out
    assert "order of 2026-03-08" in out


def test_an_answer_as_of_an_earlier_day(capsys):
    facts = json.dumps({"category": "standard", "postmark_date": "2026-03-02"})
    known = law(capsys, "compute", "PREMIUM", "--facts", facts, "--today", "2026-02-01", "--json")
    before = law(capsys, "compute", "PREMIUM", "--facts", facts, "--today", "2026-01-01", "--json")
    assert json.loads(known[1])["value"]["fee_cents"] == 296500
    assert json.loads(before[1])["value"]["fee_cents"] == 280500
