"""The tab Money of a case, and what is recorded there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.billing import actions, fees, forms, papers, queries, rules
from goldendoor.practice.billing.models import Expense
from goldendoor.practice.caseload import frame

PAGE = "practice/billing/case.html"


def money_of(request: HttpRequest, found: Case, **more: Any) -> dict[str, Any]:
    """Context of the tab; `more` are forms that came back."""
    access = request.access  # type: ignore[attr-defined]
    today = clock.today()
    office = queries.office(access)
    expenses = queries.expenses(access, found)
    return {
        **frame.of_case(request, found, "money"),
        "office": office,
        "switches": {one: office.switches.get(one, True) for one in rules.SWITCHES},
        "agreement": queries.agreement(access, found),
        "timer": queries.timer(access),
        "times": queries.time_entries(access, found),
        "expenses": expenses,
        "fees": [one for one in expenses if one.kind == one.Kind.GOVERNMENT_FEE],
        "invoices": queries.invoices(access, found),
        "unbilled": queries.unbilled(access, found),
        "totals": queries.case_totals(access, found),
        "time_form": forms.TimeForm(initial={"worked_date": today}),
        "expense_form": forms.ExpenseForm(auto_id="expense-%s"),
        "payers": Expense.Payer.choices,
        "may": bool(registries.ask("billing.record", access, found)),
        "may_agree": bool(registries.ask("billing.agree", access, found)),
        **more,
    }


@needs("billing.view")
def case_money(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agreement, time, expenses and fees, invoices."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    return render(request, PAGE, money_of(request, found))


def _again(request: HttpRequest, found: Case, name: str, form: Form, error: str) -> HttpResponse:
    """The page with the form as it was typed and what is wrong."""
    if error:
        form.add_error(None, error)
    return render(request, PAGE, money_of(request, found, **{name: form}), status=422)


@frame.posted
@needs("billing.record")
def add_time(request: HttpRequest, public_id: str) -> HttpResponse:
    """An entry of work."""
    access = request.access  # type: ignore[attr-defined]
    found, form, error = cases.get(access, public_id), forms.TimeForm(request.POST), ""
    if form.is_valid():
        try:
            once = frame.once_of(request)
            actions.record_time(access=access, case=found, once=once, **form.cleaned_data)
            return redirect("practice:case_money", public_id)
        except BadInput as problem:
            error = str(problem)
    return _again(request, found, "time_form", form, error)


@frame.posted
@needs("billing.record")
def timer(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Start, stop or drop this person's timer."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    if verb == "start":
        activity = request.POST.get("activity", "other")
        actions.start_timer(access=access, case=found, activity=activity)
    else:
        actions.stop_timer(
            access=access, case=found, now=clock.now(), today=clock.today(), keep=verb == "stop"
        )
    return redirect("practice:case_money", public_id)


@needs("billing.record")
def change_time(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
    """Correct an entry, or take it out."""
    access = request.access  # type: ignore[attr-defined]
    found, entry = cases.get(access, public_id), queries.time_entry(access, entry_id)
    form = forms.TimeForm(request.POST) if request.method == "POST" else forms.TimeForm.of(entry)
    if form.is_bound and (form.is_valid() or "remove" in request.POST):
        _change_time(request, entry, form)
        return redirect("practice:case_money", public_id)
    context = {**frame.of_case(request, found, "money", "Time"), "entry": entry, "form": form}
    status = frame.status_of(form)
    return render(request, "practice/billing/time.html", context, status=status)


def _change_time(request: HttpRequest, entry: Any, form: forms.TimeForm) -> None:
    asked = {"access": request.access, "entry": entry, "version": frame.version_of(request)}  # type: ignore[attr-defined]
    if "remove" in request.POST:
        actions.remove_time(**asked)
        return
    data = dict(form.cleaned_data)
    data["text"] = data["text"] or None
    data["rate_cents"] = entry.rate_cents if data["rate_cents"] is None else data["rate_cents"]
    actions.change_time(**asked, changes=data)


@frame.posted
@needs("billing.record")
def add_expense(request: HttpRequest, public_id: str) -> HttpResponse:
    """Something spent for the client."""
    access = request.access  # type: ignore[attr-defined]
    found, form, error = (
        cases.get(access, public_id),
        forms.ExpenseForm(request.POST, auto_id="expense-%s"),
        "",
    )
    if form.is_valid():
        try:
            once = frame.once_of(request)
            actions.record_expense(access=access, case=found, once=once, **form.cleaned_data)
            return redirect("practice:case_money", public_id)
        except BadInput as problem:
            error = str(problem)
    return _again(request, found, "expense_form", form, error)


@frame.posted
@needs("billing.record")
def expense(request: HttpRequest, public_id: str, expense_id: str, verb: str) -> HttpResponse:
    """It was paid today, somebody else pays, or it was a mistake."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.expense(access, expense_id)
    changes: dict[str, Any] = {"payer": request.POST.get("payer", found.payer)}
    if verb == "paid":
        changes["spent_date"] = clock.today()
    elif verb == "remove":
        changes = {"state": "removed"}
    actions.change_expense(
        access=access, expense=found, changes=changes, version=frame.version_of(request)
    )
    return redirect("practice:case_money", public_id)


