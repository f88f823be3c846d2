"""What follows from confirming a notice, before it is done: with reasons, problems, questions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import formats, translation

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import queries, rules, silence
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.queries import Candidate
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotFound
from goldendoor.law.library import Library
from goldendoor.practice.deadlines import page as deadline_page
from goldendoor.ui.templatetags.ui import day as in_words

RETURNED, RECEIPTED = "returned", "receipted"
WHOLE_CASE = ""


@dataclass(frozen=True)
class Task:
    """Something to do that confirming adds."""

    title: str
    due_date: datetime.date
    kind: str = "other"
    priority: int = 2


@dataclass
class Plan:
    """What confirming would do. `questions` need a tick, `problems` stand in the way."""

    notice: IncomingNotice
    kind: Mapping[str, Any]
    values: dict[str, Any]
    boxes: list[rules.Value]
    candidates: list[Candidate] = field(default_factory=list)
    case: Case | None = None
    filing: Filing | None = None
    target: str = ""
    case_number: str = ""
    alike: list[IncomingNotice] = field(default_factory=list)
    draft: deadline_page.Draft | None = None
    printed_date: datetime.date | None = None
    door: str = ""
    door_label: str = ""
    records_receipt: str = ""
    old_receipt: str = ""
    is_returned: bool = False
    appointment: Task | None = None
    tasks: list[Task] = field(default_factory=list)
    tell: Task | None = None
    words: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    place: dict[str, Any] = field(default_factory=dict)
    chosen_place: tuple[str, str] = ("", "")
    questions: list[tuple[str, str]] = field(default_factory=list)
    ticked: frozenset[str] = frozenset()
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def confirm(self) -> Mapping[str, Any]:
        """The library's word on what a notice of this kind does."""
        return self.kind.get("confirm") or {}

    @property
    def working_date(self) -> datetime.date | None:
        """The day of the deadline that would run."""
        return self.draft.working_date if self.draft else None

    @property
    def title(self) -> str:
        """What the paper is called in the case."""
        named = [str(self.kind.get("label") or "Notice"), str(self.values.get("form") or "")]
        return ", ".join(filter(None, named)) + (
            f", {self.values['notice_date']}" if self.values.get("notice_date") else ""
        )

    @property
    def shown(self) -> str:
        """What the page showed, so that nothing else is confirmed than what was seen."""
        parts = [self.target, str(self.working_date or ""), self.records_receipt, self.door]
        appointment = self.appointment.due_date.isoformat() if self.appointment else ""
        return "|".join([str(self.kind.get("id", "")), *parts, appointment])


def plan(
    access: Access,
    notice: IncomingNotice,
    posted: Mapping[str, str],
    *,
    today: datetime.date,
    library: Library,
) -> Plan:
    """The plan for a notice as it is stored, with what was chosen on the page."""
    entry = rules.kinds(library).get(notice.kind, {"id": notice.kind, "label": "Another paper"})
    reading = notice.reading or rules.blank()
    values = rules.plain(reading, entry)
    found = Plan(notice, entry, values, rules.values(entry, reading))
    found.alike = queries.alike(access, notice)
    found.reason = posted.get("reason", "").strip()[:1000]
    found.ticked = frozenset(name for name in ("replace", "again") if posted.get(name))
    _choose(access, found, posted)
    _deadline(found, posted, today, library)
    _appointment(found)
    _place(found, posted)
    if found.case is not None:
        _receipt(access, found, library)
        _door(access, found, today, library)
    _tasks(found, today)
    _words(found)
    _ask(access, found)
    return found


