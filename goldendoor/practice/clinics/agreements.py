"""The limited-scope agreement of a clinic day, to be read, explained and signed on paper."""

from __future__ import annotations

from goldendoor.law.library import Library
from goldendoor.packets import sheets
from goldendoor.practice.clinics.models import Visit
from goldendoor.practice.enquiries import letters

USUAL_SCOPE = "We look at your questions and papers with you, and help to fill in one form."


def agreement_pdf(visit: Visit, office: str, responsible: str, library: Library) -> bytes:
    """The agreement as a PDF; `responsible` is who answers for the help of today."""
    clinic = visit.clinic
    words = {
        "client": visit.enquiry.name,
        "office": office,
        "scope": clinic.scope or USUAL_SCOPE,
        "fee": "There is no fee.",
        "signer": responsible,
        "signed_as": "for the office",
    }
    found = letters.template(library, "limited")
    return sheets.letter_page(
        {
            "sender": [office, clinic.title],
            "date": clinic.held_date.strftime(letters.LONG_DATE),
            "address": [f"{visit.enquiry.name} (number {visit.number})"],
            "subject": letters.filled(str(found["subject"]), words),
            "about": [],
            "paragraphs": [letters.filled(str(text), words) for text in found["paragraphs"]],
            "enclosed": [],
            "closing": "Agreed:",
            "signer": [visit.enquiry.name],
        }
    )
