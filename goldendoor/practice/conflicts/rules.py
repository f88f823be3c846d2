"""Who is asked about, and what a check comes to. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldendoor.kernel import canonical
from goldendoor.kernel.errors import BadInput

ENQUIRER, OPPOSING, RELATIVE = "enquirer", "opposing", "relative"
ROLES = {
    ENQUIRER: "Enquirer",
    OPPOSING: "Opposing party",
    RELATIVE: "Relative or somebody else",
}
MOST_PEOPLE, MOST_NAMES, LONGEST_NAME = 20, 12, 200
# More than so many hits are looked through by the officer, not by whoever asked.
MOST_HITS = 40
# One clean check in so many is referred, too: “refer” alone says nothing about what is here.
SAMPLED_OF = 16


@dataclass(frozen=True)
class Asked:
    """A person asked about: all names they go by or went by; `born` an ISO day or empty."""

    role: str
    names: tuple[str, ...]
    born: str = ""

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""

    @property
    def role_label(self) -> str:
        return ROLES.get(self.role, self.role)


@dataclass(frozen=True)
class Hit:
    """A known name that may be the one asked about. `known_id` is that of the row it stands in.

    `kind` is `person` (a name of somebody in the files) or `asked` (a name in an earlier check).
    """

    asked: int
    asked_name: str
    kind: str
    known_id: str
    score: int
    why: str
    born: str = ""


def checked(people: Sequence[Asked]) -> list[Asked]:
    """Those with a name, in order. Raises BadInput when nobody is named or it is too much."""
    named = [one for one in people if one.names]
    if not named:
        raise BadInput("Write at least one name to check.")
    if len(named) > MOST_PEOPLE:
        raise BadInput(f"At most {MOST_PEOPLE} people fit into one check. Make a second one.")
    for one in named:
        if one.role not in ROLES:
            raise BadInput(f"“{one.role[:40]}” is no part in a check.")
        if len(one.names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in one.names):
            raise BadInput(
                f"At most {MOST_NAMES} names a person, each of at most {LONGEST_NAME} letters."
            )
    return named


def to_json(people: Sequence[Asked]) -> list[dict[str, Any]]:
    """As it is kept."""
    return [{**asdict(one), "names": list(one.names)} for one in people]


def from_json(rows: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """As it was kept."""
    return [Asked(row["role"], tuple(row["names"]), row.get("born") or "") for row in rows]


def hits_from_json(rows: Sequence[Mapping[str, Any]]) -> list[Hit]:
    """As they were kept."""
    return [Hit(**row) for row in rows]


def fingerprint(people: Sequence[Asked]) -> str:
    """The same for the same people in any order; to be keyed before it is kept."""
    rows = sorted(canonical.text(row) for row in to_json(people))
    return hashlib.sha256("\n".join(rows).encode(errors="backslashreplace")).hexdigest()


def is_sampled(digest: str) -> bool:
    """Whether a clean check of these people is looked through all the same."""
    return int(digest[:8], 16) % SAMPLED_OF == 0


def born_words(asked: str, known: str) -> str:
    """What two dates of birth say about a hit."""
    if not asked or not known:
        return ""
    return "born the same day" if asked == known else "another date of birth"
