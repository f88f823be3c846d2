"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "billing.set_up": "changed the office's money settings",
        "billing.agreed": "recorded a fee agreement",
        "billing.timer_started": "started a timer",
        "billing.timer_dropped": "dropped a timer",
        "billing.time_recorded": "recorded time",
        "billing.time_changed": "changed a time entry",
        "billing.time_removed": "took a time entry out",
        "billing.expense_recorded": "recorded an expense",
        "billing.expense_changed": "changed an expense",
        "billing.fees_expected": "took over the government fees",
        "billing.invoice_drawn_up": "drew up an invoice",
        "billing.invoice_sent": "sent an invoice",
        "billing.invoice_voided": "voided an invoice",
        "billing.payment_recorded": "recorded a payment",
        "billing.payment_reversed": "took a payment back",
    }
)
