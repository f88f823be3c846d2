"""The recipe of an answer: the notice on top, the letter, the index, the exhibits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import letters
from goldendoor.packets.pieces import exhibit_label
from goldendoor.practice.bundles.rules import Exhibit, Page, Recipe
from goldendoor.practice.responses import kinds, queries, rules
from goldendoor.practice.responses.models import Enclosure, Item, Response


def recipe(
    access: Access,
    response: Response,
    *,
    library: Library,
    today: datetime.date,
    draft: bool,
) -> Recipe:
    """What the packet of the answer is built from."""
    entry = kinds.get(library, response.kind)
    items = queries.items(access, response)
    found = exhibits(items)
    letter = _letter(access, response, entry, items, found, today)
    on_top: tuple[tuple[str, str], ...] = ()
    if response.notice is not None:
        on_top = ((response.notice.public_id, f"The original notice ({entry['short']})"),)
    return Recipe(
        title=str(entry["label"]),
        limit=str(entry["size_limit"]),
        on_top=on_top,
        front=(Page("answer", "Answer to the agency", letter),),
        exhibits=tuple(found),
        draft=draft,
    )


def exhibits(items: Sequence[Item]) -> list[Exhibit]:
    """Each paper once, in the order in which the items first name it."""
    found: dict[tuple[tuple[str, str], ...], Exhibit] = {}
    for item in items:
        for one in item.papers:
            documents = tuple(one.documents)
            if documents and documents not in found:
                found[documents] = Exhibit(_title(one), documents)
    return list(found.values())


def _title(one: Enclosure) -> str:
    return one.documents[0][1] if one.document_id else str(one.evidence)


def _letter(
    access: Access,
    response: Response,
    entry: kinds.Entry,
    items: Sequence[Item],
    found: Sequence[Exhibit],
    today: datetime.date,
) -> dict[str, Any]:
    file = CaseFile(exchange.case_file(access, response.case))
    helper = file.data.get("representative") or file.data.get("preparer") or {}
    names = _names(access, response, file)
    opening = rules.paragraphs(response.opening) or list(entry["opening"])
    closing = rules.paragraphs(response.closing) or [str(entry["closing"][response.way])]
    labels = {one.documents: exhibit_label(n) for n, one in enumerate(found)}
    address = [one.strip() for one in response.address.split("\n") if one.strip()]
    sender = letters.sender_lines(file, helper)
    return {
        "sender": sender if sender != [""] else [access.organisation_label],
        "date": today.strftime(letters.LONG_DATE),
        "address": address or list(letters.AGENCY),
        "subject": _filled(str(entry["subject"]), names),
        "about": letters.about_lines(file),
        "opening": [_filled(one, names) for one in opening],
        "items": [_item(one, labels) for one in items],
        "closing": closing,
        "signer": [str(helper.get("organisation") or access.organisation_label)],
    }


def _item(item: Item, labels: Mapping[tuple[tuple[str, str], ...], str]) -> dict[str, Any]:
    listed = [
        f"Exhibit {labels[tuple(one.documents)]}: {_title(one)}"
        for one in item.papers
        if one.documents
    ]
    answer = rules.paragraphs(item.answer)
    if not answer and listed:
        answer = ["Please find enclosed what is listed below."]
    return {
        "title": f"Request {item.position}",
        "quoted": rules.paragraphs(item.text),
        "answer": answer,
        "exhibits": listed,
    }


def _names(access: Access, response: Response, file: CaseFile) -> dict[str, str]:
    parties = cases.parties(access, response.case)
    client = letters.about_lines(file)
    receipts = [
        one.receipt_number for one in cases.filings(access, response.case) if one.receipt_number
    ]
    name = client[0].split(", A")[0] if client else str(parties[0].person) if parties else ""
    receipt = ", ".join(dict.fromkeys(receipts))
    return {
        "client": name or "our client",
        "receipts": f"receipt number {receipt}" if receipt else response.case.number,
    }


def _filled(text: str, names: Mapping[str, str]) -> str:
    for key, value in names.items():
        text = text.replace("{" + key + "}", value)
    return text
