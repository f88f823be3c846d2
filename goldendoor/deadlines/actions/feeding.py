"""Calendar feeds: made, read and revoked."""

from __future__ import annotations

import datetime
import secrets

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.deadlines import rules
from goldendoor.deadlines.models import Feed
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.people.rules import check_storable

TOKEN_BYTES = 32
HOUR = datetime.timedelta(hours=1)


@transaction.atomic
def make_feed(
    *, access: Access, case: Case | None = None, shows_number: bool = False, label: str = ""
) -> tuple[Feed, str]:
    """A feed of one's own deadlines or of one case, and the token of its address."""
    registries.demand("deadlines.view", access, case)
    check_storable("label", label)
    if case is not None and not access.opens(case.compartment):
        raise NotAllowed("This case is not open to you.")
    if access.user_id is None:
        raise NotAllowed("A feed belongs to somebody who signs in.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = Feed.objects.create(
        organisation_id=access.organisation_id,
        user_id=access.user_id,
        case=case,
        label=" ".join(label.split())[:80],
        token_digest=rules.token_digest(token),
        shows_number=shows_number,
    )
    _record(access, feed, "calendar.feed_made")
    return feed, token


@transaction.atomic
def revoke_feed(*, access: Access, feed: Feed) -> Feed:
    """The address stops working at once."""
    if feed.user_id != access.user_id and not access.has("owner"):
        raise NotAllowed("A feed is revoked by whose it is, or by an owner.")
    if feed.revoked_at is None:
        change(feed, version=None, changes={"revoked_at": clock.now()})
        _record(access, feed, "calendar.feed_revoked")
    return feed


@transaction.atomic
def note_reading(*, access: Access, feed: Feed, most: int) -> bool:
    """Count one reading; whether the feed may be read (at most `most` times an hour)."""
    now = clock.now()
    locked = Feed.objects.select_for_update().get(pk=feed.pk)
    if locked.hour_began_at is None or now - locked.hour_began_at > HOUR:
        locked.hour_began_at, locked.reads_in_hour = now, 0
        if locked.last_read_at is None:
            _record(access, feed, "calendar.feed_read")
    locked.reads_in_hour += 1
    locked.last_read_at = now
    locked.save(update_fields=["hour_began_at", "reads_in_hour", "last_read_at"])
    return locked.reads_in_hour <= most


def _record(access: Access, feed: Feed, action: str) -> None:
    case = feed.case
    audit.record(
        access=access,
        subject_kind="feed",
        subject_id=feed.public_id,
        action=action,
        payload={"case": case.public_id if case else "", "numbers": feed.shows_number},
        compartment=case.compartment if case else "",
    )
