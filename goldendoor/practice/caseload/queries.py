"""What Today, the list of cases and the page of a case show."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from goldendoor.audit import words
from goldendoor.audit.models import Entry
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.documents import queries as documents
from goldendoor.documents.models import EvidenceItem
from goldendoor.exchange import queries as exchange
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.official_forms import blanks, filling

CHANGED_DAYS = 7
# Nobody changed the case by these.
READ_ONLY_ACTIONS = ("document.read", "deadline.reminded", "deadline.reminder_seen")
HISTORY_ROWS = 25


@dataclass(frozen=True)
class Change:
    """A case that colleagues changed: the newest thing they did, and how many there were."""

    case: Case
    who: str
    phrase: str
    at: Any
    more: int


def changed_since(access: Access, seen: Mapping[str, str], *, limit: int = 12) -> list[Change]:
    """Cases that others changed in the last days and that this person has not opened since."""
    entries = list(
        Entry.objects.visible_to(access)
        .filter(subject_kind="case")
        .exclude(actor_id=access.user_id)
        .exclude(action__in=READ_ONLY_ACTIONS)
        .order_by("-at", "-id")[:600]
    )
    # Days before the newest, since the history has real moments and an office may stand on a day.
    since = entries[0].at - datetime.timedelta(days=CHANGED_DAYS) if entries else None
    entries = [one for one in entries if since is None or one.at >= since]
    by_case: dict[str, list[Entry]] = {}
    for entry in entries:
        looked = seen.get(entry.subject_id)
        if looked is None or entry.at > datetime.datetime.fromisoformat(looked):
            by_case.setdefault(entry.subject_id, []).append(entry)
    wanted = list(by_case)[:limit]
    found = {
        case.public_id: case
        for case in Case.objects.visible_to(access).filter(public_id__in=wanted)
    }
    return [
        Change(
            found[one],
            by_case[one][0].actor_label,
            words.say(by_case[one][0].action),
            by_case[one][0].at,
            len(by_case[one]) - 1,
        )
        for one in wanted
        if one in found
    ]


def asked_evidence(access: Access) -> list[EvidenceItem]:
    """Evidence the client was asked for, longest waiting first."""
    rows = EvidenceItem.objects.visible_to(access).filter(status=EvidenceItem.Status.ASKED)
    return list(rows.select_related("case", "person").order_by("asked_date", "id")[:100])


@dataclass(frozen=True)
class Awaited:
    """Receipts that one case waits for: the earliest day, and the forms."""

    case: Case
    day: datetime.date
    forms: list[str]


def receipts_awaited(access: Access) -> list[Awaited]:
    """Cases with forms mailed or delivered whose receipt has not come, earliest day first."""
    rows = Filing.objects.visible_to(access).filter(receipt_expected_date__isnull=False)
    found: dict[int, Awaited] = {}
    for row in rows.select_related("case").order_by("receipt_expected_date", "id")[:200]:
        day = row.receipt_expected_date
        if day is not None:
            known = found.setdefault(row.case_id, Awaited(row.case, day, []))
            known.forms.append(row.form_id.split(".", 1)[-1].upper())
    return list(found.values())


# ── the page of a case ───────────────────────────────────────────────────────────────────────


@dataclass
class FormState:
    """A form of the case as its list shows it."""

    filing: Filing
    name: str
    title: str
    person_id: str
    edition: str = ""
    blank: blanks.Blank | None = None
    accepted: bool = False
    why: str = ""
    can_check: bool = False
    missing: str = ""
    settled: int = 0
    asked: int = 0


def form_states(filings: Sequence[Filing], data: Mapping[str, Any]) -> list[FormState]:
    """Each form with its edition and whether it is accepted on the day of filing, and why."""
    library, store = Library.shipped(), blanks.find()
    rows = zip(filings, data["filings"], strict=True)
    return [form_state(filing, row, data, library, store) for filing, row in rows]


def form_state(
    filing: Filing,
    row: Mapping[str, Any],
    data: Mapping[str, Any],
    library: Library,
    store: blanks.Blanks,
) -> FormState:
    """One form: its blank on this computer, its edition, the answer about it."""
    name = str(row["form"])
    entry = filling.form_entry(name, library)
    title = entry.get("title") or {}
    state = FormState(
        filing, name, str(title.get("en", "") if isinstance(title, Mapping) else title),
        str(row.get("for") or ""),
    )  # fmt: skip
    checked = (row.get("edition_checked") or {}).get("edition")
    try:
        state.blank = store.newest(name, row.get("edition") or checked or None)
    except blanks.NoBlank as error:
        state.missing = str(error)
        return state
    state.edition = state.blank.edition
    filed = data.get("filing_date")
    if not filed:
        state.why = "The case has no filing date, so no edition can be judged. Set it first."
        return state
    state.accepted, result, state.why = filling.edition_answer(
        name, state.edition, row, str(filed), library
    )
    state.can_check = not state.accepted and (
        result is None or result.value.get("outcome") != "reject"
    )
    return state


def agency_page(form: str, library: Library) -> str:
    """The agency's page about a form, where its editions are told; "" when it is not known."""
    try:
        return str(library.form(library.form_id(form)).get("page") or "")
    except NotInLibrary:
        return ""


