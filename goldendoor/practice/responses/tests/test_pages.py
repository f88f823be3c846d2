"""The pages of an answer: who may, who may not, bad input, twice."""

from typing import Any

import pytest
from django.urls import reverse

from goldendoor.correspondence.tests import papers
from goldendoor.documents import actions as documents
from goldendoor.practice.bundles import jobs
from goldendoor.practice.bundles.models import Bundle
from goldendoor.practice.responses import actions, queries
from goldendoor.practice.responses.models import Response

ASKED = """Request for Evidence. You must submit the following:
1. Evidence of a shared life.
2. A birth certificate.
Your response must be received by October 20, 2026."""


@pytest.fixture
def browser(signed_in: Any, owner: Any) -> Any:
    return signed_in(owner)


def step(response: Any, name: str) -> str:
    return reverse(f"practice:{name}", args=[response.public_id])


def test_the_letters_tab_says_what_waits_and_begins_it_once(browser, asked) -> None:
    letters = reverse("practice:case_letters", args=[asked.public_id])
    text = browser.get(letters).content.decode()
    assert "Begin the answer" in text
    start = reverse("practice:start_response", args=[asked.public_id])
    page = browser.get(start).content.decode()
    assert "Begin this answer" in page
    deadline = page.split('name="deadline" value="')[1].split('"')[0]
    for _ in range(2):
        assert browser.post(start, {"deadline": deadline, "once": "k"}).status_code == 302
    assert Response.objects.count() == 1
    assert "nothing written down yet" in browser.get(letters).content.decode()
    assert browser.post(start, {"kind": "us.other"}).status_code == 400


def test_a_list_is_pasted_and_an_empty_one_told_at_its_field(browser, response) -> None:
    empty = browser.post(step(response, "add_response_items"), {"text": "  "})
    assert empty.status_code == 422
    assert 'href="#paste"' in empty.content.decode()
    browser.post(step(response, "add_response_items"), {"text": "1. A lease\n2. A bill"})
    text = browser.get(step(response, "response")).content.decode()
    assert "A lease" in text
    assert "0 of 2" in text
    assert "103.2(b)(11)" in text
    assert "sent together" in text


def test_the_notice_is_read_and_proposed(browser, owner, asked, response) -> None:
    address = step(response, "response") + "?read=1"
    assert browser.get(address).status_code == 422
    file = papers.pdf(ASKED)
    notice = documents.upload(access=owner, case=asked, file=file, filename="rfe.pdf")
    actions.change_response(access=owner, response=response, changes={"notice": notice})
    text = browser.get(address).content.decode()
    assert "1. Evidence of a shared life." in text
    assert "October 20" not in text.split("<textarea")[1].split("</textarea>")[0]


def test_an_item_is_saved_and_what_is_wrong_keeps_what_was_typed(browser, owner, items) -> None:
    address = reverse("practice:response_item", args=[items[0].public_id])
    assert browser.get(address).status_code == 200
    data = {"text": "Evidence.", "answer": "", "owner": "", "state": "ready", "note": "Ask her"}
    data |= {"version": "1", "number": "0"}
    wrong = browser.post(address, data)
    assert wrong.status_code == 422
    assert "Ask her" in wrong.content.decode()
    saved = browser.post(address, {**data, "answer": "Enclosed.", "do": "next"})
    assert saved.url == reverse("practice:response_item", args=[items[1].public_id])
    found = queries.item(owner, items[0].public_id)
    assert (found.state, found.answer, found.note) == ("ready", "Enclosed.", "Ask her")
    assert browser.post(address, {**data, "answer": "Other", "number": "0"}).status_code == 409
    versions = browser.get(reverse("practice:response_versions", args=[items[0].public_id]))
    assert "Enclosed." in versions.content.decode()


def test_evidence_is_attached_moved_and_taken_away(browser, owner, items, paper) -> None:
    lease, bill = paper("Lease"), paper("Bill")

    def do(verb: str, **data: Any) -> Any:
        args = [items[0].public_id, verb]
        return browser.post(reverse("practice:response_item_step", args=args), data)

    do("attach", what=[lease.public_id, bill.public_id])
    first, second = queries.item(owner, items[0].public_id).papers
    do("up", enclosure=second.public_id)
    do("detach", enclosure=first.public_id)
    assert do("detach", enclosure=first.public_id).status_code == 400
    assert do("fly").status_code == 400
    assert [str(one) for one in queries.item(owner, items[0].public_id).papers] == ["Bill"]
    do("remove", version="1")
    assert len(queries.items(owner, items[0].response)) == 1


