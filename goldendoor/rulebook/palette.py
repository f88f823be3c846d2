"""Rules of the law in the search box."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.palette import Asked, Hit
from goldendoor.law.library import Library

LEAST = 2  # letters before rules are looked through


@registries.palettes.register("rulebook.rules")
class Rules:
    """By the words of their label or their id, such as `RFE`."""

    heading, order = "Law", 50

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """In the order of their ids."""
        if len("".join(asked.words)) < LEAST or not registries.ask("rulebook.read", access):
            return []
        library = Library.shipped()
        known = [(one, str(library.rule(one)["label"])) for one in library.ids("rules")]
        return [
            Hit(label, _page(one), number=one, icon="account_balance")
            for one, label in known
            if asked.is_in(f"{label} {one}")
        ]


def _page(rule_id: str) -> str:
    try:
        return reverse("rulebook:rule", args=[rule_id])
    except NoReverseMatch:
        return ""
