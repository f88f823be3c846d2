"""Documents and the checklist."""

import io
from typing import Any

import pikepdf
import pytest

from goldendoor.audit import queries as audit
from goldendoor.documents import actions, queries
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput


def pdf(pages: int = 2) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def upload(
    access: Any, case: Any, content: bytes = b"", name: str = "pass.pdf", **more: Any
) -> Any:
    return actions.upload(
        access=access, case=case, file=io.BytesIO(content or pdf()), filename=name, **more
    )


def test_an_uploaded_file_is_kept_encrypted_and_reads_back(case, caseworker) -> None:
    content = pdf(3)
    document = upload(caseworker, case, content)
    assert (document.pages, document.size, document.title) == (3, len(content), "pass")
    with queries.content(document) as file:
        assert file.read() == content
    with open(document.file.path, "rb") as raw:
        assert b"%PDF" not in raw.read()
    assert "pass" not in document.file.name


def test_a_refused_upload_leaves_nothing(case, caseworker, settings) -> None:
    before = sorted(settings.MEDIA_ROOT.rglob("*"))
    with pytest.raises(BadInput, match=r"“pass\.pdf”"):
        upload(caseworker, case, b"MZ not a pdf")
    with pytest.raises(BadInput, match="cut off"):
        upload(caseworker, case, declared_size=10**6)
    assert not Document.objects.exists()
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == before


def test_when_a_replacement_conflicts_its_file_is_removed_again(case, caseworker, settings) -> None:
    document = upload(caseworker, case)
    stale = document.version
    actions.rename(access=caseworker, document=document, title="One")
    before = sorted(settings.MEDIA_ROOT.rglob("*"))
    with pytest.raises(Conflict):
        actions.replace(
            access=caseworker,
            document=document,
            file=io.BytesIO(pdf(5)),
            filename="better.pdf",
            version=stale,
        )
    files = [path for path in sorted(settings.MEDIA_ROOT.rglob("*")) if path.is_file()]
    assert files == [path for path in before if path.is_file()]
    with queries.content(queries.get(caseworker, document.public_id)) as file:
        assert file.read(5) == b"%PDF-"


def test_a_broken_pdf_is_refused_by_name(case, caseworker) -> None:
    with pytest.raises(BadInput, match=r"“pass\.pdf” is damaged"):
        upload(caseworker, case, b"%PDF-1.7 broken")
    assert not Document.objects.exists()


def test_a_path_in_the_name_of_an_upload_is_dropped(case, caseworker) -> None:
    assert upload(caseworker, case, name="..\\..\\etc/passwd.pdf").filename == "passwd.pdf"


def test_another_office_sees_no_document(case, caseworker, stranger) -> None:
    document = upload(caseworker, case)
    with pytest.raises(NotFound):
        queries.get(stranger, document.public_id)
    with pytest.raises(NotAllowed):
        actions.rename(access=stranger, document=document, title="mine")


def test_a_document_in_a_compartment_is_seen_only_where_it_is_open(make_access, case) -> None:
    insider, outsider = make_access("caseworker", "medical"), make_access("owner")
    document = upload(insider, case, compartment="medical")
    case.open_compartments = ["medical"]
    assert queries.of_case(insider, case) == [document]
    assert queries.of_case(outsider, case) == []


def test_a_replaced_file_keeps_its_place_and_drops_the_old_content(
    case, caseworker, django_capture_on_commit_callbacks
) -> None:
    document = upload(caseworker, case)
    old = document.file.path
    with django_capture_on_commit_callbacks(execute=True):
        actions.replace(
            access=caseworker,
            document=document,
            file=io.BytesIO(pdf(5)),
            filename="better.pdf",
            version=document.version,
        )
    fresh = queries.get(caseworker, document.public_id)
    assert (fresh.pages, fresh.filename) == (5, "better.pdf")
    with pytest.raises(FileNotFoundError):
        document.file.storage.size(old)


def test_two_people_renaming_one_document_conflict(case, caseworker) -> None:
    document = upload(caseworker, case)
    version = document.version
    actions.rename(access=caseworker, document=document, title="One", version=version)
    with pytest.raises(Conflict):
        actions.rename(access=caseworker, document=document, title="Two", version=version)


def test_documents_are_reordered_and_left_out(case, caseworker) -> None:
    first, second = upload(caseworker, case, name="a.pdf"), upload(caseworker, case, name="b.pdf")
    order = [second.public_id, first.public_id]
    found = actions.reorder(access=caseworker, case=case, public_ids=order)
    assert [document.title for document in found] == ["b", "a"]
    actions.include(access=caseworker, document=second, included=False)
    assert queries.of_case(caseworker, case, included_only=True) == [first]


def test_a_removed_document_is_gone_from_the_case_but_in_the_history(case, caseworker) -> None:
    document = upload(caseworker, case)
    actions.remove(access=caseworker, document=document)
    assert queries.of_case(caseworker, case) == []
    rows = audit.history(caseworker, subject_kind="document", subject_id=document.public_id).rows
    assert [row.action for row in rows] == ["document.removed", "document.uploaded"]


def test_a_checklist_is_answered_by_documents(case, caseworker) -> None:
    rows = [{"key": "passport", "label": "Passport page"}, {"key": "photos", "label": "Photos"}]
    actions.set_checklist(access=caseworker, case=case, rows=rows)
    [passport, photos] = actions.set_checklist(access=caseworker, case=case, rows=rows)
    document = upload(caseworker, case, evidence_item=passport)
    [passport, photos] = queries.checklist(caseworker, case)
    assert (passport.status, passport.found_documents) == ("received", [document])
    with pytest.raises(BadInput, match="why"):
        actions.change_evidence(
            access=caseworker, item=photos, changes={"status": EvidenceItem.Status.WAIVED}
        )
    changes = {"status": EvidenceItem.Status.WAIVED, "waived_because": "taken at the interview"}
    actions.change_evidence(access=caseworker, item=photos, changes=changes)
    assert queries.received_count(caseworker, case) == (2, 2)


def test_reading_over_the_web_needs_access_and_leaves_a_trace(
    case, caseworker, stranger, client, signed_in
) -> None:
    document = upload(caseworker, case)
    address = f"/documents/{document.public_id}/"
    assert client.get(address).status_code == 302
    response = signed_in(caseworker).get(address)
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"
    assert "sandbox" in response["Content-Security-Policy"]
    rows = audit.history(caseworker, subject_kind="document", subject_id=document.public_id).rows
    assert rows[0].action == "document.read"
    assert signed_in(stranger).get(address).status_code == 404
