"""Every name of the office held against the names asked about. Reads only, in a system role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldendoor.accounts.models import Compartment
from goldendoor.foundation import encryption
from goldendoor.foundation.access import Access
from goldendoor.people import matching
from goldendoor.people import queries as people
from goldendoor.people.models import Fact
from goldendoor.practice.conflicts import rules
from goldendoor.practice.conflicts.models import AskedKey, AskedName

SYSTEM_ROLE = "conflict_check"


def office_wide(access: Access) -> Access:
    """The system role of a check: everything of the office, all compartments included."""
    keys = Compartment.objects.visible_to(access).values_list("key", flat=True)
    return replace(
        access,
        roles=frozenset({SYSTEM_ROLE}),
        compartments=frozenset(keys),
        purpose="conflict check",
    )


def as_officer(access: Access) -> Access:
    """What a conflicts officer sees while deciding: the walled matters that were hit, too."""
    return replace(office_wide(access), roles=access.roles, purpose="deciding about a conflict")


def blind_keys(name: str, organisation_id: int) -> list[str]:
    """Fingerprints of the keys of a name."""
    return sorted(
        encryption.blind_index(key, organisation_id=organisation_id, kind="asked name")[:40]
        for key in matching.keys(name)
    )


def search(access: Access, asked: Sequence[rules.Asked], *, thread: str = "") -> list[rules.Hit]:
    """Everything that may be one of the people asked about; `thread` itself apart.

    The same queries are made whatever is found: nothing of it can be seen from outside.
    """
    system = office_wide(access)
    hits: list[rules.Hit] = []
    for number, one in enumerate(asked):
        hits += _in_the_files(system, number, one)
        hits += _in_earlier_checks(system, number, one, thread)
    return hits


def _in_the_files(system: Access, number: int, one: rules.Asked) -> list[rules.Hit]:
    """The best name of each person that may be this one."""
    best: dict[int, people.Candidate] = {}
    for candidate in people.candidates(system, one.names):
        best.setdefault(candidate.name.person_id, candidate)
    born = _births(system, best)
    return [
        rules.Hit(
            asked=number,
            asked_name=found.asked,
            kind="person",
            known_id=found.name.public_id,
            score=found.match.score,
            why=found.match.why,
            born=rules.born_words(one.born, born.get(person_id, "")),
        )
        for person_id, found in best.items()
    ]


def _births(system: Access, persons: Iterable[int]) -> dict[int, str]:
    rows = Fact.objects.visible_to(system).filter(collection="birth", person__in=[0, *persons])
    found = {row.person_id: row.data for row in rows}
    return {
        person_id: str(data.get("date") or "")
        for person_id, data in found.items()
        if isinstance(data, dict)
    }


def _in_earlier_checks(
    system: Access, number: int, one: rules.Asked, thread: str
) -> list[rules.Hit]:
    """The best name of each person asked about before, in other enquiries."""
    best: dict[tuple[str, str], rules.Hit] = {}
    index = AskedKey.objects.visible_to(system)
    for text in one.names:
        keys = blind_keys(text, system.organisation_id)
        nearest = people.likeliest(index, keys, "asked_name_id")
        rows = AskedName.objects.visible_to(system).filter(pk__in=[0, *nearest])
        for row in rows.exclude(check_asked__thread=thread).select_related("check_asked"):
            match = matching.compare(text, row.text)
            place = (row.check_asked.thread, row.role)
            known = best.get(place)
            if match.is_worth_a_look and (known is None or match.score > known.score):
                best[place] = rules.Hit(
                    asked=number,
                    asked_name=text,
                    kind="asked",
                    known_id=row.public_id,
                    score=match.score,
                    why=match.why,
                    born=rules.born_words(one.born, row.born or ""),
                )
    return list(best.values())
