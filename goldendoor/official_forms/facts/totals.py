"""What forms ask for that follows from the rest: totals, the list of the client's forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

Reader = Callable[[str], Any]


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value).replace(",", "").replace("$", ""))
    except ArithmeticError:
        return Decimal(0)


def _sum(values: Any) -> Decimal:
    return sum((_number(value) for value in values), Decimal(0))


def household_income(read: Reader, subject: str) -> str | None:
    """The sponsor's own yearly income and that of household members who join in."""
    own = read(f"{subject}.income.current_annual")
    others = read("filing.household_incomes") or []
    if own is None and not others:
        return None
    return str(_number(own) + _sum(row.get("income") for row in others))


def all_assets(read: Reader, subject: str) -> str | None:
    """The sponsor's, the household members' and the immigrant's assets together.

    The immigrant's count only where this affidavit sponsors the immigrant.
    """
    own, immigrant = read(f"{subject}.assets"), read("beneficiary.assets")
    if read("filing.sponsors_principal") is False:
        immigrant = None
    household = read("filing.household_assets")
    if not (own or immigrant or household):
        return None
    parts = [record.values() for record in (own, immigrant) if isinstance(record, Mapping)]
    return str(sum((_sum(part) for part in parts), Decimal(0)) + _number(household or 0))


BESIDE = (
    "G-28",
    "G-1145",
    "G-1450",
    "G-1650",
)  # forms that go with others, not matters of their own


def forms_listed(read: Reader, subject: str) -> str | None:
    """The forms a representative appears for: as stated, else the client's forms in the case."""
    stated = read("filing.forms")
    if stated:
        return str(stated)
    client = read("filing.for")
    filings = read("case.filings") or []
    forms = [str(row["form"]) for row in filings if row.get("for") == client]
    return ", ".join(dict.fromkeys(form for form in forms if form not in BESIDE)) or None


def g28_attached(read: Reader, subject: str) -> bool:
    """Whether a G-28 of this client, for this form, goes with it: forms ask "G-28 is attached"."""
    if not read("representative.full_name"):
        return False
    client, form = read("filing.for"), str(read("filing.form") or "")
    return any(
        row.get("form") == "G-28"
        and row.get("for") == client
        and form in [one.strip() for one in str(row.get("forms") or form).split(",")]
        for row in read("case.filings") or []
    )


TOTALS: dict[str, Callable[[Reader, str], str | bool | None]] = {
    "filing.household_income_total": household_income,
    "filing.assets_total": all_assets,
    "filing.forms_listed": forms_listed,
    "filing.g28_attached": g28_attached,
}
