"""What every page's shell shows: who, for which office, on what day, and where one can go."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock

# Label, name of the address, icon of the design system, the letter that goes there after "g". An
# entry appears when its page exists.
RAIL = (
    ("Today", "practice:today", "home", "t"),
    ("Enquiries", "practice:enquiries", "contact_page", "e"),
    ("Cases", "practice:cases", "folder_open", "c"),
    ("Notices", "practice:notices", "mail", "n"),
    ("Calendar", "practice:calendar", "calendar_today", "k"),
    ("Hearings", "practice:hearings", "event", "h"),
    ("People", "practice:people", "people", "p"),
    ("My team", "practice:team", "groups", "y"),
    ("Research", "practice:research", "bookmark", "s"),
    ("Library", "practice:library", "local_library", "b"),
    ("Law", "rulebook:home", "account_balance", "l"),
    ("Money", "practice:money", "attach_money", "m"),
    ("Employers", "practice:employers", "work", "w"),
    ("Reports", "practice:reports", "insights", "r"),
    ("Office", "practice:office", "settings", "o"),
)
# Entries that not everybody of an office may open.
NEEDS = {"practice:money": "billing.view", "practice:employers": "employers.view"}
# What people from outside the office are shown instead.
OUTSIDE = (("My company", "practice:my_company", "work", "m"),)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base page."""
    access = getattr(request, "access", None)
    return {
        "access": access,
        "rail": entries(access, request.path) if access else [],
        "fixed_today": clock.fixed_today(),
        "today": clock.today(),
    }


def entries(access: Access, path: str = "") -> list[dict[str, Any]]:
    """The rail of this person as seen from a path: label, address, icon, key, and whether here."""
    found = []
    for label, name, icon, key in RAIL if access.is_inside else OUTSIDE:
        if name in NEEDS and not registries.ask(NEEDS[name], access):
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        here = path == address if address == "/" else path.startswith(address)
        found.append({"label": label, "address": address, "icon": icon, "here": here, "key": key})
    return found
