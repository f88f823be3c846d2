"""Trust money: of a case, of the office, and the month's reconciliation."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import queries as billing
from goldendoor.practice.billing.forms import ReasonForm
from goldendoor.practice.caseload import frame
from goldendoor.practice.trust import actions, forms, page, papers, queries, rules

PDF = "application/pdf"


@needs("trust.view")
def trust(request: HttpRequest) -> HttpResponse:
    """Accounts, ledgers and reconciled months of the office; a new account."""
    access = request.access  # type: ignore[attr-defined]
    form = forms.AccountForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            currency = billing.office(access).currency
            actions.open_account(access=access, currency=currency, **form.cleaned_data)
            return redirect("practice:trust")
        except BadInput as problem:
            form.add_error("name", str(problem))
    context = page.of_office(access, clock.today(), form)
    return render(request, "practice/trust/trust.html", context, status=frame.status_of(form))


@needs("trust.view")
def trust_of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """The ledgers of a case."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    return render(request, "practice/trust/case.html", _case(request, found))


def _case(request: HttpRequest, found: Case, **more: Any) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    shown = page.of_case(access, found, clock.today())
    return {**frame.of_case(request, found, "money", "Trust money"), **shown, **more}


@frame.posted
@needs("trust.receive")
def open_ledger(request: HttpRequest, public_id: str) -> HttpResponse:
    """A ledger for a client of the case."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    account = queries.account(access, request.POST.get("account", ""))
    wanted = request.POST.get("person", "")
    people = [one.person for one in billing.clients(access, found)]
    chosen = [one for one in people if one.public_id == wanted]
    if not chosen:
        raise BadInput("Choose whose money it is.")
    actions.open_ledger(access=access, account=account, case=found, person=chosen[0])
    return redirect("practice:trust_of_case", public_id)


@frame.posted
@needs("trust.receive")
def move(request: HttpRequest, ledger_id: str, verb: str) -> HttpResponse:
    """A deposit or a disbursement."""
    access = request.access  # type: ignore[attr-defined]
    ledger = queries.ledger(access, ledger_id)
    form = forms.MoveForm(request.POST, auto_id=f"{verb}-{ledger_id}-%s")
    act = actions.deposit if verb == "in" else actions.disburse
    if form.is_valid():
        try:
            asked = {"access": access, "ledger": ledger, "today": clock.today()}
            act(**asked, once=frame.once_of(request), **form.cleaned_data)
            return redirect("practice:trust_of_case", ledger.case.public_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, str(problem))
    return _again(request, ledger, verb, form)


@frame.posted
@needs("trust.pay_out")
def transfer(request: HttpRequest, ledger_id: str) -> HttpResponse:
    """Earned money to the office, on an invoice."""
    access = request.access  # type: ignore[attr-defined]
    ledger = queries.ledger(access, ledger_id)
    found = queries.open_invoices(access, ledger.case)
    form = forms.TransferForm(request.POST, invoices=found, auto_id=f"office-{ledger_id}-%s")
    if form.is_valid():
        try:
            page.transfer(access, ledger, found, form.cleaned_data, frame.once_of(request))
            return redirect("practice:trust_of_case", ledger.case.public_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, str(problem))
    return _again(request, ledger, "office", form)


def _again(request: HttpRequest, ledger: Any, verb: str, form: Form) -> HttpResponse:
    context = _case(request, ledger.case)
    for one in context["ledgers"]:
        if one.ledger.pk == ledger.pk:
            one.forms[verb], one.opened = form, verb
    return render(request, "practice/trust/case.html", context, status=422)


@needs("trust.pay_out")
def reverse(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Reverse an entry, with the reason."""
    access = request.access  # type: ignore[attr-defined]
    entry, form = queries.entry(access, entry_id), ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            asked = {"access": access, "entry": entry, "today": clock.today()}
            actions.reverse(**asked, reason=form.cleaned_data["reason"])
            return redirect("practice:trust_of_case", entry.ledger.case.public_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, str(problem))
    context = {"entry": entry, "ledger": entry.ledger, "form": form}
    status = frame.status_of(form)
    return render(request, "practice/trust/reverse.html", context, status=status)


@needs("trust.pay_out")
def reconcile(request: HttpRequest, account_id: str, month: str) -> HttpResponse:
    """The month: statement, what cleared, the three balances."""
    access = request.access  # type: ignore[attr-defined]
    account, first = queries.account(access, account_id), rules.month_of(month)
    form = page.month_form(request.POST or None, queries.reconciliation(access, account, first))
    if form.is_bound and form.is_valid():
        try:
            chosen = request.POST.getlist("cleared")
            page.reconcile(access, account, first, form, chosen)
            return redirect("practice:reconcile", account_id, month)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, str(problem))
    typed = set(request.POST.getlist("cleared")) if form.is_bound else None
    context = page.of_month(access, account, first, form, typed)
    return render(request, "practice/trust/month.html", context, status=frame.status_of(form))


@frame.posted
@needs("trust.pay_out")
def sign(request: HttpRequest, account_id: str, month: str) -> HttpResponse:
    """Close the month."""
    access = request.access  # type: ignore[attr-defined]
    account, first = queries.account(access, account_id), rules.month_of(month)
    found = queries.reconciliation(access, account, first)
    if found is None:
        raise BadInput("Prepare the reconciliation first.")
    actions.sign(access=access, reconciliation=found, version=frame.version_of(request))
    return redirect("practice:reconcile", account_id, month)


@needs("trust.view")
def receipt(request: HttpRequest, entry_id: str) -> HttpResponse:
    """The receipt for a deposit."""
    access = request.access  # type: ignore[attr-defined]
    data = papers.receipt_pdf(access, queries.entry(access, entry_id))
    return HttpResponse(data, content_type=PDF)


@needs("trust.view")
def ledger(request: HttpRequest, ledger_id: str) -> HttpResponse:
    """A client's ledger to print."""
    access = request.access  # type: ignore[attr-defined]
    day = clock.today().strftime(papers.LONG_DATE)
    data = papers.ledger_pdf(access, queries.ledger(access, ledger_id), day)
    return HttpResponse(data, content_type=PDF)


@needs("trust.view")
def month_pdf(request: HttpRequest, account_id: str, month: str) -> HttpResponse:
    """A reconciliation to print."""
    access = request.access  # type: ignore[attr-defined]
    account = queries.account(access, account_id)
    found = queries.reconciliation(access, account, rules.month_of(month))
    if found is None:
        raise BadInput("Prepare the reconciliation first.")
    return HttpResponse(papers.reconciliation_pdf(access, found), content_type=PDF)