def _choose(access: Access, found: Plan, posted: Mapping[str, str]) -> None:
    """The case and the form: chosen on the page, or the exact one, or where it was dropped."""
    found.candidates = queries.candidates(access, found.values)
    form = str(found.values.get("form") or "")
    found.case_number = posted.get("case_number", "").strip()[:20]
    extra = cases.by_number(access, found.case_number) if found.case_number else None
    if found.case_number and extra is None:
        found.problems.append(("case-number", "There is no case of this number."))
    found.target = posted.get("target", "")
    for case in (_case_of(access, found.target), extra, found.notice.case):
        if case is not None and case.pk not in {one.case.pk for one in found.candidates}:
            dropped = case == found.notice.case
            why = "The notice was put in on its page." if dropped else "You chose it."
            one = queries.look_at_forms(access, Candidate(case, [why]), form)
            found.candidates.insert(0, one)
    if extra is not None and not found.target.startswith(f"{extra.public_id}/"):
        named = next(one for one in found.candidates if one.case.pk == extra.pk)
        found.target = _target(named)
    exact = [one for one in found.candidates if one.is_exact]
    if not posted and len(exact) == 1:
        found.target = _target(exact[0])
    case_id, _, filing_id = found.target.partition("/")
    for one in found.candidates:
        if one.case.public_id == case_id:
            found.case = one.case
            matching = [row for row in one.filings if row.public_id == filing_id]
            found.filing = matching[0] if matching else None


def _case_of(access: Access, target: str) -> Case | None:
    """The case that was chosen on the page, as far as it may be seen."""
    case_id = target.partition("/")[0]
    try:
        return cases.get(access, case_id) if case_id else None
    except NotFound:
        return None


def _target(candidate: Candidate) -> str:
    best = candidate.best.public_id if candidate.best else WHOLE_CASE
    return f"{candidate.case.public_id}/{best}"


def _deadline(
    found: Plan, posted: Mapping[str, str], today: datetime.date, library: Library
) -> None:
    """The deadline that the kind starts: facts from the values, the others from the page."""
    told = found.kind.get("deadline")
    if not told:
        return
    rule = library.rule(told["rule"])
    printed = found.values.get("due_date")
    found.printed_date = datetime.date.fromisoformat(printed) if printed else None
    known = {fact: found.values.get(source) for fact, source in told["facts"].items()}
    facts = {fact: str(value) for fact, value in known.items() if value is not None}
    rest = {name: posted.get(name, "") for name in rule["inputs"] if name not in told["facts"]}
    asked = any(rest.values()) or not set(rule["inputs"]) - set(told["facts"])
    if not asked and not posted:
        draft = deadline_page.blank(rule, facts)
    else:
        draft = deadline_page.drafted(
            rule, {**rest, **facts}, found.printed_date, today=today, library=library
        )
    places = {f"fact-{fact}": f"v-{source}" for fact, source in told["facts"].items()}
    draft.problems = [(places.get(at, at), text) for at, text in draft.problems]
    draft.boxes = [box for box in draft.boxes if box.name not in told["facts"]]
    found.draft = draft
    found.problems += draft.problems


def _appointment(found: Plan) -> None:
    told = found.confirm.get("appointment")
    if not told:
        return
    day = found.values.get(told["date"])
    if not day:
        label = rules.LABELS.get(told["date"], "The day")
        found.problems.append((f"v-{told['date']}", f"{label}: write the day of it."))
        return
    on = datetime.date.fromisoformat(day)
    found.appointment = Task(told["title"], on, told.get("kind", "hearing"), 1)


def _place(found: Plan, posted: Mapping[str, str]) -> None:
    """The priority date with category and country, where a person chose both."""
    category, country = posted.get("category", "")[:40], posted.get("chargeability", "")[:40]
    found.chosen_place = (category, country)
    day = found.values.get("priority_date")
    if day and category and country:
        on = datetime.date.fromisoformat(day)
        found.place = {"category": category, "chargeability": country, "priority_date": on}
    elif bool(category) != bool(country):
        text = "For the place in the line choose category and country, or neither."
        found.problems.append(("category", text))


