"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.trust import views

LEDGER = "trust/ledgers/<slug:ledger_id>/"
MONTH = "trust/accounts/<slug:account_id>/<str:month>/"
urlpatterns = [
    path("trust/", views.trust, name="trust"),
    path("cases/<slug:public_id>/money/trust/", views.trust_of_case, name="trust_of_case"),
    path("cases/<slug:public_id>/money/trust/open/", views.open_ledger, name="open_ledger"),
    path(f"{LEDGER}ledger.pdf", views.ledger, name="trust_ledger"),
    path(f"{LEDGER}office/", views.transfer, name="trust_transfer"),
    path(f"{LEDGER}<slug:verb>/", views.move, name="trust_move"),
    path("trust/entries/<slug:entry_id>/reverse/", views.reverse, name="trust_reverse"),
    path("trust/entries/<slug:entry_id>/receipt.pdf", views.receipt, name="trust_receipt"),
    path(MONTH, views.reconcile, name="reconcile"),
    path(f"{MONTH}sign/", views.sign, name="sign_reconciliation"),
    path(f"{MONTH}reconciliation.pdf", views.month_pdf, name="reconciliation_pdf"),
]
