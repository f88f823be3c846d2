"""Screening interviews, consultations, the engagement letter, opening the case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import case_types
from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.enquiries import actions, forms, letters, page, queries, rules
from goldendoor.practice.screenings import queries as screenings
from goldendoor.practice.screenings import rules as screening_rules


@needs("enquiries.change")
def screening(request: HttpRequest, public_id: str, screening_id: str) -> HttpResponse:
    """The interview."""
    access = request.access  # type: ignore[attr-defined]
    found, library = queries.get(access, public_id), Library.shipped()
    entry = screenings.get(library, screening_id)
    kept = {one.screening_id: one.answers for one in queries.screenings(access, found)}
    answers, wrong = screening_rules.read(entry, request.POST)
    if request.method == "POST" and not wrong:
        actions.keep_screening(
            access=access, enquiry=found, screening_id=screening_id, answers=answers,
            today=clock.today(), library=library,
        )  # fmt: skip
        return redirect("practice:screening_summary", public_id, screening_id)
    known = kept.get(screening_id, {})
    context = {
        **page.of_enquiry(request, found, f"Screening: {entry['label']}"),
        "entry": entry,
        "groups": screening_rules.groups(entry, known, request.POST, wrong),
        "problems": [(f"q-{key}", text) for key, text in wrong.items()],
    }
    status = 422 if wrong else 200
    return render(request, "practice/enquiries/screening.html", context, status=status)


@needs("enquiries.view")
def screening_summary(request: HttpRequest, public_id: str, screening_id: str) -> HttpResponse:
    """What the interview came to, to read or print."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    rows = [one for one in queries.screenings(access, found) if one.screening_id == screening_id]
    if not rows:
        raise NotFound("This interview was not held yet.")
    shown = page.summary(found, rows[0], Library.shipped())
    context = {**page.of_enquiry(request, found, "Summary"), **shown}
    return render(request, "practice/enquiries/summary.html", context)


@needs("enquiries.change")
def consultation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft, or the next version after a signed one."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    newest = next(iter(queries.consultations(access, found)), None)
    initial = forms.Consulting.initial_of(newest) if newest else {}
    form = forms.Consulting(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        money = {key: data.pop(key) for key in ("fee_kind", "fee_cents", "is_for_court")}
        actions.write_consultation(
            access=access, enquiry=found, body=data, version=frame.version_of(request), **money
        )
        messages.success(request, "The consultation is kept as a draft.")
        return redirect(page.address(found, "#consultation"))
    context = {**page.of_enquiry(request, found, "Consultation"), "form": form, "newest": newest}
    return render(
        request, "practice/enquiries/consultation.html", context, status=frame.status_of(form)
    )


@needs("enquiries.view")
def version(request: HttpRequest, public_id: str, consultation_id: str) -> HttpResponse:
    """One version of the consultation, beside the others."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    row = queries.consultation(access, found, consultation_id)
    may_sign = registries.ask("enquiries.sign_consultation", access, row)
    context = {
        **page.of_enquiry(request, found, f"Consultation, version {row.number}"),
        "row": row,
        "fee": letters.fee_words(row),
        "may_sign": may_sign,
        "others": [one for one in queries.consultations(access, found) if one.pk != row.pk],
    }
    return render(request, "practice/enquiries/version.html", context)


@frame.posted
@needs("enquiries.sign_consultation")
def sign(request: HttpRequest, public_id: str, consultation_id: str) -> HttpResponse:
    """The signature; the version never changes from now on."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    row = queries.consultation(access, found, consultation_id)
    actions.sign_consultation(access=access, consultation=row, version=frame.version_of(request))
    messages.success(request, "Signed. This version stays as it is; changes make a new one.")
    return redirect("practice:enquiry", public_id)


@needs("enquiries.change")
def engagement(request: HttpRequest, public_id: str) -> HttpResponse:
    """The engagement letter: template and scope, then the day it was signed."""
    access = request.access  # type: ignore[attr-defined]
    found, library = queries.get(access, public_id), Library.shipped()
    form = forms.Engaging(request.POST or None, templates=letters.templates(library))
    if request.method == "POST" and form.is_valid():
        actions.draw_up_engagement(
            access=access, enquiry=found, template_id=form.cleaned_data["template"],
            scope=form.cleaned_data["scope"], today=clock.today(), library=library,
        )  # fmt: skip
        return redirect("practice:engagement", public_id)
    around = page.of_enquiry(request, found, "Engagement letter")
    context = {
        **around,
        "form": form,
        "not_yet": rules.why_not_engage(around["facts"]),
        "letter": queries.engagement(access, found),
        "signed": forms.Signed(initial={"signed_date": clock.today()}),
    }
    return render(
        request, "practice/enquiries/engagement.html", context, status=frame.status_of(form)
    )


@needs("enquiries.view")
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter as a PDF."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    row = queries.engagement(access, found)
    if row is None:
        raise NotFound("There is no engagement letter yet.")
    data = letters.letter_pdf(found, row, access.organisation_label, Library.shipped())
    return HttpResponse(data, content_type="application/pdf")


@frame.posted
@needs("enquiries.change")
def engagement_signed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The day both signed, with the scan."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    row, form = queries.engagement(access, found), forms.Signed(request.POST, request.FILES)
    if row is None:
        raise NotFound("There is no engagement letter yet.")
    if not form.is_valid():
        raise BadInput("Write the day on which the letter was signed, such as 2026-08-03.")
    file: Any = form.cleaned_data["scan"]
    actions.record_signed_engagement(
        access=access, engagement=row, signed_date=form.cleaned_data["signed_date"],
        today=clock.today(), file=file, filename=getattr(file, "name", "") or "",
        version=frame.version_of(request),
    )  # fmt: skip
    messages.success(request, "The signed letter is recorded. The case can be opened.")
    return redirect("practice:enquiry", public_id)


@needs("enquiries.change")
def open_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Kind of case, who goes over in which role; one POST opens it."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    around = page.of_enquiry(request, found, "Open the case")
    type_id = request.POST.get("type") or request.GET.get("type", "")
    offered = {kind.id: kind for kind in case_types.offered()}
    context: dict[str, Any] = {**around, "not_yet": rules.why_not_open(around["facts"])}
    if type_id not in offered:
        held = [screenings.get(Library.shipped(), one.screening_id)
                for one in queries.screenings(access, found)]  # fmt: skip
        likely = [one for entry in held for one in entry["case_types"] if one in offered]
        context |= {"types": offered.values(), "likely": [offered[one] for one in likely]}
        return render(request, "practice/enquiries/open_type.html", context)
    kind, posted = offered[type_id], request.method == "POST"
    rows = forms.carry_rows(around["people"], kind, request.POST if posted else None)
    roles = forms.roles_of(kind)
    context |= {"kind": kind, "rows": rows, "roles": roles, "opposing": forms.OPPOSING_ROLE}
    if posted:
        try:
            case = actions.open_case(
                access=access, enquiry=found, type_id=type_id,
                carried=forms.carried(rows, roles), today=clock.today(),
                library=Library.shipped(), once=frame.once_of(request),
            )  # fmt: skip
            messages.success(request, f"{case.number} is open.")
            return redirect("practice:case", case.public_id)
        except BadInput as error:
            context["problems"] = [("role-0", str(error))]
    status = 422 if context.get("problems") else 200
    return render(request, "practice/enquiries/open.html", context, status=status)
