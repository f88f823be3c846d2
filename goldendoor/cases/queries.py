"""Reading cases; everything goes through the access filter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from goldendoor.cases import case_types, rules
from goldendoor.cases.models import Case, Filing, Note, Party, Task
from goldendoor.foundation import pages, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer, Deny
from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold
from goldendoor.people.models import Name, Person

FILTERS = ("stage", "type_id", "assigned_to")
NEWEST_FIRST = ("-updated_at", "-id")


@dataclass(frozen=True)
class Offer:
    """An action of the table at the present stage: `answer` says whether, or why not."""

    action: case_types.Action
    answer: Answer


def get(access: Access, public_id: str) -> Case:
    """The case of this public id; raises NotFound."""
    return Case.objects.select_related("assigned_to").one(access, public_id)


def by_number(access: Access, number: str) -> Case | None:
    """The case of this number, however it is typed; None when there is none to see."""
    return Case.objects.visible_to(access).filter(number=number.strip().upper()).first()


def access_for_case(access: Access, case: Case) -> Access:
    """The access narrowed to the compartments open to this case: for everything shown within it."""
    return access.narrowed_to(frozenset({case.compartment, *case.open_compartments}))


def list_page(
    access: Access,
    filters: dict[str, Any] | None = None,
    after: str | None = None,
    *,
    size: int = 50,
) -> pages.Page:
    """One page of cases, last changed first.

    `filters` may hold stage, type_id, assigned_to (a user id) and search; BadInput for others.
    """
    filters = {key: value for key, value in (filters or {}).items() if value not in (None, "")}
    unknown = set(filters) - {*FILTERS, "search"}
    if unknown:
        raise BadInput(f"Cases cannot be filtered by {', '.join(sorted(unknown))}.")
    cases = Case.objects.visible_to(access).select_related("assigned_to")
    for key in FILTERS:
        if key in filters:
            cases = cases.filter(**{key: filters[key]})
    if "search" in filters:
        cases = cases.filter(pk__in=_matching(access, str(filters["search"])).values("pk"))
    return pages.keyset(cases, order=NEWEST_FIRST, after=after, size=size)


def search(access: Access, text: str, *, limit: int = 10) -> list[Case]:
    """Cases whose number, title or any visible name of a party holds every word of `text`."""
    return list(_matching(access, text).order_by(*NEWEST_FIRST)[:limit])


def _matching(access: Access, text: str) -> QuerySet[Case]:
    words = fold(text).split()
    cases = Case.objects.visible_to(access)
    if not words:
        return cases.none()
    own, named = cases, Name.objects.visible_to(access)
    for word in words:
        own = own.filter(search_key__contains=word)
        named = named.filter(search_key__contains=word)
    parties = Party.objects.visible_to(access).filter(
        case=OuterRef("pk"), person__in=named.values("person")
    )
    return cases.filter(pk__in=own.values("pk")) | cases.filter(Exists(parties))


def counts_by_stage(access: Access) -> dict[str, int]:
    """How many visible cases stand at each stage."""
    rows = Case.objects.visible_to(access).values("stage").annotate(cases=Count("pk"))
    return {row["stage"]: row["cases"] for row in rows.order_by("stage")}


def parties(access: Access, case: Case) -> list[Party]:
    """Who is in the case, in order."""
    return list(
        Party.objects.visible_to(access_for_case(access, case))
        .filter(case=case)
        .select_related("person")
        .order_by("position", "id")
    )


def filings(access: Access, case: Case) -> list[Filing]:
    """The forms of the case, in filing order."""
    return list(
        Filing.objects.visible_to(access_for_case(access, case))
        .filter(case=case)
        .select_related("person")
        .order_by("position", "id")
    )


def filing(access: Access, public_id: str) -> Filing:
    """One filing; raises NotFound."""
    return Filing.objects.select_related("case", "person").one(access, public_id)


def notes(access: Access, case: Case, after: str | None = None) -> pages.Page:
    """Notes of the case, newest first."""
    visible = Note.objects.visible_to(access_for_case(access, case)).filter(case=case)
    return pages.keyset(visible, order=("-created_at", "-id"), after=after)


def tasks_to_do(access: Access, *, until: date | None = None, case: Case | None = None) -> QuerySet:
    """Tasks that wait, those with a day first and the earliest of them before the others."""
    visible = Task.objects.visible_to(access).filter(done_at__isnull=True)
    if case is not None:
        visible = visible.filter(case=case)
    if until is not None:
        visible = visible.filter(due_date__lte=until)
    return visible.select_related("case", "assigned_to").order_by("due_date", "id")


def cases_of(access: Access, person: Person) -> QuerySet[Case]:
    """Cases the person is in."""
    mine = Party.objects.visible_to(access).filter(case=OuterRef("pk"), person=person)
    return Case.objects.visible_to(access).filter(Exists(mine)).order_by(*NEWEST_FIRST)


def offers(access: Access, case: Case, *, today: date) -> list[Offer]:
    """Every action of the table from the present stage, with whether this person may and why."""
    kind = case_types.get(case.type_id)
    found = [action for action in kind.actions.values() if case.stage in action.from_stages]
    return [Offer(action, answer(access, case, action, today=today)) for action in found]


def answer(access: Access, case: Case, action: case_types.Action, *, today: date) -> Answer:
    """Table, policy and guards in this order: the first no, or yes."""
    kind = case_types.get(case.type_id)
    said = rules.may_perform(kind, action, case.stage, access.roles)
    if isinstance(said, Deny):
        return said
    policy = registries.ask("cases.change", access, case)
    if isinstance(policy, Deny):
        return policy
    for name in action.only_if:
        guard = registries.guards.get(name)(case, today)
        if isinstance(guard, Deny):
            return guard
    return said
