"""What a ledger allows, and whether a month agrees. Pure; integer cents."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from goldendoor.kernel.errors import BadInput

Move = tuple[datetime.date, int]


def shortfall(moves: Iterable[Move], day: datetime.date, cents: int) -> Move | None:
    """The first day from `day` on whose closing balance `cents` would bring below zero.

    Returns that day and what the ledger holds on it without the new entry; None when all is well.
    """
    by_day: dict[datetime.date, int] = {day: 0}
    for when, amount in moves:
        by_day[when] = by_day.get(when, 0) + amount
    balance = 0
    for when in sorted(by_day):
        balance += by_day[when]
        if when >= day and balance + cents < 0:
            return when, balance
    return None


def month_of(text: str) -> datetime.date:
    """“2026-07” as its first day. Raises BadInput."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise BadInput("Write a month such as 2026-07.") from None


def end_of(month: datetime.date) -> datetime.date:
    """The last day of the month that begins on this day."""
    following = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return following - datetime.timedelta(days=1)


def differences(bank: int, book: int, ledgers: int) -> Sequence[str]:
    """In words, which of the three balances differ; nothing when they agree."""
    found = []
    if bank != book:
        found.append("the bank's balance, with what is outstanding, differs from the books")
    if book != ledgers:
        found.append("the books differ from the sum of the clients' ledgers")
    return found
