"""Merging, comparing, Word there and back. Nothing here reads a database."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.drafting import fields, paper, rules, templates_of, word
from goldendoor.practice.drafting.rules import GONE, NEW, SAME, Change

LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]),
    max_size=60,
)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


def test_a_value_that_is_not_known_is_marked_and_never_blank() -> None:
    text = rules.merged("Dear {client_name}, {today}", {"client_name": " "}, fields.LABELS)
    assert text == "Dear [missing: Name of the client], [missing: Today's date]"
    assert rules.missing_in(text) == ["Name of the client", "Today's date"]
    assert "Put in first" in rules.why_not_ask(text)


def test_braces_in_a_value_are_text() -> None:
    assert rules.merged("{client_name}", {"client_name": "{today}"}, {}) == "{today}"


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts_word_by_word(old: str, new: str) -> None:
    rows = rules.redline(old, new)

    def side(kind: str) -> str:
        return "".join(one.text for row in rows for one in row if one.kind in (SAME, kind))

    assert side(GONE) == rules.tidy(old).replace("\n", "")
    assert side(NEW) == rules.tidy(new).replace("\n", "")


def test_a_changed_word_is_marked_alone() -> None:
    (row,) = rules.redline("She came in May 2019.", "She came in June 2019.")
    assert Change(GONE, "May") in row
    assert Change(NEW, "June") in row
    assert rules.changed_words([row]) == (1, 1)
    assert list(rules.shortened([[Change(SAME, "x")]] * 9 + [row])).count(None) == 1


@given(TEXTS)
def test_a_text_that_goes_to_word_comes_back_the_same(text: str) -> None:
    data = word.write(text, title="T", office="O", language="en")
    assert [one.kind for one in rules.blocks(word.read(data).text)] == [
        one.kind for one in rules.blocks(text)
    ]
    there, back = rules.blocks(text), rules.blocks(word.read(data).text)
    assert ["".join(one.text.split()) for one in back] == [
        "".join(one.text.split()) for one in there
    ]


def test_headings_bullets_and_lines_survive_word() -> None:
    text = "# Title\n\nDear A,\nof B\n\n- one\n- two\n\n## Sub\n\n[missing: Name] here\tand محمد"
    assert word.read(word.write(text, title="", office="", language="es")).text == text


def changed(data: bytes, **members: bytes) -> bytes:
    """The file with members replaced or added (`__` stands for `/`, `_xml` for `.xml`)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, body in members.items():
            new.writestr(name.replace("__", "/"), body)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_no_word_file_is_refused_in_words(monkeypatch) -> None:
    good = word.write("Text", title="", office="", language="en")
    macros = changed(good, **{"word__vbaProject.bin": b"x"})
    with pytest.raises(BadInput, match="macros"):
        word.read(macros)
    for data in (b"", b"%PDF-1.7", good[:200], changed(b"PK\x05\x06" + b"\0" * 18)):
        with pytest.raises(BadInput, match="no Word file"):
            word.read(data)
    with pytest.raises(BadInput, match="old Word file"):
        word.read(word.OLD_WORD + b"\0" * 100)
    with pytest.raises(BadInput, match="damaged"):
        word.read(changed(good, **{"word__document.xml": b"<w:broken"}))
    monkeypatch.setattr(word, "LARGEST_UNPACKED", 1000)
    with pytest.raises(BadInput, match="far more"):
        word.read(good)
    monkeypatch.setattr(word, "LARGEST", 100)
    with pytest.raises(BadInput, match="at most"):
        word.read(good)


def test_tracked_changes_are_accepted_and_told_and_comments_come_along() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("He came ")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        f"<w:del {space}><w:r><w:delText>in May</w:delText></w:r></w:del>",
        f"<w:ins {space}><w:r><w:t>in June</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))
    document.add_comment(paragraph.runs, text="Check the day", author="Tomás")
    document.add_table(1, 1).cell(0, 0).text = "In a table"
    buffer = io.BytesIO()
    document.save(buffer)
    found = word.read(buffer.getvalue())
    assert found.text == "He came in June\n\nIn a table"
    assert (found.tracked, found.comments) == (2, (("Tomás", "Check the day"),))


def test_the_letters_of_the_library_are_sound_and_print() -> None:
    library = Library.shipped()
    assert list(templates_of.problems(library)) == []
    found = templates_of.shipped(library)
    assert {one.language for one in found} == {"en", "es"}
    for one in found:
        assert rules.missing_in(rules.merged(one.text, fields.SAMPLES, {})) == []
    declaration = next(one for one in found if one.kind == "declaration")
    assert "under penalty of perjury" in declaration.text
    text = rules.merged(declaration.text, {}, fields.LABELS)
    data = paper.pdf(text, title="D", kind="declaration", language="en", approved=False)
    assert data.startswith(b"%PDF")


def test_the_author_does_not_approve_where_another_can() -> None:
    assert "You wrote" in rules.why_not_approve("Text", is_author=True, others=True)
    assert rules.why_not_approve("Text", is_author=True, others=False) == ""
    assert "empty" in rules.why_not_approve(" ", is_author=False, others=True)
