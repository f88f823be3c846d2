"""Every change of clients' money."""

from goldendoor.practice.trust.actions.posting import (
    deposit,
    disburse,
    open_account,
    open_ledger,
    reverse,
    transfer,
)
from goldendoor.practice.trust.actions.reconciling import reconcile, sign

__all__ = [
    "deposit", "disburse", "open_account", "open_ledger", "reconcile", "reverse", "sign",
    "transfer",
]  # fmt: skip
