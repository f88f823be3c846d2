"""Templates on disk."""

import pytest

from goldendoor.pdf import cache_file, fields, read_back, template
from goldendoor.pdf import prepare as preparation
from goldendoor.pdf.tests import homemade

FORM = homemade.sample_form()


@pytest.fixture
def times_prepared(monkeypatch):
    """How often the blank was prepared anew."""
    calls = []
    original = preparation.prepare

    def counted(data):
        calls.append(len(data))
        return original(data)

    monkeypatch.setattr(preparation, "prepare", counted)
    return calls


def test_a_blank_is_prepared_once(tmp_path, times_prepared):
    first = template.prepare(FORM, tmp_path)
    second = template.prepare(FORM, tmp_path)
    assert len(times_prepared) == 1
    assert second.tree == first.tree == fields.read(FORM)
    values = {"Family[0]": "Żółć", "YN[0]": True}
    assert second.fill(values).data == first.fill(values).data


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "other"])
def test_a_spoiled_file_is_prepared_anew(tmp_path, times_prepared, harm):
    template.prepare(FORM, tmp_path)
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 1
    spoiled = {"cut": data[:-9], "flip": bytes(flipped), "empty": b"", "other": b"x" * 99}
    path.write_bytes(spoiled[harm])
    again = template.prepare(FORM, tmp_path)
    assert len(times_prepared) == 2
    assert read_back.values(again.fill({"Family[0]": "x"}).data)["Family[0]"] == "x"
    assert path.read_bytes() == data


def test_an_older_format_is_prepared_anew(tmp_path, times_prepared, monkeypatch):
    template.prepare(FORM, tmp_path)
    monkeypatch.setattr(cache_file, "FORMAT", cache_file.FORMAT + 1)
    template.prepare(FORM, tmp_path)
    assert len(times_prepared) == 2


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    prepared = template.prepare(FORM, blocked / "cache")
    assert prepared.tree.pages == 2


def test_no_half_written_file_is_left(tmp_path):
    template.prepare(FORM, tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".template"]
