"""Lists of cases: Caseload with its filters, search, counts, the work of each person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldendoor.accounts.models import User
from goldendoor.cases import case_types, rules
from goldendoor.cases.models import Case, CaseWord, Filing, Flag, Party, Task, WaitingOn
from goldendoor.cases.queries import stages
from goldendoor.foundation import due, pages
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold
from goldendoor.people import queries as people
from goldendoor.people.models import Name

# What a list may be narrowed by; each takes one value or a list of them.
COLUMNS = ("stage", "type_id", "assigned_to")
FILTERS = (*COLUMNS, "flag", "waiting_on", "changed_since", "due_until", "stuck", "held", "search")
NEWEST_FIRST = ("-updated_at", "-id")
LONGEST_FIRST = ("updated_at", "id")
MINE, NOBODY = "mine", "none"


@dataclass
class Row:
    """A case of Caseload with what its row shows."""

    case: Case
    kind: case_types.CaseType
    stage_label: str
    flags: list[Flag] = field(default_factory=list)
    open_tasks: int = 0
    waiting_on: list[str] = field(default_factory=list)
    next_due: due.Due | None = None
    still_for_days: int = 0
    is_stuck: bool = False


@dataclass
class Load:
    """The open work of one person: cases by stage, what is due by week (its Monday)."""

    user_id: int | None
    label: str
    stages: dict[str, int] = field(default_factory=dict)
    weeks: dict[date, int] = field(default_factory=dict)
    overdue: int = 0

    @property
    def cases(self) -> int:
        """All of them."""
        return sum(self.stages.values())


def caseload(
    access: Access,
    filters: Mapping[str, Any] | None = None,
    after: str | None = None,
    *,
    today: date,
    size: int = 50,
) -> pages.Page:
    """One page of `Row`s by keyset, last changed first (stuck ones: longest still first).

    Filters, each may be left out: stage, type_id, assigned_to (a user id, "mine" for one's own and
    those of absent colleagues, "none"), flag, waiting_on, changed_since (a day), due_until (a day),
    stuck, held (true), search. A handful of queries whatever the number of cases. Raises BadInput.
    """
    wanted = check_filters(filters or {})
    cases = Case.objects.visible_to(access).select_related("assigned_to")
    for key in COLUMNS:
        if key in wanted:
            cases = cases.filter(_column(access, key, wanted[key]))
    cases = cases.filter(*_conditions(access, wanted, today))
    order = LONGEST_FIRST if wanted.get("stuck") else NEWEST_FIRST
    page = pages.keyset(cases, order=order, after=after, size=size)
    return pages.Page(rows=_rows(access, page.rows, today), next=page.next)


def check_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that say something; raises BadInput for unknown ones and values of no use."""
    found = {key: value for key, value in filters.items() if value not in (None, "", [], False)}
    if unknown := set(found) - set(FILTERS):
        raise BadInput(f"Cases cannot be filtered by {', '.join(sorted(unknown))}.")
    for one in _many(found.get("waiting_on", [])):
        if one not in WaitingOn.values:
            raise BadInput(f"Nobody waits on “{one}”.")
    for one in _many(found.get("assigned_to", [])):
        if one not in (MINE, NOBODY) and not str(one).isdecimal():
            raise BadInput(f"“{one}” is no colleague.")
    for key in ("changed_since", "due_until"):
        if key in found:
            _day(found[key])
    return found


def _column(access: Access, key: str, value: Any) -> Q:
    values = _many(value)
    if key != "assigned_to":
        return Q(**{f"{key}__in": values})
    users = {int(one) for one in values if str(one).isdecimal()}
    if MINE in values:
        users |= access.acts_for
    return Q(assigned_to__in=users) | (Q(assigned_to=None) if NOBODY in values else Q(pk__in=[]))


