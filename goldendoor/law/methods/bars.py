"""Unlawful presence and the bars it brings; leaving while an application is pending."""

from __future__ import annotations

import datetime

from goldendoor.law import ledgers
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.results import NeedsFacts, RuleError
from goldendoor.law.work import Work, plural, spoken


def unlawful_presence(work: Work) -> None:
    """Days of unlawful presence in one stay, the bar after departure and when it ends."""
    facts, version = work.facts, work.version
    stay, departed = facts["stay_ends_date"], facts["departed_date"]
    start = stay + DAY if stay is not None else facts["first_unlawful_day"]
    if start is None:
        raise NeedsFacts(("stay_ends_date", "first_unlawful_day"), work.rule.id)
    ledger = ledgers.build(
        "Unlawful presence", start, max(departed, start - DAY), _exempt(work, start),
        "Present without authorization", "INA 212(a)(9)(B)(ii)",
    )  # fmt: skip
    work.ledgers["presence"] = ledger
    days = ledger.count(departed + DAY) if departed >= start else 0
    work.step(
        f"From {spoken(start)} through the departure on {spoken(departed)}, counted: "
        f"{plural(days, 'day')}."
    )
    years = bar_years(work, days, version["bars"])
    ends = work.count(departed, years=years) if years else None
    if ends:
        work.step(f"The bar of {years} years ends on {spoken(ends)}.")
    work.give(unlawful_days=days, bar_years=years, bar_ends=ends)


def bar_years(work: Work, days: int, bars: list[dict]) -> int:
    """The bar for so many days: the first row reached, longest first; 0 for none."""
    for one in bars:
        if days >= int(one["at_least"]):
            work.step(f"{plural(days, 'day')}: {one['words']}.")
            return int(one["years"])
    work.step(f"{plural(days, 'day')} bring no bar.")
    return 0


def _exempt(work: Work, start: datetime.date) -> list[Span]:
    facts, version = work.facts, work.version
    spans = []
    begins = version["counts_from"]
    if start < begins:
        spans.append(Span(start, begins - DAY, f"Before {begins}", version["counts_from_cite"]))
    birth = facts["birth_date"]
    if birth is not None:
        adult = work.count(birth, years=int(version["counts_from_age"]))
        if adult > start:
            spans.append(Span(start, adult - DAY, "Under 18", version["age_cite"]))
            work.step(f"Days before the 18th birthday, {spoken(adult)}, do not count.")
    for number, one in enumerate(facts["exempt_spans"] or ()):
        if one["to_date"] < one["from_date"]:
            text = f"exempt_spans[{number}] ends before it begins."
            raise RuleError(text, f"exempt_spans[{number}].to_date")
        spans.append(Span(one["from_date"], one["to_date"], "Exempt", "as stated"))
    if facts["exempt_spans"]:
        work.step(f"{plural(len(facts['exempt_spans']), 'stated span')} does not count.")
    return spans


def permanent_bar(work: Work) -> None:
    """More than a year of unlawful presence in all, then entry without inspection."""
    stays = work.facts["unlawful_days_per_stay"]
    for number, days in enumerate(stays):
        if days < 0:
            name = f"unlawful_days_per_stay[{number}]"
            raise RuleError(f"{name} cannot be negative.", name)
    total, longest = sum(stays), int(work.version["days"])
    again = work.facts["is_later_entry_without_inspection"]
    work.step(f"{plural(total, 'day')} in all stays; the bar needs more than {longest}.")
    work.step(f"{'A' if again else 'No'} later entry or attempt without inspection.")
    work.give(total_unlawful_days=total, is_barred=total > longest and again)


def departure(work: Work) -> None:
    """Whether leaving abandons the I-485, and which bar it risks."""
    facts, version = work.facts, work.version
    excepted = facts["status_class"] in version["excepted_classes"]
    abandoned = not facts["has_advance_parole"] and not excepted
    if facts["has_advance_parole"]:
        work.step("Left with advance parole: the application stands.")
    elif excepted:
        work.step(f"{facts['status_class']} may travel without advance parole.")
    else:
        work.step("Left without advance parole: the application is abandoned.")
    work.give(is_abandoned=abandoned)
    decided = facts["decision_date"]
    if decided is None:
        return
    ruling = work.version_on(decided, "parole")
    if facts["has_advance_parole"] and ruling is not None and not ruling["is_departure"]:
        work.step(f"{ruling['summary']}.", "", ruling)
        work.give(bar_years=0)
        return
    if facts["has_advance_parole"] and ruling is not None:
        work.step(f"{ruling['summary']}.", "", ruling)
        work.needs_review = True
    work.give(bar_years=bar_years(work, facts["unlawful_days"], version["bars"]))


METHODS = {
    "unlawful_presence": unlawful_presence,
    "permanent_bar": permanent_bar,
    "departure": departure,
}
