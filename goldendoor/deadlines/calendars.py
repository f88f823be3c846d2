"""Calendar feeds as RFC 5545 writes them: all-day events with lasting identifiers, discreet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

from goldendoor.accounts import queries as accounts
from goldendoor.deadlines import actions, queries, rules
from goldendoor.deadlines.models import Deadline, Feed
from goldendoor.foundation import due
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock

DISCREET = "Golden Door deadline"
OPENS = "Golden Door: a window opens"
APPOINTMENT = "Golden Door appointment"
CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
# Calendars ask once or twice an hour; who asks oftener waits.
MOST_READS_AN_HOUR = 60
HOUR_SECONDS = 3600


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes | str
    content_type: str = PLAIN
    retry_after: int = 0


NOT_THERE = Answer(404, "There is no such calendar.")
TOO_OFTEN = Answer(429, "Asked too often. Try again in an hour.", retry_after=HOUR_SECONDS)


def answer(token: str) -> Answer:
    """The calendar of a token, or 404 for an unknown or revoked one, 429 for too many readings.

    Tokens have 256 random bits, so guesses are not counted: offices share addresses, and one
    calendar with a revoked feed must not lock out the others.
    """
    feed = queries.feed_of_token(rules.token_digest(token))
    access = _access(feed)
    if feed is None or access is None or not _may_read(access, feed):
        return NOT_THERE
    if not actions.note_reading(access=access, feed=feed, most=MOST_READS_AN_HOUR):
        return TOO_OFTEN
    body = text(feed, queries.for_feed(access, feed), _appointments(access, feed))
    return Answer(200, body, CALENDAR)


def _appointments(access: Access, feed: Feed) -> list[due.Appointment]:
    """Hearings and the like, from every app that knows of some."""
    since = clock.today() - queries.CLOSED_DAYS_IN_FEED * DAY
    return [
        one
        for source in due.sources()
        if hasattr(source, "for_feed")
        for one in source.for_feed(access, case_id=feed.case_id, since=since)
    ]


def _access(feed: Feed | None) -> Access | None:
    """Of whose feed it is; None when that person left the office."""
    if feed is None:
        return None
    return accounts.access_for(
        feed.user, organisation_id=feed.organisation_id, purpose="calendar feed"
    )


def _may_read(access: Access, feed: Feed) -> bool:
    """The case may have been closed to the person since."""
    return feed.case is None or access.opens(feed.case.compartment)


def text(
    feed: Feed, deadlines: Iterable[Deadline], appointments: Iterable[due.Appointment] = ()
) -> bytes:
    """The calendar as bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Door//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Golden Door")
    for one in deadlines:
        calendar.add_component(event(one, shows_number=feed.shows_number))
    for appointment in appointments:
        calendar.add_component(timed(appointment, shows_number=feed.shows_number))
    return calendar.to_ical()


def timed(appointment: due.Appointment, *, shows_number: bool) -> Event:
    """One event with an hour; as discreet as a deadline."""
    found = Event()
    found.add("uid", f"{appointment.uid}@appointments.goldendoor")
    found.add("dtstamp", clock.now())
    found.add("dtstart", appointment.starts_at.astimezone(datetime.UTC))
    found.add("dtend", appointment.starts_at.astimezone(datetime.UTC) + HOUR)
    found.add("sequence", appointment.version)
    named = f"{appointment.case_number}: {appointment.title}"
    found.add("summary", named if shows_number else APPOINTMENT)
    found.add("class", "PRIVATE")
    found.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    return found


def event(deadline: Deadline, *, shows_number: bool) -> Event:
    """One all-day event. Nobody's name and nothing of the case unless the feed shows numbers."""
    found = Event()
    found.add("uid", f"{deadline.public_id}@deadlines.goldendoor")
    found.add("dtstamp", clock.now())
    found.add("dtstart", deadline.working_date)
    found.add("dtend", deadline.working_date + DAY)
    found.add("sequence", deadline.version)
    summary = OPENS if deadline.is_opening else DISCREET
    if shows_number:
        summary = f"{deadline.case.number}: {deadline.label}"
    found.add("summary", summary)
    found.add("class", "PRIVATE")
    found.add("transp", "TRANSPARENT")
    found.add("status", "CONFIRMED" if deadline.is_open else "CANCELLED")
    return found
