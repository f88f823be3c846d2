"""Reading deadlines; everything goes through the access filter."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from goldendoor.cases.models import Case
from goldendoor.deadlines.models import (
    Batch,
    Deadline,
    Feed,
    PriorityDate,
    Proposal,
    Reminder,
)
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.law import bulletin
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import Result, Step
from goldendoor.rulebook import answers, facts, words
from goldendoor.rulebook.what_if import queries as what_ifs

MOST_UNSEEN = 500
MOST_IN_FEED = 2000
MOST_LISTS = 20
# Encrypted columns that lists do not show; they are read when somebody asks why.
SEALED = ("facts", "result", "reason", "snooze_reason")
CLOSED_DAYS_IN_FEED = 60


def get(access: Access, public_id: str) -> Deadline:
    """The deadline of this public id; raises NotFound."""
    rows = Deadline.objects.select_related("case", "assigned_to", "evidence", "replaces")
    return rows.one(access, public_id)


def of_case(access: Access, case: Case) -> list[Deadline]:
    """Open ones by their day, then the closed ones, latest first."""
    rows = list(
        Deadline.objects.visible_to(access)
        .filter(case=case)
        .select_related("case", "assigned_to", "recomputed_in")
        .order_by("working_date", "id")
    )
    still_open = [one for one in rows if one.is_open]
    return still_open + [one for one in reversed(rows) if not one.is_open]


def next_of_case(access: Access, case: Case, *, limit: int = 4) -> list[Deadline]:
    """The open ones that come next."""
    rows = Deadline.objects.visible_to(access).filter(case=case, state=Deadline.State.OPEN)
    return list(rows.defer(*SEALED).order_by("working_date", "id")[:limit])


def count_open(access: Access, case: Case) -> int:
    """How many of the case wait."""
    rows = Deadline.objects.visible_to(access).filter(case=case, state=Deadline.State.OPEN)
    return rows.count()


def by_id(access: Access, public_ids: Collection[str]) -> dict[str, Deadline]:
    """Those of these that may be seen, without what lists do not show."""
    rows = Deadline.objects.visible_to(access).filter(public_id__in=public_ids)
    rows = rows.select_related("case", "assigned_to").defer(*SEALED)
    return {one.public_id: one for one in rows}


def of_rule(
    access: Access, rule_id: str, after: str | None = None, *, size: int = 50
) -> pages.Page:
    """Open deadlines that rest on a rule, by their day."""
    rows = Deadline.objects.visible_to(access).filter(rule_id=rule_id, state=Deadline.State.OPEN)
    order = ("working_date", "id")
    rows = rows.select_related("case").defer(*SEALED)
    return pages.keyset(rows, order=order, after=after, size=size)


# ── reasons ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class Trace:
    """Why a deadline is on its day, in words."""

    deadline: Deadline
    rule: Mapping[str, Any] = field(default_factory=dict)
    answer: answers.Answer = field(default_factory=answers.Answer)
    given: list[tuple[str, str]] = field(default_factory=list)
    moved: list[Proposal] = field(default_factory=list)
    clocks: list[dict[str, Any]] = field(default_factory=list)
    # Where these facts can be tried with one of them changed: (id, facts as posted).
    what_if: tuple[str, dict[str, str]] | None = None


def trace(deadline: Deadline, library: Library) -> Trace:
    """The stored reasons, with the words of the library for facts and outputs."""
    found = Trace(deadline)
    if not deadline.rule_id:
        return found
    try:
        found.rule = library.rule(deadline.rule_id)
    except LibraryError:
        found.rule = {"id": deadline.rule_id, "label": deadline.label, "inputs": {}, "outputs": {}}
    result = stored_result(deadline)
    found.answer = answers.shown(found.rule, result)
    declared = found.rule["inputs"]
    found.given = [
        (words.of_name(name), words.of_value(value, declared.get(name) or {}))
        for name, value in deadline.facts.items()
    ]
    applied = deadline.proposals.filter(state=Proposal.State.APPLIED).select_related("batch")
    found.moved = list(applied.order_by("-id")[:10])
    found.clocks = [_clock(one) for one in (deadline.result or {}).get("ledgers", {}).values()]
    begun = what_ifs.begun_with(deadline.rule_id, deadline.facts, library)
    found.what_if = (str(begun[0]["id"]), begun[1]) if begun else None
    return found


def clocks_of(access: Access, some: Iterable[Deadline]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Label and segments of each clock that these deadlines were reckoned with, each told once."""
    rows = Deadline.objects.visible_to(access).filter(pk__in=[one.pk for one in some])
    bodies = [
        _clock(body)
        for one in rows.only("result", "organisation_id").order_by("id")
        for body in ((one.result or {}).get("ledgers") or {}).values()
    ]
    return list({body["label"]: (body["label"], body["segments"]) for body in bodies}.values())


def _clock(body: Mapping[str, Any]) -> dict[str, Any]:
    """A stored clock with its days as days."""
    segments = [
        {**one, "from": words.day_of(one["from"]), "to": words.day_of(one["to"])}
        for one in body["segments"]
    ]
    return {**body, "segments": segments}


