"""One action of the case's table, through the one door; first its facts where it needs some."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import actions as case_actions
from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.registries import Deny
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import acting, frame


@frame.posted
@needs("cases.change")
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """The button of the case page: done at once, or the page that asks what it needs."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    frame.version_of(request)  # a form that cannot be read is refused before anything else
    action = acting.action_of(found, request.POST.get("action", ""))
    if acting.asks(action, Library.shipped(), clock.today()):
        return redirect("practice:ask", public_id, action.name)
    _perform(request, found, action, None)
    return redirect("practice:case", public_id)


@needs("cases.change")
def ask(request: HttpRequest, public_id: str, action_name: str) -> HttpResponse:
    """The facts an action needs, the dates that come out with their reasons, then the action."""
    access = request.access  # type: ignore[attr-defined]
    found, today = cases.get(access, public_id), clock.today()
    action = acting.action_of(found, action_name)
    if request.method != "POST":
        if refused := _refused(request, found, action):
            return refused
        return _page(request, found, acting.blank(access, found, action, today=today))
    asking = acting.typed(action, request.POST, today=today)
    if acting.ready(asking, request.POST) and _done(request, found, asking):
        return redirect("practice:case", public_id)
    return _page(request, found, asking)


def _refused(request: HttpRequest, case: Case, action: case_types.Action) -> HttpResponse | None:
    """Back to the case with the reason where the action cannot be carried out now."""
    access = request.access  # type: ignore[attr-defined]
    said = cases.answer(access, case, action, today=clock.today())
    if isinstance(said, Deny):
        messages.error(request, said.reason)
        return redirect("practice:case", case.public_id)
    return None


def _done(request: HttpRequest, case: Case, asking: acting.Asking) -> bool:
    """Whether it was carried out; otherwise the page says why not."""
    try:
        _perform(request, case, asking.action, asking.given)
    except NotAllowed as error:
        asking.problems.append(("", error.reason))
    except BadInput as error:
        asking.problems.append(("", str(error)))
    return not asking.problems


def _perform(
    request: HttpRequest, case: Case, action: case_types.Action, facts: dict | None
) -> None:
    case_actions.perform(
        case=case,
        action_name=action.name,
        access=request.access,  # type: ignore[attr-defined]
        today=clock.today(),
        idempotency_key=frame.once_of(request),
        version=frame.version_of(request),
        facts=facts,
    )
    kind = case_types.get(case.type_id)
    told = "The deadline is started. " if facts is not None else ""
    messages.success(request, f"{told}The case is at “{kind.stage_labels[case.stage]}” now.")


def _page(request: HttpRequest, case: Case, asking: acting.Asking) -> HttpResponse:
    context = frame.of_case(request, case, "case", asking.action.label)
    # The key of the first sending stays, so that a form sent twice happens once.
    context["once"] = frame.once_of(request) or context["once"]
    context |= {"asking": asking, "action": asking.action}
    context["version"] = request.POST.get("version") or case.version
    status = 422 if asking.problems else 200
    return render(request, "practice/act.html", context, status=status)
