"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.billing.views import case, office

CASE = "cases/<slug:public_id>/money/"
INVOICE = "money/invoices/<slug:invoice_id>/"
PAYMENT = "money/payments/<slug:payment_id>/"
urlpatterns = [
    path(CASE, case.case_money, name="case_money"),
    path(f"{CASE}time/", case.add_time, name="add_time"),
    path(f"{CASE}time/<slug:entry_id>/", case.change_time, name="change_time"),
    path(f"{CASE}timer/<slug:verb>/", case.timer, name="timer"),
    path(f"{CASE}expenses/", case.add_expense, name="add_expense"),
    path(f"{CASE}expenses/<slug:expense_id>/<slug:verb>/", case.expense, name="expense"),
    path(f"{CASE}fees/", case.fee_reasons, name="case_fees"),
    path(f"{CASE}fees/expect/", case.expect_fees, name="expect_fees"),
    path(f"{CASE}agreement/", case.agree, name="agree_fee"),
    path(f"{CASE}invoices/new/", case.new_invoice, name="new_invoice"),
    path(f"{CASE}statement.pdf", case.statement, name="statement"),
    path("money/", office.money, name="money"),
    path("money/settings/", office.set_up, name="money_settings"),
    path("money/time.csv", office.export_time, name="export_time"),
    path(INVOICE, office.invoice, name="invoice"),
    path(f"{INVOICE}send/", office.send, name="send_invoice"),
    path(f"{INVOICE}pay/", office.pay, name="pay_invoice"),
    path(f"{INVOICE}void/", office.void, name="void_invoice"),
    path(f"{INVOICE}invoice.pdf", office.invoice_pdf, name="invoice_pdf"),
    path(f"{PAYMENT}back/", office.take_back, name="take_back"),
    path(f"{PAYMENT}receipt.pdf", office.receipt, name="receipt"),
]
