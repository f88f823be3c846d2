"""Rules about counting itself: holidays, mail days, fiscal years, anniversaries of 29 February."""

from __future__ import annotations

import datetime

from goldendoor.law import counting
from goldendoor.law.methods import period
from goldendoor.law.work import Work, plural, spoken


def holidays(work: Work) -> None:
    """Whether a day is the observed day of a federal holiday; how many belong to a year."""
    day, year = work.facts["date"], work.facts["year"]
    calendar = work.calendar
    if day is not None:
        name = calendar.name_of(day)
        work.is_closed(day)
        said = f"is {name} as observed" if name else "is not the observed day of a federal holiday"
        work.step(f"{spoken(day)} {said}.", version=work.version_on(day))
        work.give(is_holiday=bool(name))
    if year is not None:
        found = calendar.holidays(year)
        end = counting.month_end(year, counting.MONTHS)
        work.step(f"{len(found)} federal holidays belong to {year}.", version=work.version_on(end))
        work.give(holiday_count=len(found))


def mail_days(work: Work) -> None:
    """A period with the days added for mail, and its last day when the day of service is known."""
    facts, length = work.facts, work.facts["period_days"]
    by_mail = facts["service"] == "mail"
    days = int(work.version["days"]) if by_mail else 0
    total = length + days
    why = f"+ {days} because served by mail" if by_mail else "nothing added: not served by mail"
    work.step(f"{plural(length, 'day')}, {why}: {plural(total, 'day')}.")
    work.give(total_days=total)
    if facts["served_date"] is not None:
        work.give(due_date=last_day(work, facts["served_date"], total, facts["channel"]))


def mail_abroad(work: Work) -> None:
    """Mail days of a notice to somebody abroad, by the day of service."""
    facts = work.facts
    by_mail = facts["service"] == "mail"
    abroad = work.version.get("days_abroad") if facts["is_addressee_outside_us"] else None
    if not by_mail:
        days = 0
        work.step("Nothing is added: the notice was not served by mail.")
    elif abroad is not None:
        days = int(abroad)
        work.step(f"{plural(days, 'day')} added for mail abroad.")
    else:
        days = period.added_days(work, "us.mail-3", facts["served_date"])
    total = facts["period_days"] + days
    work.give(mail_days=days, total_days=total)
    work.give(due_date=last_day(work, facts["served_date"], total, facts["channel"]))


def last_day(work: Work, served: datetime.date, total: int, channel: str) -> datetime.date:
    """The last timely day of a period of `total` days: rolled for paper, never for online."""
    day = work.count(served, calendar_days=total)
    work.step(f"{plural(total, 'day')} after {spoken(served)} is {spoken(day)}.")
    if channel == "paper":
        version = period.borrowed(work, "us.roll-paper-only", served)
        return work.roll(day, period.rules.cite(version))
    if counting.next_open_day(day, work) != day:
        work.step("An online answer gets no extension for a closed day.")
    return day


def leap_anniversary(work: Work) -> None:
    """An anniversary on both conventions for 29 February."""
    start, years = work.facts["start_date"], work.facts["years"]
    safe = work.count(start, years=years)
    other = counting.anniversary_late(start, years)
    differ = safe != other
    work.step(f"{plural(years, 'year')} after {spoken(start)} is {spoken(safe)}.")
    work.give(safe_date=safe, other_date=other, is_review_needed=differ)
    if differ:
        work.other_readings(
            ("28 February in a common year", "safe_date", safe),
            ("1 March in a common year", "other_date", other),
        )
        work.review("No rule says which day stands for 29 February: a person chooses.")


def fiscal_year(work: Work) -> None:
    """The federal fiscal year of a day, and its working day counted from the first of October."""
    day = work.facts["date"]
    month = int(work.version["first_month"])
    start = datetime.date(day.year if day.month >= month else day.year - 1, month, 1)
    year = start.year + 1
    work.step(f"Fiscal year {year} began on {spoken(start)}.")
    for looked_at in (start, day):
        work.is_closed(looked_at)
    work.give(fiscal_year=year, fiscal_workday=work.calendar.open_days(start, day))


METHODS = {
    "holidays": holidays,
    "mail_days": mail_days,
    "mail_abroad": mail_abroad,
    "leap_anniversary": leap_anniversary,
    "fiscal_year": fiscal_year,
}
