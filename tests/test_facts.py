"""Compartments sit on facts: a survivor and an abuser who are parties in each other's cases."""

import io
import json
from typing import Any

import pytest

from goldendoor.audit import queries as audit
from goldendoor.audit.models import Entry
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.documents import actions as documents
from goldendoor.documents import queries as document_queries
from goldendoor.exchange import actions as exchange
from goldendoor.exchange import queries as export
from goldendoor.foundation.errors import NotAllowed
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from goldendoor.practice.caseload import queries as caseload
from goldendoor.practice.mailing import actions as mailing
from goldendoor.practice.mailing import jobs
from tests.test_planted import DAY, pdf

SAFE, SHELTER = "9 Lindenshelter Lane", "Lindenshelter"
OPEN = {"kind": "physical", "street": "1 Main St", "city": "Utica", "country": "USA"}
HIDDEN = {"kind": "physical", "street": SAFE, "city": "Troy", "country": "USA",
          "compartment": "vawa"}  # fmt: skip


def filed(access: Any, title: str, first: Any, other: Any, **more: Any) -> Any:
    """An open case of `first` in which `other` is a party."""
    case = cases.open_case(
        access=access, type_id="practice.general", title=title, today=DAY, filing_date=DAY, **more
    )
    for person, role in ((first, "applicant"), (other, "spouse")):
        cases.add_party(access=access, case=case, person=person, role=role)
    for person in (first, other):
        cases.add_filing(access=access, case=case, form_id="us.ar-11", person=person)
    return case


@pytest.fixture
def pair(make_access: Any) -> Any:
    """(who has the compartment, who has not, survivor, her case, the abuser's case)."""
    insider, outsider = make_access("attorney", "vawa"), make_access("attorney")
    names = [{"kind": "legal", "family": "Reyes", "given": "Ana"}]
    data = {"names": names, "addresses": [OPEN, HIDDEN]}
    survivor = people.add_person(access=insider, data=data)
    other = {"names": [{"kind": "legal", "family": "Reyes", "given": "Bruno"}]}
    abuser = people.add_person(access=insider, data=other)
    hers = filed(insider, "Ana", survivor, abuser, open_compartments=["vawa"])
    his = filed(insider, "Bruno", abuser, survivor)
    return insider, outsider, survivor, hers, his


def everything_shown(access: Any, case: Any, client: Any, signed_in: Any) -> str:
    """What the pages, the export and the forms of a case tell this person."""
    browser, told = signed_in(access), json.dumps(export.case_file(access, case))
    address = f"/cases/{case.public_id}"
    for page in ("", "/questions", "/forms", "/evidence", "/packet", "/history", "/packet/letter"):
        told += browser.get(f"{address}{page}/", follow=True).content.decode()
    for filing in case_queries.filings(access, case):
        for page in ("", "filled.pdf", "sheet.pdf"):
            response = browser.get(f"{address}/forms/{filing.public_id}/{page}")
            told += shown_text(response.content)
        form = f"{address}/questions/of/{filing.public_id}/"
        told += browser.get(form, follow=True).content.decode()
    return told


def shown_text(content: bytes) -> str:
    """The text of a page, or of the pages and fields of a PDF."""
    if not content.startswith(b"%PDF-"):
        return content.decode()
    import pikepdf

    told = ""
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                told += one.read_bytes().decode("latin-1") if "/Subtype" not in one else ""
            elif isinstance(one, pikepdf.Dictionary):
                told += str(one.get("/V", ""))
    return told


def test_the_safe_address_stays_out_of_the_other_case_for_everybody(
    pair, client, signed_in
) -> None:
    insider, outsider, _survivor, hers, his = pair
    assert SHELTER in everything_shown(insider, hers, client, signed_in)
    for access, case in ((insider, his), (outsider, his), (outsider, hers)):
        told = everything_shown(access, case, client, signed_in)
        assert "Lindenshelter" not in told
        assert "vawa" not in told
        assert "1 Main St" in told


def test_a_packet_with_the_safe_address_is_only_for_those_who_may_know_it(pair, signed_in) -> None:
    insider, outsider, _survivor, hers, _his = pair
    options = {"draft": True, "flatten": False, "max_mb": 25}
    packet = mailing.ask(access=insider, case=hers, **options)
    jobs.run(insider, packet.public_id)
    address = f"/cases/{hers.public_id}/packet/"
    browser = signed_in(outsider)
    for page in (f"{packet.public_id}/", f"{packet.public_id}/part-1.pdf"):
        assert browser.get(address + page).status_code == 404
    assert packet.public_id not in browser.get(address).content.decode()
    browser = signed_in(insider)
    assert browser.get(f"{address}{packet.public_id}/part-1.pdf").status_code == 200
    own = mailing.ask(access=outsider, case=hers, **options)
    assert own.compartments == []
    assert signed_in(outsider).get(f"{address}{own.public_id}/").status_code == 200


def test_saving_in_the_other_case_keeps_the_address_that_case_may_not_know(pair) -> None:
    insider, _outsider, survivor, _hers, his = pair
    filing = case_queries.filings(insider, his)[1]
    answers = {"applicant.addresses.0.street": "2 Oak St"}
    exchange.answer(access=insider, case=his, filing=filing, answers=answers)
    kept = people_queries.person_dict(survivor, insider)["addresses"]
    assert sorted(one["street"] for one in kept) == ["2 Oak St", SAFE]
    assert [one["street"] for one in kept if one.get("compartment")] == [SAFE]


