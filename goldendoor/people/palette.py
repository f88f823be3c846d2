"""People in the search box."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.palette import MOST_HITS, Asked, Hit
from goldendoor.people import queries


@registries.palettes.register("people.people")
class People:
    """By any name that may be seen."""

    heading, order = "People", 30

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """By name."""
        if not asked.words or not registries.ask("people.view", access):
            return []
        found = queries.search(access, asked.text, limit=MOST_HITS)
        return [Hit(str(one), _page(one.public_id), icon="person") for one in found]


def _page(public_id: str) -> str:
    try:
        return reverse("practice:person", args=[public_id])
    except NoReverseMatch:
        return ""