def _conditions(access: Access, wanted: Mapping[str, Any], today: date) -> list[Q]:
    found = []
    if "flag" in wanted:
        raised = Flag.objects.visible_to(access).filter(cleared_at__isnull=True)
        raised = raised.filter(kind__in=_many(wanted["flag"]), case=OuterRef("pk"))
        found.append(Q(Exists(raised)))
    if "waiting_on" in wanted:
        found.append(_waiting(access, _many(wanted["waiting_on"])))
    if "changed_since" in wanted:
        found.append(Q(updated_at__gte=_start_of(_day(wanted["changed_since"]))))
    if "due_until" in wanted:
        found.append(due.condition(access, until=_day(wanted["due_until"])))
    if wanted.get("stuck"):
        found.append(_stuck(today))
    if wanted.get("held"):
        found.append(Q(is_held=True))
    if "search" in wanted:
        found.append(_holds(access, str(wanted["search"])))
    return found


def _waiting(access: Access, whom: Collection[str]) -> Q:
    """A task says so, or the stage itself does."""
    tasks = Task.objects.visible_to(access).filter(done_at__isnull=True, waiting_on__in=whom)
    by_stage = stages.where(lambda kind, stage: kind.waits_on.get(stage) in whom)
    return by_stage | Q(Exists(tasks.filter(case=OuterRef("pk"))))


def _stuck(today: date) -> Q:
    """Nothing changed for as many days as the table gives the stage."""
    kinds = case_types.all_types().values()
    found = stages.NOTHING
    for days in sorted({days for kind in kinds for days in kind.stuck_after_days.values()}):
        after = _start_of(today - timedelta(days=days - 1))
        found |= _still_for(days) & Q(updated_at__lt=after)
    return found


def _still_for(days: int) -> Q:
    return stages.where(lambda kind, stage: kind.stuck_after_days.get(stage) == days)


def _rows(access: Access, cases: list[Case], today: date) -> list[Row]:
    ids = [case.pk for case in cases]
    flags: dict[int, list[Flag]] = {}
    for flag in Flag.objects.visible_to(access).filter(case__in=ids, cleared_at__isnull=True):
        flags.setdefault(flag.case_id, []).append(flag)
    tasks: dict[int, list[str]] = {}
    to_do = Task.objects.visible_to(access).filter(case__in=ids, done_at__isnull=True)
    for case_id, waiting_on in to_do.values_list("case_id", "waiting_on"):
        tasks.setdefault(case_id, []).append(waiting_on)
    next_due = due.next_of(access, ids)
    return [
        _row(case, flags.get(case.pk, []), tasks.get(case.pk, []), next_due.get(case.pk), today)
        for case in cases
    ]


def _row(
    case: Case, flags: list[Flag], tasks: list[str], next_due: due.Due | None, today: date
) -> Row:
    kind = case_types.get(case.type_id)
    still = max((today - timezone.localdate(case.updated_at)).days, 0)
    limit = kind.stuck_after_days.get(case.stage)
    waiting = {*tasks, kind.waits_on.get(case.stage, "")} - {""}
    return Row(
        case=case,
        kind=kind,
        stage_label=kind.stage_labels.get(case.stage, case.stage),
        flags=flags,
        open_tasks=len(tasks),
        waiting_on=sorted(waiting),
        next_due=next_due,
        still_for_days=still,
        is_stuck=limit is not None and still >= limit,
    )


# ── counts ───────────────────────────────────────────────────────────────────────────────────


def counts_by_stage(access: Access) -> dict[str, int]:
    """How many visible cases stand at each stage."""
    rows = Case.objects.visible_to(access).values("stage").annotate(cases=Count("pk"))
    return {row["stage"]: row["cases"] for row in rows.order_by("stage")}