def test_a_change_of_the_safe_address_is_in_no_history_of_those_without(pair) -> None:
    insider, outsider, survivor, hers, his = pair
    moved = [OPEN, {**HIDDEN, "street": "10 Lindenshelter Lane"}]
    people.set_collection(access=insider, person=survivor, collection="addresses", value=moved)
    for access, case in ((outsider, hers), (outsider, his), (insider, his)):
        told = str(caseload.history(access, case).rows)
        assert SHELTER not in told
    history = audit.history(outsider, subject_kind="person", subject_id=survivor.public_id)
    assert SHELTER not in str(history.rows)
    assert SHELTER in str(caseload.history(insider, hers).rows)


def test_nothing_is_found_or_counted_by_what_is_closed(pair) -> None:
    insider, outsider, survivor, hers, _his = pair
    names = people_queries.person_dict(survivor, insider)["names"]
    hidden = {"kind": "other", "family": "Quillon", "compartment": "vawa"}
    people.set_collection(
        access=insider, person=survivor, collection="names", value=[*names, hidden]
    )
    assert list(people_queries.search(outsider, "quillon")) == []
    assert case_queries.search(outsider, "quillon") == []
    assert list(people_queries.search(insider, "quillon")) == [survivor]
    documents.upload(
        access=insider, case=hers, file=io.BytesIO(pdf()), filename="a.pdf", compartment="vawa"
    )
    assert len(document_queries.of_case(insider, hers)) == 1
    assert document_queries.of_case(outsider, hers) == []
    assert export.case_file(outsider, hers)["evidence"] == []


def test_a_list_of_which_nothing_may_be_seen_is_not_even_named(pair) -> None:
    insider, outsider, survivor, *_ = pair
    value = [{"text": "x", "compartment": "vawa"}]
    survivor = people.set_collection(
        access=insider, person=survivor, collection="protection", value=value
    )
    assert "protection" not in people_queries.person_dict(survivor, outsider)
    assert people_queries.value(survivor, "protection", outsider) is None
    people.replace_person(
        access=outsider, person=survivor, data=people_queries.person_dict(survivor, outsider)
    )
    assert people_queries.value(survivor, "protection", insider) == value


def test_which_compartments_a_case_opens_is_told_only_within_them(pair) -> None:
    insider, outsider, _survivor, _hers, his = pair
    changes = {"open_compartments": ["vawa"], "title": "Bruno Reyes"}
    cases.change_case(access=insider, case=his, changes=changes)
    cases.change_case(access=insider, case=his, changes={"compartment": "vawa"})
    cases.change_case(access=insider, case=his, changes={"compartment": ""})
    shown = str(audit.history(outsider, subject_kind="case", subject_id=his.public_id).rows)
    assert "vawa" not in shown
    assert "Bruno Reyes" in shown
    told = str(audit.history(insider, subject_kind="case", subject_id=his.public_id).rows)
    assert told.count("'open_compartments': [[], ['vawa']]") == 1
    assert told.count("'compartment'") == 2


def test_what_an_open_case_does_for_somebody_closed_is_told_only_to_those_who_see_them(
    pair,
) -> None:
    insider, outsider, survivor, hers, _his = pair
    data = {"names": [{"family": "Quillon"}]}
    child = people.add_person(access=insider, data=data, compartment="vawa")
    before = list(audit.history(outsider, subject_kind="case", subject_id=hers.public_id).rows)
    party = cases.add_party(access=insider, case=hers, person=child, role="child")
    tie = people.relate(access=insider, from_person=survivor, to_person=child, kind="parent")
    filing = cases.add_filing(access=insider, case=hers, form_id="us.ar-11", person=child)
    cases.change_filing(access=insider, filing=filing, changes={"data": {"typed": {"a": "b"}}})
    rows = [{"key": "birth", "label": "Birth certificate", "person": child}]
    [item] = documents.set_checklist(access=insider, case=hers, rows=rows)
    documents.change_evidence(access=insider, item=item, changes={"label": "Quillon's"})
    document = documents.upload(
        access=insider, case=hers, file=io.BytesIO(pdf()), filename="a.pdf", person=child,
        evidence_item=item,
    )  # fmt: skip
    documents.rename(access=insider, document=document, title="Quillon's certificate")
    people.unrelate(access=insider, relationship=tie)
    cases.remove_filing(access=insider, filing=filing)
    cases.remove_party(access=insider, party=party)
    visible = Entry.objects.visible_to(outsider)
    assert not visible.filter(subject_id__in=[child.public_id, document.public_id]).exists()
    assert not visible.filter(action__in=["person.related", "person.unrelated"]).exists()
    after = audit.history(outsider, subject_kind="case", subject_id=hers.public_id).rows
    assert after == before


def test_nobody_puts_work_on_a_person_who_is_closed_to_them(pair) -> None:
    insider, outsider, _survivor, hers, _his = pair
    child = people.add_person(access=insider, data={}, compartment="vawa")
    rows = [{"key": "k", "label": "l", "person": child}]
    attempts = [
        lambda: cases.add_party(access=outsider, case=hers, person=child, role="child"),
        lambda: cases.add_filing(access=outsider, case=hers, form_id="us.ar-11", person=child),
        lambda: documents.set_checklist(access=outsider, case=hers, rows=rows),
        lambda: documents.upload(
            access=outsider, case=hers, file=io.BytesIO(pdf()), filename="a.pdf", person=child
        ),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
