"""Work permits: automatic extension and longest validity."""

from __future__ import annotations

import datetime

from goldendoor.law.work import Work, spoken


def automatic_extension(work: Work) -> None:
    """Whether a timely renewal extends the card, and until when."""
    facts, terms = work.facts, work.rule.entry["terms"]
    filed, expires, category = (
        facts["renewal_filed_date"], facts["card_expires_date"], facts["category"],
    )  # fmt: skip
    until = None
    days = _extension_days(work, category, terms)
    if days and filed > expires:
        work.step(f"Filed on {spoken(filed)}, after the card expired: no extension.")
    elif days:
        until = work.count(expires, calendar_days=days)
        work.step(f"{days} days after the card's expiry, {spoken(expires)}: {spoken(until)}.")
        until = _not_past_i94(work, category, expires, until, terms)
    work.give(is_extended=until is not None, extended_until=until)
    if until and work.version.get("shorter_days") and category != terms["stem_category"]:
        shorter = work.count(expires, calendar_days=int(work.version["shorter_days"]))
        work.other_readings(
            (str(work.version["shorter_when"]), "extended_until", min(shorter, until)),
            ("the 540 days of the later rules", "extended_until", until),
        )
        work.review()


def _extension_days(work: Work, category: str, terms: dict) -> int:
    if category == terms["stem_category"]:
        work.step(f"{work.rule.entry['terms']['stem_words']}.")
        return int(terms["stem_days"])
    if category not in terms["eligible"]:
        work.step("The category has no automatic extension.")
        return 0
    days = int(work.version["days"])
    if not days:
        work.step(f"{work.version['summary']}.")
    return days


def _not_past_i94(
    work: Work, category: str, expires: datetime.date, until: datetime.date, terms: dict
) -> datetime.date | None:
    if category not in terms["limited_by_i94"]:
        return until
    stay = work.facts["i94_expires_date"]
    if stay is None:
        work.review("For this category the extension ends with the I-94, which is not given.")
        return until
    if stay < until:
        work.step(f"It ends with the I-94, on {spoken(stay)}.")
        until = stay
    if until <= expires:
        work.step("The I-94 ends no later than the card: nothing is extended.")
        return None
    return until


def longest_validity(work: Work) -> None:
    """How long a new card can be valid."""
    category, on = work.facts["category"], work.facts["adjudicated_date"]
    group = next(
        name for name, ids in work.rule.entry["terms"]["groups"].items() if category in ids
    )
    version = work.version_on(on, group)
    limited = work.rule.entry["terms"]["limited_by"][group]
    if version is None:
        work.step("For a decision that early the library holds no fixed number of months.")
        work.needs_review = group == "ordinary"
        work.give(max_months=None, limited_by=limited)
        return
    months = int(version["months"])
    work.step(f"Decided on {spoken(on)}: at most {months} months.", "", version)
    if limited != "nothing_else":
        work.step("And not beyond the end of the parole or TPS.", "", version)
    work.give(max_months=months, limited_by=limited)


METHODS = {"automatic_extension": automatic_extension, "longest_validity": longest_validity}
