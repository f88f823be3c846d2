"""Cases in the search box."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from goldendoor.cases import queries
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.palette import MOST_HITS, Asked, Hit


@registries.palettes.register("cases.cases")
class Cases:
    """By number, title, name of a party, or receipt number; only where a desk shows cases."""

    heading, order = "Cases", 20

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """The newest changed first."""
        if not asked.words or not registries.ask("cases.view", access):
            return []
        found = queries.search(access, asked.text, limit=MOST_HITS)
        return [
            Hit(one.title, _page(one.public_id), number=one.number, icon="folder_open")
            for one in found
        ]


def _page(public_id: str) -> str:
    try:
        return reverse("practice:case", args=[public_id])
    except NoReverseMatch:
        return ""