def stored_result(deadline: Deadline) -> Result:
    """What was stored, as `law` gave it."""
    body = deadline.result or {}
    steps = tuple(
        Step(one["step"], one.get("citation", ""), one.get("version_from"), one["legal_status"])
        for one in body.get("because", ())
    )
    return Result(
        value=body.get("value", {}),
        because=steps,
        alternatives=tuple(body.get("alternatives", ())),
        certainty=body.get("certainty", "unverified"),
        needs_review=bool(body.get("needs_review")),
        rule=deadline.rule_id,
    )


@dataclass(frozen=True)
class Choice:
    """A rule that gives a date to track, for the list to choose from."""

    id: str
    label: str
    area: str
    due: str
    statement: str


def choices(library: Library, text: str = "") -> list[Choice]:
    """Rules that give a date to track whose words hold every word of `text`, by area."""
    wanted = text.casefold().split()
    found = []
    for rule_id in library.ids("rules"):
        rule = library.rule(rule_id)
        told = rule.get("deadline") or {}
        if not told.get("date"):
            continue
        one = Choice(
            id=rule_id,
            label=str(rule["label"]),
            area=words.AREAS.get(str(rule.get("area")), "Other"),
            due=str(told.get("label") or rule["label"]),
            statement=" ".join(str(rule.get("statement") or "").split()),
        )
        said = f"{one.id} {one.label} {one.due} {one.area} {one.statement}".casefold()
        if all(word in said for word in wanted):
            found.append(one)
    return sorted(found, key=lambda one: (one.area, one.label))


def fields_of(rule: Mapping[str, Any], given: Mapping[str, Any]) -> list[facts.Field]:
    """The boxes that ask for the facts of a rule, filled with those that are known."""
    return facts.fields(rule["inputs"], facts.as_posted(rule["inputs"], given))


# ── waiting for a visa ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Moved:
    """A cutoff of the bulletin before and after; a priority date is current before its cutoff.

    None: no visas at all; `datetime.date.max`: everybody is current.
    """

    category: str
    chargeability: str
    before: datetime.date | None
    after: datetime.date | None


def became_current(access: Access, moved: Iterable[Moved]) -> QuerySet[PriorityDate]:
    """Places in the line that are current by the new cutoffs and were not by the old: one query."""
    reached = Q(pk__in=[])
    for one in moved:
        if one.after is None or (one.before is not None and one.before >= one.after):
            continue
        mine = Q(category=one.category, chargeability=one.chargeability)
        mine &= Q(priority_date__lt=one.after)
        if one.before is not None:
            mine &= Q(priority_date__gte=one.before)
        reached |= mine
    rows = PriorityDate.objects.visible_to(access).filter(reached, ended_date__isnull=True)
    return rows.select_related("case").order_by("priority_date", "id")


def moved_in(library: Library, month: str, chart: str = bulletin.FINAL_ACTION) -> list[Moved]:
    """The cutoffs that moved from the month before to this one, where both are known."""
    held = bulletin.load(library)
    before, after = bulletin.named(bulletin.number(month) - 1), month
    found = []
    for category in held.categories:
        for column in bulletin.COLUMNS:
            cells = [held.cell(one, chart, category, column) for one in (before, after)]
            if all(cell.status != "unknown" for cell in cells) and cells[0].text != cells[1].text:
                found.append(Moved(category, column, _cutoff(cells[0]), _cutoff(cells[1])))
    return found


def bulletin_months(library: Library) -> list[str]:
    """Months of the bulletin that can be held against the month before, newest first."""
    return list(bulletin.load(library).months())[:0:-1]


def _cutoff(cell: bulletin.Cutoff) -> datetime.date | None:
    return datetime.date.max if cell.status == "current" else cell.date


def places_in_line(access: Access, case: Case) -> list[PriorityDate]:
    """The priority dates of a case."""
    rows = PriorityDate.objects.visible_to(access).filter(case=case, ended_date__isnull=True)
    return list(rows.order_by("priority_date", "id"))


# ── recomputing ──────────────────────────────────────────────────────────────────────────────


def batches(access: Access, after: str | None = None) -> pages.Page:
    """What recomputing found, newest first, each with how many of its deadlines may be seen."""
    rows = Batch.objects.visible_to(access)
    page = pages.keyset(rows, order=("-created_at", "-id"), after=after, size=25)
    counted = _counts(access, [one.pk for one in page.rows])
    for one in page.rows:
        one.counts = counted.get(one.pk, {})
    return page


