"""Asylum: the one-year limit, the work-permit clock, the annual fee, referral."""

from __future__ import annotations

from goldendoor.law import ledgers
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.results import RuleError
from goldendoor.law.work import Work, spoken


def one_year(work: Work) -> None:
    """The last day of the year after the last arrival, rolled off closed days."""
    floor, arrival = work.version["not_before"], work.facts["last_arrival_date"]
    start = max(arrival, floor)
    if start != arrival:
        work.step(f"The year runs from {spoken(floor)}, because the arrival was earlier.")
    anniversary = work.count(start, years=int(work.version["years"]))
    work.step(f"One year after {spoken(start)} is {spoken(anniversary)}.")
    last = work.roll(anniversary)
    work.give(last_filing_day=last)
    work.other_readings(
        ("the day of arrival is day 1: the day before the anniversary, not rolled",
         "last_filing_day", anniversary - DAY),
        ("the day after arrival is day 1, rolled off closed days", "last_filing_day", last),
    )  # fmt: skip
    if (start.month, start.day) == (2, 29):
        work.review("The arrival was on 29 February: the cautious anniversary is 28 February.")


def clock(work: Work) -> None:
    """Days of the asylum clock: when the work permit may be asked for, and granted."""
    facts, version = work.facts, work.version
    receipt = facts["i589_receipt_date"]
    source = "INA 208(d)(2); 8 CFR 208.7(a)"
    pauses = [_stop(work, number, one, source) for number, one in enumerate(facts["stops"])]
    ledger = ledgers.build(
        "Asylum clock", receipt, None, pauses, "The complete I-589 is pending", source
    )
    work.ledgers["clock"] = ledger
    for output, days in (
        ("file_i765_from", int(version["file_days"])),
        ("ead_eligible_from", int(version["grant_days"])),
    ):
        day = ledger.day_number(days)
        work.give(**{output: day})
        said = f"reached on {spoken(day)}" if day else "not reached: the clock is stopped"
        work.step(f"{days} days accrued since {spoken(receipt)} (day 0): {said}.")
    as_of = facts["as_of_date"]
    if as_of is not None:
        count = ledger.count(as_of)
        work.step(f"On {spoken(as_of)} the clock stands at {count}.")
        work.give(days_counted=count, is_clock_stopped=ledger.is_stopped(as_of))


def _stop(work: Work, number: int, one: dict, source: str) -> Span:
    stopped, restarted = one["stopped_date"], one["restarted_date"]
    if restarted is not None and restarted < stopped:
        text = f"stops[{number}]: the clock cannot restart before it stopped."
        raise RuleError(text, f"stops[{number}].restarted_date")
    last = restarted - DAY if restarted else None
    if last is not None and last < stopped:
        # Stopped and restarted on the same day: nothing is lost.
        return Span(stopped, stopped - DAY, "no delay", source)
    told = f"until {spoken(restarted)}" if restarted else "and not restarted"
    work.step(f"Applicant-caused stop on {spoken(stopped)}, {told}.")
    return Span(stopped, last, "Delay requested or caused by the applicant", source)


def annual_fee(work: Work) -> None:
    """The annual asylum fee: when it is owed, by when to pay, what non-payment leads to."""
    facts, terms = work.facts, work.rule.entry["terms"]
    if facts["notice_date"] is not None:
        days = int(terms["payment_days"])
        due = work.count(facts["notice_date"], calendar_days=days)
        work.step(f"{days} days after the notice of {spoken(facts['notice_date'])}.")
        work.give(payment_due_date=due)
    filed = facts["i589_filed_date"]
    if filed is not None:
        if filed > terms["anniversary_for_filings_after"]:
            first = work.count(filed, years=1)
            work.step(f"The fee is first owed a year after filing, on {spoken(first)}.")
            work.give(first_anniversary_date=first)
        else:
            limit = spoken(terms["anniversary_for_filings_after"])
            work.step(f"For an I-589 filed by {limit} the first fee does not follow this year.")
            work.needs_review = True
    if facts["as_of_date"] is not None:
        version = work.version
        work.step(f"On {spoken(facts['as_of_date'])}: {version['summary']}.")
        open_question = bool(version.get("is_live_check_needed"))
        work.needs_review = work.needs_review or open_question
        work.give(nonpayment_effect=version["effect"], is_live_check_needed=open_question)


def referral(work: Work) -> None:
    """Which states may follow for a pending affirmative application."""
    work.step(f"{work.version['summary']}.")
    work.give(next_states=list(work.version["states"]))


METHODS = {
    "asylum_one_year": one_year,
    "asylum_clock": clock,
    "annual_asylum_fee": annual_fee,
    "asylum_referral": referral,
}
