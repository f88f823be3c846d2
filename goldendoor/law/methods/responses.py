"""Answers to the agency's notices."""

from __future__ import annotations

import datetime

from goldendoor.law.methods import counted, period
from goldendoor.law.results import RuleError
from goldendoor.law.work import Work, plural, spoken


def rfe(work: Work) -> None:
    """The day an answer to a request for evidence is due, and the outer limit of the regulation."""
    facts, version = work.facts, work.version
    longest, days = int(version["max_days"]), facts["days_on_notice"]
    if days is not None and days > longest:
        work.step(f"{days} days exceed the {longest} that the regulation allows: read the notice.")
        work.needs_review = True
        work.give(error="days_over_84")
        return
    basis = "days_on_notice"
    if days is None:
        days = _standard(work)
        basis = "outer_limit_only" if days is None else "standard_period"
    else:
        work.step(f"The notice states {plural(days, 'day')}.")
    mail = _mail(work)
    if days is not None:
        work.give(due_date=_due(work, days + mail))
    steps = len(work.steps)
    outer = _due(work, longest + mail)
    del work.steps[steps:]
    work.step(f"No answer can be due later than {spoken(outer)}: {longest} days is the maximum.")
    work.give(outer_limit_date=outer, due_date_basis=basis)
    if days is None:
        work.review("No standard period applies: the notice itself sets the day. Read it.")


def _standard(work: Work) -> int | None:
    """The standard period of the form, while there was one."""
    standard = work.version.get("standard_days")
    if standard is None:
        return None
    form = work.facts["form"].strip().upper()
    days = int(standard["by_form"].get(form, standard["other"]))
    work.step(f"The standard period for {form} was {plural(days, 'day')}.")
    return days


def _mail(work: Work) -> int:
    facts = work.facts
    if facts["service"] != "mail":
        return 0
    if facts["is_addressee_outside_us"]:
        try:
            version = period.borrowed(work, "us.mail-abroad", facts["served_date"])
        except RuleError:
            version = None
        if version is not None and version.get("days_abroad"):
            days = int(version["days_abroad"])
            work.step(f"{plural(days, 'day')} added for mail abroad.", version=version)
            return days
    return period.added_days(work, "us.mail-3", facts["served_date"])


def _due(work: Work, total: int) -> datetime.date:
    return counted.last_day(work, work.facts["served_date"], total, work.facts["channel"])


def denial_risk(work: Work) -> None:
    """Whether the agency may deny without asking first."""
    if work.facts["is_initial_evidence_complete"]:
        work.step("All required initial evidence is there and eligibility is shown.")
        work.give(denial_risk="none")
        return
    risk = work.version["risk"]
    work.step(f"Something is missing, and the policy of that day is: {work.version['summary']}.")
    work.give(denial_risk=risk)


def covid_flexibility(work: Work) -> None:
    """The due date printed on a notice, later when the notice fell into the flexibility."""
    issued, printed = work.facts["notice_issued_date"], work.facts["printed_due_date"]
    work.in_order("notice_issued_date", "printed_due_date")
    version = work.version_on(issued)
    if version is None:
        work.step(f"A notice of {spoken(issued)} is outside the flexibility.")
        work.give(is_flexibility_applicable=False, extended_due_date=printed)
        return
    days = int(version["days"])
    extended = work.count(printed, calendar_days=days)
    work.step(f"{days} calendar days after the printed {spoken(printed)}.", version=version)
    work.give(is_flexibility_applicable=True, extended_due_date=extended)


METHODS = {"rfe": rfe, "denial_risk": denial_risk, "covid_flexibility": covid_flexibility}
