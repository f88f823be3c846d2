"""Reading one case and what hangs on it; everything goes through the access filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldendoor.cases import case_types, rules
from goldendoor.cases.models import Case, Filing, Flag, Hold, Link, Note, Party, SavedFilter, Task
from goldendoor.cases.queries.listing import NEWEST_FIRST
from goldendoor.foundation import pages, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Allow, Answer, Deny
from goldendoor.law.library import Library
from goldendoor.people import families
from goldendoor.people import queries as people
from goldendoor.people.models import Person


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
    """Notes of the case that this person may read, newest first."""
    visible = _notes(access, case)
    return pages.keyset(visible, order=("-created_at", "-id"), after=after)


def pinned_notes(access: Access, case: Case) -> list[Note]:
    """Those that are kept above the others, last pinned first."""
    return list(_notes(access, case).filter(pinned_at__isnull=False).order_by("-pinned_at", "-id"))


def exportable_notes(access: Access, case: Case) -> QuerySet[Note]:
    """Notes that may leave the office in an export: never a privileged one, whoever asks."""
    return _notes(access, case).filter(is_privileged=False).order_by("created_at", "id")


def note(access: Access, public_id: str) -> Note:
    """One note; raises NotFound."""
    return Note.objects.select_related("case").one(access, public_id)


def _notes(access: Access, case: Case) -> QuerySet[Note]:
    return Note.objects.visible_to(access_for_case(access, case)).filter(case=case)


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
    if action.not_while_held and isinstance(rests := held(case, today), Deny):
        return rests
    for name in action.only_if:
        guard = registries.guards.get(name)(case, today)
        if isinstance(guard, Deny):
            return guard
    return said


def held(case: Case, today: date) -> Answer:
    """Deny with the reason of the hold in force on a day; one query where there may be one."""
    if not case.is_held:
        return Allow("No hold is on this case.")
    row = (
        case.holds.filter(released_at__isnull=True, starts_date__lte=today)
        .filter(Q(ends_date__isnull=True) | Q(ends_date__gte=today))
        .first()
    )
    if row is None:
        return Allow("No hold is in force today.")
    until = f" until {row.ends_date.isoformat()}" if row.ends_date else ""
    return Deny(
        f"The case is on hold since {row.starts_date.isoformat()}{until} "
        f"({row.placed_by_label}): {row.reason}"
    )


@dataclass(frozen=True)
class Asked:
    """A fact that an action needs: an input of a rule that the library declares."""

    name: str
    rule_id: str
    declared: Mapping[str, Any]
    required: bool


def facts_asked(action: case_types.Action, library: Library) -> list[Asked]:
    """What `perform` wants under `facts` for the rules an action's effects name, each once.

    What the table gives itself is not asked. The optional ones follow the required.
    """
    found: dict[str, Asked] = {}
    for _, argument in action.then:
        told = argument if isinstance(argument, Mapping) else {"rule": argument}
        rule_id = str(told.get("rule") or "")
        if not rule_id or not library.find("rules", f"{rule_id}.yaml"):
            continue
        rule = library.rule(rule_id)
        starts = (rule.get("deadline") or {}).get("starts")
        for name, declared in rule["inputs"].items():
            if name not in (told.get("facts") or {}):
                needed = bool(declared.get("required")) or name == starts
                found.setdefault(name, Asked(name, rule_id, declared, needed))
    return sorted(found.values(), key=lambda one: not one.required)


def family_tree(access: Access, case: Case) -> families.Tree:
    """The people of a case as a family to draw, ids being public ids.

    Ties in compartments that are closed to the case or the reader are not in it.
    """
    narrowed = access_for_case(access, case)
    persons = {one.person.public_id: one.person for one in parties(access, case)}
    ties = people.family_ties(narrowed, persons.values())
    return families.tree({key: str(one) for key, one in persons.items()}, ties)


# ── beside the stage ─────────────────────────────────────────────────────────────────────────


def roles(case: Case) -> dict[str, str]:
    """Roles a party of the case may have, with their labels: those of its type first."""
    return case_types.get(case.type_id).roles


def opposing(access: Access, case: Case) -> list[Party]:
    """Who stands on the other side."""
    return [one for one in parties(access, case) if one.role == case_types.OPPOSING]


def holds(access: Access, case: Case, *, all_of_them: bool = False) -> list[Hold]:
    """Holds that are not released, earliest first; or every one there was."""
    rows = Hold.objects.visible_to(access).filter(case=case)
    return list(rows if all_of_them else rows.filter(released_at__isnull=True))


def flags(access: Access, case: Case, *, all_of_them: bool = False) -> list[Flag]:
    """Flags that stand, or every one there was."""
    rows = Flag.objects.visible_to(access).filter(case=case)
    return list(rows if all_of_them else rows.filter(cleared_at__isnull=True))


def hold(access: Access, public_id: str) -> Hold:
    """One hold; raises NotFound."""
    return Hold.objects.select_related("case").one(access, public_id)


def flag(access: Access, public_id: str) -> Flag:
    """One flag; raises NotFound."""
    return Flag.objects.select_related("case").one(access, public_id)


def task(access: Access, public_id: str) -> Task:
    """One task, done or not; raises NotFound."""
    return Task.objects.select_related("case", "assigned_to").one(access, public_id)


# How a tie reads from the case it starts at, and from the other.
TIES = {
    Link.Kind.SAME_FAMILY: ("Same family as", "Same family as"),
    Link.Kind.DERIVATIVE_OF: ("Derivative of", "Has the derivative"),
    Link.Kind.EARLIER_FILING_OF: ("Earlier filing of", "Filed before as"),
    Link.Kind.APPEAL_OF: ("Appeal of", "Appealed in"),
}


@dataclass(frozen=True)
class Linked:
    """Another case and how it belongs to this one, in words before its number."""

    link: Link
    words: str
    case: Case


def links(access: Access, case: Case) -> list[Linked]:
    """Cases tied to this one, from both directions, as far as both are open to the reader."""
    rows = (
        Link.objects.visible_to(access)
        .filter(Q(from_case=case) | Q(to_case=case))
        .select_related("from_case", "to_case")
        .order_by("id")
    )
    found = []
    for row in rows:
        forward = row.from_case_id == case.pk
        words = TIES[Link.Kind(row.kind)][0 if forward else 1]
        found.append(Linked(row, words, row.to_case if forward else row.from_case))
    return found


def link(access: Access, public_id: str) -> Link:
    """One tie; raises NotFound unless both cases are open."""
    return Link.objects.select_related("from_case", "to_case").one(access, public_id)


def saved_filters(access: Access) -> list[SavedFilter]:
    """One's own filters, by name."""
    return list(SavedFilter.objects.visible_to(access).order_by("name"))


def saved_filter(access: Access, public_id: str) -> SavedFilter:
    """One of one's own filters; raises NotFound."""
    return SavedFilter.objects.one(access, public_id)
