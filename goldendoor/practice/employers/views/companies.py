"""Companies, their people, public access files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation import registries
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.employers import actions, forms, queries

FORM = "practice/employers/form.html"


def sheet(request: HttpRequest, form: Any, title: str, button: str, back: str, **more: Any) -> Any:
    """A page with one form."""
    context = {"form": form, "title": title, "button": button, "back": back, **more}
    return render(request, FORM, context, status=frame.status_of(form))


@needs("employers.view")
def employers(request: HttpRequest) -> HttpResponse:
    """Companies, what expires soon, seasons."""
    access = request.access  # type: ignore[attr-defined]
    context = {
        "is_on": queries.is_on(access),
        "employers": queries.employers(access),
        "expiring": queries.expiring(access, clock.today(), Library.shipped()),
        "files": [one for one in queries.access_files(access) if one.ready_date is None],
        "seasons": queries.seasons(access),
        "season_form": forms.SeasonForm(),
        "may": bool(registries.ask("employers.change", access)),
    }
    return render(request, "practice/employers/employers.html", context)


@needs("employers.change")
def add(request: HttpRequest) -> HttpResponse:
    """A new company."""
    access = request.access  # type: ignore[attr-defined]
    form = forms.EmployerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_employer(access=access, **form.cleaned_data)
            return redirect("practice:employer", made.public_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    return sheet(request, form, "New employer", "Add the employer", "/employers/")


@needs("employers.view")
def employer(request: HttpRequest, employer_id: str) -> HttpResponse:
    """One company."""
    found = queries.employer(request.access, employer_id)  # type: ignore[attr-defined]
    return render(request, "practice/employers/employer.html", _page(request, found))


def _page(request: HttpRequest, found: Any, **more: Any) -> dict[str, Any]:
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    return {
        "employer": found,
        "worksites": queries.worksites(access, found),
        "contacts": queries.contacts(access, found),
        "employees": queries.employees(access, found),
        "labels": {one["key"]: one["label"] for one in queries.expiry_kinds(library)},
        "files": queries.access_files(access, found),
        "worksite_form": forms.WorksiteForm(auto_id="worksite-%s"),
        "contact_form": forms.ContactForm(auto_id="contact-%s"),
        "file_form": forms.AccessFileForm(auto_id="file-%s"),
        "may": bool(registries.ask("employers.change", access, found)),
        "may_invite": bool(registries.ask("employers.invite", access, found)),
        **more,
    }


@needs("employers.change")
def change(request: HttpRequest, employer_id: str) -> HttpResponse:
    """Correct a company."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.employer(access, employer_id)
    form = forms.EmployerForm(request.POST) if request.POST else forms.EmployerForm.of(found)
    if form.is_bound and form.is_valid():
        try:
            asked = {"access": access, "employer": found, "version": frame.version_of(request)}
            actions.change_employer(**asked, changes=form.cleaned_data)
            return redirect("practice:employer", employer_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    back = f"/employers/{employer_id}/"
    return sheet(request, form, str(found), "Save", back, version=found.version)


ADDED: dict[str, tuple[str, Any, str, Any]] = {
    "worksites": ("worksite_form", forms.WorksiteForm, "worksite-%s", actions.add_worksite),
    "contacts": ("contact_form", forms.ContactForm, "contact-%s", actions.add_contact),
}


@frame.posted
@needs("employers.change")
def add_to(request: HttpRequest, employer_id: str, what: str) -> HttpResponse:
    """A worksite or a contact."""
    access = request.access  # type: ignore[attr-defined]
    if what not in ADDED:
        raise BadInput("This cannot be added.")
    found, (name, kind, ids, act) = queries.employer(access, employer_id), ADDED[what]
    form = kind(request.POST, auto_id=ids)
    if form.is_valid():
        act(access=access, employer=found, **form.cleaned_data)
        return redirect("practice:employer", employer_id)
    context = _page(request, found, **{name: form})
    return render(request, "practice/employers/employer.html", context, status=422)


@frame.posted
@needs("employers.change")
def add_file(request: HttpRequest, employer_id: str) -> HttpResponse:
    """A public access file."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.employer(access, employer_id)
    form = forms.AccessFileForm(request.POST, auto_id="file-%s")
    if form.is_valid():
        try:
            asked = {"access": access, "employer": found, "today": clock.today()}
            made = actions.start_access_file(
                **asked, library=Library.shipped(), **form.cleaned_data
            )
            return redirect("practice:access_file", made.public_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    context = _page(request, found, file_form=form)
    return render(request, "practice/employers/employer.html", context, status=422)


@needs("employers.change")
def access_file(request: HttpRequest, file_id: str) -> HttpResponse:
    """What is in a public access file."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found = queries.access_file(access, file_id)
    initial = {"items": list(found.items), "ended_date": found.ended_date}
    form = forms.ItemsForm(request.POST or None, initial=initial, library=library)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = {"access": access, "file": found, "version": frame.version_of(request)}
        actions.change_access_file(
            **asked, items=set(data["items"]), ended_date=data["ended_date"], library=library,
            today=clock.today(),
        )  # fmt: skip
        return redirect("practice:access_file", file_id)
    context = {"file": found, "form": form, "source": queries.access_file_list(library)["source"]}
    status = frame.status_of(form)
    return render(request, "practice/employers/file.html", context, status=status)


@needs("employers.invite")
def invite(request: HttpRequest, contact_id: str) -> HttpResponse:
    """Let a contact sign in."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.contact(access, contact_id), forms.InviteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.invite(access=access, contact=found, **form.cleaned_data)
            messages.success(request, f"{found} can sign in with {found.email}.")
            return redirect("practice:employer", found.employer.public_id)
        except BadInput as problem:
            form.add_error("password", str(problem))
    back = f"/employers/{found.employer.public_id}/"
    return sheet(request, form, f"Let {found} sign in", "Let them sign in", back)


@frame.posted
@needs("employers.change")
def end_contact(request: HttpRequest, contact_id: str) -> HttpResponse:
    """A contact no longer speaks for the company."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.contact(access, contact_id)
    actions.end_contact(access=access, contact=found, today=clock.today())
    return redirect("practice:employer", found.employer.public_id)


@needs("employers.change")
def add_employee(request: HttpRequest, employer_id: str) -> HttpResponse:
    """Somebody who works there."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.employer(access, employer_id)
    sites = queries.worksites(access, found)
    form = forms.EmployeeForm(request.POST or None, worksites=sites)
    if form.is_bound and form.is_valid():
        given, own = form.facts()
        actions.add_employee(
            access=access, employer=found, name=form.cleaned_data["name"], provided=given,
            office=own, worksite=_site(sites, form), library=Library.shipped(),
            today=clock.today(),
        )  # fmt: skip
        return redirect("practice:employer", employer_id)
    back = f"/employers/{employer_id}/"
    return sheet(request, form, f"New employee of {found}", "Add the employee", back)


def _site(sites: list[Any], form: Any) -> Any:
    wanted = form.cleaned_data["worksite"]
    return next((one for one in sites if one.public_id == wanted), None)


@needs("employers.change")
def employee(request: HttpRequest, employee_id: str) -> HttpResponse:
    """Somebody's dates, with the reasons of the end of six years."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.employee(access, employee_id)
    sites = queries.worksites(access, found.employer)
    initial = forms.EmployeeForm.initial_of(found)
    form = forms.EmployeeForm(request.POST or None, initial=initial, worksites=sites)
    if form.is_bound and form.is_valid():
        _save(request, found, form, sites)
        return redirect("practice:employer", found.employer.public_id)
    back = f"/employers/{found.employer.public_id}/"
    more = {"version": found.version, "because": found.because}
    return sheet(request, form, found.name, "Save", back, **more)


def _save(request: HttpRequest, found: Any, form: forms.EmployeeForm, sites: list[Any]) -> None:
    given, own = form.facts()
    data = form.cleaned_data
    changes = {
        "name": data["name"], "worksite": _site(sites, form), "left_date": data["left_date"],
        "provided": given, "office": own,
    }  # fmt: skip
    actions.change_employee(
        access=request.access, employee=found, changes=changes, library=Library.shipped(),  # type: ignore[attr-defined]
        today=clock.today(), version=frame.version_of(request),
    )  # fmt: skip
