"""The pages of drafts and templates, without a browser."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldendoor.practice.drafting import queries, word
from goldendoor.practice.drafting.models import Draft, Template


@pytest.fixture
def browser(signed_in: Any, caseworker: Any) -> Any:
    return signed_in(caseworker)


def at(draft: Any, name: str, *more: Any) -> str:
    return reverse(f"practice:{name}", args=[draft.public_id, *more])


def file(data: bytes, name: str = "edited.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_template_is_chosen_and_what_is_missing_is_shown(browser, case) -> None:
    address = reverse("practice:begin_draft", args=[case.public_id])
    assert "Declaration of a witness" in browser.get(address).content.decode()
    text = browser.get(f"{address}?template=client-filed.es").content.decode()
    assert "[missing: Name of the client]" in text
    assert "Estimado/a" in text
    empty = browser.post(address, {"template": "client-filed.es", "title": ""})
    assert empty.status_code == 422
    assert browser.post(address, {"template": "none"}).status_code == 400
    for _ in range(2):
        data = {"template": "client-filed.es", "title": "Carta", "once": "k"}
        assert browser.post(address, data).status_code == 302
    assert Draft.objects.count() == 1
    letters = browser.get(reverse("practice:case_letters", args=[case.public_id]))
    assert "Carta" in letters.content.decode()


def test_it_is_written_compared_and_printed(browser, begin) -> None:
    draft = begin(text="She came in May.")
    data = {"title": "New title", "text": "She came in June.", "number": "1"}
    assert browser.post(at(draft, "write_draft"), {**data, "title": ""}).status_code == 422
    assert browser.post(at(draft, "write_draft"), data).status_code == 302
    stale = browser.post(at(draft, "write_draft"), {**data, "text": "Other"})
    assert stale.status_code == 409
    assert "She came in June." in stale.content.decode()
    text = browser.get(at(draft, "compare_draft")).content.decode()
    assert "<del>May</del>" in text
    assert "<ins>June</ins>" in text
    assert browser.get(at(draft, "compare_draft") + "?new=9").status_code == 404
    assert browser.get(at(draft, "compare_draft") + "?new=x").status_code == 400
    assert browser.get(at(draft, "draft_pdf")).content.startswith(b"%PDF")
    assert "New title" in browser.get(at(draft, "draft")).content.decode()


def test_word_goes_out_and_comes_back_as_a_version(browser, caseworker, begin) -> None:
    draft = begin(text="She came in May.")
    out = browser.get(at(draft, "draft_word"))
    assert "version-1.docx" in out["Content-Disposition"]
    assert word.read(out.content).text == "She came in May."
    edited = word.write("She came in June.", title="", office="", language="en")
    data = {"file": file(edited), "number": "1"}
    answer = browser.post(at(draft, "draft_from_word"), data, follow=True)
    text = answer.content.decode()
    assert "The file is version 2." in text
    assert "<ins>June</ins>" in text
    for bad in (b"nothing", edited[:300]):
        data = {"file": file(bad), "number": "2"}
        refused = browser.post(at(draft, "draft_from_word"), data)
        assert refused.status_code == 400
        assert "no Word file" in refused.content.decode()
    assert browser.post(at(draft, "draft_from_word"), {"number": "2"}).status_code == 400
    assert len(queries.versions(caseworker, draft)) == 2


def test_handed_in_approved_and_frozen(signed_in, make_access, browser, begin) -> None:
    draft = begin()
    step = at(draft, "draft_step", "ask")
    assert browser.post(step, {"number": "1"}).status_code == 302
    assert browser.post(at(draft, "draft_step", "approve"), {"number": "1"}).status_code == 403
    assert browser.post(at(draft, "draft_step", "fly")).status_code == 400
    assert browser.post(at(draft, "draft_step", "comment"), {"text": ""}).status_code == 400
    attorney = signed_in(make_access("attorney"))
    waiting = attorney.get(reverse("practice:drafts_waiting")).content.decode()
    assert "Title" in waiting
    assert "Approve this text" in attorney.get(at(draft, "draft")).content.decode()
    attorney.post(at(draft, "draft_step", "approve"), {"number": "1"})
    text = attorney.get(at(draft, "draft")).content.decode()
    assert "was approved by" in text
    assert attorney.post(
        at(draft, "write_draft"), {"title": "T", "text": "x", "number": "1"}
    ).status_code == 403  # fmt: skip


def test_comments_are_made_and_settled(browser, caseworker, begin) -> None:
    draft = begin()
    browser.post(at(draft, "draft_step", "comment"), {"text": "When was this?"})
    (comment,) = queries.comments(caseworker, draft)
    assert "When was this?" in browser.get(at(draft, "draft")).content.decode()
    settle = reverse("practice:settle_comment", args=[comment.public_id])
    assert browser.post(settle).status_code == 302
    assert "settled by" in browser.get(at(draft, "draft")).content.decode()


def test_privileged_drafts_and_other_offices_are_not_found(
    signed_in, make_access, stranger, case, begin
) -> None:
    draft = begin(privileged=True)
    for access in (make_access("paralegal"), stranger):
        found = signed_in(access)
        for name in ("draft", "write_draft", "compare_draft", "draft_pdf", "draft_word"):
            assert found.get(at(draft, name)).status_code == 404
    reader = signed_in(make_access("reader"))
    assert reader.get(reverse("practice:case_letters", args=[case.public_id])).status_code == 200
    assert "Title" not in reader.get(
        reverse("practice:case_letters", args=[case.public_id])
    ).content.decode()  # fmt: skip
    assert reader.get(reverse("practice:begin_draft", args=[case.public_id])).status_code == 403


def test_templates_are_shown_previewed_and_saved(browser, make_access, signed_in) -> None:
    assert "FOIA" in browser.get(reverse("practice:templates")).content.decode()
    shipped = reverse("practice:shipped_template", args=["foia"])
    assert "Ana Example" in browser.get(shipped).content.decode()
    new = reverse("practice:new_template")
    assert "{client_name}" in browser.get(f"{new}?copy=foia").content.decode()
    data = {"label": "Ours", "kind": "letter", "language": "en", "text": "Dear {client_name}"}
    preview = browser.post(new, {**data, "do": "preview"}).content.decode()
    assert "Dear Ana Example" in preview
    assert Template.objects.count() == 0
    wrong = browser.post(new, {**data, "text": "{clent}"})
    assert wrong.status_code == 422
    assert "{clent}" in wrong.content.decode()
    assert browser.post(new, data).status_code == 302
    own = Template.objects.get()
    edit = reverse("practice:edit_template", args=[own.public_id])
    assert browser.post(edit, {**data, "label": "Ours 2", "version": "1"}).status_code == 302
    assert browser.post(edit, {**data, "label": "Ours 3", "version": "1"}).status_code == 409
    assert browser.post(reverse("practice:retire_template", args=[own.public_id])).url
    assert signed_in(make_access("volunteer")).get(new).status_code == 403
