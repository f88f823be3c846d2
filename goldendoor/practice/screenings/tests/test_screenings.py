"""Interviews: sound questions, answers read, points and dates with reasons, never a verdict."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from goldendoor.law.library import SHIPPED, Library
from goldendoor.practice.screenings import queries, rules

LIBRARY = Library.shipped()
TODAY = date(2026, 8, 3)
NAMES = {
    "asylum", "employment", "family", "naturalization", "removal-defense", "survivors", "tps",
}  # fmt: skip


def test_every_screening_is_sound() -> None:
    assert set(LIBRARY.ids("screenings")) >= NAMES
    assert list(queries.problems(LIBRARY)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"about": "You qualify for asylum."}, "only a representative"),
        ({"case_types": ["practice.us.nothing"]}, "unknown case type"),
        ({"asks": [{"rule": "us.no-rule", "shows": []}]}, "unknown rule"),
        ({"questions": [{"title": "x", "questions": [{"key": "a", "type": "odd", "ask": "A?"}]}]},
         "one of the types"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, change, said) -> None:
    entry = {**LIBRARY.load("screenings", "asylum.yaml"), **change}
    (tmp_path / "screenings").mkdir()
    (tmp_path / "screenings" / "asylum.yaml").write_text(yaml.safe_dump(entry))
    found = " ".join(queries.problems(Library((SHIPPED, tmp_path))))
    assert said in found


def test_no_interview_says_that_somebody_qualifies() -> None:
    for path in (SHIPPED / "screenings").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        for word in ("you qualify", "is eligible", "are eligible", "will be granted"):
            assert word not in text, path.name


def test_answers_give_points_and_dated_facts_with_their_reasons() -> None:
    entry = queries.get(LIBRARY, "asylum")
    typed = {"q-last_arrival_date": "2025-11-26", "q-fears_return": "yes", "q-in_court": "no"}
    answers, wrong = rules.read(entry, typed)
    assert wrong == {}
    points = [one.about for one in rules.talk(entry, answers)]
    assert any("year to apply" in one for one in points)
    assert not any("hearing" in one for one in points)
    [row] = rules.dated(entry, answers, TODAY, LIBRARY)
    assert (row["value"], row["label"]) == ("2026-11-27", "Last day of the one year")
    assert "Thanksgiving" in row["because"][1]["step"]
    assert row["because"][0]["citation"].startswith("INA 208")


def test_wrong_answers_are_told_beside_the_question() -> None:
    entry = queries.get(LIBRARY, "family")
    typed = {"q-tie": "cousin", "q-marriage_date": "2026-02-30", "q-arrested": "maybe"}
    answers, wrong = rules.read(entry, typed)
    assert answers == {}
    assert set(wrong) == {"tie", "marriage_date", "arrested"}
    boxes = [box for _, group in rules.groups(entry, {}, typed, wrong) for box in group]
    [box] = [one for one in boxes if one.key == "marriage_date"]
    assert (box.value, bool(box.wrong)) == ("2026-02-30", True)


def test_dates_without_their_facts_are_left_out() -> None:
    entry = queries.get(LIBRARY, "naturalization")
    assert rules.dated(entry, {}, TODAY, LIBRARY) == []
    five = rules.dated(entry, {"resident_since_date": "2022-01-01"}, TODAY, LIBRARY)
    assert [one["label"] for one in five] == ["Five years less 90 days"]
    married = {"resident_since_date": "2022-01-01", "married_to_citizen": True}
    assert len(rules.dated(entry, married, TODAY, LIBRARY)) == 2


def test_answers_may_fill_facts_of_a_person() -> None:
    questions = [{"key": "sex", "fact": "sex"}, {"key": "city", "fact": "birth.city"}]
    entry = {"questions": [{"title": "x", "questions": questions}]}
    told = {"sex": "female", "city": "Ciudad Ficticia"}
    assert rules.facts(entry, told) == {"sex": "female", "birth": {"city": "Ciudad Ficticia"}}
