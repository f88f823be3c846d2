"""Court filings of a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation import registries
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.packets.pieces import exhibit_label
from goldendoor.practice.bundles import actions as bundles
from goldendoor.practice.bundles import jobs
from goldendoor.practice.bundles import queries as bundle_queries
from goldendoor.practice.bundles import rules as bundle_rules
from goldendoor.practice.caseload import frame
from goldendoor.practice.court_filings import actions, forms, queries, recipe
from goldendoor.practice.court_filings.models import CourtFiling

PURPOSE = "court"
STEPS = {"up": -1, "down": 1}


def _context(request: HttpRequest, found: CourtFiling, **more: Any) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    papers = queries.papers(access, found)
    missing = queries.missing(access, found, papers)
    tabs = [exhibit_label(place) for place in range(len(papers))]
    may = found.is_open and bool(registries.ask("cases.change", access, found.case))
    return {
        **frame.of_case(request, found.case, "letters", "Court filing"),
        "filing": found,
        "papers": list(zip(tabs, papers, strict=True)),
        "others": queries.to_attach(access, found),
        "missing": missing,
        "not_yet": "Something is missing; see “Before it is filed”." if missing else "",
        "respondents": queries.respondents(access, found.case),
        "bundles": bundle_queries.about(access, PURPOSE, found.public_id),
        "limit": bundle_rules.limit(Library.shipped(), recipe.LIMIT),
        "may_change": may,
        "filed": forms.Filed(initial={"filed_date": clock.today()}),
        **more,
    }


@needs("cases.change")
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name and hearing of a new filing."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    hearings = queries.hearings_of(access, case)
    first = {"hearing": hearings[0].public_id if hearings else ""}
    form = forms.Begin(request.POST or None, hearings=hearings, initial=first)
    if request.method == "POST" and form.is_valid():
        by_id = {one.public_id: one for one in hearings}
        made = actions.begin(
            access=access, case=case, title=form.cleaned_data["title"],
            hearing=by_id.get(form.cleaned_data["hearing"]), once=frame.once_of(request),
        )  # fmt: skip
        return redirect("practice:court_filing", made.public_id)
    context = {**frame.of_case(request, case, "letters", "New court filing"), "form": form}
    status = frame.status_of(form)
    return render(request, "practice/court_filings/begin.html", context, status=status)


@needs("cases.view")
def filing(request: HttpRequest, filing_id: str) -> HttpResponse:
    """The filing: what is missing, its papers, what was built."""
    found = queries.get(request.access, filing_id)  # type: ignore[attr-defined]
    return render(request, "practice/court_filings/filing.html", _context(request, found))


@needs("cases.change")
def cover(request: HttpRequest, filing_id: str) -> HttpResponse:
    """Cover page and certificate of service."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, filing_id)
    form = forms.Cover(request.POST or None, initial=forms.Cover.initial_of(found))
    if request.method == "POST" and form.is_valid():
        version = frame.version_of(request)
        actions.change_filing(
            access=access, filing=found, changes=form.cleaned_data, version=version
        )
        messages.success(request, "Saved.")
        return redirect("practice:court_filing", filing_id)
    context = _context(request, found, form=form)
    status = frame.status_of(form)
    return render(request, "practice/court_filings/cover.html", context, status=status)


@frame.posted
@needs("cases.change")
def papers(request: HttpRequest, filing_id: str, verb: str) -> HttpResponse:
    """Attach, detach, move."""
    access = request.access  # type: ignore[attr-defined]
    found, post = queries.get(access, filing_id), request.POST
    if verb == "attach":
        wanted = set(post.getlist("what"))
        chosen = [one for one in queries.to_attach(access, found) if one.public_id in wanted]
        actions.attach(access=access, filing=found, documents=chosen)
        return redirect("practice:court_filing", filing_id)
    rows = [one for one in queries.papers(access, found) if one.public_id == post.get("paper")]
    if not rows or verb not in {*STEPS, "detach"}:
        raise BadInput("This paper is no longer attached. Open the page again.")
    if verb == "detach":
        actions.detach(access=access, paper=rows[0])
    else:
        actions.move(access=access, paper=rows[0], by=STEPS[verb])
    return redirect("practice:court_filing", filing_id)


@frame.posted
@needs("cases.change")
def build(request: HttpRequest, filing_id: str) -> HttpResponse:
    """Ask for the papers; a draft may lack something."""
    access = request.access  # type: ignore[attr-defined]
    found, draft = queries.get(access, filing_id), "draft" in request.POST
    missing = queries.missing(access, found, queries.papers(access, found))
    if missing and not draft:
        raise BadInput(" ".join(missing))
    asked = bundles.ask(
        access=access, case=found.case, purpose=PURPOSE, about=found.public_id,
        recipe=recipe.recipe(access, found, draft=draft), once=frame.once_of(request),
    )  # fmt: skip
    jobs.build_bundle.enqueue(access.user_id, access.organisation_id, asked.public_id)
    return redirect("practice:bundle", asked.public_id)


@frame.posted
@needs("cases.change")
def filed(request: HttpRequest, filing_id: str) -> HttpResponse:
    """It was filed; what is missing is told with the day kept."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.get(access, filing_id), forms.Filed(request.POST)
    if form.is_valid():
        try:
            actions.record_filed(
                access=access, filing=found, filed_date=form.cleaned_data["filed_date"],
                today=clock.today(), version=frame.version_of(request),
            )  # fmt: skip
            messages.success(request, "Recorded as filed.")
            return redirect("practice:court_filing", filing_id)
        except BadInput as error:
            form.add_error("filed_date", str(error))
    context = _context(request, found, filed=form)
    return render(request, "practice/court_filings/filing.html", context, status=422)
