"""Fitting text into boxes."""

from hypothesis import given
from hypothesis import strategies as st

from goldendoor.pdf import layout


def measure(text: str) -> float:
    """A font in which every character is 0.6 em wide."""
    return 600.0 * len(text)


LINE = layout.Box(width=124, height=18, size=10, multiline=False)
STORY = layout.Box(width=124, height=60, size=10, multiline=True)


def test_short_text_keeps_the_size_the_form_asks_for():
    assert layout.fit("Garcia", LINE, measure) == layout.Fit(10, ("Garcia",), "Garcia", "")


def test_longer_text_shrinks_no_further_than_the_minimum():
    shrunk = layout.fit("x" * 25, LINE, measure)
    assert layout.MIN_POINTS <= shrunk.size < 10
    assert shrunk.rest == ""
    assert measure("x" * 25) * shrunk.size / 1000 <= LINE.room


def test_a_long_answer_takes_a_second_row_before_it_overflows():
    fit = layout.fit("x" * 60, LINE, measure)
    assert (fit.size, len(fit.lines), fit.rest) == (layout.MIN_POINTS, 2, "")
    low = layout.Box(width=124, height=9, size=10, multiline=False)
    assert layout.fit("x" * 60, low, measure).rest


def test_a_name_of_a_hundred_letters_stays_whole_in_the_usual_box_for_a_name():
    box = layout.Box(width=174, height=18, size=10, multiline=False)
    assert layout.fit("x" * 100, box, measure).rest == ""


def test_what_does_not_fit_at_the_minimum_is_the_rest_cut_at_a_word():
    text = "one two three four five six seven eight nine ten " * 3
    fit = layout.fit(text, LINE, measure)
    assert fit.size == layout.MIN_POINTS
    assert f"{fit.shown} {fit.rest}" == text
    assert all(measure(line) * fit.size / 1000 <= LINE.room for line in fit.lines)


def test_automatic_size_follows_the_height_of_the_box():
    low = layout.Box(width=200, height=9, size=0, multiline=False)
    assert layout.fit("x", low, measure).size < layout.AUTO_POINTS
    assert layout.fit("x", LINE, measure).size == 10


def test_line_breaks_of_the_writer_are_kept():
    assert layout.fit("a\nb\n\nc", STORY, measure).lines == ("a", "b", "", "c")


def test_ruled_lines_keep_their_distance_whatever_the_size():
    ruled = layout.Box(width=240, height=180, size=10, multiline=True, ruled=17.5)
    assert ruled.bands == 10
    assert ruled.leading(10) == ruled.leading(6) == 18
    fit = layout.fit("word " * 100, ruled, measure)
    assert len(fit.lines) <= 10
    assert fit.rest == ""
    assert layout.fit("word " * 300, ruled, measure).rest


def test_han_text_breaks_between_characters():
    text = "李小龍" * 10
    lines = layout.fit(text, STORY, measure).lines
    assert len(lines) > 1
    assert "".join(lines) == text


@given(st.text(alphabet="ab c\n李龍", max_size=300), st.integers(4, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_limit(text, characters):
    limit = characters * 600.0
    spans = layout.wrap(text, limit, measure)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace("\n", "") == text.replace("\n", "")
    assert all(measure(text[start:end].rstrip()) <= limit for start, end in spans)


@given(st.text(alphabet=st.sampled_from("abcdef gh\n"), max_size=600))
def test_shown_and_rest_together_are_the_whole_text(text):
    for box in (LINE, STORY):
        fit = layout.fit(text, box, measure)
        if fit.rest:
            assert "".join((fit.shown + fit.rest).split()) == "".join(text.split())
        else:
            assert fit.shown == text
