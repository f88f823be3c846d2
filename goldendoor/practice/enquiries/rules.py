"""How far an enquiry is, why it cannot go on, which channel is safe. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.kernel.errors import BadInput

CHANNELS = {
    "phone": "Telephone",
    "sms": "Text message",
    "email": "E-mail",
    "letter": "Letter",
    "person": "In person",
}
SAFE = {"yes": "Safe", "no": "Not safe", "": "Not asked yet"}
MOST_CHANNELS, LONGEST = 10, 300


@dataclass(frozen=True)
class Facts:
    """What decides how far an enquiry is."""

    has_people: bool
    checked: str = ""  # the state of the check, "" without one
    check_covers: bool = False
    check_passed: bool = False
    screened: bool = False
    consultation: str = ""  # "", "draft" or "signed" of the newest version
    engagement: str = ""  # "", "drawn_up" or "signed", on the newest consultation
    case_open: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Step:
    """One step: `when` is past, here or later; `why` what it waits for."""

    key: str
    label: str
    when: str
    why: str = ""


STEPS = (
    ("enquiry", "Enquiry"),
    ("conflict", "Conflict check"),
    ("screening", "Screening"),
    ("consultation", "Consultation"),
    ("engagement", "Engagement"),
    ("case", "Case"),
)


def why_not_advise(facts: Facts) -> str:
    """Why nobody may be advised yet, or ""."""
    if not facts.checked:
        return "Check for conflicts first."
    if facts.checked == "declined":
        return "The conflicts officer declined: the office cannot take this on."
    if not facts.check_passed:
        return "The conflict check is not decided yet: it waits for the conflicts officer."
    if not facts.check_covers:
        return "Who is named has changed since the conflict check: repeat it."
    return ""


def why_not_engage(facts: Facts) -> str:
    """Why no engagement letter may be drawn up yet, or ""."""
    stopped = why_not_advise(facts)
    if stopped:
        return stopped
    if facts.consultation != "signed":
        return "The consultation is not signed by an attorney or accredited representative yet."
    return ""


def why_not_open(facts: Facts) -> str:
    """Why the case may not be opened yet, or ""."""
    if facts.case_open or facts.closed:
        return "The enquiry is closed already."
    stopped = why_not_engage(facts)
    if stopped:
        return stopped
    if facts.engagement != "signed":
        return "The client has not signed the engagement letter yet."
    return ""


def steps(facts: Facts) -> list[Step]:
    """The line of steps; the first that is not done is the present one."""
    signed = facts.consultation == "signed"
    done = {
        "enquiry": facts.has_people,
        "conflict": not why_not_advise(facts),
        "screening": facts.screened or signed,
        "consultation": signed,
        "engagement": facts.engagement == "signed",
        "case": facts.case_open,
    }
    waits = {
        "conflict": why_not_advise(facts) if facts.checked else "",
        "screening": why_not_advise(facts),
        "consultation": why_not_advise(facts),
        "engagement": why_not_engage(facts),
        "case": why_not_open(facts),
    }
    here = next((key for key, _ in STEPS if not done[key]), "")
    found = []
    for key, label in STEPS:
        when = "here" if key == here else "past" if done[key] else "later"
        found.append(Step(key, label, when, "" if done[key] else waits.get(key, "")))
    return found


def channels(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Channels as they are kept. Raises BadInput for an unknown kind or mark, or too many."""
    kept = []
    for row in rows:
        value = " ".join(str(row.get("value") or "").split())
        if not value:
            continue
        kind, safe = str(row.get("kind") or ""), str(row.get("safe") or "")
        note = " ".join(str(row.get("note") or "").split())
        if kind not in CHANNELS or safe not in SAFE:
            raise BadInput("Choose how the enquirer is reached and whether that is safe.")
        if max(len(value), len(note)) > LONGEST:
            raise BadInput(f"A channel and its note may have at most {LONGEST} letters.")
        kept.append({"kind": kind, "value": value, "safe": safe, "note": note})
    if len(kept) > MOST_CHANNELS:
        raise BadInput(f"At most {MOST_CHANNELS} channels can be kept.")
    return kept


def why_not_reach(known: Sequence[Mapping[str, str]], at: int | None) -> str:
    """Why the enquirer may not be reached on the channel of this place, or "". None: in person."""
    if at is None:
        return ""
    if not 0 <= at < len(known):
        return "Choose one of the channels of this enquiry."
    if known[at]["safe"] != "no":
        return ""
    safe = [one for one in known if one["safe"] == "yes"]
    unsafe = f"{CHANNELS[known[at]['kind']]} {known[at]['value']} is not safe for this person."
    if not safe:
        return f"{unsafe} No safe channel is known: wait until they come or call."
    named = " or ".join(f"{CHANNELS[one['kind']].lower()} {one['value']}" for one in safe)
    return f"{unsafe} Use {named}."