def workload(access: Access, *, today: date, weeks: int = 6) -> list[Load]:
    """The open work of each person, most cases first: a query of cases, one of names, one a source.

    Closed cases do not count. What nobody has stands under the user id None.
    """
    found: dict[int | None, Load] = {}
    rows = Case.objects.visible_to(access).exclude(stage="closed")
    grouped = rows.values("assigned_to", "stage").annotate(cases=Count("pk"))
    for row in grouped.order_by("assigned_to", "stage"):
        load = found.setdefault(row["assigned_to"], Load(row["assigned_to"], "Nobody"))
        load.stages[row["stage"]] = row["cases"]
    until = rules.week_of(today) + timedelta(weeks=weeks, days=-1)
    for source in due.sources():
        for (user_id, day), number in source.counts(access, until=until).items():
            _count(found.setdefault(user_id, Load(user_id, "Nobody")), day, number, today)
    for user_id, user in User.objects.in_bulk([one for one in found if one]).items():
        found[user_id].label = str(user)
    return sorted(found.values(), key=lambda load: (-load.cases, load.label))


def _count(load: Load, day: date, number: int, today: date) -> None:
    if day < today:
        load.overdue += number
        return
    week = rules.week_of(day)
    load.weeks[week] = load.weeks.get(week, 0) + number


# ── search ───────────────────────────────────────────────────────────────────────────────────


def list_page(
    access: Access,
    filters: Mapping[str, Any] | None = None,
    after: str | None = None,
    *,
    size: int = 50,
) -> pages.Page:
    """One page of cases, last changed first.

    `filters` may hold stage, type_id, assigned_to (a user id) and search; BadInput for others.
    """
    filters = {key: value for key, value in (filters or {}).items() if value not in (None, "")}
    unknown = set(filters) - {*COLUMNS, "search"}
    if unknown:
        raise BadInput(f"Cases cannot be filtered by {', '.join(sorted(unknown))}.")
    cases = Case.objects.visible_to(access).select_related("assigned_to")
    for key in COLUMNS:
        if key in filters:
            cases = cases.filter(**{key: filters[key]})
    if "search" in filters:
        cases = cases.filter(_holds(access, str(filters["search"])))
    return pages.keyset(cases, order=NEWEST_FIRST, after=after, size=size)


def has_own(access: Access) -> bool:
    """Whether any case that may be seen is this person's."""
    return Case.objects.visible_to(access).filter(assigned_to=access.user_id).exists()


def search(access: Access, text: str, *, limit: int = 10) -> list[Case]:
    """Cases whose number and title, or one visible name of a party, holds every word of `text` (the
    rarest begins a word), or one of whose forms has this receipt number."""
    return list(matching(access, text).order_by(*NEWEST_FIRST)[:limit])


def matching(access: Access, text: str) -> QuerySet[Case]:
    """The cases that `search` finds."""
    return Case.objects.visible_to(access).filter(_holds(access, text))


def _holds(access: Access, text: str) -> Q:
    """Found by indexes of words, the rarest word first; and by a whole receipt number.

    Rare words by a union of what the indexes hold, since with an “or” the databases look at every
    case; for common ones looking at case after case, newest first, soon has enough.
    """
    words = fold(text).split()
    if not words:
        return stages.NOTHING
    index = CaseWord.objects.visible_to(access)
    first, cases = people.rarest(index, "word", words)
    if max(cases, people.rarest_key(access, words)[1]) >= people.COUNTED:
        return _held_by_many(access, words)
    own = Case.objects.visible_to(access).filter(
        pk__in=index.filter(word__begins=first).values("case")
    )
    for word in words:
        own = own if word == first else own.filter(search_key__contains=word)
    named = people.names_holding(access, words).values("person")
    found: list[QuerySet[Any]] = [
        Party.objects.visible_to(access).filter(person__in=named).order_by()
    ]
    if receipt := rules.receipt_in(text):
        filings = Filing.objects.visible_to(access).filter(receipt_number=receipt)
        found.append(filings.order_by())
    return Q(pk__in=own.values("pk").union(*(one.values("case") for one in found)))


def _held_by_many(access: Access, words: list[str]) -> Q:
    own, names = Q(), Name.objects.visible_to(access).filter(person=OuterRef("person"))
    for word in words:
        own &= Q(search_key__contains=word)
        names = names.filter(search_key__contains=word)
    parties = Party.objects.visible_to(access).filter(case=OuterRef("pk"))
    return own | Q(Exists(parties.filter(Exists(names))))


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(f"“{str(value)[:40]}” is not a day.") from None
