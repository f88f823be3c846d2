"""A family as something that can be drawn: from people and ties to nodes, couples and lines. Pure.

A tie reads as in a case file: `Tie("ana", "leo", "parent")`, Ana is a parent of Leo. What
contradicts what was placed before (one's own grandparent) is not drawn but told in `doubts`.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

COUPLES = {"spouse": "married", "former_spouse": "former"}
# How far below `from` the person `to` stands.
DOWN = {"parent": 1, "child": -1, "sibling": 0, "spouse": 0, "former_spouse": 0}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Tie:
    """What `start` is to `end`; `how` is biological, step, adopted, …; days as far as known."""

    start: str
    end: str
    kind: str
    how: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Node:
    """A person: `generation` 0 is the oldest, `place` counts from the left. An unknown parent has
    no label and is not `known`."""

    id: str
    label: str
    generation: int
    place: int
    known: bool = True


@dataclass(frozen=True)
class Couple:
    """Two people with a line between them: married, former, or only parents of the same child."""

    id: str
    partners: tuple[str, str]
    kind: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Line:
    """From a couple or one person down to a child; or level, between siblings whose parents say
    nothing. `kind`: birth, adopted, step, sibling, guardian."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True)
class Tree:
    """What is drawn. `generations` lists ids from the left, the oldest first; `apart` are people
    without any family tie; `doubts` are ties that contradict others."""

    nodes: tuple[Node, ...] = ()
    couples: tuple[Couple, ...] = ()
    lines: tuple[Line, ...] = ()
    generations: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    doubts: tuple[Tie, ...] = ()


@dataclass
class _Family:
    """Work in progress."""

    labels: dict[str, str]
    ties: list[Tie]
    parents: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    couples: dict[frozenset[str], Couple] = field(default_factory=dict)
    level: dict[str, int] = field(default_factory=dict)
    doubts: list[Tie] = field(default_factory=list)


def tree(people: Mapping[str, str], ties: Iterable[Tie]) -> Tree:
    """The family of these people (id → label, in order), with the ties between them.

    A tie told from both sides counts once. Two siblings of whom no common parent is known get one
    unknown parent, unless they are step-siblings.
    """
    told = list(dict.fromkeys(one for tie in ties if (one := _downward(tie, people))))
    family = _Family(dict(people), told)
    _place(family)
    sound = [tie for tie in family.ties if tie not in family.doubts]
    for tie in sound:
        if tie.kind == "parent":
            kinds = family.parents.setdefault(tie.end, {})
            known = kinds.setdefault(_how(tie), [])
            if tie.start not in known:  # told twice, once with and once without how
                known.append(tie.start)
    _siblings(family, sound)
    _pair(family, sound)
    lines = [*_lines_down(family), *_lines_level(family, sound)]
    rows = _rows(family)
    nodes = [
        Node(one, family.labels[one], number, place, one in people)
        for number, row in enumerate(rows)
        for place, one in enumerate(row)
    ]
    return Tree(
        nodes=tuple(nodes),
        couples=tuple(family.couples.values()),
        lines=tuple(dict.fromkeys(lines)),
        generations=tuple(tuple(row) for row in rows),
        apart=tuple(one for one in people if one not in family.level),
        doubts=tuple(family.doubts),
    )


def _downward(tie: Tie, people: Mapping[str, str]) -> Tie | None:
    """The tie in one direction only: parents down, equals in the order of the people."""
    start, end, kind = tie.start, tie.end, tie.kind
    drawn = kind in DOWN or kind == "guardian"
    if start not in people or end not in people or start == end or not drawn:
        return None
    if kind == "child":
        return Tie(end, start, "parent", tie.how, tie.since, tie.until)
    order = list(people)
    if kind not in ("parent", "guardian") and order.index(start) > order.index(end):
        start, end = end, start
    return Tie(start, end, kind, tie.how, tie.since, tie.until)


def _place(family: _Family) -> None:
    """Give everybody who has a tie a generation; the first told wins over a contradiction."""
    for tie in family.ties:
        if tie.kind != "guardian" and not _agrees(family, tie):
            family.doubts.append(tie)
    near: dict[str, list[tuple[str, int]]] = {}
    for tie in family.ties:
        if tie in family.doubts or tie.kind == "guardian":
            continue
        near.setdefault(tie.start, []).append((tie.end, DOWN[tie.kind]))
        near.setdefault(tie.end, []).append((tie.start, -DOWN[tie.kind]))
    for one in family.labels:
        if one in near and one not in family.level:
            part = _levels(one, near)
            top = min(part.values())
            family.level.update({person: level - top for person, level in part.items()})
    for tie in family.ties:
        if tie.kind == "guardian":
            _place_guardian(family, tie)


def _place_guardian(family: _Family, tie: Tie) -> None:
    """A guardian stands above, where nothing else says where they stand."""
    level = family.level
    if tie.start not in level and tie.end not in level:
        level.update({tie.start: 0, tie.end: 1})
    elif tie.end not in level:
        level[tie.end] = level[tie.start] + 1
    elif tie.start not in level:
        if level[tie.end] == 0:
            _lower(family)
        level[tie.start] = level[tie.end] - 1


