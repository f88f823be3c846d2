"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "trust.account_opened": "opened a trust account",
        "trust.ledger_opened": "opened a trust ledger",
        "trust.deposited": "took a deposit into trust",
        "trust.disbursed": "paid out of trust",
        "trust.transferred": "transferred trust money to the office",
        "trust.reversed": "reversed a trust entry",
        "trust.cleared": "marked what the bank cleared",
        "trust.reconciled": "prepared a reconciliation",
        "trust.reconciliation_signed": "signed a reconciliation",
    }
)
