"""Today, the list of cases, new cases, the page of a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as case_actions
from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.people import queries as people
from goldendoor.practice.caseload import actions, forms, frame, queries, rules
from goldendoor.practice.intake import queries as intake


@needs("cases.view")
def today(request: HttpRequest) -> HttpResponse:
    """What is due, what changed, what waits on others; `?day=` shows one day only."""
    access = request.access  # type: ignore[attr-defined]
    day = clock.today()
    items = queries.due_items(access, today=day)
    chosen = request.GET.get("day", "")
    context = {
        "weeks": queries.six_weeks(items, today=day),
        "chosen": chosen,
        "due_items": [one for one in items if not chosen or one.day.isoformat() == chosen],
        "changes": queries.changed_since(access, request.session.get(frame.SEEN, {})),
        "questions": intake.waiting_for_client(access),
        "evidence": queries.asked_evidence(access),
        "receipts": queries.receipts_awaited(access),
        "empty": not cases.list_page(access, size=1).rows,
    }
    return render(request, "practice/today.html", context)


@needs("cases.view")
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases by keyset, last changed first, with filters as chips."""
    access = request.access  # type: ignore[attr-defined]
    found = {key: request.GET.get(key, "") for key in ("stage", "type_id", "assigned_to")}
    if found["assigned_to"] == "me":
        found["assigned_to"] = str(access.user_id)
    # POST keeps a name out of the address.
    searched = request.POST.get("q", "").strip()
    filters: dict[str, Any] = {**found, "search": searched}
    page = cases.list_page(access, filters, request.GET.get("after"))
    for case in page.rows:
        case.next_action = queries.next_action(case, access)
        case.kind = case_types.get(case.type_id)
        case.stage_label = case.kind.stage_labels.get(case.stage, case.stage)
    context = {
        "page": page,
        "q": searched,
        "found": {key: value for key, value in found.items() if value},
        "counts": cases.counts_by_stage(access),
        "stages": case_types.get("practice.general").stage_labels,
        "types": case_types.offered(),
        "mine": str(access.user_id),
    }
    more = bool(getattr(request, "htmx", False)) and request.GET.get("after")
    return render(request, "practice/cases.html#rows" if more else "practice/cases.html", context)


@needs("cases.open")
def new_case(request: HttpRequest) -> HttpResponse:
    """First the type, then people, title and day; one POST opens the case."""
    access = request.access  # type: ignore[attr-defined]
    type_id = request.POST.get("type") or request.GET.get("type", "")
    if type_id not in {kind.id for kind in case_types.offered()}:
        return render(request, "practice/new_case_type.html", {"types": case_types.offered()})
    kind = case_types.get(type_id)
    roles = kind.rest.get("roles") or {"applicant": "Applicant"}
    problem = ""
    if request.method == "POST":
        wanted = forms.new_case(request.POST, list(roles), lambda one: people.get(access, one))
        try:
            case = actions.open_case(access=access, wanted=wanted)
        except BadInput as error:
            problem = str(error)
        else:
            messages.success(request, f"{case.number} is open.")
            return redirect("practice:questions", case.public_id)
    context = _new_case_context(request, kind, roles, problem)
    return render(request, "practice/new_case.html", context, status=400 if problem else 200)


def _new_case_context(
    request: HttpRequest, kind: case_types.CaseType, roles: dict[str, str], problem: str
) -> dict[str, Any]:
    suggested = kind.rest.get("filings") or []
    post = request.POST
    return {
        "kind": kind,
        "roles": [
            {
                "name": role,
                "label": label,
                "typed": {part: post.get(f"{role}-{part}", "") for part in
                          ("family", "given", "middle", "person", "person-label")},
            }
            for role, label in roles.items()
        ],
        "ties": rules.TIES if {"petitioner", "beneficiary"} <= set(roles) else (),
        "suggested": [{**row, "key": rules.form_key(row)} for row in suggested],
        "pickable": _pickable() if not suggested else [],
        "problem": problem,
        "typed": post,
        "picked": post.getlist("forms"),
    }  # fmt: skip


def _pickable() -> list[dict[str, str]]:
    """Every form of the library, then every blank on this computer that the library lacks."""
    library = Library.shipped()
    rows = []
    for form_id in library.form_ids():
        entry = library.form(form_id)
        title = (entry.get("title") or {}).get("en", "")
        rows.append({"form": str(entry["form"]), "title": str(title), "map": ""})
    known = {row["form"].upper() for row in rows}
    for blank in blanks.find().all():
        if blank.form.upper() not in known and not blank.altered:
            known.add(blank.form.upper())
            rows.append({"form": blank.form, "title": blank.title, "map": "drafted"})
    return rows


@needs("people.view")
def person_hits(request: HttpRequest) -> HttpResponse:
    """People of the office for a role of a new case, as one types their name."""
    access = request.access  # type: ignore[attr-defined]
    role = request.POST.get("role", "")
    text = request.POST.get(f"{role}-search", "").strip()
    found = people.search(access, text, limit=8) if text else []
    return render(
        request, "practice/person_hits.html", {"people": found, "text": text, "role": role}
    )


