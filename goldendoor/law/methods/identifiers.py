"""Numbers of the agency: receipt numbers and A-numbers."""

from __future__ import annotations

import re

from goldendoor.law.work import Work

SEPARATORS = re.compile(r"[\s*‐-―−-]")
RECEIPT = re.compile(r"([A-Z]{3})([0-9]{10})")
A_NUMBER = re.compile(r"A?([0-9]{7,9})")
CENTURY = 100


def receipt_number(work: Work) -> None:
    """The parts of a receipt number; those of an electronic one are not decoded."""
    typed = SEPARATORS.sub("", work.facts["receipt_number"]).upper()
    found = RECEIPT.fullmatch(typed)
    if not found:
        work.step("A receipt number has three letters and ten digits.", "", work.version)
        work.give(valid=False)
        return
    prefix, digits = found.groups()
    work.give(valid=True, prefix=prefix)
    if prefix in work.version["electronic_prefixes"]:
        work.step("The digits of an electronic receipt number are not decoded.")
        work.give(kind="electronic", digits=digits)
        return
    year = _fiscal_year(work, int(digits[:2]))
    work.step(f"Classic number: fiscal year {year}, computer workday {digits[2:5]}.")
    work.give(kind="classic", fiscal_year=year, workday=int(digits[2:5]), sequence=digits[5:])


def _fiscal_year(work: Work, two: int) -> int:
    """The latest year with these two digits that is no later than the next fiscal year."""
    latest = work.today.year + 1
    century = latest - latest % CENTURY
    return century + two if century + two <= latest else century - CENTURY + two


def a_number(work: Work) -> None:
    """The A-number with nine digits."""
    typed = SEPARATORS.sub("", work.facts["a_number_typed"]).upper()
    found = A_NUMBER.fullmatch(typed)
    if not found:
        work.step("An A-number has seven to nine digits after the letter A.", "", work.version)
        work.give(valid=False)
        return
    length = int(work.version["digits"])
    work.step(f"Filled up to {length} digits.")
    work.give(valid=True, a_number=f"A{found.group(1).zfill(length)}")


METHODS = {"receipt_number": receipt_number, "a_number": a_number}
