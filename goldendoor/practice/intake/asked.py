"""The questions of all forms of a case merged by fact, so that each is asked once. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.official_forms import conditions
from goldendoor.official_forms.facts import Person, Scope
from goldendoor.practice.intake import topics

GROUPS = ("record", "person")
FAMILY = ("spouse", "father", "mother")
HELPERS = ("representative", "preparer", "interpreter")


@dataclass(frozen=True)
class Source:
    """One form's questions: `rows` are (section, question), `words` says the form and for whom."""

    place: int
    form: str
    scope: Scope
    rows: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...]


@dataclass
class Leaf:
    """One box: `part` is "" for a plain question, else the field's path below the question."""

    part: str
    key: str
    ask: str
    type: str
    options: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Feed:
    """Where an answer goes: the filing's place and "I-130 Part 2, item 4"."""

    place: int
    text: str


@dataclass
class Asked:
    """A question as shown: `place` and `path` say where its answer is read and written."""

    key: str
    owner: str
    rest: str
    place: int
    path: str
    ask: str
    type: str
    leaves: list[Leaf]
    help: str = ""
    row_word: str = ""
    section: str = ""
    section_title: str = ""
    feeds: list[Feed] = field(default_factory=list)
    shown: bool = False
    covered: bool = False

    @property
    def id(self) -> str:
        """Short name for the page and the address."""
        return "q" + hashlib.blake2s(self.key.encode(), digest_size=6).hexdigest()

    @property
    def visible(self) -> bool:
        """Whether it is asked now and here."""
        return self.shown and not self.covered

    @property
    def is_list(self) -> bool:
        return self.type == "list"


def merge(sources: Iterable[Source], owners: set[str], language: str) -> list[Asked]:
    """Every question once, in the order of the forms; what hides or covers it is worked out."""
    found: dict[str, Asked] = {}
    for source in sources:
        for section, question in source.rows:
            if question.get("type") == "computed":
                continue
            made = _asked(source, section, question, owners, language)
            if made is None:
                continue
            known = found.setdefault(made.key, made)
            _feed(known, _feeds(source, question))
            known.shown = known.shown or made.shown
            if known is not made:
                parts = {leaf.part for leaf in known.leaves}
                known.leaves += [leaf for leaf in made.leaves if leaf.part not in parts]
    questions = list(found.values())
    _cover_lists(questions)
    _cover_leaves(questions)
    return questions


def canonical(path: str, source: Source, owners: set[str]) -> tuple[str, str] | None:
    """(owner, rest) of a path: the person's id and what is asked of them; None for nobody."""
    root, _, rest = path.partition(".")
    if root in HELPERS or root == "case":
        return root, rest
    if root == "filing":
        return f"filing-{source.place}", rest
    person_id = source.scope.roles.get(root)
    if not person_id:
        return None
    words = rest.split(".")
    while words and words[0] in FAMILY:
        relative = source.scope.read(f"{root}.{words[0]}")
        if not isinstance(relative, Person) or relative.id not in owners:
            break
        root, person_id = f"{root}.{words.pop(0)}", relative.id
    return person_id, ".".join(words)


def _asked(
    source: Source,
    section: Mapping[str, Any],
    question: Mapping[str, Any],
    owners: set[str],
    language: str,
) -> Asked | None:
    path = str(question["key"])
    head, _, tail = path.partition(".")
    if tail in topics.ASKED_AS:
        path = f"{head}.{topics.ASKED_AS[tail]}"
    spot = canonical(path, source, owners)
    if spot is None:
        return None
    owner, rest = spot
    if not rest:  # a relative who has questions of their own: asked where the tie is
        owner, rest = source.scope.roles.get(head, owner), path.partition(".")[2]
    kind = str(question.get("type") or "text")
    topic = _topic(owner, rest)
    titles = topics.TITLES[language]
    title = titles[topic].format(form=source.form) if topic else str(section.get("title") or "")
    name = f"{topic}-{source.place}" if topic == "filing" else topic
    return Asked(
        key=f"{owner}.{rest}",
        owner=owner,
        rest=rest,
        place=source.place,
        path=path,
        ask=str(question.get("ask") or question.get("label") or rest.replace("_", " ")),
        type=kind,
        leaves=_leaves(path, question, kind, source, owners),
        help=str(question.get("help") or ""),
        row_word=str(question.get("row") or ""),
        section=name or f"s-{slug(title)}",
        section_title=title,
        shown=all(
            conditions.shown(one.get("shown_if"), source.scope) for one in (section, question)
        ),
    )


def _topic(owner: str, rest: str) -> str | None:
    if owner.startswith("filing-"):
        return "filing"
    return "helpers" if owner in HELPERS else topics.topic_of(rest)


def slug(text: str) -> str:
    """A short name for an address."""
    return hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def _leaves(
    path: str, question: Mapping[str, Any], kind: str, source: Source, owners: set[str]
) -> list[Leaf]:
    if kind not in GROUPS and kind != "list":
        place = canonical(path, source, owners) or ("", path)
        return [_leaf("", ".".join(place), question)]
    leaves = []
    for part, said in (question.get("fields") or {}).items():
        place = canonical(f"{path}.{part}", source, owners) or ("", f"{path}.{part}")
        leaves.append(_leaf(str(part), ".".join(place), said))
    return leaves


def _leaf(part: str, key: str, said: Mapping[str, Any]) -> Leaf:
    options = said.get("options") or {}
    if isinstance(options, list):
        options = {str(word): str(word) for word in options}
    return Leaf(
        part=part,
        key=key,
        ask=str(said.get("ask") or part.replace("_", " ").replace(".", " ")),
        type=str(said.get("type") or "text"),
        options={str(word): str(label) for word, label in options.items()},
        help=str(said.get("help") or ""),
    )


def _feed(question: Asked, feeds: Iterable[Feed]) -> None:
    question.feeds += [one for one in feeds if one not in question.feeds]


def _feeds(source: Source, question: Mapping[str, Any]) -> list[Feed]:
    item = question.get("item") or {}
    part, number = item.get("part"), item.get("item")
    where = ", ".join(
        text
        for text in (f"Part {part}" if part else "", f"item {number}" if number else "")
        if text
    )
    return [Feed(source.place, f"{source.form} {where}".strip())]


def _cover_lists(questions: list[Asked]) -> None:
    """A question is not asked when a list that is asked holds the same rows."""
    asked = {(one.owner, one.rest): one for one in questions if one.shown}
    for one in questions:
        for other in topics.ASKED_BY.get(one.rest, ()):
            provider = asked.get((one.owner, other))
            if provider is not None and one.shown:
                one.covered = True
                _feed(provider, one.feeds)


def _cover_leaves(questions: list[Asked]) -> None:
    """A box that a group asks already is left out of what asks it again."""
    providers: dict[str, Asked] = {}
    for kind in ("record", "", "person"):
        for one in questions:
            mine = "" if one.type not in GROUPS else one.type
            if mine != kind or one.is_list or not one.visible:
                continue
            for leaf in one.leaves:
                provider = providers.setdefault(leaf.key, one)
                if provider is not one:
                    leaf.hidden = True
                    _feed(provider, one.feeds)
            one.covered = bool(one.leaves) and all(leaf.hidden for leaf in one.leaves)
