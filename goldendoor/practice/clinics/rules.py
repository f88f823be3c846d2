"""Stations, and why a visit may not pass one yet. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold

NEEDS = {"check": "Conflict check", "agreement": "Agreement"}
USUAL: tuple[dict[str, Any], ...] = (
    {"key": "reception", "label": "Reception", "needs": []},
    {"key": "interview", "label": "Interview", "needs": ["check", "agreement"]},
    {"key": "forms", "label": "Filling the forms", "needs": ["check", "agreement"]},
    {"key": "review", "label": "Attorney's review", "needs": ["check", "agreement"]},
    {"key": "copies", "label": "Copies and goodbye", "needs": []},
)
MOST_STATIONS, MOST_ROOM = 12, 500


def stations(labels: Sequence[str]) -> list[dict[str, Any]]:
    """Stations of these labels, in order; what gives advice needs check and agreement.

    The first and the last station need nothing. Raises BadInput for none, too many, or doubles.
    """
    named = [" ".join(label.split())[:80] for label in labels if label.strip()]
    if not named:
        raise BadInput("A clinic day needs at least one station.")
    if len(named) > MOST_STATIONS:
        raise BadInput(f"At most {MOST_STATIONS} stations fit into a day.")
    known = {str(one["label"]): one for one in USUAL}
    found = []
    for place, label in enumerate(named):
        outer = place in (0, len(named) - 1)
        needs: list[str] = [] if outer else ["check", "agreement"]
        key = fold(label).replace(" ", "-")[:40] or f"station-{place + 1}"
        found.append(known.get(label) or {"key": key, "label": label, "needs": needs})
    if len({one["key"] for one in found}) < len(found):
        raise BadInput("Two stations have the same name.")
    return found


def following(stations_of: Sequence[Mapping[str, Any]], key: str) -> str:
    """The key of the station after this one; "" after the last."""
    keys = [one["key"] for one in stations_of]
    at = keys.index(key) if key in keys else len(keys)
    return keys[at + 1] if at + 1 < len(keys) else ""


def why_not_pass(station: Mapping[str, Any] | None, *, not_advised: str, has_agreed: bool) -> str:
    """Why a visit may not come to this station yet, or ""."""
    needs = station["needs"] if station else []
    if "check" in needs and not_advised:
        return not_advised
    if "agreement" in needs and not has_agreed:
        return "The limited-scope agreement is not signed yet."
    return ""
