"""Money, rounding, sliding fees, and what must never be kept. Pure; amounts are integer cents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.kernel.errors import BadInput

SWITCHES = {
    "billing": "Billing: time, fees, invoices",
    "trust": "Trust: clients' money held by the office",
    "employers": "Employers: companies, worksites, seasons",
}
SIGNS = {"USD": "$", "CAD": "CA$", "GBP": "£", "EUR": "€"}
MOST_CENTS = 10**12
CARD = (
    "This looks like the number of a card. Card numbers are never kept here: write the last four "
    "digits, or the number of the receipt."
)
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_DIGITS = re.compile(r"\d(?:[ .\-\u2010-\u2015\u00a0]{0,2}\d){12,}")


def read_cents(text: str) -> int:
    """“1,250.50” or “$450” as cents. Raises BadInput for anything else, also for a sign."""
    plain = text.strip().strip("$£€ ").strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None or not plain.isascii():
        raise BadInput("Write an amount such as 450 or 1,250.50.")
    whole, part = found[1].replace(",", ""), found[2] or ""
    cents = int(whole) * 100 + int((part + "00")[:2])
    if cents >= MOST_CENTS:
        raise BadInput("This amount is too large.")
    return cents


def shown(cents: int | None, currency: str = "USD") -> str:
    """“$1,250.50”, “−$3.00”; “not known” for None."""
    if cents is None:
        return "not known"
    sign = "\u2212" if cents < 0 else ""
    mark = SIGNS.get(currency, "")
    text = f"{sign}{mark}{abs(cents) // 100:,}.{abs(cents) % 100:02}"
    return text if mark else f"{text} {currency}"


def looks_like_card(text: str) -> bool:
    """Whether whole groups of digits together are 13 to 19, begin like a card, and check out.

    The check digit is that of ISO/IEC 7812; cards begin with 2 to 6.
    """
    for run in _DIGITS.findall(text):
        groups = re.findall(r"\d+", run)
        for first in range(len(groups)):
            for last in range(first, len(groups)):
                digits = "".join(groups[first : last + 1])
                if 13 <= len(digits) <= 19 and digits[0] in "23456" and _passes(digits):
                    return True
    return False


def _passes(text: str) -> bool:
    digits = [int(one) for one in text]
    doubled = (
        digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def refuse_card(*texts: str | None) -> None:
    """Raises BadInput when one of the texts holds what looks like a card number."""
    if any(looks_like_card(text) for text in texts if text):
        raise BadInput(CARD)


def rounded(minutes: int, step: int) -> int:
    """Minutes rounded up to the office's step; a step of 0 or 1 changes nothing."""
    if minutes < 0 or step < 0:
        raise BadInput("Minutes are counted from 0.")
    return minutes if step <= 1 else -(-minutes // step) * step


def amount(minutes: int, rate_cents: int) -> int:
    """Cents for minutes at an hourly rate, half a cent up."""
    return (minutes * rate_cents + 30) // 60


def sliding(
    full_cents: int, income_percent: int, scale: Sequence[Mapping[str, Any]]
) -> tuple[int, str]:
    """The fee by the office's scale for an income in percent of the guideline, and why.

    Raises BadInput for an office without a scale. Above its last step the whole fee is paid.
    """
    if not scale:
        raise BadInput("The office has no sliding scale yet. An owner writes it under Money.")
    for step in scale:
        if income_percent <= step["up_to_percent"]:
            pays = int(step["pays_percent"])
            said = f"up to {step['up_to_percent']} per cent pay {pays} per cent of the fee"
            return (full_cents * pays + 50) // 100, f"The office's scale: {said}."
    return full_cents, "Above the last step of the office's scale the whole fee is paid."


def read_scale(text: str) -> list[dict[str, int]]:
    """“150: 0” a line: up to which percent of the guideline who pays what percent of the fee."""
    steps: list[dict[str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = re.fullmatch(r"\s*(\d{1,4})\s*%?\s*:\s*(\d{1,3})\s*%?\s*", line)
        if found is None or int(found[2]) > 100:
            raise BadInput(f"Line {number} of the scale: write it like 150: 25.")
        step = {"up_to_percent": int(found[1]), "pays_percent": int(found[2])}
        if steps and step["up_to_percent"] <= steps[-1]["up_to_percent"]:
            raise BadInput(f"Line {number} of the scale: the percentages of income must rise.")
        steps.append(step)
    return steps


def state_after(total_cents: int, paid_cents: int) -> str:
    """The state of a sent invoice by what was paid."""
    if paid_cents >= total_cents:
        return "paid"
    return "partly" if paid_cents else "sent"


def spoken_minutes(minutes: int) -> str:
    """“1 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min") if part)