def test_a_packet_is_built_and_an_unfinished_one_only_as_a_draft(
    browser, owner, response, items, paper
) -> None:
    actions.attach(access=owner, item=items[0], documents=[paper("Lease")])
    assert browser.post(step(response, "build_response"), {}).status_code == 400
    for _ in range(2):
        built = browser.post(step(response, "build_response"), {"draft": "1", "once": "b"})
    (bundle,) = Bundle.objects.all()
    jobs.run(owner, bundle.public_id)
    text = browser.get(built.url).content.decode()
    assert "The draft is ready" in text
    assert "Exhibit A: Lease" in text
    file = browser.get(reverse("practice:bundle_part", args=[bundle.public_id, 1]))
    assert file.content.startswith(b"%PDF")
    assert "DRAFT" in file["Content-Disposition"]
    gone = reverse("practice:bundle_part", args=[bundle.public_id, 9])
    assert browser.get(gone).status_code == 404


def test_a_paper_that_cannot_be_read_stops_the_packet_by_its_name(
    browser, owner, response, items, paper
) -> None:
    lease = paper("Lease")
    actions.attach(access=owner, item=items[0], documents=[lease])
    type(lease).objects.filter(pk=lease.pk).update(file="1/no/such")
    built = browser.post(step(response, "build_response"), {"draft": "1"})
    jobs.run(owner, Bundle.objects.get().public_id)
    text = browser.get(built.url).content.decode()
    assert "cannot be put together yet" in text
    assert "Lease" in text


def test_sending_is_recorded_and_a_wrong_form_keeps_what_was_typed(
    browser, owner, response, items
) -> None:
    data = {"sent_date": "2026-08-03", "how": "", "tracking_number": "ZZ77"}
    wrong = browser.post(step(response, "response_sent"), data)
    assert wrong.status_code == 422
    assert "ZZ77" in wrong.content.decode()
    data["how"] = "Pretend Express"
    refused = browser.post(step(response, "response_sent"), data)
    assert "sent together" in refused.content.decode()
    for item in items:
        actions.write_paragraph(access=owner, item=item, text="Enclosed.")
        actions.change_item(access=owner, item=item, state="ready")
    assert browser.post(step(response, "response_sent"), data).status_code == 302
    text = browser.get(step(response, "response")).content.decode()
    assert "ZZ77" in text
    assert "Add requests" not in text
    history = browser.get(reverse("practice:history", args=[response.case.public_id]))
    assert "recorded that the answer was sent" in history.content.decode()


def test_the_frame_is_changed_and_the_notice_must_be_of_the_case(browser, response, paper) -> None:
    notice = paper("Notice")
    address = step(response, "response_settings")
    data = {"way": "partial", "notice": notice.public_id, "address": "USCIS\nBox 1", "version": "1"}
    assert browser.post(address, {**data, "notice": "zzz"}).status_code == 422
    assert browser.post(address, data).status_code == 302
    assert browser.post(address, {**data, "way": "complete"}).status_code == 409
    assert "Box 1" in browser.get(address).content.decode()


def test_strangers_see_nothing_and_readers_change_nothing(
    signed_in, stranger, make_access, response, items
) -> None:
    browser = signed_in(stranger)
    for name in ("response", "response_settings"):
        assert browser.get(step(response, name)).status_code == 404
    item = reverse("practice:response_item", args=[items[0].public_id])
    assert browser.get(item).status_code == 404
    reader = signed_in(make_access("reader"))
    assert reader.get(step(response, "response")).status_code == 200
    assert reader.post(step(response, "add_response_items"), {"text": "x"}).status_code == 403
    assert reader.get(reverse("practice:responses")).status_code == 200


def test_the_workspace_takes_few_queries(
    browser, owner, response, django_assert_max_num_queries, paper
) -> None:
    found = actions.add_items(access=owner, response=response, texts=["x"] * 12)
    for item in found:
        actions.attach(access=owner, item=item, documents=[paper(f"P{item.position}")])
    with django_assert_max_num_queries(30):
        browser.get(step(response, "response"))