def _counts(access: Access, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    rows = Proposal.objects.visible_to(access).filter(batch__in=ids)
    found: dict[int, dict[str, int]] = {}
    stuck = Count("id", filter=Q(new_date__isnull=True))
    grouped = rows.values("batch", "state").annotate(rows=Count("id"), stuck=stuck)
    for one in grouped.order_by("batch", "state"):
        mine = found.setdefault(one["batch"], {"all": 0, "stuck": 0})
        mine["all"] += one["rows"]
        mine["stuck"] += one["stuck"]
        mine[one["state"]] = one["rows"] - one["stuck"]
    return found


def batch(access: Access, public_id: str) -> Batch:
    """One batch with its counts; raises NotFound."""
    found = Batch.objects.one(access, public_id)
    found.counts = _counts(access, [found.pk]).get(found.pk, {"all": 0, "stuck": 0})
    return found


def proposals(access: Access, batch: Batch, after: str | None = None) -> pages.Page:
    """Deadlines of a batch with old and new days."""
    rows = Proposal.objects.visible_to(access).filter(batch=batch)
    rows = rows.select_related("deadline__case", "outcome")
    rows = rows.defer(*(f"deadline__{name}" for name in SEALED), "outcome__new_result")
    return pages.keyset(rows, order=("id",), after=after, size=100)


def waiting_batches(access: Access) -> int:
    """How many lists wait for a decision, counted up to a few."""
    rows = Batch.objects.visible_to(access).filter(state=Batch.State.PROPOSED)
    return len(rows.values_list("pk", flat=True)[:MOST_LISTS])


# ── reminders and feeds ──────────────────────────────────────────────────────────────────────


def to_remind(until: datetime.date, today: datetime.date) -> QuerySet[Deadline]:
    """Open deadlines of every office up to a day whose reminders are not put off: for the job."""
    rows = Deadline.objects.filter(state=Deadline.State.OPEN, working_date__lte=until)
    rows = rows.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today))
    rows = rows.select_related("case").defer(*SEALED)
    return rows.order_by("organisation_id", "working_date", "id")


def last_reminders(deadlines: Sequence[Deadline]) -> dict[int, list[Reminder]]:
    """What was reminded of their present days so far, by deadline, latest first: for the job."""
    days = {one.pk: one.working_date for one in deadlines}
    found: dict[int, list[Reminder]] = {}
    for one in Reminder.objects.filter(deadline__in=days).order_by("-id"):
        if one.for_date == days[one.deadline_id]:
            found.setdefault(one.deadline_id, []).append(one)
    return found


def unmailed(since: datetime.date) -> dict[tuple[int, int], list[Reminder]]:
    """Unseen reminders that no e-mail told of, by (user, organisation): for the job."""
    rows = Reminder.objects.filter(
        mailed_at__isnull=True, seen_at__isnull=True, reminded_date__gte=since,
        deadline__state=Deadline.State.OPEN,
    )  # fmt: skip
    found: dict[tuple[int, int], list[Reminder]] = {}
    for one in rows.select_related("user").order_by("id"):
        found.setdefault((one.user_id, one.organisation_id), []).append(one)
    return found


def unseen(access: Access) -> list[Reminder]:
    """What this person was reminded of and has not seen; only of deadlines that are still open."""
    rows = Reminder.objects.visible_to(access).filter(
        user=access.user_id, seen_at__isnull=True, deadline__state=Deadline.State.OPEN
    )
    newest: dict[int, Reminder] = {}
    rows = rows.select_related("deadline", "case")
    for one in rows.defer(*(f"deadline__{name}" for name in SEALED)).order_by("id")[:MOST_UNSEEN]:
        newest[one.deadline_id] = one
    return sorted(newest.values(), key=lambda one: (one.deadline.working_date, one.pk))


def unseen_of(access: Access, deadline: Deadline) -> list[Reminder]:
    """Every unseen reminder of one deadline for this person."""
    rows = Reminder.objects.visible_to(access).filter(
        user=access.user_id, seen_at__isnull=True, deadline=deadline
    )
    return list(rows.select_related("deadline", "case"))


def feeds(access: Access) -> list[Feed]:
    """The feeds of this person that work."""
    rows = Feed.objects.visible_to(access).filter(user=access.user_id, revoked_at__isnull=True)
    return list(rows.select_related("case").order_by("-id"))


def feed(access: Access, public_id: str) -> Feed:
    """One feed; raises NotFound."""
    return Feed.objects.select_related("case").one(access, public_id)


def feed_of_token(digest: str) -> Feed | None:
    """The working feed of this digest; whose it is decides what it shows."""
    rows = Feed.objects.filter(token_digest=digest, revoked_at__isnull=True)
    return rows.select_related("user", "case").first()


def for_feed(access: Access, feed: Feed) -> list[Deadline]:
    """Open deadlines, and closed ones for a while, so that calendars strike them out."""
    rows = Deadline.objects.visible_to(access)
    if feed.case_id is not None:
        rows = rows.filter(case=feed.case_id)
    else:
        nobody = Q(assigned_to__isnull=True, case__assigned_to=access.user_id)
        rows = rows.filter(Q(assigned_to=access.user_id) | nobody)
    recently = clock.today() - datetime.timedelta(days=CLOSED_DAYS_IN_FEED)
    rows = rows.filter(Q(state=Deadline.State.OPEN) | Q(working_date__gte=recently))
    rows = rows.select_related("case").defer(*SEALED)
    return list(rows.order_by("working_date", "id")[:MOST_IN_FEED])
