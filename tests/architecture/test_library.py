"""The library: every entry is sound, with or without the official PDFs."""

import pytest

from goldendoor.cases import case_types
from goldendoor.law import check
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, checker, examples, fields_json, questions
from goldendoor.pdf.tests import official

LIBRARY = Library.shipped()
FORMS = LIBRARY.form_ids()
WANTED = (
    "G-28", "G-1145", "G-1450", "I-130", "I-130A", "I-131", "I-485", "I-589", "I-751", "I-765",
    "I-864", "I-90", "I-912", "I-290B", "AR-11", "N-400",
)  # fmt: skip


def test_rules_and_tables_are_cited_dated_and_give_what_their_examples_say() -> None:
    assert list(check.check(LIBRARY)) == []


def test_case_types_name_only_what_is_registered() -> None:
    assert case_types.check() == []


def test_every_form_that_was_promised_is_described() -> None:
    assert set(WANTED) <= set(LIBRARY.names())


@pytest.mark.parametrize("form_id", FORMS)
def test_every_field_is_mapped_or_excused(form_id) -> None:
    for edition in LIBRARY.editions(form_id):
        tree = fields_json.kept_tree(form_id, edition, LIBRARY)
        assert list(checker.check_map(form_id, edition, tree, LIBRARY)) == []


@pytest.mark.parametrize("form_id", FORMS)
def test_every_question_has_words_in_both_languages_and_every_fact_a_question(form_id) -> None:
    for edition in LIBRARY.editions(form_id):
        form = LIBRARY.form(form_id)
        assert list(checker.check_words(form_id, edition, form, LIBRARY)) == []


@pytest.mark.parametrize("form_id", FORMS)
def test_every_example_fills_the_official_pdf_and_reads_back_the_same(
    form_id, forms_folder, tmp_path_factory, monkeypatch
) -> None:
    home = tmp_path_factory.getbasetemp() / "library"
    monkeypatch.setenv("GOLDENDOOR_HOME", str(home))
    store = blanks.Blanks.from_folder(official.FOLDER)
    assert list(examples.check(form_id, LIBRARY, store)) == []
    assert store.originals(form_id, LIBRARY.editions(form_id)[-1]), "no official build to test on"


def said(question: dict) -> dict[str, str]:
    """Every sentence of a question by where it stands."""
    found = {part: question[part] for part in ("ask", "help", "row") if question.get(part)}
    fields = question.get("fields") or {}
    for name, one in fields.items():
        if isinstance(one, dict):
            found |= {f"{name}.{part}": one[part] for part in ("ask", "help") if one.get(part)}
    return found


@pytest.mark.parametrize("form_id", FORMS)
def test_no_sentence_stays_english_in_spanish(form_id) -> None:
    words = questions.translation(form_id, LIBRARY, "es")
    shared = questions.bank(LIBRARY, "es")
    english = [
        f"{question['key']} {place}: {text}"
        for _section, question in questions.of_form(form_id, LIBRARY)
        for place, text in said(questions.translated(question, words, shared)).items()
        if said(question).get(place) == text
    ]
    assert english == []
