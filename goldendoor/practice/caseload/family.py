"""The family of a case, drawn: from `people.families.tree` to boxes and lines of an SVG. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.people import families

WIDTH, HEIGHT, GAP, FALL, EDGE = 168, 52, 28, 60, 8
LETTERS = 21
WORDS = {
    "married": "married to", "former": "formerly married to", "parents": "has a child with",
    "birth": "parent of", "adopted": "adoptive parent of", "step": "step-parent of",
    "sibling": "sibling of", "guardian": "guardian of",
}  # fmt: skip
UNKNOWN = "Unknown parent"


@dataclass(frozen=True)
class Box:
    """A person in the picture; `x`, `y` is the upper left corner."""

    id: str
    name: str
    short: str
    under: str
    x: int
    y: int
    known: bool

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Stroke:
    """A line in the picture; `kind` chooses how it is drawn."""

    path: str
    kind: str


@dataclass
class Picture:
    """Everything a template needs, and the same in words: (who, is what of, whom)."""

    width: int = 0
    height: int = 0
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)


def ties_of(rows: Iterable[Mapping[str, Any]]) -> list[families.Tie]:
    """The relationships of a case file as ties."""
    return [
        families.Tie(
            str(row["from"]), str(row["to"]), str(row["kind"]), str(row.get("how") or ""),
            str(row.get("since") or ""), str(row.get("until") or ""),
        )
        for row in rows
    ]  # fmt: skip


def picture(
    labels: Mapping[str, str], under: Mapping[str, str], ties: Iterable[families.Tie]
) -> Picture:
    """The family of these people (id → name) with what stands under each name."""
    tree = families.tree(labels, ties)
    drawn = Picture(apart=[labels[one] for one in tree.apart])
    drawn.doubts = [
        (labels.get(tie.start, ""), tie.kind.replace("_", " "), labels.get(tie.end, ""))
        for tie in tree.doubts
    ]
    if not tree.nodes:
        return drawn
    widest = max(len(row) for row in tree.generations)
    drawn.width = widest * (WIDTH + GAP) - GAP + 2 * EDGE
    drawn.height = len(tree.generations) * (HEIGHT + FALL) - FALL + 2 * EDGE
    boxes = {node.id: _box(node, tree, drawn.width, under) for node in tree.nodes}
    drawn.boxes = list(boxes.values())
    joints = {couple.id: _joint(couple, boxes) for couple in tree.couples}
    drawn.strokes = [_between(couple, boxes) for couple in tree.couples]
    drawn.strokes += [_down(line, boxes, joints) for line in tree.lines]
    drawn.rows = _words(tree, boxes)
    return drawn


def _box(node: families.Node, tree: families.Tree, width: int, under: Mapping[str, str]) -> Box:
    row = tree.generations[node.generation]
    start = (width - (len(row) * (WIDTH + GAP) - GAP)) // 2
    name = node.label if node.known else UNKNOWN
    short = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
    x, y = start + node.place * (WIDTH + GAP), EDGE + node.generation * (HEIGHT + FALL)
    return Box(node.id, name, short, under.get(node.id, ""), x, y, node.known)


def _side_by_side(one: Box, other: Box) -> bool:
    return one.y == other.y and abs(one.x - other.x) == WIDTH + GAP


def _joint(couple: families.Couple, boxes: Mapping[str, Box]) -> tuple[int, int]:
    """Where the line to the children of two people begins."""
    one, other = (boxes[each] for each in couple.partners)
    middle = (one.middle + other.middle) // 2
    if _side_by_side(one, other):
        return middle, one.y + HEIGHT // 2
    return middle, max(one.y, other.y) + HEIGHT + FALL // 4


def _between(couple: families.Couple, boxes: Mapping[str, Box]) -> Stroke:
    one, other = sorted((boxes[each] for each in couple.partners), key=lambda box: box.x)
    if _side_by_side(one, other):
        return Stroke(f"M{one.x + WIDTH} {one.y + HEIGHT // 2}H{other.x}", couple.kind)
    level = _joint(couple, boxes)[1]
    path = f"M{one.middle} {one.y + HEIGHT}V{level}H{other.middle}V{other.y + HEIGHT}"
    return Stroke(path, couple.kind)


def _down(
    line: families.Line, boxes: Mapping[str, Box], joints: Mapping[str, tuple[int, int]]
) -> Stroke:
    end = boxes[line.end]
    if line.start in joints:
        x, y = joints[line.start]
    else:
        start = boxes[line.start]
        if start.y == end.y:
            path = f"M{start.middle} {start.y}v-6H{end.middle}v6"
            return Stroke(path, line.kind)
        x, y = start.middle, start.y + HEIGHT
    bend = end.y - FALL // 2
    return Stroke(f"M{x} {y}V{bend}H{end.middle}V{end.y}", line.kind)


def _words(tree: families.Tree, boxes: Mapping[str, Box]) -> list[tuple[str, str, str]]:
    partners = {couple.id: couple.partners for couple in tree.couples}
    rows = []
    for couple in tree.couples:
        one, other = (boxes[each].name for each in couple.partners)
        days = " to ".join(filter(None, (couple.since, couple.until)))
        rows.append(
            (one, WORDS.get(couple.kind, couple.kind), f"{other} ({days})" if days else other)
        )
    for line in tree.lines:
        for start in partners.get(line.start, (line.start,)):
            rows.append((boxes[start].name, WORDS.get(line.kind, line.kind), boxes[line.end].name))
    return rows
