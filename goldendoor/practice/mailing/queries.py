"""What goes into the packet, before it is built; and the packets built so far."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.kernel import canonical
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import letters, order, payments, pieces
from goldendoor.practice.caseload import queries as caseload
from goldendoor.practice.models import PacketBuild, PacketFile


@dataclass
class Row:
    """One thing of the packet as its page lists it."""

    key: str
    kind: str
    title: str
    person: str = ""
    included: bool = True
    files: int = 0
    fee: payments.Fee | None = None
    state: caseload.FormState | None = None
    payment: caseload.FormState | None = None
    note: str = ""

    @property
    def because(self) -> list[tuple[str, str]]:
        """Why the fee is what it is: (sentence, address of the source)."""
        steps = [
            step for result in (self.fee.because if self.fee else ()) for step in result.because
        ]
        return [(str(step.text), str(getattr(step, "href", "") or "")) for step in steps]


@dataclass(frozen=True)
class Blocked:
    """A form, or the payment form that goes with one, that may not be filed yet."""

    state: caseload.FormState
    person: str
    payment: bool = False


@dataclass
class Check:
    """A form that stands in the way, once for all its copies, with who they are for."""

    state: caseload.FormState
    payment: bool
    page: str
    persons: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """The packet to be: forms and evidence in order, and what stands in the way."""

    rows: list[Row]
    letter: Mapping[str, Any]
    letter_included: bool
    blocking: list[Blocked] = field(default_factory=list)

    @property
    def checks(self) -> list[Check]:
        """What stands in the way, each form once: one look at the agency's page answers for all."""
        library, found = Library.shipped(), dict[tuple[str, bool, str], Check]()
        for one in self.blocking:
            key = (one.state.name, one.payment, one.state.edition)
            page = caseload.agency_page(one.state.name, library)
            check = found.setdefault(key, Check(one.state, one.payment, page))
            if one.person not in check.persons:
                check.persons.append(one.person)
        return list(found.values())

    @property
    def total_cents(self) -> int:
        return sum(row.fee.cents or 0 for row in self.rows if row.fee and row.included)

    @property
    def total(self) -> str:
        return f"${self.total_cents / 100:,.2f}"


def plan(access: Access, case: Case) -> Plan:
    """Forms in filing order and evidence, as the preparer arranged them."""
    library = Library.shipped()
    data = exchange.case_file(access, case)
    file = CaseFile(data)
    chosen = order.Choices.of(file)
    models = dict(zip(map(id, data["filings"]), cases.filings(access, case), strict=True))
    store = blanks.find()
    rows = [
        _form_row(file, filing, models[id(filing)], chosen, library, store)
        for filing in order.filings(file, library)
    ]
    for item in data.get("evidence") or []:
        rows.append(_evidence_row(file, item, chosen))
    places = {key: place for place, key in enumerate(chosen.order)}
    rows.sort(key=lambda row: places.get(row.key, len(places)))
    blocking = [
        Blocked(state, row.person, payment)
        for row in rows
        if row.included
        for state, payment in ((row.state, False), (row.payment, True))
        if state is not None and (state.missing or not state.accepted)
    ]
    enclosed = [row.title for row in rows if row.included and (row.kind == "form" or row.files)]
    letter = letters.cover_letter(file, library, enclosed, str(data.get("filing_date") or ""))
    return Plan(rows, letter, "letter" not in chosen.leave_out, blocking)


