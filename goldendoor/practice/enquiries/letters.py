"""The engagement letter: a template of the library filled for one enquiry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.foundation.errors import NotFound
from goldendoor.law.library import Library
from goldendoor.packets import sheets
from goldendoor.practice.enquiries.models import Consultation, Engagement, Enquiry

KIND = "engagements"
LONG_DATE = "%B %-d, %Y"


def templates(library: Library) -> list[Mapping[str, Any]]:
    """Templates of the library, the full scope first."""
    found = [library.load(KIND, f"{name}.yaml") for name in library.ids(KIND)]
    return sorted(found, key=lambda one: (one.get("place", 99), str(one["label"])))


def template(library: Library, template_id: str) -> Mapping[str, Any]:
    """One template; raises NotFound."""
    if template_id not in library.ids(KIND):
        raise NotFound("There is no such template of an engagement letter.")
    return library.load(KIND, f"{template_id}.yaml")


def fee_words(consultation: Consultation) -> str:
    """The fee as a letter says it."""
    dollars = f"${consultation.fee_cents / 100:,.2f}"
    return {
        "none": "We do not charge a fee for this work.",
        "flat": f"Our fee for this work is {dollars} in all.",
        "hourly": f"Our fee is {dollars} for each hour of work.",
    }[consultation.fee_kind]


def filled(text: str, words: Mapping[str, str]) -> str:
    """`{client}` and the like replaced by their words."""
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    return text


def letter(
    enquiry: Enquiry, engagement: Engagement, office: str, library: Library
) -> dict[str, Any]:
    """What the letter prints; see `packets.sheets.letter_page`."""
    found = template(library, engagement.template_id)
    consultation = engagement.consultation
    words = {
        "client": enquiry.name,
        "office": office,
        "scope": engagement.scope,
        "fee": fee_words(consultation),
        "signer": consultation.signed_by_label,
        "signed_as": consultation.signed_as,
    }
    return {
        "sender": [office],
        "date": engagement.drawn_up_date.strftime(LONG_DATE),
        "address": [enquiry.name],
        "subject": filled(str(found["subject"]), words),
        "about": [],
        "paragraphs": [filled(str(text), words) for text in found["paragraphs"]],
        "enclosed": [],
        "closing": "Agreed:",
        "signer": [
            f"{enquiry.name}, client          Date:",
            f"{consultation.signed_by_label}, {consultation.signed_as}, for {office}",
        ],
    }


def letter_pdf(enquiry: Enquiry, engagement: Engagement, office: str, library: Library) -> bytes:
    """The letter as a PDF."""
    return sheets.letter_page(letter(enquiry, engagement, office, library))
