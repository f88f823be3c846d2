"""Students and exchange visitors: practical training, cap-gap, grace periods."""

from __future__ import annotations

import datetime

from goldendoor.law.work import Work, plural, spoken


def training_window(work: Work) -> None:
    """When the work-permit application for practical training may be filed.

    The version gives `days_before` and `days_after` the `end` and `days_after_recommendation`.
    """
    facts, version = work.facts, work.version
    end = facts[str(version["end"])]
    opens = work.count(end, calendar_days=-int(version["days_before"]))
    closes = work.count(end, calendar_days=int(version["days_after"]))
    work.step(f"The window opens {version['days_before']} days before {spoken(end)}.")
    work.step(f"It closes {version['days_after']} days after {spoken(end)}: {spoken(closes)}.")
    recommended = facts["dso_recommendation_date"]
    if recommended is not None:
        days = int(version["days_after_recommendation"])
        limit = work.count(recommended, calendar_days=days)
        work.step(f"{days} days after the school's recommendation is {spoken(limit)}.")
        if limit < closes:
            closes = limit
    work.give(window_opens=opens, window_closes=closes)
    if closes < opens:
        work.review("The window closes before it opens: a new recommendation is needed.")
    if version.get("extension_days") and facts.get("filed_date") is not None:
        _extension(work, end, opens, closes)


def _extension(work: Work, end: datetime.date, opens: datetime.date, closes: datetime.date) -> None:
    filed, days = work.facts["filed_date"], int(work.version["extension_days"])
    if not opens <= filed <= closes:
        when = "before the window opened" if filed < opens else "too late"
        work.step(f"Filed on {spoken(filed)}, {when}: work is not extended.")
        work.give(work_authorized_until=None)
        return
    until = work.count(end, calendar_days=days)
    work.step(f"Filed in time: work goes on {days} days after {spoken(end)}.")
    work.give(work_authorized_until=until)


def cap_gap(work: Work) -> None:
    """The last day of cap-gap status and work."""
    facts = work.facts
    fiscal_year = facts["fiscal_year"]
    start_of_year = datetime.date(fiscal_year - 1, *work.rule.entry["terms"]["fiscal_year_begins"])
    version = work.version_on(start_of_year) or work.version
    year = fiscal_year if version["year"] == "fiscal" else fiscal_year - 1
    ends = datetime.date(year, *version["month_day"])
    work.step(f"For fiscal year {fiscal_year} the cap-gap lasts to {spoken(ends)}.", "", version)
    start = facts["h1b_start_date"]
    if facts["petition_status"] == "approved" and start is None:
        work.review("The petition is approved but its start is not given; it may come earlier.")
    if start is not None and start < ends:
        ends = start
        work.step(f"The approved H-1B begins earlier, on {spoken(start)}.", "", version)
    work.give(cap_gap_ends=ends)


def grace(work: Work) -> None:
    """The last day of status and of the time to leave, for F, J and M."""
    facts, version = work.facts, work.version
    end = work.first_of("opt_end_date", "program_end_date")
    if end is None:
        return
    what = "approved practical training" if facts["opt_end_date"] else "the program"
    work.step(f"The end of {what} is {spoken(end)}.")
    status = facts["status_class"]
    if version.get("latest") and end > version["latest"]:
        end = version["latest"]
        work.step(f"The transition lasts at most to {spoken(end)}.")
    cap = (version.get("years_from_start") or {}).get(status)
    if cap is not None:
        end = _capped(work, end, int(cap))
    days = int(version["grace_days"][status])
    departure = work.count(end, calendar_days=days)
    work.step(f"{status}: {plural(days, 'day')} to leave, until {spoken(departure)}.")
    work.give(status_ends=end, latest_departure_date=departure)


def _capped(work: Work, end: datetime.date, years: int) -> datetime.date:
    start = work.facts["program_start_date"]
    if start is None:
        work.review("The program start is not given, so the longest admission is not checked.")
        return end
    longest = work.count(start, years=years)
    if longest >= end:
        return end
    work.step(f"Admission is limited to {years} years from the program start: {spoken(longest)}.")
    return longest


METHODS = {"training_window": training_window, "cap_gap": cap_gap, "grace": grace}
