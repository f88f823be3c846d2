"""What the pages of an answer show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from goldendoor.accounts import queries as accounts
from goldendoor.correspondence.reading import text as reading
from goldendoor.deadlines import queries as deadlines
from goldendoor.documents import actions as document_actions
from goldendoor.documents import queries as documents
from goldendoor.foundation import registries
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.pdf.errors import PdfError
from goldendoor.practice.bundles import queries as bundles
from goldendoor.practice.bundles import rules as bundle_rules
from goldendoor.practice.caseload import frame
from goldendoor.practice.responses import forms, kinds, packet, queries, rules
from goldendoor.practice.responses.models import Item, Response

PURPOSE = "answer"


def of_response(request: HttpRequest, response: Response, page: str = "") -> dict[str, Any]:
    """Context around every page of an answer."""
    access = request.access  # type: ignore[attr-defined]
    entry = kinds.get(Library.shipped(), response.kind)
    return {
        **frame.of_case(request, response.case, "letters", page or str(entry["label"])),
        "response": response,
        "entry": entry,
        "may_change": response.is_open
        and bool(registries.ask("cases.change", access, response.case)),
    }


def workspace(
    request: HttpRequest, response: Response, typed: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Items, progress, what is still wrong, the packets built."""
    access = request.access  # type: ignore[attr-defined]
    found = of_response(request, response)
    items = queries.items(access, response)
    standings, exhibits = queries.standings(items), packet.exhibits(items)
    missing = [] if response.notice else ["The notice itself is not attached."]
    papers = documents.of_case(access, response.case)
    return {
        **found,
        "items": items,
        "titles": {one.pk: rules.title(one.text) for one in items},
        "settled": rules.settled(standings),
        "by_state": _by_state(items),
        "not_yet": rules.why_not_send(standings, response.way),
        "missing": missing,
        "exhibits": list(zip(bundle_rules.letters(exhibits), exhibits, strict=True)),
        "bundles": bundles.about(access, PURPOSE, response.public_id),
        "limit": bundle_rules.limit(Library.shipped(), str(found["entry"]["size_limit"])),
        "sent": forms.Sent(initial={"sent_date": clock.today()}, papers=papers),
        "late": response.deadline is not None and response.deadline.working_date < clock.today(),
        "typed": "",
        "problems": [],
        **(typed or {}),
    }


def _by_state(items: list[Item]) -> list[tuple[str, str]]:
    """How many items are how far: (tone, words)."""
    counts = [(state, sum(one.state == state for one in items)) for state in Item.State]
    return [
        ("success" if state == Item.State.READY else "", f"{state.label}: {count}")
        for state, count in counts
        if count
    ]


def settings_form(request: HttpRequest, response: Response) -> forms.Frame:
    """The frame of the answer as a form."""
    access = request.access  # type: ignore[attr-defined]
    return forms.Frame(
        request.POST or None,
        initial=forms.Frame.initial_of(response),
        entry=kinds.get(Library.shipped(), response.kind),
        papers=documents.of_case(access, response.case),
        deadlines=deadlines.of_case(access, response.case),
    )


def item_form(request: HttpRequest, item: Item) -> forms.About:
    """An item as a form."""
    access = request.access  # type: ignore[attr-defined]
    bound = request.POST if "text" in request.POST else None
    initial = forms.About.initial_of(item)
    return forms.About(bound, initial=initial, colleagues=accounts.colleagues(access))


def of_item(request: HttpRequest, item: Item, form: forms.About) -> dict[str, Any]:
    """The page of an item."""
    access = request.access  # type: ignore[attr-defined]
    response = item.response
    rows = queries.items(access, response)
    place = next((n for n, one in enumerate(rows) if one.pk == item.pk), 0)
    checklist, papers = queries.to_attach(access, item)
    versions = queries.versions(access, item)
    return {
        **of_response(request, response, f"Request {item.position}"),
        "item": item,
        "form": form,
        "checklist": checklist,
        "papers": papers,
        "versions": versions,
        "number": versions[0].number if versions else 0,
        "before": rows[place - 1] if place else None,
        "after": rows[place + 1] if place + 1 < len(rows) else None,
        "count": len(rows),
    }


def read_notice(request: HttpRequest, response: Response) -> str:
    """What the notice asks for, from its text; reading it is recorded. Raises BadInput."""
    access = request.access  # type: ignore[attr-defined]
    if response.notice is None:
        raise BadInput("Attach the notice first, or paste what it asks for.")
    document_actions.record_reading(access=access, document=response.notice)
    with documents.content(response.notice) as file:
        data: bytes = file.read()
    try:
        found = reading.pages_of(data, response.notice.filename)
    except (PdfError, OSError, ValueError) as error:
        raise BadInput(
            f"The notice cannot be read here: {error} Paste what it asks for."
        ) from error
    text = "\n".join(one.text for one in found)
    listed = rules.asked_in(text)
    if not listed:
        raise BadInput("No words could be read on the notice. Paste or type what it asks for.")
    return listed
