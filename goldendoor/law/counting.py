"""Ways of counting time, and the calendar of days on which offices are closed.

A rule names these functions in its `count:`. Day 0 is the day counted from. Which days are holidays
is data (`tables/us.federal_holidays`); days closed by executive order are another table, because
they stop business days only where a rule is told of them.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from goldendoor.law.results import RuleError

DAY = datetime.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
MONTHS = 12
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Calendar(Protocol):
    """Whether offices are closed on a day."""

    def is_closed(self, day: datetime.date) -> bool: ...


class OfficeCalendar:
    """Weekends, federal holidays as observed, and any further closed days given."""

    def __init__(
        self, holidays: Mapping[str, Any], closed: frozenset[datetime.date] = frozenset()
    ) -> None:
        self._table = holidays
        self._closed = closed
        self._years: dict[int, dict[datetime.date, str]] = {}

    def holidays(self, year: int) -> dict[datetime.date, str]:
        """Observed day → name of each federal holiday that belongs to the year.

        New Year's Day of a year may be observed on the last day of the year before.
        """
        if year not in self._years:
            self._years[year] = dict(_observed(self._table, year))
        return self._years[year]

    def is_holiday(self, day: datetime.date) -> bool:
        """The day is the observed day of a federal holiday."""
        return bool(self.name_of(day))

    def name_of(self, day: datetime.date) -> str:
        """The holiday observed on the day, or ""."""
        if day in self.holidays(day.year):
            return self.holidays(day.year)[day]
        if (day.month, day.day) == (12, 31) and day.year < datetime.MAXYEAR:
            return self.holidays(day.year + 1).get(day, "")
        return ""

    def is_closed(self, day: datetime.date) -> bool:
        return day.weekday() >= SATURDAY or day in self._closed or self.is_holiday(day)

    def why_closed(self, day: datetime.date) -> str:
        """In words: the holiday, “a Saturday”, or that the office was closed; "" when open."""
        if name := self.name_of(day):
            return name
        if day.weekday() >= SATURDAY:
            return "a Saturday" if day.weekday() == SATURDAY else "a Sunday"
        return "a day the office was closed" if day in self._closed else ""

    def open_days(self, first: datetime.date, last: datetime.date) -> int:
        """Open days from the first through the last day, both included."""
        weeks, rest = divmod((last - first).days + 1, 7)
        weekdays = weeks * SATURDAY + sum(
            (first.weekday() + number) % 7 < SATURDAY for number in range(rest)
        )
        years = range(first.year, min(last.year + 2, datetime.MAXYEAR + 1))
        closed = {day for year in years for day in self.holidays(year)} | self._closed
        return weekdays - sum(first <= day <= last and day.weekday() < SATURDAY for day in closed)

    def also_closed(self, days: frozenset[datetime.date]) -> OfficeCalendar:
        """The same calendar with further closed days."""
        if not days:
            return self
        other = OfficeCalendar(self._table, self._closed | days)
        other._years = self._years
        return other


def _observed(table: Mapping[str, Any], year: int) -> list[tuple[datetime.date, str]]:
    found = []
    shift = {WEEKDAYS.index(name): int(days) for name, days in table["observed"].items()}
    for one in table["holidays"]:
        day = _nominal(one, year)
        begins, ends = one.get("from"), one.get("to")
        if (begins and day < begins) or (ends and day > ends):
            continue
        moved = shift.get(day.weekday(), 0) if "day" in one else 0
        try:
            found.append((day + datetime.timedelta(days=moved), str(one["name"])))
        except OverflowError:
            continue
    return found


def _nominal(one: Mapping[str, Any], year: int) -> datetime.date:
    if "day" in one:
        return datetime.date(year, one["month"], one["day"])
    weekday, nth = WEEKDAYS.index(one["weekday"]), int(one["nth"])
    if nth > 0:
        first = datetime.date(year, one["month"], 1)
        return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = month_end(year, one["month"])
    return last - datetime.timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month."""
    if month == MONTHS:
        return datetime.date(year, MONTHS, 31)
    return datetime.date(year, month + 1, 1) - DAY


def _in_range(function: Callable[..., datetime.date]) -> Callable[..., datetime.date]:
    @functools.wraps(function)
    def counted(start: datetime.date, length: int, calendar: Calendar) -> datetime.date:
        try:
            return function(start, length, calendar)
        except (OverflowError, ValueError) as error:
            text = f"Counting {length} from {start} leaves the years that dates can have."
            raise RuleError(text) from error

    return counted


@_in_range
def calendar_days(start: datetime.date, length: int, calendar: Calendar) -> datetime.date:
    """The day `length` calendar days after (negative: before) the start, closed days counted."""
    return start + datetime.timedelta(days=length)


@_in_range
def business_days(start: datetime.date, length: int, calendar: Calendar) -> datetime.date:
    """The `length`-th open day after the start; 0 gives the start itself."""
    step = DAY if length >= 0 else -DAY
    day, left = start, abs(length)
    while left:
        day += step
        if not calendar.is_closed(day):
            left -= 1
    return day


@_in_range
def months(start: datetime.date, length: int, calendar: Calendar) -> datetime.date:
    """The same day of the month `length` months on, or the last day of a shorter month."""
    year, month = divmod(start.year * MONTHS + start.month - 1 + length, MONTHS)
    return datetime.date(year, month + 1, min(start.day, month_end(year, month + 1).day))


@_in_range
def years(start: datetime.date, length: int, calendar: Calendar) -> datetime.date:
    """The anniversary; of a 29 February it is 28 February in a common year (the cautious day)."""
    return months(start, length * MONTHS, calendar)


def anniversary_late(start: datetime.date, length: int) -> datetime.date:
    """The anniversary with 1 March in place of a missing 29 February."""
    early = years(start, length, NEVER_CLOSED)
    return early + DAY if (start.month, start.day) == (2, 29) and early.day == 28 else early


class _NeverClosed:
    def is_closed(self, day: datetime.date) -> bool:
        return False


NEVER_CLOSED = _NeverClosed()
# The names that `count:` may use.
WAYS: dict[str, Callable[[datetime.date, int, Calendar], datetime.date]] = {
    "calendar_days": calendar_days,
    "business_days": business_days,
    "months": months,
    "years": years,
}


def next_open_day(day: datetime.date, calendar: Calendar) -> datetime.date:
    """The day itself when offices are open, else the next open one. Never an earlier day."""
    while calendar.is_closed(day):
        day += DAY
    return day


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Whole years of age; a 29 February birthday is kept on 28 February in a common year."""
    full = day.year - birth.year
    return full if years(birth, full, NEVER_CLOSED) <= day else full - 1


def local_date(moment: datetime.datetime, zone: str) -> datetime.date:
    """The day it was at the office when something arrived; `moment` carries its own time zone."""
    if moment.tzinfo is None:
        raise RuleError("A moment needs its time zone.")
    return moment.astimezone(ZoneInfo(zone)).date()
