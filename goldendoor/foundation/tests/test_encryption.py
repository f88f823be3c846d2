"""Encrypted values and files."""

import io
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.foundation import encryption, storage
from goldendoor.foundation.encryption import Undecipherable


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_again(text: str) -> None:
    assert encryption.unseal(encryption.seal(text, "a.b"), "a.b") == text


def test_a_token_does_not_contain_its_text() -> None:
    assert "123456789" not in encryption.seal("123456789", "a.b")


def test_a_token_moved_to_another_column_does_not_open() -> None:
    token = encryption.seal("A123456789", "people.identifier.value")
    with pytest.raises(Undecipherable):
        encryption.unseal(token, "mfa.authenticator.secret")


def test_an_altered_token_does_not_open() -> None:
    token = encryption.seal("A123456789", "a.b")
    altered = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]
    with pytest.raises(Undecipherable):
        encryption.unseal(altered, "a.b")


def test_after_rotation_old_tokens_open_and_new_ones_use_the_new_key(settings) -> None:
    old = encryption.seal("A123456789", "a.b")
    keys = settings.FIELD_KEYS
    settings.FIELD_KEYS = {
        **keys,
        "current": "k2",
        "keys": {**keys["keys"], "k2": os.urandom(32)},
    }
    assert encryption.unseal(old, "a.b") == "A123456789"
    assert not encryption.is_current(old)
    assert encryption.seal("x", "a.b").startswith("gd1.k2.")


def test_the_blind_index_ignores_spaces_dashes_and_case() -> None:
    one = encryption.blind_index("A 123-456-789", organisation_id=1, kind="a_number")
    assert one == encryption.blind_index("a123456789", organisation_id=1, kind="a_number")


def test_the_blind_index_of_one_office_says_nothing_about_another() -> None:
    one = encryption.blind_index("A123456789", organisation_id=1, kind="a_number")
    assert one != encryption.blind_index("A123456789", organisation_id=2, kind="a_number")


SIZES = [0, 1, storage.CHUNK - 1, storage.CHUNK, storage.CHUNK + 1, 3 * storage.CHUNK + 7]


@pytest.mark.parametrize("size", SIZES)
def test_a_stored_file_reads_back_as_it_was(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    kept = storage.EncryptedStorage(location=tmp_path)
    name = kept.save("a/b", ContentFile(content))
    with kept.open(name) as file:
        assert file.read() == content
    assert kept.size(name) == size
    assert content == b"" or content[:16] not in (tmp_path / name).read_bytes() or size < 4


def test_a_stored_file_can_be_read_from_the_middle(tmp_path: Path) -> None:
    content = os.urandom(2 * storage.CHUNK + 100)
    kept = storage.EncryptedStorage(location=tmp_path)
    name = kept.save("b", ContentFile(content))
    with kept.open(name) as file:
        file.seek(storage.CHUNK - 3)
        assert file.read(10) == content[storage.CHUNK - 3 : storage.CHUNK + 7]
        file.seek(-5, io.SEEK_END)
        assert file.read() == content[-5:]


@pytest.mark.parametrize("at", [10, 60, 200, -1])
def test_an_altered_file_does_not_open(tmp_path: Path, at: int) -> None:
    kept = storage.EncryptedStorage(location=tmp_path)
    name = kept.save("b", ContentFile(os.urandom(5000)))
    raw = bytearray((tmp_path / name).read_bytes())
    raw[at] ^= 1
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(Undecipherable):
        kept.open(name).read()


def test_a_file_cut_off_at_a_chunk_does_not_open(tmp_path: Path) -> None:
    kept = storage.EncryptedStorage(location=tmp_path)
    name = kept.save("b", ContentFile(os.urandom(3 * storage.CHUNK)))
    raw = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(raw[: -(storage.CHUNK + storage.TAG)])
    with pytest.raises(Undecipherable):
        kept.open(name).read()


def test_a_write_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def cut_off():
        yield b"x" * storage.CHUNK * 2
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        storage.encrypt_to(tmp_path / "b", cut_off())
    assert list(tmp_path.iterdir()) == []


def test_rewrapping_keeps_the_content_under_the_new_key(tmp_path: Path, settings) -> None:
    content = os.urandom(storage.CHUNK + 5)
    kept = storage.EncryptedStorage(location=tmp_path)
    name = kept.save("b", ContentFile(content))
    keys = settings.FIELD_KEYS
    both = {**keys["keys"], "k2": os.urandom(32)}
    settings.FIELD_KEYS = {**keys, "current": "k2", "keys": both}
    storage.rewrap(tmp_path / name)
    settings.FIELD_KEYS = {**keys, "current": "k2", "keys": {"k2": both["k2"]}}
    assert kept.open(name).read() == content
