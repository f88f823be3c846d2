"""Reading drafts; everything goes through the access filter."""

from __future__ import annotations

from django.db.models import Q

from goldendoor.accounts import queries as accounts
from goldendoor.cases.models import Case
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.kernel import clock
from goldendoor.practice.drafting.models import Comment, Draft, Version
from goldendoor.practice.drafting.policies import APPROVERS, PARTIAL


def get(access: Access, public_id: str) -> Draft:
    """One draft; raises NotFound."""
    return Draft.objects.select_related("case", "document").one(access, public_id)


def of_case(access: Access, case: Case) -> list[Draft]:
    """The drafts of a case, those put away last, the newest first."""
    rows = Draft.objects.visible_to(access).filter(case=case).order_by("-id")
    found = list(rows)
    return sorted(found, key=lambda one: one.state == Draft.State.RETIRED)


def waiting(access: Access, after: str | None = None) -> pages.Page:
    """Drafts of all cases that wait for approval."""
    rows = Draft.objects.visible_to(access).filter(state=Draft.State.ASKED)
    return pages.keyset(rows.select_related("case"), order=("-id",), after=after, size=40)


def versions(access: Access, draft: Draft) -> list[Version]:
    """All versions, the newest first."""
    rows = Version.objects.visible_to(access).filter(draft=draft)
    return list(rows.order_by("-number"))


def version(access: Access, draft: Draft, number: int) -> Version:
    """One version; raises NotFound."""
    found = Version.objects.visible_to(access).filter(draft=draft, number=number).first()
    if found is None:
        raise NotFound("There is no such version.")
    return found


def latest(access: Access, draft: Draft) -> Version:
    """The present text."""
    return versions(access, draft)[0]


def comments(access: Access, draft: Draft) -> list[Comment]:
    """What was said of it, the newest first, settled ones last."""
    rows = Comment.objects.visible_to(access).filter(draft=draft).order_by("-id")
    return sorted(rows, key=lambda one: one.settled_at is not None)


def comment(access: Access, public_id: str) -> Comment:
    """One comment; raises NotFound."""
    return Comment.objects.select_related("draft", "draft__case").one(access, public_id)


def others_may_approve(access: Access, draft: Draft) -> bool:
    """Whether somebody else in the office may approve such a draft today."""
    today = clock.today()
    lasting = Q(memberships__ends_date__isnull=True) | Q(memberships__ends_date__gte=today)
    rows = accounts.colleagues(access).filter(
        lasting,
        memberships__role__in=APPROVERS,
        memberships__organisation_id=access.organisation_id,
        memberships__starts_date__lte=today,
    )
    if draft.is_for_court:
        rows = rows.exclude(memberships__role=PARTIAL)
    return rows.exclude(pk=access.user_id or 0).exists()
