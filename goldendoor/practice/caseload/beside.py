"""What stands beside the stage of a case, as small forms: one verb, one form, one action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms as django_forms

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import beside_forms as forms


@dataclass(frozen=True)
class Asked:
    """A request about a case, or about one thing that hangs on it (`about`, a public id)."""

    access: Access
    case: Case
    about: str
    post: Any
    version: int | None = None

    @cached_property
    def colleagues(self) -> Any:
        """People of the office, as choices."""
        return accounts.colleagues(self.access)

    def chosen(self, user_id: str) -> Any:
        """The colleague of this key, or nobody."""
        return next((one for one in self.colleagues if str(one.pk) == user_id), None)


@dataclass(frozen=True)
class Verb:
    """One small page: its words, its form, and what it does."""

    title: str
    button: str
    done: str
    make: Callable[[Asked], django_forms.Form]
    save: Callable[[Asked, Mapping[str, Any]], Any]
    about: str = ""
    back: str = ""


def carry_out(verb: Verb, asked: Asked, form: django_forms.Form) -> bool:
    """Whether it was done; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        verb.save(asked, form.cleaned_data)
    except BadInput as error:
        form.add_error(None, str(error))
        return False
    return True


def _hold(asked: Asked, data: Mapping[str, Any]) -> None:
    actions.hold(access=asked.access, case=asked.case, **data)


def _release(asked: Asked, data: Mapping[str, Any]) -> None:
    hold = cases.hold(asked.access, asked.about)
    actions.release(access=asked.access, hold=hold, reason=data["reason"])


def _flag(asked: Asked, data: Mapping[str, Any]) -> None:
    actions.raise_flag(access=asked.access, case=asked.case, **data)


def _clear(asked: Asked, data: Mapping[str, Any]) -> None:
    flag = cases.flag(asked.access, asked.about)
    actions.clear_flag(access=asked.access, flag=flag, reason=data["reason"])


def _link(asked: Asked, data: Mapping[str, Any]) -> None:
    other = cases.by_number(asked.access, data["number"])
    if other is None:
        raise BadInput(f"There is no case {data['number']}, or it is not open to you.")
    actions.link_cases(access=asked.access, from_case=asked.case, to_case=other, kind=data["kind"])


def _unlink(asked: Asked, _: Mapping[str, Any]) -> None:
    actions.unlink_cases(access=asked.access, link=cases.link(asked.access, asked.about))


def _note(asked: Asked, data: Mapping[str, Any]) -> None:
    actions.add_note(
        access=asked.access,
        case=asked.case,
        text=data["text"].replace("\0", ""),
        privileged=data["privileged"],
        pinned=data["pinned"],
    )


def _pin(asked: Asked, _: Mapping[str, Any]) -> None:
    note = cases.note(asked.access, asked.about)
    actions.pin_note(access=asked.access, note=note, pinned=not note.pinned_at)


def _close(asked: Asked, data: Mapping[str, Any]) -> None:
    named = [one for one in asked.colleagues if str(one.pk) in data["named"]]
    note = cases.note(asked.access, asked.about)
    actions.make_privileged(access=asked.access, note=note, named=named)


def _open(asked: Asked, data: Mapping[str, Any]) -> None:
    note = cases.note(asked.access, asked.about)
    actions.end_privilege(access=asked.access, note=note, reason=data["reason"])


def _task(asked: Asked, data: Mapping[str, Any]) -> None:
    given = {**data, "assigned_to": asked.chosen(data["assigned_to"])}
    actions.add_task(access=asked.access, case=asked.case, **given)


def _change_task(asked: Asked, data: Mapping[str, Any]) -> None:
    changes = {**data, "assigned_to": asked.chosen(data["assigned_to"])}
    task = cases.task(asked.access, asked.about)
    actions.change_task(access=asked.access, task=task, changes=changes, version=asked.version)


def _task_form(asked: Asked) -> django_forms.Form:
    first: dict[str, Any] = {"assigned_to": str(asked.case.assigned_to_id or "")}
    if asked.about:
        task = cases.task(asked.access, asked.about)
        first = {name: getattr(task, name) for name in forms.TaskOfCase.base_fields}
        first["assigned_to"] = str(task.assigned_to_id or "")
    return forms.TaskOfCase(asked.post, initial=first, colleagues=asked.colleagues)


VERBS = {
    "hold": Verb(
        "Put the case on hold", "Put on hold", "The case is on hold.",
        lambda asked: forms.Hold(asked.post, initial={"starts_date": clock.today()}), _hold,
        "While it rests, filing, answering and mailing are refused with your reason."),
    "release": Verb(
        "Lift the hold", "Lift the hold", "The hold is lifted.",
        lambda asked: forms.Reason(asked.post), _release,
        "Your reason stays in the history beside the reason of the hold."),
    "flag": Verb(
        "Add a flag", "Add the flag", "The flag is on.",
        lambda asked: forms.Flag(asked.post), _flag),
    "clear": Verb(
        "Take the flag off", "Take it off", "The flag is off; that it stood stays in the history.",
        lambda asked: forms.Reason(asked.post), _clear),
    "link": Verb(
        "Link another case", "Link it", "The cases are linked.",
        lambda asked: forms.Link(asked.post), _link, back="links"),
    "unlink": Verb(
        "Take the link away", "Take it away", "The link is gone.",
        lambda asked: django_forms.Form(asked.post), _unlink,
        "Both cases stay as they are.", back="links"),
    "note": Verb(
        "Add a note", "Add the note", "The note is kept.",
        lambda asked: forms.Note(asked.post), _note, back="notes"),
    "pin": Verb(
        "Keep the note on top", "Change", "Changed.",
        lambda asked: django_forms.Form(asked.post), _pin, back="notes"),
    "close": Verb(
        "Make the note privileged", "Make it privileged", "The note is privileged.",
        lambda asked: forms.Named(asked.post, colleagues=asked.colleagues), _close,
        "Owners, attorneys, accredited representatives, its author and those you name read it.",
        back="notes"),
    "open": Verb(
        "Let everyone on the case read the note", "Open it", "The note is open.",
        lambda asked: forms.Reason(asked.post), _open,
        "What was privileged is read by everyone who works on the case from then on.",
        back="notes"),
    "task": Verb(
        "Add a task", "Add the task", "The task is on the list.", _task_form, _task, back="tasks"),
    "change-task": Verb(
        "Change the task", "Save", "Saved.", _task_form, _change_task, back="tasks"),
}  # fmt: skip
