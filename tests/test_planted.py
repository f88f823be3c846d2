"""Two offices full of planted secrets, for the tests that attack them."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pikepdf
from django.core.files.base import ContentFile

from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions as deadlines
from goldendoor.documents import actions as documents
from goldendoor.people import actions as people
from goldendoor.practice.models import Mark, PacketBuild, PacketFile

DAY = date(2026, 8, 3)
CLOSED = "vawa"
# Each word stands in exactly one place of what is closed; none is ever typed by an attacker.
SECRETS = (
    "Quillonhidden", "Brantleysecret", "Zdenkaclosed", "A219000111", "219000111", "078-05-1120",
    "X1234567Z", "Lindenshelter", "safehousenote", "sheltercontract", "planbtask",
    "hiddenchecklist", "TRACK77SECRET", "markedquestion", "letterparagraph", "RCPT9990001",
    "hiddenrole", "partofpacket", "hiddendeadline", "reasonsecret",
)  # fmt: skip
# What somebody types who looks for them.
NEEDLES = ("quillon", "brantley", "zdenka", "linden", "shelter", "219000", "safehouse")


def pdf(text: str = "") -> bytes:
    """A small PDF of one page."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = text
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@dataclass
class Place:
    """One case with everything that can hang on it; `ids` by the name of the URL parameter."""

    case: Any
    person: Any
    ids: dict[str, list[str]] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)


def person_data() -> dict[str, Any]:
    """A person of whom everything is secret."""
    return {
        "names": [{"kind": "legal", "family": "Quillonhidden", "given": "Brantleysecret"}],
        "identifiers": [
            {"kind": "a_number", "number": "A219000111"},
            {"kind": "ssn", "number": "078-05-1120"},
            {"kind": "passport", "number": "X1234567Z", "country": "MEX"},
        ],
        "addresses": [{"kind": "physical", "street": "7 Lindenshelter Lane", "city": "Utica"}],
    }


def closed_place(access: Any, compartment: str = "") -> Place:
    """A case of which everything is secret, in a compartment or in another office."""
    person = people.add_person(access=access, data=person_data(), compartment=compartment)
    case = cases.open_case(
        access=access,
        type_id="practice.general",
        title="Quillonhidden: Zdenkaclosed",
        today=DAY,
        filing_date=DAY,
        compartment=compartment,
        data={"packet": {"cover_letter": {"subject": "s", "paragraphs": ["letterparagraph"]}}},
    )
    return fill(access, case, person)


def fill(access: Any, case: Any, person: Any, compartment: str = "") -> Place:
    """Hang one secret of every kind on a case."""
    party = cases.add_party(access=access, case=case, person=person, role="hiddenrole")
    filing = cases.add_filing(access=access, case=case, form_id="us.ar-11", person=person)
    changes = {"tracking_number": "TRACK77SECRET", "receipt_number": "RCPT9990001"}
    cases.change_filing(
        access=access,
        filing=filing,
        changes={**changes, "status": "mailed", "mailed_date": DAY, "receipt_expected_date": DAY},
    )
    note = cases.add_note(
        access=access, case=case, text="The safehousenote", compartment=compartment
    )
    row = {"key": "hidden", "label": "hiddenchecklist", "person": person}
    documents.set_checklist(access=access, case=case, rows=[row])
    item = case.evidence.get(key="hidden")
    documents.change_evidence(
        access=access, item=item, changes={"status": "asked", "asked_date": DAY}
    )
    document = documents.upload(
        access=access, case=case, file=io.BytesIO(pdf("sheltercontract")), person=person,
        filename="sheltercontract.pdf", evidence_item=item, compartment=compartment,
    )  # fmt: skip
    place = Place(case, person)
    place.records = [case, person, party, filing, note, item, document]
    place.ids = {
        "public_id": [case.public_id, person.public_id, document.public_id],
        "filing_id": [filing.public_id],
        "document_id": [document.public_id],
        "item_id": [item.public_id],
        "owner": [person.public_id, f"form-{filing.public_id}"],
        "section_id": ["f0", "s0", "name"],
        "number": ["1"],
    }
    return place


def hang_on_case(access: Any, place: Place) -> None:
    """Tasks, deadlines, marks and packets, which have no compartment but that of their case."""
    task = cases.add_task(access=access, case=place.case, title="planbtask", due_date=DAY)
    shared = {"organisation_id": access.organisation_id}
    Mark.objects.create(**shared, case=place.case, question="q", kind="ask", label="markedquestion")
    build = PacketBuild.objects.create(
        **shared, case=place.case, status="done", pages=1,
        result={"notes": [{"about": "partofpacket", "text": "x", "blocking": False}]},
    )  # fmt: skip
    PacketFile.objects.create(
        **shared, build=build, number=1, of=1, pages=1, size=9, titles=["partofpacket"],
        file=ContentFile(pdf("partofpacket"), name="part.pdf"),
    )  # fmt: skip
    deadline = deadlines.start(
        access=access, case=place.case, label="hiddendeadline", due_date=DAY, today=DAY
    )
    own = deadlines.start(access=access, case=place.case, label="gone", due_date=DAY, today=DAY)
    deadlines.cancel(access=access, deadline=own, reason="reasonsecret")
    feed, _token = deadlines.make_feed(access=access, case=place.case)
    place.records += [task, build, deadline, own, feed]
    place.ids |= {
        "task_id": [task.public_id], "build_id": [build.public_id], "feed_id": [feed.public_id],
        "deadline_id": [deadline.public_id], "verb": ["satisfy"], "batch_id": [build.public_id],
    }  # fmt: skip


def traces(response: Any) -> list[str]:
    """Planted words anywhere in an answer: body, streamed body, headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = (body.decode("utf-8", "replace") + str(response.headers)).casefold()
    return [word for word in SECRETS if word.casefold() in text]
