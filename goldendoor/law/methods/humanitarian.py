"""U visas, DACA, special immigrant juveniles, medical examinations."""

from __future__ import annotations

from goldendoor.law.ledgers import DAY
from goldendoor.law.work import Work, plural, spoken


def signed_within(work: Work) -> None:
    """How long a signed certification may still be filed."""
    facts, months = work.facts, int(work.version["months"])
    signed, filed = facts["supplement_b_signed_date"], facts["filed_date"]
    work.in_order("supplement_b_signed_date", "filed_date")
    last = work.count(signed, months=months)
    work.step(f"{months} months after {spoken(signed)} is {spoken(last)}.")
    work.give(last_filing_day=last)
    if filed is not None:
        work.give(is_signature_timely=filed <= last)


def renewal_window(work: Work) -> None:
    """Where the day of filing lies against the expiry of deferred action."""
    facts, version = work.facts, work.version
    expires, filed = facts["daca_expires_date"], facts["filed_date"]
    days = (expires - filed).days
    last_renewal = work.count(expires, years=int(version["renewal_years_after"]))
    if days > int(version["recommended_from"]):
        found = "early"
    elif days >= int(version["recommended_to"]):
        found = "recommended_window"
    elif days >= 0:
        found = "late_but_unexpired"
    else:
        found = "expired_renewal" if filed <= last_renewal else "initial_request"
    when = "before" if days >= 0 else "after"
    work.step(f"Filed {plural(abs(days), 'day')} {when} the expiry on {spoken(expires)}.")
    work.step(f"Recommended: {version['recommended_from']} to {version['recommended_to']} days.")
    work.give(renewal_class=found, days_before_expiry=days)


def before_birthday(work: Work) -> None:
    """The last day before a birthday, rolled for paper only."""
    birth, age = work.facts["birth_date"], int(work.version["age"])
    birthday = work.count(birth, years=age)
    safe = birthday - DAY
    work.step(f"The birthday is {spoken(birthday)}; filing before it means by {spoken(safe)}.")
    last = work.roll(safe) if work.facts["channel"] == "paper" else safe
    work.give(last_filing_day=last, safe_date=safe)
    if last != safe:
        work.other_readings(
            ("not relying on the roll", "safe_date", safe),
            ("rolled for paper", "last_filing_day", last),
        )
    if (birth.month, birth.day) == (2, 29):
        work.review("Born on 29 February: the birthday is taken as 28 February.")


def medical_validity(work: Work) -> None:
    """Whether a signed medical examination may be used on a day."""
    facts, terms = work.facts, work.rule.entry["terms"]
    signed, on = facts["signed_date"], facts["as_of_date"]
    if on < signed:
        work.step(f"It was signed only on {spoken(signed)}.", "", work.version)
        work.give(is_valid=False)
        return
    if signed < terms["unlimited_if_signed_from"]:
        last = work.count(signed, years=int(terms["years_if_signed_before"]))
        work.step(f"Signed {spoken(signed)}: valid through {spoken(last)}.", "", work.version)
        work.give(is_valid=on <= last)
        return
    version = work.version
    work.step(f"{version['summary']}.")
    if version.get("years"):
        work.give(is_valid=on <= work.count(signed, years=int(version["years"])))
    elif version.get("only_while_pending"):
        status = facts["application_status"]
        work.step(f"The application is {status}.")
        work.give(is_valid=status == "pending")
    else:
        work.give(is_valid=True)


METHODS = {
    "signed_within": signed_within,
    "renewal_window": renewal_window,
    "before_birthday": before_birthday,
    "medical_validity": medical_validity,
}
