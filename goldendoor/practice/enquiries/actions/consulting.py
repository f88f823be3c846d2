"""Screenings, consultations and the engagement letter."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, BinaryIO

from django.db import transaction

from goldendoor.documents import actions as documents
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.enquiries import letters, queries, rules
from goldendoor.practice.enquiries.actions.recording import going, locked, record
from goldendoor.practice.enquiries.models import Consultation, Engagement, Enquiry, Screening
from goldendoor.practice.enquiries.policies import PARTIAL
from goldendoor.practice.screenings import queries as screenings
from goldendoor.practice.screenings import rules as screening_rules

PARTS = ("goals", "facts", "options", "advice")
LONGEST_TEXT, MOST_CENTS = 20_000, 100_000_000


@transaction.atomic
def keep_screening(
    *,
    access: Access,
    enquiry: Enquiry,
    screening_id: str,
    answers: Mapping[str, Any],
    today: datetime.date,
    library: Library,
) -> Screening:
    """The answers of an interview, with the dated facts that the law engine adds.

    Raises NotFound for an unknown screening, NotAllowed while conflicts are not settled.
    """
    found = locked(access, enquiry)
    _may_advise(access, found)
    entry = screenings.get(library, screening_id)
    known = {question["key"] for question in screening_rules.questions(entry)}
    kept = {key: value for key, value in answers.items() if key in known}
    columns = {
        "answers": kept,
        "dated": screening_rules.dated(entry, kept, today, library),
        "asked_by_label": access.user_label,
        "asked_date": today,
    }
    place = {"organisation_id": access.organisation_id, "enquiry": found}
    row, fresh = Screening.objects.get_or_create(
        **place, screening_id=screening_id, defaults=columns
    )
    if not fresh:
        change(row, version=None, changes=columns, what=str(row))
    change(found, version=None, changes=going(found))
    record(access, found, "enquiry.screened", {"screening": screening_id, "answers": len(kept)})
    return row


@transaction.atomic
def write_consultation(
    *,
    access: Access,
    enquiry: Enquiry,
    body: Mapping[str, str],
    fee_kind: str = "none",
    fee_cents: int = 0,
    is_for_court: bool = False,
    version: int | None = None,
) -> Consultation:
    """Goals, facts, options, advice and fee: on the draft, or as the version after a signed one.

    `version` is the draft's, from when it was opened. Raises NotAllowed, BadInput, Conflict.
    """
    found = locked(access, enquiry)
    _may_advise(access, found)
    columns: dict[str, Any] = {
        "body": {part: str(body.get(part) or "").strip()[:LONGEST_TEXT] for part in PARTS},
        "fee_kind": fee_kind,
        "fee_cents": _cents(fee_kind, fee_cents),
        "is_for_court": is_for_court,
        "author_label": access.user_label,
    }
    if not columns["body"]["goals"]:
        raise BadInput("Write what the enquirer wants to reach.")
    newest = next(iter(queries.consultations(access, found)), None)
    if newest is not None and newest.signed_at is None:
        change(newest, version=version, changes=columns, what="The consultation")
    else:
        newest = Consultation.objects.create(
            organisation_id=access.organisation_id,
            enquiry=found,
            number=newest.number + 1 if newest else 1,
            **columns,
        )
    record(access, found, "enquiry.consultation_drafted", {"version": newest.number})
    return newest


@transaction.atomic
def sign_consultation(
    *, access: Access, consultation: Consultation, version: int | None = None
) -> Consultation:
    """Signed by an attorney or accredited representative; from then on it never changes.

    Raises NotAllowed (role, partial accreditation for court work, signed already), Conflict.
    """
    found = locked(access, consultation.enquiry)
    row = Consultation.objects.select_for_update().one(access, consultation.public_id)
    registries.demand("enquiries.sign_consultation", access, row)
    _may_advise(access, found)
    if row.signed_at is not None:
        raise NotAllowed("This version is signed already; write a new one.")
    changes = {
        "signed_at": clock.now(),
        "signed_by_label": access.user_label,
        "signed_as": _signs_as(access),
    }
    change(row, version=version, changes=changes, what="The consultation")
    told = {"version": row.number, "as": row.signed_as}
    record(access, found, "enquiry.consultation_signed", told)
    return row


@transaction.atomic
def draw_up_engagement(
    *,
    access: Access,
    enquiry: Enquiry,
    template_id: str,
    scope: str,
    today: datetime.date,
    library: Library,
) -> Engagement:
    """The letter on the newest consultation, which must be signed."""
    found = locked(access, enquiry)
    stopped = rules.why_not_engage(queries.facts(access, found))
    if stopped:
        raise NotAllowed(stopped)
    letters.template(library, template_id)
    if not scope.strip():
        raise BadInput("Write what the office will do, and what it will not.")
    letter = Engagement.objects.create(
        organisation_id=access.organisation_id,
        enquiry=found,
        consultation=queries.consultations(access, found)[0],
        template_id=template_id,
        scope=scope.strip()[:LONGEST_TEXT],
        drawn_up_date=today,
        drawn_up_by_label=access.user_label,
    )
    record(access, found, "enquiry.engagement_drawn_up", {"template": template_id})
    return letter


@transaction.atomic
def record_signed_engagement(
    *,
    access: Access,
    engagement: Engagement,
    signed_date: datetime.date,
    today: datetime.date,
    file: BinaryIO | None = None,
    filename: str = "",
    version: int | None = None,
) -> Engagement:
    """The day both signed, with the scan where there is one."""
    found = locked(access, engagement.enquiry)
    row = Engagement.objects.one(access, engagement.public_id)
    if not row.drawn_up_date <= signed_date <= today:
        raise BadInput("The letter was signed between the day it was drawn up and today.")
    changes: dict[str, Any] = {"signed_date": signed_date, "recorded_by_label": access.user_label}
    if file is not None:
        changes["document"] = documents.upload(
            access=access, case=None, file=file, filename=filename, kind="engagement letter",
            title="Signed engagement letter", compartment=found.compartment,
        )  # fmt: skip
    change(row, version=version, changes=changes, what=str(row))
    told = {"signed_date": signed_date.isoformat(), "document": bool(file)}
    record(access, found, "enquiry.engagement_signed", told)
    return row


def _may_advise(access: Access, enquiry: Enquiry) -> None:
    stopped = rules.why_not_advise(queries.facts(access, enquiry))
    if stopped:
        raise NotAllowed(stopped)


def _cents(kind: str, cents: int) -> int:
    if kind not in Consultation.FeeKind.values:
        raise BadInput("Say how the fee is reckoned.")
    if kind == Consultation.FeeKind.NONE:
        return 0
    if not 0 < cents <= MOST_CENTS:
        raise BadInput("Write the fee in dollars, such as 450 or 450.00.")
    return cents


def _signs_as(access: Access) -> str:
    if access.has("attorney"):
        return "attorney"
    partial = " (partial accreditation)" if access.has(PARTIAL) else ""
    return f"accredited representative{partial}"
