"""Library files that must not be believed, and facts that cannot be true."""

import copy
import datetime

import pytest
import yaml

from goldendoor.law import check
from goldendoor.law.compute import compute
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, RuleError

LIBRARY = Library.shipped()
TODAY = datetime.date(2026, 11, 25)
FACTS = {"served_date": "2026-06-01", "service": "mail", "channel": "paper"}


def without_citation(rule):
    rule["versions"][0]["reference"] = []


def unknown_counting(rule):
    rule["versions"][0]["give"]["due_date"]["count"] = {"moons": 3}


def overlapping(rule):
    rule["versions"].append({**rule["versions"][0], "from": datetime.date(2020, 1, 1)})


def impossible_date(rule):
    rule["versions"][0]["from"] = "2026-02-30"


def unknown_status(rule):
    rule["versions"][0]["legal_status"] = "maybe"


def stayed_without_order(rule):
    rule["versions"][0]["legal_status"] = "stayed"


def ends_before_it_begins(rule):
    rule["versions"][0]["to"] = datetime.date(1999, 1, 1)


def undeclared_output(rule):
    rule["versions"][0]["give"]["other_date"] = {"from": "served_date"}


def unknown_start(rule):
    rule["versions"][0]["give"]["due_date"]["from"] = "delivered_date"


def rolled_backwards(rule):
    spec = rule["versions"][0]["give"]["due_date"]
    spec["count_back"] = spec.pop("count")


def unknown_method(rule):
    rule["method"] = "guessing"


def not_checked(rule):
    rule["last_checked"] = "some day"


def wrong_example(rule):
    rule["examples"][0]["expected"] = {"due_date": datetime.date(2026, 7, 5)}


FAULTS = {
    without_citation: "cites nothing",
    unknown_counting: "unknown way: moons",
    overlapping: "in force at once",
    impossible_date: "impossible date",
    unknown_status: "legal status 'maybe' is unknown",
    stayed_without_order: "names no order",
    ends_before_it_begins: "ends before it begins",
    undeclared_output: "undeclared other_date",
    unknown_start: "unknown delivered_date",
    rolled_backwards: "never moved",
    unknown_method: "no known method: guessing",
    not_checked: "last_checked is no date",
    wrong_example: "should be '2026-07-05', is '2026-07-06'",
}


@pytest.mark.parametrize(
    ("change", "sentence"), FAULTS.items(), ids=lambda x: getattr(x, "__name__", "")
)
def test_a_faulty_rule_is_named_by_the_check(change, sentence):
    rule = copy.deepcopy(dict(LIBRARY.rule("us.noid")))
    change(rule)
    assert any(sentence in fault for fault in check.check_rule(rule, LIBRARY))


@pytest.mark.parametrize("change", [without_citation, unknown_counting, overlapping])
def test_a_faulty_rule_is_not_computed_and_the_others_are(change, tmp_path):
    rule = copy.deepcopy(dict(LIBRARY.rule("us.noid")))
    change(rule)
    root = tmp_path / "library"
    (root / "rules").mkdir(parents=True)
    (root / "tables").mkdir()
    for name in ("us.mail-3", "us.rfe", "us.roll-paper-only"):
        (root / "rules" / f"{name}.yaml").write_text(yaml.safe_dump(dict(LIBRARY.rule(name))))
    table = dict(LIBRARY.table("us.federal_holidays"))
    (root / "tables" / "us.federal_holidays.yaml").write_text(yaml.safe_dump(table))
    (root / "rules" / "us.noid.yaml").write_text(yaml.safe_dump(rule))
    library = Library((root,))
    with pytest.raises(RuleError, match=r"file of us\.noid is faulty"):
        compute("NOID", FACTS, TODAY, library)
    assert compute("RFE", {**FACTS, "form": "I-130", "days_on_notice": 30}, TODAY, library).value


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "us.half.yaml").write_text("id: us.half\nversions: [{from: 2020")
    found = list(check.check(Library((*LIBRARY.roots, tmp_path))))
    assert any("us.half.yaml is not readable YAML" in text for text in found)


def test_a_day_before_the_first_version_is_refused_by_name():
    with pytest.raises(RuleError, match=r"no version of us\.noid in force on 1999-01-01") as raised:
        compute("NOID", {**FACTS, "served_date": "1999-01-01"}, TODAY, LIBRARY)
    assert raised.value.field == "served_date"


PRESENCE = {"filed_date": "2026-06-01", "track_years": 5}
BACKWARDS = {"stopped_date": "2026-05-02", "restarted_date": "2026-05-01"}
TIMES = {"requested_at": "2026-11-30T20:00", "earlier_reschedules": 0}
WRONG = [
    ("RFE", {**FACTS, "form": "I-130", "days_on_notice": 0}, "days_on_notice"),
    ("RFE", {**FACTS, "form": ""}, "form"),
    ("RFE", {**FACTS, "form": "I-130", "colour": "red"}, "colour"),
    ("N400-CR", {"departed_date": "2026-05-01", "returned_date": "2026-04-01"}, "returned_date"),
    ("N400-PP", {**PRESENCE, "track_years": 4, "trips": []}, "track_years"),
    ("N400-PP", {**PRESENCE, "trips": [{"departed_date": "2026-01-01"}]}, "trips[0].returned_date"),
    ("N400-PP", {**PRESENCE, "trips": "none"}, "trips"),
    (
        "ASY-CLOCK",
        {"i589_receipt_date": "2026-03-02", "stops": [BACKWARDS]},
        "stops[0].restarted_date",
    ),
    ("CROSS-CHG", {"principal_country": "India"}, "principal_country"),
    ("I864", {"guideline_year": 2026, "household_size": 0}, "household_size"),
    ("BIOMETRICS", {**TIMES, "appointment_at": "2026-12-01"}, "appointment_at"),
    ("../secret", {}, "rule"),
    ("nix", {}, "rule"),
]


@pytest.mark.parametrize(("rule", "facts", "field"), WRONG)
def test_what_cannot_be_true_is_refused_at_its_field(rule, facts, field):
    with pytest.raises(RuleError) as raised:
        compute(rule, facts, TODAY, LIBRARY)
    assert raised.value.field == field


def test_all_that_is_missing_is_named_at_once():
    with pytest.raises(NeedsFacts) as raised:
        compute("RFE", {"form": "I-130"}, TODAY, LIBRARY)
    assert raised.value.names == ("served_date", "service", "channel")


def test_an_optional_fact_without_which_nothing_can_be_said_is_asked_for():
    with pytest.raises(NeedsFacts) as raised:
        compute("N336", {}, TODAY, LIBRARY)
    assert raised.value.names == ("served_date", "n336_filed_date")
