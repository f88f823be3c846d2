"""Today, the list of cases, new cases, the page of a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as case_actions
from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock, opaque
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.people import queries as people
from goldendoor.practice.caseload import actions, forms, frame, overview, queries, rules, timeline
from goldendoor.practice.caseload import today as today_page
from goldendoor.practice.caseload.rows import Rows

WHOSE = "today_whose"


@needs("cases.view")
def today(request: HttpRequest) -> HttpResponse:
    """What is due, what changed, what waits on others; `?day=` shows one day, `?whose=` whose."""
    access = request.access  # type: ignore[attr-defined]
    if request.GET.get("whose") in ("mine", "all"):
        request.session[WHOSE] = request.GET["whose"]
    whose = request.session.get(WHOSE)
    shown = today_page.of_today(
        access,
        today=clock.today(),
        seen=request.session.get(frame.SEEN, {}),
        chosen=today_page.day_of(request.GET.get("day", "")),
        mine=None if whose is None else whose == "mine",
    )
    return render(request, "practice/today.html", shown)


@needs("cases.open")
def new_case(request: HttpRequest) -> HttpResponse:
    """First the type, then people, title and day; one POST opens the case."""
    access = request.access  # type: ignore[attr-defined]
    type_id = request.POST.get("type") or request.GET.get("type", "")
    if type_id not in {kind.id for kind in case_types.offered()}:
        return render(request, "practice/new_case_type.html", {"types": case_types.offered()})
    kind = case_types.get(type_id)
    roles = kind.rest.get("roles") or {"applicant": "Applicant"}
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        wanted, problems = forms.new_case(
            request.POST, list(roles), lambda one: people.get(access, one),
            picks=not kind.rest.get("filings"),
        )  # fmt: skip
        if not problems:
            case = actions.open_case(access=access, wanted=wanted, once=frame.once_of(request))
            messages.success(request, f"{case.number} is open.")
            return redirect("practice:questions", case.public_id)
    context = _new_case_context(request, kind, roles, problems)
    return render(request, "practice/new_case.html", context, status=400 if problems else 200)


def _new_case_context(
    request: HttpRequest, kind: case_types.CaseType, roles: dict[str, str], problems: Any
) -> dict[str, Any]:
    suggested = kind.rest.get("filings") or []
    post = request.POST
    wrong = dict(problems)
    return {
        "kind": kind,
        "roles": [
            {
                "name": role,
                "label": label,
                "known": _known_person(request, post.get(f"{role}-person", "")),
                "parts": [
                    (f"{role}-{part}", text, post.get(f"{role}-{part}", ""),
                     wrong.get(f"{role}-{part}", ""))
                    for part, text in forms.NAMED
                ],
            }
            for role, label in roles.items()
        ],
        "ties": rules.TIES if {"petitioner", "beneficiary"} <= set(roles) else (),
        "suggested": [{**row, "key": rules.form_key(row)} for row in suggested],
        "pickable": _pickable() if not suggested else [],
        "problems": problems,
        "wrong": wrong,
        "typed": post,
        "picked": post.getlist("forms"),
        "once": post.get("once") or opaque.new_id(),
    }  # fmt: skip


def _known_person(request: HttpRequest, public_id: str) -> Any:
    """The person chosen for a role, to be shown chosen again."""
    access = request.access  # type: ignore[attr-defined]
    return people.get(access, public_id) if public_id else None


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


@frame.posted
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


@needs("public")
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look beside a PDF or a picture, which have no page to tell them."""
    return redirect(static("goldendoor/logo.svg"))


@needs("cases.view")
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of a case."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    rows = Rows(access, found)
    context = {
        **frame.of_case(request, found, "case", rows=rows),
        **overview.of_case(access, found, rows),
        "pickable": _pickable(),
    }
    return render(request, "practice/case.html", context)


