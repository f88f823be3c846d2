"""Pages of translations, the roster and bookings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people import queries as people
from goldendoor.practice.caseload import frame
from goldendoor.practice.languages import actions, forms, page, queries

FOLDER = "practice/languages"


@needs("practice_languages.view")
def languages(request: HttpRequest) -> HttpResponse:
    """Interpreters and translations of the office."""
    return render(request, f"{FOLDER}/languages.html", page.of_office(request))


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Translations and interpreters of a case."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    return render(request, f"{FOLDER}/case.html", page.of_case(request, found))


@needs("practice_languages.translate")
def new_job(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a document to translate."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    form = page.job_form(request, case)
    if request.method == "POST" and form.papers and form.is_valid():
        try:
            document = form.papers[form.cleaned_data["document"]]
            job = actions.ask(
                access=access, case=case, document=document, data=form.data_of,
                once=frame.once_of(request),
            )  # fmt: skip
            return redirect("practice:translation", public_id, job.public_id)
        except NotAllowed as error:
            form.add_error("document", error.reason)
    named = frame.of_case(request, case, "hearings", "Translate a document")
    context = {**named, "form": form, "title": "Translate a document", "button": "Give it out"}
    return render(request, f"{FOLDER}/job_form.html", context, status=frame.status_of(form))


@needs("cases.view")
def job(request: HttpRequest, public_id: str, job_id: str) -> HttpResponse:
    """One translation."""
    found = queries.job(request.access, job_id)  # type: ignore[attr-defined]
    return render(request, f"{FOLDER}/job.html", page.of_job(request, found))


@needs("practice_languages.translate")
def change_job(request: HttpRequest, public_id: str, job_id: str) -> HttpResponse:
    """Who translates it, until when."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.job(access, job_id)
    form = page.job_form(request, found.case, found)
    if request.method == "POST" and form.is_valid():
        version = frame.version_of(request)
        actions.change_job(access=access, job=found, data=form.data_of, version=version)
        return redirect("practice:translation", public_id, job_id)
    named = frame.of_case(request, found.case, "hearings", "Translation")
    context = {**named, "form": form, "job": found, "title": str(found.document), "button": "Save"}
    return render(request, f"{FOLDER}/job_form.html", context, status=frame.status_of(form))


