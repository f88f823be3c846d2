"""Answering: each answer is checked, saved through the one door of answers, or kept as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.exchange import actions as exchange
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict
from goldendoor.kernel import canonical, clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.intake import reading
from goldendoor.practice.intake.asked import HELPERS, Asked
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.models import Mark, TypedAnswer


@dataclass
class Given:
    """What came from the page for one question (or one row): typed texts, and what was there."""

    question: Asked
    row: int
    typed: dict[str, list[str]]
    was: dict[str, Any]
    force: bool = False


@dataclass
class Result:
    """What became of it. `errors` by part; `theirs` in words when someone else was first."""

    given: Given
    changed: bool = False
    row: int = -1
    errors: dict[str, str] = field(default_factory=dict)
    conflict: bool = False
    theirs: list[tuple[str, str, str]] = field(default_factory=list)
    stored: dict[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether everything typed is stored as an answer."""
        return not self.errors and not self.conflict


def save_given(*, access: Access, intake: Intake, given: Given) -> Result:
    """Save what is right, keep the rest as typed; nothing is lost. Raises NotAllowed."""
    result = Result(given, row=given.row)
    values: dict[str, Any] = {}
    for leaf in given.question.leaves:
        if leaf.part not in given.typed:
            continue
        try:
            value = reading.parse(leaf, given.typed[leaf.part], intake.library, intake.language)
        except reading.BadAnswer as error:
            result.errors[leaf.part] = str(error)
            continue
        if given.force or value != given.was.get(leaf.part):
            values[leaf.part] = value
    try:
        result.changed = _write(access, intake, given, values, result)
    except Conflict:
        _tell_conflict(access, intake, given, values, result)
    except BadInput as error:
        first = next(iter(values), "")
        result.errors[first] = str(error)
    if result.kept:
        discard_drafts(access=access, case=intake.case, question=given.question, row=given.row)
        if result.changed:
            _unmark(access, intake.case, given.question)
    else:
        save_draft(access=access, case=intake.case, given=given)
    return result


@transaction.atomic
def _write(
    access: Access, intake: Intake, given: Given, values: Mapping[str, Any], result: Result
) -> bool:
    question = given.question
    result.stored = dict(given.was)
    if not values:
        return False
    if not question.is_list:
        _answer(access, intake, question, question.path, values, None if given.force else given.was)
        result.stored = _merged(given.was, values)
        return True
    # Rows stand in the order of their dates, so a row is found by what it holds, not by its number.
    row = _locate(intake, question, given.row, given.was, force=given.force)
    was: dict[str, Any] = {} if given.force else dict(given.was)
    for part, value in values.items():
        _answer(access, intake, question, f"{question.path}.{row}", {part: value}, None)
        intake = Intake(access, intake.case, intake.language)
        row = _written(intake, question, row, _merged(was, {part: value}))
        was = intake.stored(question, row)
    result.stored = was
    return True


def _merged(was: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**was, **values}
    return {part: value for part, value in merged.items() if value not in (None, "", [])}


def _locate(
    intake: Intake, question: Asked, row: int, was: Mapping[str, Any], *, force: bool = False
) -> int:
    """The number of the row that holds `was`; the next free one for a new row.

    Raises Conflict when that row is gone or changed; with `force` it is written anew.
    """
    length = intake.length(question)
    if not was:
        return length
    for place in [row, *(other for other in range(length) if other != row)]:
        if place < length and intake.stored(question, place) == was:
            return place
    if force:
        return length
    raise Conflict(what=question.ask, version=0, theirs={}, yours={})


def _written(intake: Intake, question: Asked, row: int, held: Mapping[str, Any]) -> int:
    """Where a row stands after a write: the one that holds all of this, and least beside it."""
    fitting = []
    for place in range(intake.length(question)):
        stored = intake.stored(question, place)
        if all(stored.get(part) == value for part, value in held.items()):
            fitting.append((len(stored), place != row, place))
    return min(fitting)[2] if fitting else row


def _answer(
    access: Access,
    intake: Intake,
    question: Asked,
    base: str,
    values: Mapping[str, Any],
    was: Mapping[str, Any] | None,
) -> None:
    paths = {part: f"{base}.{part}" if part else base for part in values}
    expected = None
    # What helpers were asked reads as empty while they take no part, so it cannot be compared.
    if was is not None and question.owner not in HELPERS:
        expected = {path: was.get(part) for part, path in paths.items()}
    exchange.answer(
        access=access,
        case=intake.case,
        filing=intake.filings[question.place],
        answers={paths[part]: value for part, value in values.items()},
        expected=expected,
    )


