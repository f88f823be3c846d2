"""Reading notices, and finding the case that one belongs to; everything by the access filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence.models import FetchedMail, IncomingNotice
from goldendoor.foundation import encryption, pages
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.people import queries as people

MOST_CANDIDATES = 8
# The queue has had its turn by then; after a restart the worker reads what was left.
LEFT_OVER_AFTER = timedelta(minutes=10)
A_NUMBER_KINDS = ("a_number", "other_a_number")


def get(access: Access, public_id: str) -> IncomingNotice:
    """One notice; raises NotFound."""
    rows = IncomingNotice.objects.select_related("document", "case", "filing")
    return rows.one(access, public_id)


def listed(access: Access, *, state: str = "", after: str | None = None) -> pages.Page:
    """Notices, newest first, by keyset: those of one state, or all that are open."""
    rows = IncomingNotice.objects.visible_to(access).select_related("document", "case")
    rows = rows.filter(state=state) if state else rows.filter(state__in=IncomingNotice.OPEN)
    return pages.keyset(rows, order=("-created_at", "-id"), after=after)


def counts(access: Access) -> dict[str, int]:
    """How many notices are in each open state."""
    rows = IncomingNotice.objects.visible_to(access).filter(state__in=IncomingNotice.OPEN)
    return dict(rows.order_by().values_list("state").annotate(rows=Count("pk")))


def of_case(access: Access, case: Case) -> list[IncomingNotice]:
    """Notices put to a case, newest first."""
    narrowed = cases.access_for_case(access, case)
    rows = IncomingNotice.objects.visible_to(narrowed).filter(case=case)
    return list(rows.select_related("document", "filing").order_by("-created_at", "-id"))


def with_content(access: Access, sha256: str) -> IncomingNotice | None:
    """A notice whose file has exactly this content."""
    rows = IncomingNotice.objects.visible_to(access).filter(document__sha256=sha256)
    return rows.select_related("document", "case").order_by("id").first()


def same_key(organisation_id: int, values: Mapping[str, Any], kind: str) -> str:
    """Equal for notices of one kind, receipt number and date; "" where one of them is missing."""
    number, day = values.get("receipt_number"), values.get("notice_date")
    if not (number and day):
        return ""
    text = f"{kind}|{number}|{day}"
    return encryption.blind_index(text, organisation_id=organisation_id, kind="notice")


def alike(access: Access, notice: IncomingNotice, key: str = "") -> list[IncomingNotice]:
    """Other notices of the same kind, receipt and date that were not set aside."""
    key = key or notice.same_key
    if not key:
        return []
    rows = IncomingNotice.objects.visible_to(access).filter(same_key=key).exclude(pk=notice.pk)
    rows = rows.exclude(state=IncomingNotice.State.SET_ASIDE)
    return list(rows.select_related("case").order_by("id")[:5])


# ── which case ───────────────────────────────────────────────────────────────────────────────


@dataclass
class Candidate:
    """A case that a notice may belong to, why, and the forms of it that it may be about."""

    case: Case
    reasons: list[str] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    is_exact: bool = False
    weight: float = 0
    best: Filing | None = None

    def add(self, weight: float, reason: str) -> None:
        """One more reason."""
        self.weight += weight
        if reason not in self.reasons:
            self.reasons.append(reason)


def with_receipt(access: Access, number: str) -> list[Filing]:
    """Forms that have this receipt number already."""
    if not number:
        return []
    rows = Filing.objects.visible_to(access).filter(receipt_number=number)
    return list(rows.select_related("case", "person").order_by("id")[:MOST_CANDIDATES])


def candidates(access: Access, values: Mapping[str, Any]) -> list[Candidate]:
    """Cases that the values of a notice point at, the likeliest first, each with its reasons.

    Only the receipt number is exact; a person's number or name with the form is a proposal.
    """
    found: dict[int, Candidate] = {}
    for filing in with_receipt(access, str(values.get("receipt_number") or "")):
        one = found.setdefault(filing.case_id, Candidate(filing.case))
        one.add(100, f"The receipt number is that of its {_form_name(filing.form_id)}.")
        one.is_exact = True
        if one.best is None or _form_name(filing.form_id) == values.get("form"):
            one.best = filing
    for person, weight, reason in _persons(access, values):
        for case in cases.cases_of(access, person)[:MOST_CANDIDATES]:
            found.setdefault(case.pk, Candidate(case)).add(weight, reason)
    ranked = sorted(found.values(), key=lambda one: -one.weight)[: 2 * MOST_CANDIDATES]
    form = str(values.get("form") or "")
    for one in ranked:
        look_at_forms(access, one, form)
    ranked.sort(key=lambda one: (-one.weight, one.case.number))
    return ranked[:MOST_CANDIDATES]


def look_at_forms(access: Access, candidate: Candidate, form: str) -> Candidate:
    """The forms of the case, the one that a notice about `form` is likely of first."""
    candidate.filings = cases.filings(access, candidate.case)
    same = [one for one in candidate.filings if form and _form_name(one.form_id) == form]
    if same and candidate.best is None:
        open_ones = [one for one in same if not one.receipt_number]
        candidate.add(20, f"It has the form {form}.")
        sent = [one for one in open_ones if one.mailed_date]
        if sent:
            candidate.add(10, f"Its {form} was mailed and has no receipt yet.")
        candidate.best = (sent or open_ones or same)[0]
    first = candidate.best
    candidate.filings.sort(key=lambda one: (first is None or one.pk != first.pk, one not in same))
    return candidate


def _persons(access: Access, values: Mapping[str, Any]) -> list[tuple[Any, float, str]]:
    found: list[tuple[Any, float, str]] = []
    number = str(values.get("a_number") or "")
    for kind in A_NUMBER_KINDS if number else ():
        for form in (number.lstrip("A"), number):
            for person in people.with_identifier(access, kind=kind, number=form)[:MOST_CANDIDATES]:
                found.append((person, 60, f"The A-number is that of {person}."))
    name = str(values.get("name") or "")
    if name:
        for one in people.candidates(access, [name])[:MOST_CANDIDATES]:
            person = one.name.person
            found.append((person, one.match.score / 4, f"{person} is named like that."))
    return found


def _form_name(form_id: str) -> str:
    return form_id.split(".", 1)[-1].upper()


def walls_of_receipt(organisation_id: int, numbers: list[str]) -> str:
    """In a system role: the compartment of the case that has one of these receipt numbers, or "".

    So a notice of a closed case is closed as soon as it was read, whoever put it in.
    """
    rows = Filing.objects.filter(organisation_id=organisation_id, receipt_number__in=numbers)
    for filing in rows.select_related("case", "person")[:MOST_CANDIDATES]:
        person = filing.person.compartment if filing.person else ""
        if wall := filing.case.compartment or person:
            return str(wall)
    return ""


def last_mail(organisation_id: int) -> dict[int, int]:
    """The highest number taken from the mailbox, by its validity."""
    rows = FetchedMail.objects.filter(organisation_id=organisation_id).order_by()
    return dict(rows.values_list("uid_validity").annotate(last=Max("uid")))


def is_fetched(organisation_id: int, key: str) -> bool:
    """Whether a message was taken in already, from wherever."""
    return FetchedMail.objects.filter(organisation_id=organisation_id, key=key).exists()


def to_read(limit: int = 100) -> QuerySet[IncomingNotice]:
    """Notices whose reading never came to an end, of all offices: for the background worker."""
    before = clock.now() - LEFT_OVER_AFTER
    unread = IncomingNotice.objects.filter(state=IncomingNotice.State.UNREAD, created_at__lt=before)
    return unread.order_by("id")[:limit]