@frame.posted
@needs("practice_languages.translate")
def step(request: HttpRequest, public_id: str, job_id: str, verb: str) -> HttpResponse:
    """The translation comes back, is certified, or is cancelled."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.job(access, job_id)
    context = page.of_job(request, found)
    shared: dict[str, Any] = {"access": access, "job": found, "version": frame.version_of(request)}
    wrong = None
    try:
        wrong = _steps(request, verb, shared, context)
    except BadInput as error:
        context["problems"] = [("", str(error))]
    if wrong is None and "problems" not in context:
        return redirect("practice:translation", public_id, job_id)
    return render(request, f"{FOLDER}/job.html", context, status=422)


def _steps(request: HttpRequest, verb: str, shared: dict[str, Any], context: dict[str, Any]) -> Any:
    """Carries a step out; gives the form back where it has errors."""
    if verb == "return":
        returned = context["returned"] = forms.Returned(request.POST, request.FILES)
        if not returned.is_valid():
            return returned
        file = returned.cleaned_data["file"]
        actions.take_back(**shared, file=file, filename=file.name)
    elif verb == "certify":
        certifying = context["certifying"] = forms.Certifying(request.POST, request.FILES)
        if not certifying.is_valid():
            return certifying
        data = dict(certifying.cleaned_data)
        file = data.pop("file")
        filename = getattr(file, "name", "")
        actions.certify(**shared, **data, file=file, filename=filename, today=clock.today())
    elif verb == "cancel":
        actions.cancel(**shared, reason=request.POST.get("reason", ""))
    else:
        raise BadInput("This cannot be done with a translation.")
    return None


@needs("cases.view")
def certificate(request: HttpRequest, public_id: str, job_id: str) -> HttpResponse:
    """The certificate of translation, to sign."""
    found = queries.job(request.access, job_id)  # type: ignore[attr-defined]
    return HttpResponse(page.certificate_pdf(found, "", ""), content_type="application/pdf")


@needs("practice_languages.keep_roster")
def interpreter_form(request: HttpRequest, interpreter_id: str = "") -> HttpResponse:
    """Somebody of the roster, new or known."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.interpreter(access, interpreter_id) if interpreter_id else None
    initial = forms.Roster.initial_of(row) if row else {}
    form = forms.Roster(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                row = actions.add_interpreter(access=access, data=form.data_of)
            else:
                actions.change_interpreter(
                    access=access, interpreter=row, data=form.data_of,
                    version=frame.version_of(request),
                )  # fmt: skip
            return redirect("practice:interpreter", row.public_id)
        except BadInput as error:
            form.add_error("languages", str(error))
    context = {"form": form, "interpreter": row}
    return render(request, f"{FOLDER}/roster_form.html", context, status=frame.status_of(form))


@needs("practice_languages.view")
def interpreter(request: HttpRequest, interpreter_id: str) -> HttpResponse:
    """One interpreter."""
    row = queries.interpreter(request.access, interpreter_id)  # type: ignore[attr-defined]
    return render(request, f"{FOLDER}/interpreter.html", page.of_interpreter(request, row))


@needs("practice_languages.view")
def agreement(request: HttpRequest, interpreter_id: str) -> HttpResponse:
    """The confidentiality agreement, to sign."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.interpreter(access, interpreter_id)
    return HttpResponse(page.agreement_pdf(access, row), content_type="application/pdf")


@frame.posted
@needs("practice_languages.keep_roster")
def tie(request: HttpRequest, interpreter_id: str) -> HttpResponse:
    """Whom the interpreter knows, or no more."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.interpreter(access, interpreter_id)
    if gone := request.POST.get("gone", ""):
        actions.untie(access=access, tie=queries.tie(access, gone))
        return redirect("practice:interpreter", interpreter_id)
    try:
        person = people.get(access, request.POST.get("person", ""))
        why = request.POST.get("why", "")
        actions.tie(access=access, interpreter=row, person=person, why=why)
        return redirect("practice:interpreter", interpreter_id)
    except BadInput as error:
        context = {**page.of_interpreter(request, row), "problems": [("", str(error))]}
        return render(request, f"{FOLDER}/interpreter.html", context, status=422)


@needs("practice_languages.keep_roster")
def book(request: HttpRequest, public_id: str = "") -> HttpResponse:
    """Book an interpreter, for a hearing, for a case, or free."""
    access = request.access  # type: ignore[attr-defined]
    hearing = page.hearing_of(request)
    case = cases.get(access, public_id) if public_id else None
    form = page.booking_form(request, case, hearing)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.book(
                access=access, interpreter=form.roster[form.cleaned_data["interpreter"]],
                asked=form.asked(case, hearing), once=frame.once_of(request),
            )  # fmt: skip
            messages.success(request, "The interpreter is booked.")
            return redirect("practice:booking", row.public_id)
        except (NotAllowed, BadInput) as error:
            form.add_error("interpreter", str(error))
    context = {"form": form, "of_case": case, "hearing": hearing, "once": frame.once_of(request)}
    return render(request, f"{FOLDER}/book.html", context, status=frame.status_of(form))


@needs("practice_languages.view")
def booking(request: HttpRequest, booking_id: str) -> HttpResponse:
    """One booking; it is confirmed, done or cancelled here."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.booking(access, booking_id)
    context = page.of_booking(request, row)
    if request.method == "POST":
        try:
            actions.set_booking(
                access=access, booking=row, state=request.POST.get("state", ""),
                today=clock.today(), version=frame.version_of(request),
            )  # fmt: skip
            return redirect("practice:booking", booking_id)
        except BadInput as error:
            context["problems"] = [("", str(error))]
    status = 422 if "problems" in context else 200
    return render(request, f"{FOLDER}/booking.html", context, status=status)
