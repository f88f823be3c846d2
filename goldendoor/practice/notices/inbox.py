"""The lists of notices, taking files in, and keeping what was typed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import actions, jobs, queries, rules, silence, status_queries
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.notices import alarms

State = IncomingNotice.State
CLOSED = (State.CONFIRMED.value, State.SET_ASIDE.value)


def of_request(request: HttpRequest) -> dict[str, Any]:
    """Context of the inbox."""
    access = request.access  # type: ignore[attr-defined]
    state = request.GET.get("state", "")
    state = state if state in CLOSED else ""
    page = queries.listed(access, state=state, after=request.GET.get("after"))
    shown = rows(page.rows)
    return {
        "page": page,
        "rows": shown,
        "state": state,
        "reading": any(one["notice"].state == State.UNREAD for one in shown),
        **_alarms(access),
    }


def _alarms(access: Access) -> dict[str, Any]:
    today, library = clock.today(), Library.shipped()
    return {
        "overdue": alarms.overdue_receipts(access, today=today, library=library),
        "silent": alarms.silent(access, today=today, library=library),
        "asking": status_queries.latest_day(access),
    }


def rows(notices: list[IncomingNotice]) -> list[dict[str, Any]]:
    """Each notice with its label and what stands out, for a list."""
    kinds = rules.kinds(Library.shipped())
    found = []
    for one in notices:
        kind = kinds.get(one.kind, {})
        values = rules.plain(one.reading, kind) if one.reading else {}
        label = kind.get("label") or ("Not recognized" if one.reading else one.document.title)
        found.append(
            {
                "notice": one,
                "label": label,
                "values": values,
                "doubts": len((one.reading or {}).get("doubts") or []),
            }
        )
    return found


def take_in(request: HttpRequest) -> str:
    """Every file of the request; the id of the case they were dropped at, if any.

    Raises BadInput naming the first that cannot be taken.
    """
    access = request.access  # type: ignore[attr-defined]
    files = request.FILES.getlist("file")
    if not files:
        raise BadInput("No file arrived. If it was cut off on its way, send it again.")
    wanted = request.POST.get("case", "")
    case = cases.get(access, wanted) if wanted else None
    declared = request.POST.get("declared_size", "")
    for file in files:
        notice = actions.take_in(
            access=access,
            file=file,  # type: ignore[arg-type]
            filename=file.name or "notice",
            today=clock.today(),
            case=case,
            declared_size=int(declared) if declared.isdecimal() and len(files) == 1 else None,
        )
        if notice.state == State.UNREAD:
            jobs.read_notice.enqueue(access.user_id, access.organisation_id, notice.public_id)
        elif not request.headers.get("HX-Request"):
            _tell_known(request, notice)
    return wanted


def _tell_known(request: HttpRequest, notice: IncomingNotice) -> None:
    address = reverse("practice:notice", args=[notice.public_id])
    messages.info(
        request,
        format_html('This file is here already: <a href="{}">open its notice</a>.', address),
    )


def correct(request: HttpRequest, notice: IncomingNotice) -> tuple[IncomingNotice, dict[str, str]]:
    """Keep what was typed on the page; values that make no sense come back."""
    typed = {key[2:]: value for key, value in request.POST.items() if key.startswith("v-")}
    return actions.correct_reading(
        access=request.access,  # type: ignore[attr-defined]
        notice=notice,
        kind=request.POST.get("kind", notice.kind),
        typed={name: str(value) for name, value in typed.items()},
        library=Library.shipped(),
        version=frame.version_of(request),
    )


def of_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Context of the notices of a case."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = queries.of_case(access, case)
    today, library = clock.today(), Library.shipped()
    return {
        "rows": rows(found),
        "reading": any(one.state == State.UNREAD for one in found),
        "overdue": alarms.overdue_receipts(access, today=today, library=library, case=case),
        "silent": alarms.silent(access, today=today, library=library, case=case),
        "receipts": receipts(access, case),
        "service_is_set": settings.CASE_STATUS.is_set,
    }


def receipts(access: Access, case: Case) -> list[dict[str, Any]]:
    """Every form with a receipt number, and what the agency last said of it."""
    said = {one.filing_id: one for one in status_queries.of_case(access, case)}
    return [
        {"filing": one, "status": said.get(one.pk), "form": silence.form_name(one.form_id)}
        for one in cases.filings(access, case)
        if one.receipt_number
    ]


def paste(access: Access, filing: Filing, text: str) -> None:
    """Keep what a person copied from the agency's page. Raises BadInput."""
    actions.record_pasted(
        access=access, filing=filing, text=text, now=clock.now(), library=Library.shipped()
    )
