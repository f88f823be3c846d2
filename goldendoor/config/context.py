"""What every page's shell shows: who, for which office, on what day, and where one can go."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

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
    ("Reports", "practice:reports", "insights", "r"),
    ("Office", "practice:office", "settings", "o"),
)
# What people from outside the office are shown instead.
OUTSIDE = (("My company", "practice:my_company", "work", "m"),)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base page."""
    access = getattr(request, "access", None)
    return {
        "access": access,
        "rail": entries(request.path, RAIL if access.is_inside else OUTSIDE) if access else [],
        "fixed_today": clock.fixed_today(),
        "today": clock.today(),
    }


def entries(path: str, rail: tuple[tuple[str, ...], ...] = RAIL) -> list[dict[str, Any]]:
    """The rail as seen from a path: label, address, icon, key, and whether one is there."""
    found = []
    for label, name, icon, key in rail:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        here = path == address if address == "/" else path.startswith(address)
        found.append({"label": label, "address": address, "icon": icon, "here": here, "key": key})
    return found
