"""Registries, uploads, pages, idempotency and conflicts, on the records of higher apps."""

import io

import pytest

from goldendoor.cases import actions as cases
from goldendoor.cases.models import Case, Note
from goldendoor.foundation import idempotency, pages, registries, uploads
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput

HEADS = {
    uploads.PDF: b"\n\n%PDF-1.7\n",
    uploads.JPEG: b"\xff\xd8\xff\xe0",
    uploads.PNG: b"\x89PNG\r\n\x1a\n",
    uploads.TIFF: b"II*\x00",
    uploads.HEIC: b"\x00\x00\x00\x18ftypheic",
}


def test_an_unknown_policy_raises_instead_of_allowing() -> None:
    access = Access(user_id=1, organisation_id=1, roles=frozenset({"owner"}))
    with pytest.raises(registries.Unknown):
        registries.ask("cases.no_such_policy", access)


def test_without_access_every_policy_says_no() -> None:
    assert not registries.ask("cases.view", None)
    with pytest.raises(NotAllowed, match="Sign in"):
        registries.demand("cases.view", None)


def test_two_functions_cannot_share_a_name() -> None:
    registry: registries.Registry = registries.Registry("guard")
    registry.register("a.b")(test_two_functions_cannot_share_a_name)
    with pytest.raises(ValueError, match=r"a\.b"):
        registry.register("a.b")(test_an_unknown_policy_raises_instead_of_allowing)


@pytest.mark.parametrize(("kind", "head"), HEADS.items(), ids=lambda value: str(value)[:24])
def test_files_are_known_by_their_content(kind: uploads.Kind, head: bytes) -> None:
    file = io.BytesIO(head + bytes(100))
    assert uploads.check(file, name="scan.bin", size=len(head) + 100) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00 a program", "not a PDF"),
        (b"<html><script>", "not a PDF"),
        (b"GIF89a" + bytes(20), "not a PDF"),
    ],
)
def test_other_files_are_refused_by_name(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=r"“passport.pdf”.*" + sentence):
        uploads.check(io.BytesIO(content), name="passport.pdf", size=len(content))


def test_a_file_that_is_too_large_is_refused(settings) -> None:
    settings.UPLOAD_MAX_MB = 1
    with pytest.raises(BadInput, match="at most 1 MB"):
        uploads.check(io.BytesIO(b"%PDF-"), name="a.pdf", size=2 * 1024 * 1024)


def test_an_upload_cut_off_half_way_is_refused() -> None:
    with pytest.raises(BadInput, match="cut off"):
        uploads.check(io.BytesIO(b"%PDF-"), name="a.pdf", size=5, declared_size=900)


def test_pages_by_keyset_show_every_row_once(case, caseworker) -> None:
    for number in range(7):
        cases.add_note(access=caseworker, case=case, text=f"note {number}")
    seen, after = [], None
    while True:
        visible = Note.objects.visible_to(caseworker)
        page = pages.keyset(visible, order=("-created_at", "-id"), after=after, size=3)
        seen += [note.text for note in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == [f"note {number}" for number in reversed(range(7))]


def test_a_damaged_page_address_is_bad_input(case, caseworker) -> None:
    with pytest.raises(BadInput, match="damaged"):
        pages.keyset(Note.objects.visible_to(caseworker), order=("-id",), after="%%%")


def test_the_same_request_twice_happens_once(caseworker) -> None:
    done = []

    def run() -> int:
        done.append(1)
        return len(done)

    request = {"case": "x"}
    answers = [
        idempotency.once(access=caseworker, scope="t", key="k", request=request, run=run)
        for _ in range(3)
    ]
    assert answers == [1, 1, 1]
    assert len(done) == 1


def test_a_request_key_cannot_be_used_for_something_else(caseworker) -> None:
    idempotency.once(access=caseworker, scope="t", key="k", request=1, run=lambda: 1)
    with pytest.raises(BadInput, match="already used"):
        idempotency.once(access=caseworker, scope="t", key="k", request=2, run=lambda: 1)


def test_the_second_of_two_writers_gets_both_versions(case) -> None:
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    change(theirs, version=1, changes={"title": "Theirs"})
    with pytest.raises(Conflict) as caught:
        change(mine, version=1, changes={"title": "Mine"})
    assert caught.value.version == 2
    [difference] = caught.value.differences
    assert (difference.theirs, difference.yours) == ("Theirs", "Mine")
    assert Case.objects.get(pk=case.pk).title == "Theirs"


def test_two_writers_who_wrote_the_same_do_not_conflict(case) -> None:
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    change(theirs, version=1, changes={"title": "Same"})
    assert change(mine, version=1, changes={"title": "Same"}) == {}