@needs("cases.view")
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of a case."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    asked = intake.Intake(access, found)
    states = queries.form_states(access, found, asked.data)
    for place, state in enumerate(states):
        state.settled, state.asked = asked.progress_of(place)
    offers = cases.offers(access, found, today=clock.today())
    persons = [
        (party, asked.file.person(party.person.file_id or party.person.public_id, missing_ok=True))
        for party in cases.parties(access, found)
    ]
    context = {
        **frame.of_case(request, found, "case"),
        "offers": sorted(offers, key=lambda one: not (one.answer and one.action.primary)),
        "persons": persons,
        "states": states,
        "owners": {one.id: one for one in asked.owners},
        "total": (asked.settled_count, asked.asked_count),
        "evidence": documents.received_count(access, found),
        "notes": cases.notes(access, found).rows[:20],
        "tasks": cases.tasks_to_do(access, case=found),
        "mailed": [one.filing for one in states if one.filing.mailed_date],
        "pickable": _pickable(),
    }
    return render(request, "practice/case.html", context)


@needs("cases.view")
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who changed what when, for the side panel."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    steps = queries.history(access, found)
    template = "practice/history.html#steps" if getattr(request, "htmx", False) else None
    context = {"steps": steps, **frame.of_case(request, found, "case")}
    return render(request, template or "practice/history.html", context)


@needs("cases.change")
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """One action of the case's table, through the one door."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    case_actions.perform(
        case=found,
        action_name=request.POST.get("action", ""),
        access=access,
        today=clock.today(),
        idempotency_key=request.POST.get("once") or None,
        version=int(request.POST.get("version") or 0) or None,
    )
    kind = case_types.get(found.type_id)
    messages.success(request, f"The case is at “{kind.stage_labels[found.stage]}” now.")
    return redirect("practice:case", public_id)


@needs("cases.change")
def settings(request: HttpRequest, public_id: str) -> HttpResponse:
    """Title, day of filing, who works on it."""
    access = request.access  # type: ignore[attr-defined]
    found: Case = cases.get(access, public_id)
    colleagues = accounts.colleagues(access)
    first = {
        "title": found.title,
        "filing_date": found.filing_date,
        "assigned_to": str(found.assigned_to_id or ""),
    }
    form = forms.CaseSettings(request.POST or None, initial=first, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        changes = dict(form.cleaned_data)
        chosen = [one for one in colleagues if str(one.pk) == changes["assigned_to"]]
        changes["assigned_to"] = chosen[0] if chosen else None
        version = int(request.POST.get("version") or 0) or None
        case_actions.change_case(access=access, case=found, changes=changes, version=version)
        messages.success(request, "Saved.")
        return redirect("practice:case", public_id)
    context = {**frame.of_case(request, found, "case"), "form": form}
    return render(request, "practice/case_settings.html", context)


@needs("cases.change")
def add_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """A note for colleagues."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    case_actions.add_note(access=access, case=found, text=request.POST.get("text", ""))
    return redirect(reverse("practice:case", args=[public_id]) + "#notes")


@needs("cases.change")
def finish_task(request: HttpRequest, public_id: str, task_id: str) -> HttpResponse:
    """Tick a task off."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    task = cases.tasks_to_do(access, case=found).filter(public_id=task_id).first()
    if task is None:
        raise Http404
    case_actions.finish_task(access=access, task=task)
    messages.success(request, f"Done: {task.title}")
    return redirect(request.POST.get("back") or reverse("practice:case", args=[public_id]))


@needs("cases.change")
def add_form(request: HttpRequest, public_id: str) -> HttpResponse:
    """One more form for a person of the case."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    parties = cases.parties(access, found)
    chosen = [one.person for one in parties if one.person.public_id == request.POST.get("person")]
    actions.add_form(
        access=access,
        case=found,
        form=request.POST.get("form", ""),
        role="",
        persons={one.role: one.person for one in parties},
        person=chosen[0] if chosen else None,
    )
    return redirect(reverse("practice:case", args=[public_id]) + "#forms")


@needs("cases.change")
def remove_form(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """Take a form out of the case; the answers stay."""
    access = request.access  # type: ignore[attr-defined]
    filing = cases.filing(access, filing_id)
    case_actions.remove_filing(access=access, filing=filing)
    messages.success(request, "The form is out; its answers stay with the people.")
    return redirect(reverse("practice:case", args=[public_id]) + "#forms")


@needs("cases.change")
def check_edition(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """“I checked the agency's page today.”"""
    access = request.access  # type: ignore[attr-defined]
    filing = cases.filing(access, filing_id)
    actions.check_edition(
        access=access,
        filing=filing,
        edition=request.POST.get("edition", ""),
        note=request.POST.get("note", ""),
        payment="payment" in request.POST,
        today=clock.today(),
    )
    messages.success(request, "Your check is recorded with today's date and your name.")
    return redirect(request.POST.get("back") or reverse("practice:case", args=[public_id]))


@needs("cases.change")
def mailing(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mailing record: courier, tracking, days, receipt; one envelope for the chosen forms."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    filings = cases.filings(access, found)
    first = next((one for one in filings if one.mailed_date), None)
    initial = {name: getattr(first, name) for name in forms.Mailing.base_fields} if first else {}
    form = forms.Mailing(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = set(request.POST.getlist("filings"))
        mine = [one for one in filings if one.public_id in chosen]
        actions.record_mailing(access=access, case=found, filings=mine, changes=form.cleaned_data)
        messages.success(request, "The mailing is recorded.")
        return redirect(reverse("practice:case", args=[public_id]) + "#mailing")
    context = {**frame.of_case(request, found, "packet"), "form": form, "filings": filings}
    return render(request, "practice/mailing.html", context)
