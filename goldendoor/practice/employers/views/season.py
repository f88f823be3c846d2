"""The season's board, a registrant, a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.employers import actions, dry, forms, queries, rules
from goldendoor.practice.employers.models import Registrant

BOARD = "practice/employers/board.html"


@frame.posted
@needs("employers.change")
def open_season(request: HttpRequest) -> HttpResponse:
    """The season of a fiscal year."""
    form = forms.SeasonForm(request.POST)
    if not form.is_valid():
        raise BadInput("Write a fiscal year such as 2027.")
    access = request.access  # type: ignore[attr-defined]
    made = actions.open_season(access=access, **form.cleaned_data)
    return redirect("practice:season", made.public_id)


def _board(request: HttpRequest, found: Any, **more: Any) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    chosen = request.GET.get("employer", "")
    companies = queries.employers(access)
    return {
        "season": found,
        "window": queries.window(found.fiscal_year, Library.shipped()),
        "board": queries.board(access, found, chosen),
        "employers": companies,
        "chosen": chosen,
        "imports": queries.open_imports(access, found),
        "sheet_form": forms.SheetForm(employers=companies, auto_id="sheet-%s"),
        "may": bool(registries.ask("employers.change", access)),
        **more,
    }


@needs("employers.view")
def season(request: HttpRequest, season_id: str) -> HttpResponse:
    """The board."""
    found = queries.season(request.access, season_id)  # type: ignore[attr-defined]
    return render(request, BOARD, _board(request, found))


@frame.posted
@needs("employers.change")
def open_cases(request: HttpRequest, season_id: str) -> HttpResponse:
    """Cases for the registrants chosen on the board."""
    access = request.access  # type: ignore[attr-defined]
    found, chosen = queries.season(access, season_id), request.POST.getlist("registrant")
    if not chosen:
        raise BadInput("Choose whose cases to open.")
    today = clock.today()
    done = actions.open_cases(access=access, season=found, public_ids=chosen, today=today)
    good = sum(one.case is not None for one in done)
    messages.success(request, f"{good} case{'' if good == 1 else 's'} opened.")
    for one in done:
        if one.problem:
            messages.error(request, f"{one.name}: {one.problem}")
    return redirect("practice:season", season_id)


@needs("employers.change")
def new_registrant(request: HttpRequest, season_id: str) -> HttpResponse:
    """Somebody to be registered."""
    access = request.access  # type: ignore[attr-defined]
    found, companies = queries.season(access, season_id), queries.employers(access)
    form = forms.NewRegistrantForm(request.POST or None, employers=companies)
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        employer = queries.employer(access, data.pop("employer"))
        try:
            actions.add_registrant(access=access, season=found, employer=employer, facts=data)
            return redirect("practice:season", season_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "title": "New registrant", "button": "Add to the board"}
    context["back"] = f"/employers/seasons/{season_id}/"
    status = frame.status_of(form)
    return render(request, "practice/employers/form.html", context, status=status)


def _one(request: HttpRequest, one: Any, **more: Any) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    labels = dict(Registrant.State.choices)
    moves = [(to, labels[to]) for to in rules.MOVES[one.state]]
    return {
        "one": one,
        "facts": [(label, one.facts.get(key, "")) for key, label in rules.FIELDS.items()],
        "missing": rules.missing_to_register(one.facts),
        "twins": queries.likely_same(access, one),
        "moves": moves,
        "form": forms.RegistrantForm(initial=one.facts),
        "may": bool(registries.ask("employers.change", access, one)),
        **more,
    }


@needs("employers.view")
def registrant(request: HttpRequest, registrant_id: str) -> HttpResponse:
    """One registrant: facts, who may be the same person, the next step."""
    access = request.access  # type: ignore[attr-defined]
    one = queries.registrant(access, registrant_id)
    form = forms.RegistrantForm(request.POST or None, initial=one.facts)
    if form.is_bound and form.is_valid():
        try:
            asked = {"access": access, "one": one, "version": frame.version_of(request)}
            actions.change_registrant(**asked, facts=form.cleaned_data)
            return redirect("practice:registrant", registrant_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, str(problem))
    context = _one(request, one, form=form)
    status = frame.status_of(form)
    return render(request, "practice/employers/registrant.html", context, status=status)


@frame.posted
@needs("employers.change")
def step(request: HttpRequest, registrant_id: str, verb: str) -> HttpResponse:
    """To another column; the case; or a double that is none."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    one = queries.registrant(access, registrant_id)
    try:
        if verb == "case":
            actions.open_case(access=access, one=one, today=today)
        elif verb == "not-double":
            reason = request.POST.get("reason", "")
            actions.clear_double(access=access, one=one, reason=reason)
        else:
            _move(request, one, verb)
    except (BadInput, NotAllowed) as problem:
        context = _one(request, one, problem=str(problem), typed=request.POST)
        return render(request, "practice/employers/registrant.html", context, status=422)
    return redirect("practice:registrant", registrant_id)


def _move(request: HttpRequest, one: Any, to: str) -> None:
    actions.move(
        access=request.access, one=one, to=to, today=clock.today(),  # type: ignore[attr-defined]
        receipt_number=request.POST.get("receipt_number", ""), version=frame.version_of(request),
    )  # fmt: skip


@frame.posted
@needs("employers.change")
def bring(request: HttpRequest, season_id: str) -> HttpResponse:
    """A spreadsheet is brought."""
    access = request.access  # type: ignore[attr-defined]
    found, companies = queries.season(access, season_id), queries.employers(access)
    form = forms.SheetForm(request.POST, request.FILES, employers=companies, auto_id="sheet-%s")
    if form.is_valid():
        file, employer = form.cleaned_data["file"], form.cleaned_data["employer"]
        try:
            made = actions.bring_sheet(
                access=access, season=found, employer=queries.employer(access, employer),
                data=file.read(), filename=file.name,
            )  # fmt: skip
            return redirect("practice:sheet", made.public_id)
        except BadInput as problem:
            form.add_error("file", str(problem))
    return render(request, BOARD, _board(request, found, sheet_form=form), status=422)


@needs("employers.change")
def sheet(request: HttpRequest, sheet_id: str) -> HttpResponse:
    """Columns, the dry run with line numbers, and taking over."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.import_of(access, sheet_id)
    form = forms.ColumnsForm(request.POST or None, columns=found.columns, initial=found.mapping)
    if form.is_bound and form.is_valid() and "take" in request.POST:
        try:
            _take(request, found, form)
            return redirect("practice:sheet", sheet_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    good = form.is_bound and form.is_valid()
    mapping = form.cleaned_data if good else found.mapping
    rows = dry.run(access, found, mapping, clock.today())
    context = {"sheet": found, "form": form, "rows": rows}
    context["good"] = sum(one.is_good for one in rows)
    status = frame.status_of(form)
    return render(request, "practice/employers/sheet.html", context, status=status)


def _take(request: HttpRequest, found: Any, form: forms.ColumnsForm) -> None:
    also = [frame.number(text) for text in request.POST.getlist("also")]
    done = actions.take_sheet(
        access=request.access, found=found, mapping=form.cleaned_data, today=clock.today(),  # type: ignore[attr-defined]
        also=also, version=frame.version_of(request),
    )  # fmt: skip
    messages.success(request, f"{done.taken} rows came onto the board.")
