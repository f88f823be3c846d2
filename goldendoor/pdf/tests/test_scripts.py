"""Names in every script: shaped, in the right order, in embedded fonts, and visible."""

import pytest

from goldendoor.pdf import fonts, layout, shaping, template
from goldendoor.pdf.tests import homemade, readers

NAMES = (
    "Núñez-Żółć",
    "李小龍",
    "Ольга",
    "محمد",
    "O'Brien",
    "NA",
    "Wolfeschlegelsteinhausenbergerdorff" * 2 + "Maximilian-Alexander-Friedrich",
    "Sukarno",
    "שרה כהן",
    "김철수",
    "やまだ たろう",
    "Παπαδόπουλος",
    "Nguyễn Thị Ánh",
)


def can_be_drawn(name: str) -> bool:
    """Whether the installed fonts have every character; `make fonts` installs all that we use."""
    return not shaping.shape(name, fonts.MONO).missing


@pytest.fixture(scope="module")
def prepared() -> template.Template:
    form = homemade.FormBuilder()
    for index in range(len(NAMES)):
        form.text(f"Name{index}", width=420)
    return template.prepare(form.data())


def test_a_hundred_letters_is_one_of_the_names():
    assert max(map(len, NAMES)) == 100


@pytest.mark.parametrize("flatten", [False, True])
def test_every_name_is_seen_by_two_renderers(prepared, flatten):
    values = {f"Name{index}": name for index, name in enumerate(NAMES) if can_be_drawn(name)}
    assert len(values) >= 4
    filled = prepared.fill(values, flatten=flatten)
    assert filled.missing == ()
    assert filled.overflow == ()
    blank = prepared.fill({}).data
    for pages_of in [readers.pdfium_pages] + [readers.poppler_pages] * readers.has_poppler():
        before, after = pages_of(blank, 2)[0], pages_of(filled.data, 2)[0]
        for field in (prepared.tree.by_name[name] for name in values):
            assert readers.changed_ink(before, after, field.rect, 792, 2) > 30, field.name


@pytest.mark.parametrize("name", NAMES)
def test_a_printed_name_can_be_copied_as_it_was_typed(prepared, name):
    if not can_be_drawn(name):
        pytest.skip("no font for this script: run `make fonts`")
    filled = prepared.fill({"Name0": name}, flatten=True).data
    printed = readers.text_of_page(filled, 0).replace("\u2060", "")
    assert "".join(name.split()) in "".join(printed.split())


def test_arabic_letters_are_joined_and_run_from_the_right():
    line = shaping.shape("محمد", fonts.MONO)
    assert line.right_to_left
    (run,) = line.runs
    isolated = [run.face.glyph(ord(letter)) for letter in "محمد"]
    assert [glyph for glyph, *_ in run.glyphs] != isolated[::-1]
    # Drawing order is the reverse of reading order: the last letter stands first.
    assert run.texts[0] == "د"


def test_hebrew_and_latin_in_one_line_keep_their_own_directions():
    line = shaping.shape("שרה Cohen 12", fonts.MONO)
    drawn = "".join(text for run in line.runs for text in run.texts)
    assert "Cohen" in drawn
    assert "12" in drawn
    assert "הרש" in drawn
    assert drawn.index("Cohen") < drawn.index("הרש")


def test_an_accent_stays_with_its_letter():
    line = shaping.shape("e\u0301", fonts.MONO)
    assert len(line.runs) == 1


def test_a_character_that_no_font_has_is_reported_not_lost(prepared):
    filled = prepared.fill({"Name0": "A\U000e0fff"})
    assert filled.missing == (("Name0", "\U000e0fff"),)


def test_text_of_any_script_shrinks_to_its_box_and_then_overflows(prepared):
    long = "Достоевский " * 40
    shown, rest = prepared.split("Name0", long)
    assert rest
    assert long.startswith(shown)
    assert prepared.fits("Name0", shown)
    assert layout.MIN_POINTS == template.MIN_POINTS


def test_only_the_glyphs_in_use_are_embedded(prepared):
    short = len(prepared.fill({"Name0": "Ż"}).data)
    plain = len(prepared.fill({"Name0": "Li"}).data)
    assert short - plain < 20_000
