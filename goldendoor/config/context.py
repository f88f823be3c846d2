"""What every page's shell shows: who, for which office, on what day, and where one can go."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from goldendoor.kernel import clock

# Label, name of the address, icon of the design system. An entry appears when its page exists.
RAIL = (
    ("Today", "practice:today", "home"),
    ("Enquiries", "practice:enquiries", "contact_page"),
    ("Cases", "practice:cases", "folder_open"),
    ("Notices", "practice:notices", "mail"),
    ("Calendar", "practice:calendar", "calendar_today"),
    ("People", "practice:people", "people"),
    ("Library", "practice:library", "local_library"),
    ("Law", "rulebook:home", "account_balance"),
    ("Reports", "practice:reports", "insights"),
    ("Office", "practice:office", "settings"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base page."""
    access = getattr(request, "access", None)
    return {
        "access": access,
        "rail": _rail(request.path) if access else [],
        "fixed_today": clock.fixed_today(),
        "today": clock.today(),
    }


def _rail(path: str) -> list[dict[str, Any]]:
    entries = []
    for label, name, icon in RAIL:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        here = path == address if address == "/" else path.startswith(address)
        entries.append({"label": label, "address": address, "icon": icon, "here": here})
    return entries