@frame.posted
@needs("billing.record")
def expect_fees(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the government fees of the forms over as expected."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    made = actions.expect_fees(access=access, case=found, library=Library.shipped())
    messages.success(request, f"Fees of {len(made)} form{'' if len(made) == 1 else 's'} expected.")
    return redirect("practice:case_money", public_id)


@needs("billing.view")
def fee_reasons(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fee of every form with its reasons, as the law stands."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    context = {
        **frame.of_case(request, found, "money", "Government fees"),
        "rows": fees.of_case(access, found, Library.shipped()),
    }
    return render(request, "practice/billing/fees.html", context)


@needs("billing.agree")
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fee the client agrees to."""
    access = request.access  # type: ignore[attr-defined]
    found, today = cases.get(access, public_id), clock.today()
    form = forms.AgreementForm(request.POST or None, initial={"year": today.year, "kind": "flat"})
    if form.is_bound and form.is_valid():
        try:
            _agree(request, found, form)
            return redirect("practice:case_money", public_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    context = {**frame.of_case(request, found, "money", "Fee"), "form": form}
    status = frame.status_of(form)
    return render(request, "practice/billing/agree.html", context, status=status)


def _agree(request: HttpRequest, found: Case, form: forms.AgreementForm) -> None:
    data = dict(form.cleaned_data)
    kind, cents = data.pop("kind"), data.pop("amount_cents") or 0
    facts = {**data, "income_cents": data["income_cents"] or 0} if kind == "sliding" else {}
    actions.agree(
        access=request.access, case=found, kind=kind, amount_cents=cents, facts=facts,  # type: ignore[attr-defined]
        today=clock.today(), library=Library.shipped(),
    )  # fmt: skip


@needs("billing.record")
def new_invoice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose lines and who pays."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    form = forms.InvoiceForm(request.POST or None, clients=queries.clients(access, found))
    if form.is_bound and form.is_valid():
        try:
            made = _draw_up(request, found, form)
            return redirect("practice:invoice", made.public_id)
        except BadInput as problem:
            form.add_error(None, str(problem))
    chosen = set(request.POST.getlist("line")) if form.is_bound else None
    context = {**frame.of_case(request, found, "money", "New invoice"), "form": form}
    context |= {"unbilled": queries.unbilled(access, found), "chosen": chosen}
    context["agreement"] = queries.agreement(access, found)
    status = frame.status_of(form)
    return render(request, "practice/billing/new_invoice.html", context, status=status)


def _draw_up(request: HttpRequest, found: Case, form: forms.InvoiceForm) -> Any:
    access = request.access  # type: ignore[attr-defined]
    data = dict(form.cleaned_data)
    wanted = data.pop("person")
    [person] = {
        one.person for one in queries.clients(access, found) if one.person.public_id == wanted
    }
    lines = request.POST.getlist("line")
    return actions.draw_up(
        access=access, case=found, person=person, today=clock.today(),
        times=[one[2:] for one in lines if one.startswith("t-")],
        expenses=[one[2:] for one in lines if one.startswith("e-")],
        **{**data, "fee_cents": data["fee_cents"] or 0}, once=frame.once_of(request),
    )  # fmt: skip


@needs("billing.view")
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """The statement of account as PDF."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    currency, day = queries.office(access).currency, clock.today().strftime(papers.LONG_DATE)
    data = papers.statement_pdf(access, found, currency, day)
    return HttpResponse(data, content_type="application/pdf")


def refused(error: NotAllowed | BadInput) -> str:
    """What stands on the page when something was refused."""
    return error.reason if isinstance(error, NotAllowed) else str(error)
