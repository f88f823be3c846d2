"""Every field of every official form: what goes in is there, for readers and for the eye."""

import pytest

from goldendoor.pdf import read_back, template
from goldendoor.pdf.tests import official, readers

SCALE = 1.5


def check_values(data: bytes, prepared: template.Template, values: dict) -> None:
    expected = official.written(prepared.tree, values)
    ours = read_back.values(data)
    assert {n: v for n, v in expected.items() if ours[n] != v} == {}
    found = readers.pypdf_values(data)
    as_pypdf = {
        name: ("/Off" if value is False else f"/{value}")
        if prepared.tree.by_name[name].kind == "checkbox"
        else value
        for name, value in expected.items()
    }
    assert {n: v for n, v in as_pypdf.items() if (found[n] or "/Off") != (v or "/Off")} == {}
    in_pdfium = readers.pdfium_values(data)
    as_pdfium = {
        name: ("on" if value else "Off")
        if prepared.tree.by_name[name].kind == "checkbox"
        else value
        for name, value in expected.items()
    }
    labels = {
        f.name: dict(zip(f.option_labels, f.options, strict=True))
        for f in prepared.tree.fields
        if f.kind == "choice"
    }
    for name, value in as_pdfium.items():
        shown = in_pdfium[name]
        assert shown == value or labels.get(name, {}).get(shown) == value, (name, shown, value)


def check_seen(blank_pages, filled_pages, prepared: template.Template, values: dict) -> None:
    unseen = []
    for name, value in values.items():
        field = prepared.tree.by_name[name]
        if not value or value == field.factory or (field.factory is True and value is True):
            continue
        height = prepared.tree.page_sizes[field.page - 1][1]
        before, after = blank_pages[field.page - 1], filled_pages[field.page - 1]
        if readers.changed_ink(before, after, field.rect, height, SCALE) < 8:
            unseen.append((name, value))
    assert unseen == []


def check_form(path) -> None:
    prepared = template.prepare(path)
    blank = prepared.fill({}).data
    values = official.distinct_values(prepared.tree)
    filled = prepared.fill(values)
    assert filled.overflow == ()
    check_values(filled.data, prepared, values)
    flat = prepared.fill(values, flatten=True).data
    assert readers.pypdf_values(flat) == {}
    pictures = [readers.pdfium_pages] + [readers.poppler_pages] * readers.has_poppler()
    for pages_of in pictures:
        before = pages_of(blank, SCALE)
        check_seen(before, pages_of(filled.data, SCALE), prepared, values)
        check_seen(before, pages_of(flat, SCALE), prepared, values)
    for turn in range(1, 4):
        other = official.distinct_values(prepared.tree, turn)
        expected = official.written(prepared.tree, other)
        ours = read_back.values(prepared.fill(other).data)
        assert {n: v for n, v in expected.items() if ours[n] != v} == {}


@pytest.mark.parametrize("path", official.sample(), ids=lambda path: path.stem)
def test_what_is_filled_in_is_there_and_seen(path):
    check_form(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", official.every_form(), ids=lambda path: path.stem)
def test_every_official_form_keeps_and_shows_what_is_filled_in(path):
    check_form(path)