@dataclass(frozen=True)
class Step:
    """An entry of the history: who did what when, with old and new values in words."""

    who: str
    phrase: str
    at: Any
    about: str
    details: list[tuple[str, str, str]]


def history(
    access: Access, case: Case, *, after: str | None = None, size: int = HISTORY_ROWS
) -> pages.Page:
    """Steps of what happened to the case, its people and its documents, newest first, by keyset."""
    narrowed = cases.access_for_case(access, case)
    people = {party.person.public_id: str(party.person) for party in cases.parties(access, case)}
    papers = {one.public_id: str(one) for one in documents.of_case(access, case)}
    mine = Q(subject_kind="case", subject_id=case.public_id)
    mine |= Q(subject_kind="person", subject_id__in=list(people))
    mine |= Q(subject_kind="document", subject_id__in=list(papers))
    entries = (
        Entry.objects.visible_to(narrowed)
        .filter(mine)
        .exclude(action__in=READ_ONLY_ACTIONS)
        .select_related("payload")
    )
    page = pages.keyset(entries, order=("-at", "-id"), after=after, size=size)
    names = {**people, **papers}
    return pages.Page(rows=[_step(entry, names) for entry in page.rows], next=page.next)


def _step(entry: Entry, names: Mapping[str, str]) -> Step:
    erased = entry.payload.erased_at is not None
    payload = {} if erased else json.loads(entry.payload.body)
    about = names.get(entry.subject_id, "")
    return Step(entry.actor_label, words.say(entry.action), entry.at, about, _details(payload))


def _details(payload: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(what, before, after) of an entry."""
    if "collection" in payload:
        return _differences(str(payload["collection"]), payload.get("old"), payload.get("new"))
    if "changes" in payload:
        named = [("deadline", "", str(payload["deadline"]))] if payload.get("deadline") else []
        return named + [
            row
            for field, (old, new) in payload["changes"].items()
            for row in _differences(field, old, new)
        ]
    if "stage" in payload:
        before, after = (str(one).replace("_", " ") for one in payload["stage"])
        return [("stage", before, after)]
    shown = {key: value for key, value in payload.items() if isinstance(value, str) and value}
    hidden = (
        "sha256", "case", "person", "filing", "note", "document", "id", "type", "number", "on",
        "deadline_id", "withdrawn",
    )  # fmt: skip
    return [
        (key.replace("_", " "), "", value.removeprefix("us.").upper() if key == "form" else value)
        for key, value in shown.items()
        if key not in hidden
    ]


def _differences(name: str, old: Any, new: Any) -> list[tuple[str, str, str]]:
    """Only the leaves that differ of two values, named by their path in words."""
    before, after = dict(_leaves(name, old)), dict(_leaves(name, new))
    rows = []
    for path in {**before, **after}:
        if before.get(path) != after.get(path):
            rows.append((_words(path), before.get(path, ""), after.get(path, "")))
    return rows[:12]


def _words(path: str) -> str:
    """`names.1.family` → `names 2 family`: the first of several needs no number."""
    parts = [str(int(part) + 1) if part.isdecimal() else part for part in path.split(".")]
    return " ".join(part for part in parts if part != "1").replace("_", " ")


def _leaves(path: str, value: Any) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(f"{path}.{place}", inner)
    elif value not in (None, ""):
        yield (
            path,
            {True: "yes", False: "no"}.get(value, str(value))
            if isinstance(value, bool)
            else str(value),
        )


def case_data(access: Access, case: Case) -> dict[str, Any]:
    """The case in the open format."""
    return exchange.case_file(access, case)
