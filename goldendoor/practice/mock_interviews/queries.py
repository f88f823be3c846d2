"""Reading practice sessions and links; everything of the office goes through the access filter."""

from __future__ import annotations

import datetime

from django.core import signing

from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.foundation.access import Access
from goldendoor.practice.mock_interviews import rules
from goldendoor.practice.mock_interviews.models import PhoneLink, Session

SALT = "practice_mock_interviews.phone"


def get(access: Access, public_id: str) -> Session:
    """One session; raises NotFound."""
    return Session.objects.select_related("case", "person").one(access, public_id)


def of_case(access: Access, case: Case) -> list[Session]:
    """Sessions of a case, the oldest first."""
    rows = Session.objects.visible_to(access_for_case(access, case)).filter(case=case)
    return list(rows.select_related("person").order_by("held_date", "id"))


def keys(session: Session) -> list[str]:
    """Keys of its questions in order."""
    return [str(one["key"]) for one in session.questions]


def tally(session: Session) -> rules.Tally:
    """Its scores."""
    return rules.tally(keys(session), session.answers)


def verdict(session: Session) -> str:
    """`passed`, `failed` or "" for a civics test."""
    return rules.verdict(session.mark, tally(session))


def links(access: Access, case: Case, today: datetime.date) -> list[PhoneLink]:
    """Links of a case that still work."""
    rows = PhoneLink.objects.visible_to(access).filter(
        case=case, revoked_at__isnull=True, expires_date__gte=today
    )
    return list(rows.order_by("-id"))


def link(access: Access, public_id: str) -> PhoneLink:
    """One link; raises NotFound."""
    return PhoneLink.objects.select_related("case").one(access, public_id)


def token(found: PhoneLink) -> str:
    """The signed part of its address, always the same: its end and its revoking are in the row."""
    return signing.Signer(salt=SALT).sign(found.public_id)


def of_token(text: str) -> PhoneLink | None:
    """The link of an address that we signed, revoked and ended ones too; None for any other."""
    try:
        public_id = signing.Signer(salt=SALT).unsign(text)
    except signing.BadSignature:
        return None
    return PhoneLink.objects.filter(public_id=public_id).first()


def works(found: PhoneLink, today: datetime.date) -> bool:
    """Whether it is neither revoked nor over."""
    return found.revoked_at is None and today <= found.expires_date