def _form_row(
    file: CaseFile,
    filing: Mapping[str, Any],
    model: Filing,
    chosen: order.Choices,
    library: Library,
    store: blanks.Blanks,
) -> Row:
    key = order.key(filing)
    fee = None if order.is_payment_form(filing) else payments.fee_of(file, filing, library)
    state = caseload.form_state(model, filing, file.data, library, store)
    paying = None
    if fee is not None:
        form = payments.payment_filing(fee, filing, file)
        form.setdefault("edition_checked", filing.get("payment_edition_checked"))
        # The form for a bank account is enclosed as a sheet, which has no edition.
        if form["form"] == payments.CARD_FORM:
            paying = caseload.form_state(model, form, file.data, library, store)
    return Row(
        key=key,
        kind="form",
        title=chosen.titles.get(key) or str(filing["form"]),
        person=order.person_name(file, str(filing.get("for", ""))),
        included=key not in chosen.leave_out,
        fee=fee,
        state=state,
        payment=paying,
        note=state.missing or ("" if state.accepted else state.why),
    )


def _evidence_row(file: CaseFile, item: Mapping[str, Any], chosen: order.Choices) -> Row:
    key = f"evidence:{item.get('id') or item.get('label')}"
    files = len(item.get("files") or [])
    note = "" if files or item.get("status") == "waived" else "No file yet; left out."
    return Row(
        key=key,
        kind="evidence",
        title=chosen.titles.get(key) or str(item.get("title") or item.get("label")),
        person=order.person_name(file, str(item["for"])) if item.get("for") else "",
        included=key not in chosen.leave_out and item.get("included") is not False,
        files=files,
        note="Not needed." if item.get("status") == "waived" and not files else note,
    )


def letter_version(case: Case) -> int:
    """A number for the letter as it is stored, so that only another letter is a conflict."""
    letter = (case.data.get("packet") or {}).get("cover_letter") or {}
    digest = hashlib.blake2s(canonical.data(letter), digest_size=4).digest()
    return int.from_bytes(digest) + 1


def compartments_of(access: Access, case: Case) -> list[str]:
    """The compartments whose facts get into a packet that this person builds of this case."""
    return sorted(access.compartments & {case.compartment, *case.open_compartments})


def _may_see(access: Access, packet: PacketBuild) -> bool:
    return set(packet.compartments) <= access.compartments


def builds(access: Access, case: Case, *, limit: int = 10) -> list[PacketBuild]:
    """The newest builds of a case that this person may see, with their files."""
    rows = PacketBuild.objects.visible_to(access).filter(case=case)
    newest = rows.prefetch_related("files").order_by("-asked_at", "-id")
    return list(itertools.islice((one for one in newest if _may_see(access, one)), limit))


def build(access: Access, public_id: str) -> PacketBuild:
    """One build; raises NotFound, also for one with facts that are closed to this person."""
    found: PacketBuild = PacketBuild.objects.select_related("case").one(access, public_id)
    if not _may_see(access, found):
        raise NotFound("There is no such packet.")
    return found


def part(access: Access, packet: PacketBuild, number: int) -> PacketFile:
    """One file of a build; raises BadInput where there is none."""
    found = PacketFile.objects.visible_to(access).filter(build=packet, number=number).first()
    if found is None:
        raise BadInput(f"This packet has no part {number}.")
    return found


def content(packet_file: PacketFile) -> bytes:
    """The plain bytes of a part."""
    with packet_file.file.storage.open(str(packet_file.file.name), "rb") as file:
        return bytes(file.read())


def built(access: Access, packet: PacketBuild) -> pieces.BuiltPacket:
    """A stored build as the packet it was, for adding signed pages."""
    from goldendoor.official_forms.filling import Signature

    result = packet.result
    files = PacketFile.objects.visible_to(access).filter(build=packet, number__gt=0)

    def signatures(name: str) -> tuple[Any, ...]:
        return tuple((form, Signature(**row), page) for form, row, page in result.get(name, []))

    return pieces.BuiltPacket(
        parts=tuple(
            pieces.PacketPart(
                one.number, one.of, content(one), one.pages, tuple(one.titles), one.own_pages
            )
            for one in files.order_by("number")
        ),
        signatures=signatures("signatures"),
        unsigned=signatures("unsigned"),
        notes=tuple(pieces.Note(**row) for row in result.get("notes", [])),
        contents=tuple(result.get("contents", [])),
        timings={},
    )