def _receipt(access: Access, found: Plan, library: Library) -> None:
    """One receipt per form: a number is written where there is none; another one is a question."""
    filing, number = found.filing, str(found.values.get("receipt_number") or "")
    found.is_returned = found.confirm.get("filing") == RETURNED
    if found.confirm.get("filing") and filing is None:
        found.problems.append(("target", "Choose the form that this notice is about."))
    if filing is None or not number or found.is_returned:
        return
    told = silence.entry(library)
    if not silence.expects_receipt(filing, told) and found.confirm.get("filing") == RECEIPTED:
        form = silence.form_name(filing.form_id)
        text = f"{form} gets no receipt of its own; choose another form."
        found.problems.append(("target", text))
    found.old_receipt = filing.receipt_number if filing.receipt_number != number else ""
    if filing.receipt_number != number:
        found.records_receipt = number


def _door(access: Access, found: Plan, today: datetime.date, library: Library) -> None:
    """The action of the case's table, where it offers it now and it fits the other forms."""
    name = str(found.confirm.get("action") or "")
    case = found.case
    if not name or case is None:
        return
    offers = {one.action.name: one for one in cases.offers(access, case, today=today)}
    if name not in offers or not offers[name].answer:
        return
    told = silence.entry(library)
    others = [
        one
        for one in cases.filings(access, case)
        if one != found.filing and silence.expects_receipt(one, told)
    ]
    if found.confirm.get("filing") == RECEIPTED and any(not one.receipt_number for one in others):
        return  # the stage moves when the last receipt is here
    if found.is_returned and any(one.receipt_number or one.mailed_date for one in others):
        return  # only this form goes back; the others stay with the agency
    found.door, found.door_label = name, offers[name].action.label


def _tasks(found: Plan, today: datetime.date) -> None:
    if told := found.confirm.get("task"):
        due = today + datetime.timedelta(days=int(told["in_days"]))
        found.tasks.append(Task(told["title"], due, told["kind"], told["priority"]))
    if told := found.confirm.get("tell"):
        due = today + datetime.timedelta(days=int(told["in_days"]))
        found.tell = Task(told["title"], due, "client", 1 if told["in_days"] < 2 else 2)


def _words(found: Plan) -> None:
    """What the client is told, filled with the values; “____” for what is not known."""
    told = found.confirm.get("tell") or {}
    for language, say in (("en", in_words), ("es", _in_spanish)):
        if not told.get(language):
            continue
        known: dict[str, str] = {name: str(value) for name, value in found.values.items()}
        for name, value in found.values.items():
            if name.endswith("_date"):
                known[name] = say(datetime.date.fromisoformat(str(value)))
        if found.working_date:
            known["working_date"] = say(found.working_date)
        found.words[language] = str(told[language]).format_map(_Known(known))


def _in_spanish(day: datetime.date) -> str:
    with translation.override("es"):
        return formats.date_format(day, r"j \d\e F \d\e Y")


class _Known(dict[str, str]):
    """A place of the words of which the value is not known."""

    def __missing__(self, key: str) -> str:
        return "____"


def _ask(access: Access, found: Plan) -> None:
    """What has to be ticked, and what stands in the way."""
    if found.case is None and not any(at == "case-number" for at, _ in found.problems):
        found.problems.append(("target", "Choose the case that this notice belongs to."))
    if not found.confirm and not found.kind.get("signs"):
        found.problems.append(("kind", "Choose what kind of notice it is."))
    if found.confirm.get("asks_reason") and not found.reason:
        found.problems.append(("reason", "Write the reason that the agency gives."))
    if found.draft and not found.working_date and not found.draft.problems:
        found.problems.append(("facts-title", "Fill in the facts and look at the day they give."))
    if found.old_receipt:
        text = f"The form has the receipt number {found.old_receipt}. Put the new one in its place."
        found.questions.append(("replace", text))
    if found.records_receipt:
        rows = queries.with_receipt(access, found.records_receipt)
        for row in rows:
            if row != found.filing:
                text = f"{row.case.number} has this receipt number already. Write it here as well."
                found.questions.append(("replace", text))
                break
    if found.alike:
        text = "A notice of this kind, receipt and date is here already. Confirm this one too."
        found.questions.append(("again", text))
    for name, text in found.questions:
        if name not in found.ticked:
            found.problems.append((name, f"Tick it, if it is right: {text}"))
