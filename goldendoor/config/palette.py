"""The pages of the rail in the search box."""

from collections.abc import Iterable

from django.urls import reverse

from goldendoor.config import context
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.palette import Asked, Hit, Page, pages

OWN = (Page("Profile and sign-in", "profile", "signed_in", "account_circle", "password passkey"),)


@registries.palettes.register("config.pages")
class Rail:
    """Go where the rail goes, and to what is one's own."""

    heading, order = "Go to", 40

    @staticmethod
    def find(access: Access, asked: Asked) -> Iterable[Hit]:
        """In the order of the rail."""
        rail = context.entries(access)
        found = [
            Hit(one["label"], one["address"], icon=one["icon"])
            for one in rail
            if asked.is_in(one["label"]) and one["address"] != reverse("search")
        ]
        return [*found, *pages(access, asked, OWN)]
