"""Immigrant visas: current dates, chargeability, a child's age."""

from __future__ import annotations

import datetime
from typing import Any

from goldendoor.law.results import RuleError
from goldendoor.law.work import Work, plural, spoken


def is_current(work: Work) -> None:
    """A priority date against what the bulletin lists: strictly earlier, or C."""
    facts = work.facts
    kind, date = facts["cutoff_kind"], facts["priority_date"]
    if kind == "date":
        work.need("cutoff_date")
        current = date < facts["cutoff_date"]
        said = "is earlier than" if current else "is not earlier than"
        work.step(f"{spoken(date)} {said} the listed {spoken(facts['cutoff_date'])}.")
    else:
        current = kind == "C"
        said = "C: every priority date is current" if current else "U: no visa is available"
        work.step(f"The bulletin lists {said}.")
    work.give(is_current=current)


def chargeability(work: Work) -> None:
    """The country a visa is charged to, the better of one's own and the spouse's."""
    facts = work.facts
    own = _country("principal_country", facts["principal_country"])
    spouse = facts["spouse_country"]
    country, through = own, "own_birth"
    column = _column(work, own)
    work.step(f"Born in {own}: column {column}.")
    if facts["child_country"] is not None:
        _country("child_country", facts["child_country"])
        work.step("A parent may not use a child's country of birth.")
    if spouse is not None:
        spouse = _country("spouse_country", spouse)
        other = _column(work, spouse)
        work.step(f"The spouse was born in {spouse}: column {other}.")
        if other != column and _better(work, other, column):
            country, column, through = spouse, other, "spouse"
            work.step("The spouse's column is better; both must immigrate or adjust together.")
    work.give(charged_country=country, bulletin_column=column, charged_through=through)


def _country(name: str, value: str) -> str:
    code = value.strip().upper()
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        text = f"{name} must be a two-letter country code such as IN, not {value!r}."
        raise RuleError(text, name)
    return code


def _column(work: Work, country: str) -> str:
    table = work.library.table(str(work.rule.entry["table"]))
    return str(table["by_country"].get(country, table["other_column"]))


def _better(work: Work, one: str, other: str) -> bool:
    cutoffs: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(work.facts["cutoffs"] or ()):
        if row["cutoff_kind"] == "date" and row["cutoff_date"] is None:
            name = f"cutoffs[{number}].cutoff_date"
            raise RuleError(f"{name} is missing.", name)
        cutoffs[row["bulletin_column"]] = row
    if one not in cutoffs or other not in cutoffs:
        work.review("Not both columns of the bulletin are given, so they can't be compared.")
        return False
    return _rank(cutoffs[one]) > _rank(cutoffs[other])


def _rank(row: dict[str, Any]) -> tuple[int, datetime.date]:
    order = {"U": 0, "date": 1, "C": 2}[row["cutoff_kind"]]
    return order, row["cutoff_date"] if order == 1 else datetime.date.min


def child_age(work: Work) -> None:
    """The age of a child under the Child Status Protection Act, and which chart controls."""
    facts = work.facts
    work.in_order("petition_received_date", "petition_approved_date")
    if work.has("petition_received_date", "petition_approved_date", "visa_available_date"):
        _age(work)
    if facts["i485_filed_date"] is not None:
        _chart(work, facts["i485_filed_date"])


def _age(work: Work) -> None:
    facts, terms = work.facts, work.rule.entry["terms"]
    approved = facts["petition_approved_date"]
    pending = (approved - facts["petition_received_date"]).days
    counted = max(approved, facts["visa_available_date"])
    reference = work.count(counted, calendar_days=-pending)
    seek = work.count(counted, years=int(terms["seek_years"]))
    work.step(f"The age is counted on {spoken(counted)}, the later of approval and availability.")
    work.step(f"The petition was pending {plural(pending, 'day')}, which are taken off.")
    work.give(age_counted_on=counted, pending_days=pending, cspa_reference_date=reference)
    birth = facts["birth_date"]
    if birth is not None:
        work.in_order("birth_date", "visa_available_date")
        birthday = work.count(birth, years=int(terms["child_until_age"]))
        young = reference < birthday
        said = "before" if young else "not before"
        work.step(f"{spoken(reference)} is {said} the 21st birthday, {spoken(birthday)}.")
        if facts["is_married"]:
            work.step("Who is married is not a child.")
        work.give(
            cspa_age_days=(reference - birth).days,
            is_cspa_child=young and not facts["is_married"],
        )
        if (birth.month, birth.day) == (2, 29):
            work.review("Born on 29 February: the birthday is taken as 28 February.")
    work.step(f"Residence must be sought within a year, by {spoken(seek)}.")
    work.give(seek_by_date=seek)


def _chart(work: Work, filed: datetime.date) -> None:
    version = work.version_on(filed, "chart")
    if version is None:
        raise RuleError("The act was not yet law on that day.", "i485_filed_date")
    work.step(f"Filed on {spoken(filed)}: {version['summary']}.", "", version)
    work.give(controlling_chart=version["chart"])
    if version.get("pending_reading"):
        work.alternatives.append(dict(version["pending_reading"]))
        work.review()


METHODS = {"is_current": is_current, "chargeability": chargeability, "child_age": child_age}
