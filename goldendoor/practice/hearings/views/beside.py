"""What hangs on a hearing: the checklist, filing days, witnesses, exhibits."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.hearings import actions, forms, kinds, page, queries


@frame.posted
@needs("practice_hearings.change")
def prepare(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """Items of the checklist that are ticked."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found = queries.get(access, hearing_id)
    ticked = set(request.POST.getlist("item"))
    items = {row["key"]: row["key"] in ticked for row in kinds.get(library, found.kind)["items"]}
    actions.prepare(access=access, hearing=found, items=items, today=clock.today(), library=library)
    messages.success(request, "The checklist is kept.")
    return redirect("practice:hearing", public_id, hearing_id)


@frame.posted
@needs("practice_hearings.change")
def filing_days(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """Start the deadlines that the rules give."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, hearing_id)
    started = actions.start_filing_days(
        access=access, hearing=found, today=clock.today(), library=Library.shipped()
    )
    told = f"{len(started)} started." if started else "Nothing was left to start."
    messages.success(request, told)
    return redirect("practice:hearing", public_id, hearing_id)


@needs("practice_hearings.change")
def witness(request: HttpRequest, public_id: str, witness_id: str = "") -> HttpResponse:
    """A witness, new or known."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    row = queries.witness(access, witness_id) if witness_id else None
    initial = forms.WitnessForm.initial_of(row) if row else {"hearing": request.GET.get("hearing")}
    form = forms.WitnessForm(
        request.POST or None, parties=cases.parties(access, case), initial=initial,
        hearings=page.hearings_to_choose(access, case),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if row is None:
            actions.add_witness(access=access, case=case, data=form.data_of)
        else:
            version = frame.version_of(request)
            actions.change_witness(access=access, witness=row, data=form.data_of, version=version)
        return redirect("practice:case_hearings", public_id)
    named = frame.of_case(request, case, "hearings", "Witness")
    context = {**named, "form": form, "witness": row, "button": "Keep the witness"}
    return render(request, "practice/hearings/witness.html", context, status=frame.status_of(form))


@frame.posted
@needs("practice_hearings.change")
def remove_witness(request: HttpRequest, public_id: str, witness_id: str) -> HttpResponse:
    """Off the list."""
    access = request.access  # type: ignore[attr-defined]
    actions.remove_witness(access=access, witness=queries.witness(access, witness_id))
    messages.success(request, "The witness is off the list.")
    return redirect("practice:case_hearings", public_id)


@needs("practice_hearings.change")
def exhibits(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """Which documents are exhibits, in which order."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, hearing_id)
    if request.method == "POST":
        order = page.order_of(request.POST)
        actions.list_exhibits(access=access, hearing=found, documents_in_order=order)
        messages.success(request, "The list of exhibits is kept.")
        return redirect("practice:hearing", public_id, hearing_id)
    papers = queries.choosable(access, found)
    context = {**page.around(request, found, "Exhibits"), "papers": papers}
    return render(request, "practice/hearings/exhibits.html", context)


@needs("cases.view")
def exhibits_pdf(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """The list of exhibits to put in front."""
    access = request.access  # type: ignore[attr-defined]
    data = page.exhibits_pdf(access, queries.get(access, hearing_id))
    return HttpResponse(data, content_type="application/pdf")
