"""What the search box offers: records, pages and things to do, each app its own.

An app registers a class with `heading`, `order` and `find` in its `palette.py`:
`@registries.palettes.register("app.what")`. Everything goes through the policies and the access
filter: the box offers nothing that its page would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import NoReverseMatch, reverse

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel.folding import fold

MOST_HITS = 8


@dataclass(frozen=True)
class Asked:
    """What was typed ("" for nothing yet) and the path of the page it was typed on."""

    text: str
    here: str = ""

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return fold(self.text).split()

    def is_in(self, text: str) -> bool:
        """Every word begins a word of this text; nothing typed is in every text."""
        known = fold(text).split()
        return all(any(one.startswith(word) for one in known) for word in self.words)


@dataclass(frozen=True)
class Hit:
    """A line of the list: `number` stands before the label, `about` behind it."""

    label: str
    address: str
    number: str = ""
    about: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Group:
    """Hits under a heading."""

    heading: str
    hits: list[Hit]


class Provider(Protocol):
    """One group; those of low `order` stand first. A fixed number of queries, none for no words
    unless the page asked for is known from its path."""

    heading: str
    order: int

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """The likeliest first."""


@dataclass(frozen=True)
class Page:
    """A page that can be gone to by its name; `words` are others that people use for it."""

    label: str
    name: str
    policy: str
    icon: str = ""
    words: str = ""


def pages(access: Access, asked: Asked, known: Iterable[Page], *args: str) -> list[Hit]:
    """Those of these pages that exist here, that this person may open, and that were asked for."""
    found = []
    for one in known:
        if not asked.is_in(f"{one.label} {one.words}") or not registries.ask(one.policy, access):
            continue
        try:
            found.append(Hit(one.label, reverse(one.name, args=args), icon=one.icon))
        except NoReverseMatch:
            continue
    return found


def groups(access: Access, asked: Asked) -> list[Group]:
    """Every group with something in it, in its order."""
    providers: list[Any] = [registries.palettes.get(name) for name in registries.palettes]
    found = [
        Group(one.heading, list(one.find(access, asked))[:MOST_HITS])
        for one in sorted(providers, key=lambda one: one.order)
    ]
    return [one for one in found if one.hits]
