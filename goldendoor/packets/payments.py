"""Fees of the filings in a packet, and the payment form that goes with each form.

No card or account number is ever asked for or kept: those boxes stay blank for handwriting.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldendoor.law import compute
from goldendoor.law.library import Library
from goldendoor.law.results import Result, RuleError
from goldendoor.official_forms import conditions, filling
from goldendoor.official_forms.facts import CaseFile, scope_for

CARD_FORM, ACCOUNT_FORM = "G-1450", "G-1650"
UNPAID = ("waiver", "none")
HR1_ITEMS = "us.hr1_items"


@dataclass(frozen=True)
class Fee:
    """The fee of one filing: `cents` is None when the library has no amount."""

    form: str
    person: str
    cents: int | None
    because: tuple[Result, ...]
    note: str = ""

    @property
    def text(self) -> str:
        return "see the agency's fee page" if self.cents is None else f"${self.cents / 100:,.2f}"


def fee_of(case: CaseFile, filing: Mapping[str, Any], library: Library) -> Fee | None:
    """The fee due with a filing on the day of filing; None for forms that never take one."""
    entry = filling.form_entry(str(filing["form"]), library)
    if not entry.get("payment") or filing.get("payment") in UNPAID:
        return None
    form, person = str(entry["form"]), str(filing.get("for", ""))
    filed = case.data.get("filing_date")
    if not filed:
        return Fee(form, person, None, (), "The case has no filing date.")
    results: list[Result] = []
    cents: int | None = None
    try:
        results.append(_ordinary(case, filing, form, str(filed), library))
        cents = results[0].value.get("fee_cents")
    except RuleError as error:
        if not _added_items(case, filing, entry, library):
            return Fee(form, person, None, (), str(error))
    for item in _added_items(case, filing, entry, library):
        facts = {"fee_item": item, "postmark_date": filed}
        result = compute.compute("us.asy-fees", facts, _day(filed), library)
        results.append(result)
        cents = (cents or 0) + int(result.value["hr1_fee_cents"])
    if cents == 0:
        return None
    return Fee(form, person, cents, tuple(results))


def _day(text: Any) -> datetime.date:
    return datetime.date.fromisoformat(str(text))


def _ordinary(
    case: CaseFile, filing: Mapping[str, Any], form: str, filed: str, library: Library
) -> Result:
    facts = {
        "form": form,
        "channel": filing.get("channel", "paper"),
        "postmark_date": filed,
        "has_pending_i485": form == "I-765" and _has_i485(case, filing),
        "is_reduced_fee": bool(filing.get("reduced_fee")),
        "is_under_14_with_parent": bool(filing.get("under_14_with_parent")),
    }
    return compute.compute("us.fees", facts, _day(filed), library)


def _has_i485(case: CaseFile, filing: Mapping[str, Any]) -> bool:
    """A pending I-485, or one that goes into the same packet for the same person."""
    if filing.get("pending_i485") is not None:
        return bool(filing["pending_i485"])
    return any(
        row.get("form") == "I-485" and row.get("for") == filing.get("for") for row in case.filings()
    )


def _added_items(
    case: CaseFile, filing: Mapping[str, Any], entry: Mapping[str, Any], library: Library
) -> list[str]:
    """Items of the H.R.1 table that this filing owes, by the form's own list in `form.yaml`."""
    scope = scope_for(case, dict(filing), entry)
    found = []
    for row in entry.get("added_fees") or []:
        value = scope.read(str(row["when"])) if row.get("when") else True
        if row.get("when") == conditions.CATEGORY and value:
            value = conditions.plain_category(str(value))
        words = row.get("any_of")
        if (words is None and value is True) or (words is not None and value in words):
            if row.get("and"):
                other = scope.read(str(row["and"]["when"]))
                if other not in row["and"]["any_of"]:
                    continue
            found.append(str(row["item"]))
    return found


def payment_filing(fee: Fee, filing: Mapping[str, Any], case: CaseFile) -> dict[str, Any]:
    """The filing of the payment form for one fee: who, for which form, how much."""
    method = filing.get("payment") or "card"
    form = ACCOUNT_FORM if method == "bank_account" else CARD_FORM
    for row in case.filings():
        if (
            row.get("form") == form
            and row.get("pays_for") == fee.form
            and row.get("for") == fee.person
        ):
            return {"amount": _dollars(fee), **row}
    return {"form": form, "for": fee.person, "pays_for": fee.form, "amount": _dollars(fee)}


def _dollars(fee: Fee) -> str:
    return "" if fee.cents is None else f"{fee.cents / 100:.2f}"