def _tell_conflict(
    access: Access, intake: Intake, given: Given, values: Mapping[str, Any], result: Result
) -> None:
    now = Intake(access, intake.case, intake.language)
    stored = now.stored(given.question, given.row) if now.length(given.question) > given.row else {}
    result.conflict, result.stored = True, stored
    for leaf in given.question.leaves:
        if leaf.part in values and stored.get(leaf.part) != values[leaf.part]:
            theirs = reading.words(leaf, stored.get(leaf.part), intake.library)
            mine = reading.words(leaf, values[leaf.part], intake.library)
            result.theirs.append((leaf.ask, theirs, mine))


@transaction.atomic
def remove_row(
    *, access: Access, intake: Intake, question: Asked, row: int, was: Mapping[str, Any]
) -> None:
    """Take a card out of a repeat group; one that was never saved is only forgotten."""
    if was:
        place = _locate(intake, question, row, was)
        exchange.remove_row(
            access=access,
            case=intake.case,
            filing=intake.filings[question.place],
            path=f"{question.path}.{place}",
        )
    TypedAnswer.objects.visible_to(access).filter(
        case=intake.case, user_id=access.user_id or 0, question=question.key, row__gte=row
    ).delete()


@transaction.atomic
def move_row_up(
    *, access: Access, intake: Intake, question: Asked, row: int, was: Mapping[str, Any]
) -> None:
    """Change places with the row above: every part of both is written again."""
    place = _locate(intake, question, row, was)
    if place == 0:
        return
    above, below = intake.stored(question, place - 1), intake.stored(question, place)
    answers: dict[str, Any] = {}
    for leaf in question.leaves:
        answers[f"{question.path}.{place - 1}.{leaf.part}"] = below.get(leaf.part)
        answers[f"{question.path}.{place}.{leaf.part}"] = above.get(leaf.part)
    exchange.answer(
        access=access, case=intake.case, filing=intake.filings[question.place], answers=answers
    )


@transaction.atomic
def save_draft(*, access: Access, case: Case, given: Given) -> None:
    """Keep what was typed, with no history entry: it survives a crash, a wrong date, a conflict."""
    registries.demand("cases.change", access, case)
    if access.user_id is None:
        raise BadInput("Only somebody who is signed in has drafts.")
    TypedAnswer.objects.update_or_create(
        organisation_id=access.organisation_id,
        user_id=access.user_id,
        case=case,
        question=given.question.key[:300],
        row=given.row,
        defaults={
            "body": canonical.text({"typed": given.typed, "was": given.was}),
            "saved_at": clock.now(),
        },
    )


@transaction.atomic
def discard_drafts(*, access: Access, case: Case, question: Asked, row: int) -> None:
    """Forget what was typed for this question: it is an answer now, or not wanted."""
    TypedAnswer.objects.visible_to(access).filter(
        case=case, user_id=access.user_id or 0, question=question.key[:300], row=row
    ).delete()


@transaction.atomic
def mark(*, access: Access, case: Case, question: Asked, kind: str, label: str = "") -> None:
    """Say why there is no answer yet; the same mark again takes it off."""
    registries.demand("cases.change", access, case)
    if kind not in Mark.Kind.values:
        raise BadInput(f"“{kind}” is no mark of a question.")
    key = question.key[:300]
    found = Mark.objects.visible_to(access).filter(case=case, question=key).first()
    if found is not None and found.kind == kind:
        _unmark(access, case, question)
        return
    Mark.objects.update_or_create(
        organisation_id=access.organisation_id,
        case=case,
        question=key,
        defaults={
            "kind": kind,
            "label": (label or question.ask)[:300],
            "made_by_label": access.user_label,
            "since_date": clock.today(),
        },
    )
    _record(access, case, "case.question_marked", {"question": question.ask, "mark": kind})


def _unmark(access: Access, case: Case, question: Asked) -> None:
    found = Mark.objects.visible_to(access).filter(case=case, question=question.key[:300])
    if found.exists():
        found.delete()
        _record(access, case, "case.question_unmarked", {"question": question.ask})


def _record(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
