"""The recipe of a court filing: cover page, index, papers behind tabs, certificate of service."""

from __future__ import annotations

import datetime
from typing import Any

from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import letters
from goldendoor.practice.bundles.rules import Exhibit, Page, Recipe
from goldendoor.practice.court_filings import queries, rules
from goldendoor.practice.court_filings.models import CourtFiling

LIMIT = "us.eoir-ecas"
BLANK = "(not yet known)"


def recipe(access: Access, filing: CourtFiling, *, draft: bool) -> Recipe:
    """What the filing is built from."""
    people = [
        {"name": one.name, "number": one.number or BLANK}
        for one in queries.respondents(access, filing.case)
    ]
    exhibits = [
        Exhibit(one.document.title, ((one.document.public_id, one.document.title),))
        for one in queries.papers(access, filing)
    ]
    return Recipe(
        title=filing.title,
        limit=LIMIT,
        front=(Page("court_cover", filing.title, _cover(access, filing, people)),),
        index_title="Index",
        exhibits=tuple(exhibits),
        back=(Page("service", "Certificate of service", _service(filing, people)),),
        draft=draft,
    )


def _cover(access: Access, filing: CourtFiling, people: list[dict[str, str]]) -> dict[str, Any]:
    file = CaseFile(exchange.case_file(access, filing.case))
    helper = file.data.get("representative") or file.data.get("preparer") or {}
    sender = letters.sender_lines(file, helper) if helper else [access.organisation_label]
    return {
        "sender": sender,
        "custody": filing.get_custody_display(),
        "court": filing.court,
        "place": filing.place or BLANK,
        "respondents": people,
        "proceedings": filing.proceedings,
        "judge": filing.judge,
        "hearing": filing.next_hearing,
        "filing": filing.title,
        "note": filing.note,
    }


def _service(filing: CourtFiling, people: list[dict[str, str]]) -> dict[str, Any]:
    by_ecas = filing.means == rules.ECAS
    address = [one.strip() for one in filing.served_address.split("\n") if one.strip()]
    return {
        "respondents": people,
        "day": _day(filing.served_date),
        "server": filing.served_by or BLANK,
        "filing": filing.title,
        "recipient": filing.served_on or BLANK,
        "address": address,
        "means": rules.means_words(filing.means),
        "by_ecas": by_ecas,
        "words": [rules.NO_SEPARATE_SERVICE] if by_ecas else [],
    }


def _day(day: datetime.date | None) -> str:
    return day.strftime(letters.LONG_DATE) if day else BLANK