@needs("cases.view")
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who changed what when, for the side panel."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    after = request.GET.get("after")
    context = {
        "page": queries.history(access, found, after=after),
        **frame.of_case(request, found, "case", "History"),
    }
    part = ("#entries" if after else "#steps") if getattr(request, "htmx", False) else ""
    return render(request, f"practice/history.html{part}", context)


@needs("cases.view")
def time_line(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that happened, of one kind or all; the picture and the newest for the overview."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    part = request.GET.get("part", "") if getattr(request, "htmx", False) else ""
    if part == "picture":
        shown = timeline.picture(access, found, today=clock.today())
        return render(request, "practice/timeline.html#picture", {"case": found, **shown})
    after, kind = request.GET.get("after"), request.GET.get("kind", "")
    shown = timeline.entries(access, found, short=part == "short", after=after, kind=kind)
    if part in ("short", "lines"):
        return render(request, f"practice/timeline.html#{part}", {"case": found, **shown})
    context = {**frame.of_case(request, found, "case", "Time line", counted=False), **shown}
    return render(request, "practice/timeline.html", context)


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
        version = frame.version_of(request)
        case_actions.change_case(access=access, case=found, changes=changes, version=version)
        messages.success(request, "Saved.")
        return redirect("practice:case", public_id)
    context = {**frame.of_case(request, found, "case", "Settings"), "form": form}
    status = frame.status_of(form)
    return render(request, "practice/case_settings.html", context, status=status)


@frame.posted
@needs("cases.change")
def finish_task(request: HttpRequest, public_id: str, task_id: str) -> HttpResponse:
    """Tick a task off."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    task = cases.tasks_to_do(access, case=found).filter(public_id=task_id).first()
    if task is None:
        raise Http404
    try:
        case_actions.finish_task(access=access, task=task)
        messages.success(request, f"Done: {task.title}")
    except NotAllowed as error:
        messages.error(request, error.reason)
    return redirect(frame.back_of(request, reverse("practice:case", args=[public_id])))


@frame.posted
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


@frame.posted
@needs("cases.change")
def remove_form(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """Take a form out of the case; the answers stay."""
    access = request.access  # type: ignore[attr-defined]
    filing = cases.filing(access, filing_id)
    case_actions.remove_filing(access=access, filing=filing)
    messages.success(request, "The form is out; its answers stay with the people.")
    return redirect(reverse("practice:case", args=[public_id]) + "#forms")


@frame.posted
@needs("cases.change")
def check_edition(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """“I checked the agency's page today.”"""
    access = request.access  # type: ignore[attr-defined]
    filing = cases.filing(access, filing_id)
    copies = actions.check_edition(
        access=access,
        filing=filing,
        edition=request.POST.get("edition", ""),
        note=request.POST.get("note", ""),
        payment="payment" in request.POST,
        today=clock.today(),
    )
    told = "Your check is recorded with today's date and your name"
    messages.success(request, f"{told}{f' for {len(copies)} forms' * (len(copies) > 1)}.")
    return redirect(frame.back_of(request, reverse("practice:case", args=[public_id])))


@needs("cases.change")
def mailing(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mailing record: courier, tracking, days, receipt; one envelope for the chosen forms."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    filings = cases.filings(access, found)
    first = next((one for one in filings if one.mailed_date), None)
    fields = [name for name in forms.Mailing.base_fields if name != "filings"]
    initial = {name: getattr(first, name) for name in fields} if first else {}
    form = forms.Mailing(request.POST or None, initial=initial, filings=filings)
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data.pop("filings"))
        mine = [one for one in filings if one.public_id in chosen]
        actions.record_mailing(access=access, case=found, filings=mine, changes=form.cleaned_data)
        messages.success(request, "The mailing is recorded.")
        return redirect(reverse("practice:case", args=[public_id]) + "#mailing")
    context = {
        **frame.of_case(request, found, "packet", "Mailing"),
        "form": form,
        "filings": filings,
        "chosen": request.POST.getlist("filings") or [one.public_id for one in filings],
    }
    status = frame.status_of(form)
    return render(request, "practice/mailing.html", context, status=status)
