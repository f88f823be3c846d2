"""Reading checks: for whoever asked, and for the officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from goldendoor.cases.models import Case, Party
from goldendoor.foundation import encryption, pages, registries
from goldendoor.foundation.access import Access
from goldendoor.people.models import Name
from goldendoor.practice.conflicts import rules, searching
from goldendoor.practice.conflicts.models import AskedName, Check


@dataclass
class Shown:
    """A hit as the reader may see it: what was asked beside what is known."""

    asked: rules.Asked
    asked_name: str
    known: str
    score: int
    why: str
    born: str
    cases: list[tuple[Case, str]] = field(default_factory=list)
    person_id: str = ""
    earlier: Check | None = None
    earlier_role: str = ""
    # Behind a wall for whoever asked; only the officer ever reads this.
    walled: bool = False


def get(access: Access, public_id: str) -> Check:
    """The check; an officer gets those of closed compartments, too. Raises NotFound."""
    rows = Check.objects.select_related("waiver")
    return rows.one(reader(access), public_id)


def reader(access: Access) -> Access:
    """Officers read checks in every compartment, everybody else in theirs."""
    return searching.as_officer(access) if is_officer(access) else access


def is_officer(access: Access) -> bool:
    """Whether this person decides about conflicts."""
    return bool(registries.ask("conflicts.decide", access))


def digest(access: Access, people: Sequence[rules.Asked]) -> str:
    """Equal for the same people of the same office; a keyed fingerprint."""
    return encryption.blind_index(
        rules.fingerprint(people), organisation_id=access.organisation_id, kind="conflict check"
    )


def covers(access: Access, check: Check | None, people: Sequence[rules.Asked]) -> bool:
    """Whether the check asked about just these people."""
    return check is not None and check.digest == digest(access, people)


def queue(access: Access) -> QuerySet[Check]:
    """What waits for the officer, the oldest first."""
    rows = Check.objects.visible_to(reader(access)).filter(state=Check.State.REFERRED)
    return rows.order_by("asked_at", "id")


def latest(access: Access, after: str | None = None) -> pages.Page:
    """Checks with what they came to, the newest first."""
    rows = Check.objects.visible_to(reader(access))
    return pages.keyset(rows, order=("-asked_at", "-id"), after=after, size=30)


def earlier(access: Access, check: Check) -> list[Check]:
    """The checks of its thread before this one, the newest first."""
    rows = Check.objects.visible_to(reader(access)).filter(thread=check.thread, pk__lt=check.pk)
    return list(rows.order_by("-pk")[:20])


def shown(access: Access, check: Check) -> list[Shown]:
    """Hits that this reader may see, the likeliest first; the same queries whatever there is.

    More than `MOST_HITS` are for the officer alone: a list cut short would say what it leaves out.
    """
    hits = rules.hits_from_json(check.hits)
    ids = ["", *(one.known_id for one in hits)]
    eyes = reader(access)
    names = Name.objects.visible_to(eyes).filter(public_id__in=ids).select_related("person")
    known = {one.public_id: one for one in names}
    asked_rows = AskedName.objects.visible_to(eyes).filter(public_id__in=ids)
    known_asked = {one.public_id: one for one in asked_rows.select_related("check_asked")}
    cases = _cases(eyes, {one.person_id for one in known.values()})
    people = rules.from_json(check.asked)
    found = [_shown(one, people[one.asked], known, known_asked, cases) for one in hits]
    visible = [one for one in found if one is not None]
    if is_officer(access):
        _mark_walled(access, hits, visible)
    elif len(hits) > rules.MOST_HITS:
        visible = []
    return sorted(visible, key=lambda one: -one.score)


def _shown(
    hit: rules.Hit,
    asked: rules.Asked,
    known: dict[str, Name],
    known_asked: dict[str, AskedName],
    cases: dict[int, list[tuple[Case, str]]],
) -> Shown | None:
    result = Shown(asked, hit.asked_name, "", hit.score, hit.why, hit.born)
    if name := known.get(hit.known_id):
        result.known, result.person_id = str(name), name.person.public_id
        result.cases = cases.get(name.person_id, [])
        return result
    if row := known_asked.get(hit.known_id):
        result.known, result.earlier = row.text, row.check_asked
        result.earlier_role = rules.ROLES.get(row.role, row.role)
        return result
    return None


def _cases(eyes: Access, persons: set[int]) -> dict[int, list[tuple[Case, str]]]:
    rows = Party.objects.visible_to(eyes).filter(person__in=[0, *persons])
    found: dict[int, list[tuple[Case, str]]] = {}
    for party in rows.select_related("case__assigned_to").order_by("-case_id", "position"):
        found.setdefault(party.person_id, []).append((party.case, party.role))
    return found


def _mark_walled(access: Access, hits: Sequence[rules.Hit], visible: list[Shown]) -> None:
    """What of it is closed to the officer's own eyes, as it is to most."""
    ids = ["", *(one.known_id for one in hits)]
    open_names = Name.objects.visible_to(access).filter(public_id__in=ids)
    open_persons = set(open_names.values_list("person__public_id", flat=True))
    for one in visible:
        closed_case = any(not access.opens(case.compartment) for case, _ in one.cases)
        closed_name = bool(one.person_id) and one.person_id not in open_persons
        closed_check = one.earlier is not None and not access.opens(one.earlier.compartment)
        one.walled = closed_case or closed_name or closed_check


def outcome(check: Check) -> dict[str, Any]:
    """What the page says of a check: tone of its tag, icon and sentence."""
    said = {
        "clear": ("success", "check_circle", "Nothing was found. Work may go on."),
        "referred": (
            "warning",
            "visibility",
            "Refer to the conflicts officer. Nothing may be opened before.",
        ),
        "no_conflict": ("success", "check_circle", "The conflicts officer found no conflict."),
        "waived": ("success", "check_circle", "Waived in writing. Work may go on."),
        "declined": ("error", "do_not_disturb", "Conflict: the office cannot take this on."),
    }  # fmt: skip
    tone, icon, text = said[check.state]
    return {"tone": tone, "icon": icon, "text": text}
