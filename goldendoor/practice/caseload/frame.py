"""What every page of a case shows around its content: title, stage, tabs."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents
from goldendoor.foundation.web import View
from goldendoor.kernel import opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload.rows import Rows

TABS = (
    ("case", "Overview", "practice:case"),
    ("questions", "Questions", "practice:questions"),
    ("forms", "Forms", "practice:forms"),
    ("evidence", "Evidence", "practice:evidence"),
    ("deadlines", "Deadlines", "practice:deadlines"),
    ("packet", "Packet", "practice:packet"),
    ("notices", "Notices", "practice:case_notices"),
    ("hearings", "Interviews", "practice:case_hearings"),
    ("letters", "Letters", "practice:case_letters"),
    ("money", "Money", "practice:case_money"),
)
SEEN = "cases_seen"


def of_case(
    request: HttpRequest,
    case: Case,
    here: str,
    page: str = "",
    rows: Rows | None = None,
    *,
    counted: bool = True,
) -> dict[str, Any]:
    """Context of a page of the case; remembers that this person looked at it.

    `page` names a page within a tab; `rows` are those of the case if they were read already.
    `once` goes into the forms of the page, so that a form sent twice happens once. `counted` False
    leaves out how many there are of each, where a page reads much else.
    """
    access = request.access  # type: ignore[attr-defined]
    _look(request, case)
    kind = case_types.get(case.type_id)
    return {
        "case": case,
        "kind": kind,
        "is_filed": "filed" in kind.stages and not kind.is_before_filing(case.stage),
        "stage_label": kind.stage_labels.get(case.stage, case.stage),
        "holds": cases.holds(access, case) if case.is_held else [],
        "flags": cases.flags(access, case),
        "flag_kinds": case_types.flag_kinds(),
        "tabs": _tabs(case, here, _counts(rows or Rows(access, case)) if counted else {}),
        "tab_label": page or next(label for key, label, _ in TABS if key == here),
        "once": opaque.new_id(),
    }


def _counts(rows: Rows) -> dict[str, Any]:
    """What stands beside the name of a tab."""
    counts: dict[str, Any] = {"forms": len(rows.filings)}
    if rows.deadlines:
        counts["deadlines"] = len(rows.deadlines)
    settled, asked = documents.settled_of(rows.checklist)
    if asked:
        counts["evidence"] = f"{settled}/{asked}"
    return counts


def _tabs(case: Case, here: str, counts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "address": reverse(name, args=[case.public_id]),
            "here": key == here,
            "count": counts.get(key),
        }
        for key, label, name in TABS
    ]


def _look(request: HttpRequest, case: Case) -> None:
    """Kept in the session only: what changed since is shown on Today."""
    seen = dict(request.session.get(SEEN, {}))
    stamp = case.updated_at.isoformat()
    if seen.get(case.public_id) != stamp:
        seen[case.public_id] = stamp
        # The newest hundred are enough to tell what is new.
        request.session[SEEN] = dict(list(seen.items())[-100:])


def posted(view: View) -> View:
    """For views that only change something: an address opened by itself changes nothing.

    One comes here by signing in again after a form was sent, or by “Back”.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        messages.info(request, "Nothing was changed. Press the button on the page once more.")
        case = kwargs.get("public_id")
        return redirect("practice:case", case) if case else redirect("practice:today")

    return checked


def number(text: str | None, what: str = "The number in this form") -> int:
    """A whole number of a form; 0 for none. Raises BadInput for what is none."""
    text = (text or "").strip()
    if not text:
        return 0
    if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 12):
        raise BadInput(f"{what} is not readable. Open the page again and repeat the change.")
    return int(text)


def version_of(request: HttpRequest) -> int | None:
    """The version a form was opened with; None where it carries none."""
    return number(request.POST.get("version")) or None


def once_of(request: HttpRequest) -> str | None:
    """The key by which a form sent twice is known."""
    return request.POST.get("once", "")[:64] or None


def back_of(request: HttpRequest, otherwise: str) -> str:
    """The page of ours a form came from."""
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours and back.startswith("/") else otherwise


def status_of(form: forms.BaseForm) -> int:
    """422 for a form that comes back with something to put right."""
    return 422 if form.is_bound and form.errors else 200
