"""Money of the office: invoices, settings, the export of time; and the page of one invoice."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock, opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import actions, exporting, forms, papers, queries, rules
from goldendoor.practice.billing.models import Invoice
from goldendoor.practice.billing.views.case import refused
from goldendoor.practice.caseload import frame

SHOWN = (("open", "Open"), ("draft", "Drafts"), ("paid", "Paid"), ("void", "Void"), ("", "All"))


@needs("billing.view")
def money(request: HttpRequest) -> HttpResponse:
    """Invoices of the office and what is open."""
    access = request.access  # type: ignore[attr-defined]
    show = request.GET.get("show", "open")
    if show not in dict(SHOWN):
        raise BadInput("There is no such list of invoices.")
    today = clock.today()
    context = {
        "page": queries.invoice_page(access, show, request.GET.get("after")),
        "totals": queries.office_totals(access, today),
        "shown": SHOWN,
        "show": show,
        "today": today,
        "office": queries.office(access),
        "switches": {one: queries.is_on(access, one) for one in rules.SWITCHES},
        "may_set_up": bool(registries.ask("billing.set_up", access)),
        "period": forms.PeriodForm(initial={"start": today.replace(day=1), "end": today}),
    }
    return render(request, "practice/billing/money.html", context)


@needs("billing.set_up")
def set_up(request: HttpRequest) -> HttpResponse:
    """What the office uses, how it rounds, its rates and scale."""
    access = request.access  # type: ignore[attr-defined]
    office = queries.office(access)
    form = forms.OfficeForm(request.POST or None) if request.POST else forms.OfficeForm.of(office)
    if form.is_bound and form.is_valid():
        try:
            version = frame.version_of(request) if office.pk else None
            actions.set_up(access=access, changes=form.changes(), version=version)
            messages.success(request, "Saved.")
            return redirect("practice:money")
        except BadInput as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "office": office}
    status = frame.status_of(form)
    return render(request, "practice/billing/set_up.html", context, status=status)


@needs("billing.view")
def export_time(request: HttpRequest) -> HttpResponse:
    """Work of a period as CSV, for another system."""
    form = forms.PeriodForm(request.GET)
    if not form.is_valid():
        raise BadInput("Choose from which day to which day.")
    access = request.access  # type: ignore[attr-defined]
    found = queries.time_rows(access, form.cleaned_data["start"], form.cleaned_data["end"])
    text = io.StringIO()
    csv.writer(text).writerows(exporting.rows(found))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="time.csv"'
    return answer


def invoice_of(request: HttpRequest, found: Invoice, **more: Any) -> dict[str, Any]:
    """Context of the page of an invoice."""
    access = request.access  # type: ignore[attr-defined]
    cents = found.open_cents
    initial = {"amount_cents": f"{cents // 100}.{cents % 100:02}", "received_date": clock.today()}
    rows = queries.payments(access, found)
    taken = {one.reverses_id for one in rows}
    return {
        "invoice": found,
        "case": found.case,
        "lines": queries.lines(access, found),
        "payments": [(one, one.pk in taken) for one in rows],
        "payment_form": forms.PaymentForm(initial=initial),
        "void_form": forms.ReasonForm(prefix="void"),
        "may": bool(registries.ask("billing.record", access, found)),
        "may_agree": bool(registries.ask("billing.agree", access, found)),
        "trust_on": queries.is_on(access, "trust"),
        "once": opaque.new_id(),
        **more,
    }


@needs("billing.view")
def invoice(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """One invoice with its lines and payments."""
    found = queries.invoice(request.access, invoice_id)  # type: ignore[attr-defined]
    return render(request, "practice/billing/invoice.html", invoice_of(request, found))


@frame.posted
@needs("billing.record")
def send(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """The invoice was given to the client."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.invoice(access, invoice_id)
    actions.send(access=access, invoice=found, version=frame.version_of(request))
    messages.success(request, f"{found} counts as sent.")
    return redirect("practice:invoice", invoice_id)


@frame.posted
@needs("billing.record")
def pay(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """Money came for the invoice."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.invoice(access, invoice_id), forms.PaymentForm(request.POST)
    if form.is_valid():
        try:
            once = frame.once_of(request)
            actions.pay(access=access, invoice=found, once=once, **form.cleaned_data)
            return redirect("practice:invoice", invoice_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, refused(problem))
    return _again(request, found, payment_form=form)


def _again(request: HttpRequest, found: Invoice, **more: Form) -> HttpResponse:
    context = invoice_of(request, found, **more)
    return render(request, "practice/billing/invoice.html", context, status=422)


@frame.posted
@needs("billing.agree")
def void(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """Take the invoice back with a reason."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.invoice(access, invoice_id), forms.ReasonForm(request.POST, prefix="void")
    if form.is_valid():
        try:
            version = frame.version_of(request)
            actions.void(access=access, invoice=found, version=version, **form.cleaned_data)
            return redirect("practice:invoice", invoice_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, refused(problem))
    return _again(request, found, void_form=form)


@needs("billing.agree")
def take_back(request: HttpRequest, payment_id: str) -> HttpResponse:
    """Take a payment back with a reason."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.payment(access, payment_id), forms.ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            asked = {"access": access, "payment": found, "today": clock.today()}
            actions.take_back(**asked, reason=form.cleaned_data["reason"])
            return redirect("practice:invoice", found.invoice.public_id)
        except (BadInput, NotAllowed) as problem:
            form.add_error(None, refused(problem))
    context = {"payment": found, "invoice": found.invoice, "form": form}
    status = frame.status_of(form)
    return render(request, "practice/billing/take_back.html", context, status=status)


@needs("billing.view")
def invoice_pdf(request: HttpRequest, invoice_id: str) -> HttpResponse:
    """The invoice to print."""
    access = request.access  # type: ignore[attr-defined]
    data = papers.invoice_pdf(access, queries.invoice(access, invoice_id))
    return HttpResponse(data, content_type="application/pdf")


@needs("billing.view")
def receipt(request: HttpRequest, payment_id: str) -> HttpResponse:
    """A receipt to print."""
    access = request.access  # type: ignore[attr-defined]
    data = papers.receipt_pdf(access, queries.payment(access, payment_id))
    return HttpResponse(data, content_type="application/pdf")
