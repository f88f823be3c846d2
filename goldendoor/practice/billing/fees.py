"""Government fees of the forms of a case, from the law engine, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import order, payments


@dataclass(frozen=True)
class FormFee:
    """The fee of one form: `cents` is None where the library has no amount, and `note` says why."""

    filing: Filing
    form: str
    person: str
    cents: int | None
    because: list[dict[str, Any]]
    note: str = ""
    is_waived: bool = False


def of_case(access: Access, case: Case, library: Library) -> list[FormFee]:
    """Every form of the case that takes a fee, in the order of the case."""
    data = exchange.case_file(access, case)
    file = CaseFile(data)
    rows = cases.filings(access, case)
    found = []
    for filing, row in zip(data["filings"], rows, strict=True):
        if order.is_payment_form(filing):
            continue
        person = order.person_name(file, str(filing.get("for", "")))
        if filing.get("payment") == "waiver":
            note = "A fee waiver is asked with this form (I-912)."
            found.append(FormFee(row, str(filing["form"]), person, 0, [], note, is_waived=True))
            continue
        fee = payments.fee_of(file, filing, library)
        if fee is not None:
            steps = [step.to_json() for result in fee.because for step in result.because]
            found.append(FormFee(row, fee.form, person, fee.cents, steps, fee.note))
    return found