def _lower(family: _Family) -> None:
    """Make room above everybody."""
    for person in family.level:
        family.level[person] += 1


def _agrees(family: _Family, tie: Tie) -> bool:
    """Whether the tie fits those told before it (the ones already doubted apart)."""
    near: dict[str, list[tuple[str, int]]] = {}
    for other in family.ties[: family.ties.index(tie)]:
        if other.kind != "guardian" and other not in family.doubts:
            near.setdefault(other.start, []).append((other.end, DOWN[other.kind]))
            near.setdefault(other.end, []).append((other.start, -DOWN[other.kind]))
    found = _levels(tie.start, near)
    return tie.end not in found or found[tie.end] == DOWN[tie.kind]


def _levels(first: str, near: Mapping[str, Sequence[tuple[str, int]]]) -> dict[str, int]:
    found, waiting = {first: 0}, deque([first])
    while waiting:
        one = waiting.popleft()
        for other, step in near.get(one, ()):
            if other not in found:
                found[other] = found[one] + step
                waiting.append(other)
    return found


def _how(tie: Tie) -> str:
    return tie.how if tie.how in ("adopted", "step") else "birth"


def _siblings(family: _Family, sound: Sequence[Tie]) -> None:
    """Siblings without any parent in common have one whom nobody named."""
    for tie in sound:
        if tie.kind != "sibling" or tie.how in ("step", "adopted"):
            continue
        one, other = (family.parents.setdefault(who, {}) for who in (tie.start, tie.end))
        theirs = [set(kinds.get("birth", [])) for kinds in (one, other)]
        if theirs[0] & theirs[1]:
            continue
        if len(theirs[0]) > 1 or len(theirs[1]) > 1:
            continue  # all parents are known and differ: the line between them says the rest
        name = f"{UNKNOWN}-{tie.start}-{tie.end}"
        if family.level[tie.start] == 0:
            _lower(family)
        family.labels[name] = ""
        family.level[name] = family.level[tie.start] - 1
        one.setdefault("birth", []).append(name)
        other.setdefault("birth", []).append(name)


def _pair(family: _Family, sound: Sequence[Tie]) -> None:
    """Who is joined by marriage, then who is joined only by a child."""
    for tie in sound:
        if tie.kind in COUPLES:
            kind = "former" if tie.until else COUPLES[tie.kind]
            pair = frozenset((tie.start, tie.end))
            known = family.couples.get(pair)
            if known is None or kind == "married":
                _join(family, (tie.start, tie.end), kind, tie.since, tie.until)
    for kinds in family.parents.values():
        for how in ("birth", "adopted"):
            both = kinds.get(how, [])[:2]
            if len(both) == 2 and frozenset(both) not in family.couples:
                _join(family, (both[0], both[1]), "parents")


def _join(
    family: _Family, partners: tuple[str, str], kind: str, since: str = "", until: str = ""
) -> None:
    name = f"{partners[0]}+{partners[1]}"
    family.couples[frozenset(partners)] = Couple(name, partners, kind, since, until)


def _lines_down(family: _Family) -> Iterable[Line]:
    """From both parents together where both are known, else from each alone."""
    for child, kinds in family.parents.items():
        for how, parents in kinds.items():
            couple = family.couples.get(frozenset(parents)) if len(parents) == 2 else None
            if couple is not None and how != "step":
                yield Line(couple.id, child, how)
            else:
                yield from (Line(parent, child, how) for parent in parents)


def _lines_level(family: _Family, sound: Sequence[Tie]) -> Iterable[Line]:
    for tie in sound:
        if tie.kind == "guardian":
            yield Line(tie.start, tie.end, "guardian")
        elif tie.kind == "sibling":
            parents = [
                {one for some in family.parents.get(who, {}).values() for one in some}
                for who in (tie.start, tie.end)
            ]
            if not parents[0] & parents[1]:
                yield Line(tie.start, tie.end, "sibling")


def _rows(family: _Family) -> list[list[str]]:
    """Each generation from the left: children below their parents, couples side by side."""
    order = {one: number for number, one in enumerate(family.labels)}
    place: dict[str, float] = {}
    rows: list[list[str]] = []
    for level in range(max(family.level.values(), default=-1) + 1):
        people = [one for one in family.labels if family.level.get(one) == level]
        people.sort(key=lambda one: (_below(family, one, place), order[one]))
        row: list[str] = []
        for one in people:
            if one not in row:
                row += [one, *_partners(family, one, people, row)]
        place.update({one: number for number, one in enumerate(row)})
        rows.append(row)
    return rows


def _below(family: _Family, one: str, place: Mapping[str, float]) -> float:
    parents = [
        place[parent]
        for some in family.parents.get(one, {}).values()
        for parent in some
        if parent in place
    ]
    return sum(parents) / len(parents) if parents else float(len(place))


def _partners(family: _Family, one: str, people: Sequence[str], row: Sequence[str]) -> list[str]:
    """The partners who stand in the same generation and have no place yet."""
    found = []
    for pair in family.couples:
        if one in pair:
            (other,) = pair - {one}
            if other in people and other not in row and other != one:
                found.append(other)
    return found
