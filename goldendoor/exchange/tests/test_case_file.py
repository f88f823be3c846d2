"""The case file: what is valid, what is said of faults, and that nothing makes the reader fall."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.exchange import case_file
from goldendoor.law.library import Library
from goldendoor.official_forms import fields_json, maps, plan
from goldendoor.official_forms.facts import CaseFile, scope_for

LIBRARY = Library.shipped()
EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.json"))
SMALL = {
    "format": "goldendoor.case-file",
    "version": 1,
    "people": [{"id": "ana", "names": [{"kind": "legal", "family": "Muestra"}]}],
    "relationships": [],
    "filings": [{"form": "I-765", "for": "ana"}],
    "evidence": [{"id": "card", "label": "Card", "for": "ana"}],
}


def faults(**changes) -> dict[str, str]:
    data = {**copy.deepcopy(SMALL), **changes}
    return {one.pointer: one.text for one in case_file.faults(data, LIBRARY)}


def test_there_are_five_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_valid_and_its_files_are_there(path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert case_file.faults(data, LIBRARY) == []
    for row in data["evidence"]:
        for name in [*row["files"], row.get("translation"), row.get("certificate")]:
            assert name is None or (path.parent / name).is_file(), name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_filed_with_a_recorded_check_that_says_it_is_fictional(path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    for filing in data["filings"]:
        assert "fictional" in json.dumps(filing["edition_checked"]).lower(), filing["form"]


def test_a_small_case_file_is_valid() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("changes", "pointer", "words"),
    [
        ({"relationships": [{"from": "bob", "to": "ana", "kind": "child"}]},
         "/relationships/0/from", "no person “bob”"),
        ({"filings": [{"form": "I-765", "for": "bob"}]}, "/filings/0/for", "no person “bob”"),
        ({"filings": [{"form": "I-130", "for": "ana", "roles": {"beneficiary": "bob"}}]},
         "/filings/0/roles/beneficiary", "no person “bob”"),
        ({"evidence": [{"id": "x", "label": "X", "for": "bob"}]}, "/evidence/0/for", "“bob”"),
        ({"filings": [{"form": "Passport", "for": "ana"}]}, "/filings/0/form", "no form number"),
        ({"filing_date": "2026-02-30"}, "/filing_date", "no such day"),
        ({"filing_date": "tomorrow"}, "/filing_date", "write a date such as"),
        ({"people": SMALL["people"] * 2}, "/people/1/id", "used twice"),
        ({"peple": []}, "", "unknown keys: peple"),
        ({"people": "Ana"}, "/people", "must be of type array"),
        ({"version": 99}, "/version", "must be 1"),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_a_sentence_at_its_place(changes, pointer, words) -> None:
    found = faults(**changes)
    assert words in found[pointer]
    assert found[pointer].endswith(".")


def test_a_missing_key_is_said_once() -> None:
    found = [one.text for one in case_file.faults({}, LIBRARY)]
    assert len(found) == len(set(found))
    assert any("format" in text for text in found)


def test_the_same_fault_a_thousand_times_is_not_a_thousand_sentences() -> None:
    people = [{"id": f"p{number}", "names": "none"} for number in range(2000)]
    found = case_file.faults({**SMALL, "people": people}, LIBRARY)
    assert len(found) == case_file.MOST_FAULTS


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=20,
    )
)
def test_any_json_gets_an_answer(data) -> None:
    for one in case_file.faults(data, LIBRARY):
        assert one.pointer == "" or one.pointer.startswith("/")
        assert one.text


def places(data, path=()):
    yield path
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in items:
            yield from places(value, (*path, key))


@given(st.data())
def test_an_example_with_anything_in_one_place_gets_an_answer(data) -> None:
    example = json.loads(data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8"))
    path = data.draw(st.sampled_from([one for one in places(example) if one]))
    *way, last = path
    holder = example
    for key in way:
        holder = holder[key]
    holder[last] = data.draw(
        st.none() | st.integers() | st.text(max_size=6) | st.just([]) | st.just({}) | st.just([{}])
    )
    found = case_file.faults(example, LIBRARY)
    assert all(one.text.endswith((".", "…")) for one in found)
    if not found:
        planned(example)


def planned(example) -> None:
    """What is valid can be planned onto every form it asks for, whatever it says."""
    case = CaseFile(example)
    for filing in case.filings():
        form_id = LIBRARY.form_id(filing["form"])
        edition = LIBRARY.editions(form_id)[-1]
        tree = fields_json.kept_tree(form_id, edition, LIBRARY)
        form_map = maps.load(form_id, edition, tree, LIBRARY)
        plan.make(
            form_map,
            scope_for(case, filing, LIBRARY.form(form_id)),
            tree,
            maps.names_of(LIBRARY),
            fits=lambda _name, text: len(text) < 20,
            questions=LIBRARY.questions(form_id),
        )
