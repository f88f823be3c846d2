"""The same for many cases of Caseload: assign, add a task, add a flag, hand over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions
from goldendoor.cases.models import WaitingOn
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload.beside_forms import LONGEST, WHY, Flag
from goldendoor.practice.caseload.forms import DayField


class _To(django_forms.Form):
    """A colleague."""

    to = django_forms.ChoiceField(
        label="To", error_messages={"required": "Choose who gets the cases."}
    )
    nobody = False

    def __init__(self, *args: Any, colleagues: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, django_forms.ChoiceField)
        first = [("", "Choose"), *([("none", "Nobody")] if self.nobody else [])]
        field.choices = [*first, *((str(one.pk), str(one)) for one in colleagues)]


class Assign(_To):
    """Who works on the cases from now on."""

    nobody = True


class HandOver(_To):
    """Who gets cases with their open tasks and deadlines, and why."""

    reason = django_forms.CharField(max_length=LONGEST, label="Why", error_messages=WHY)


class TaskForMany(django_forms.Form):
    """The same task on each case, for whoever has the case."""

    title = django_forms.CharField(
        max_length=200, label="What is to do", error_messages={"required": "Say what is to do."}
    )
    due_date = DayField(required=False, label="By")
    waiting_on = django_forms.ChoiceField(
        required=False, label="Waiting on", choices=[("", "Nobody"), *WaitingOn.choices]
    )


@dataclass(frozen=True)
class Verb:
    """One thing that can be done to many: its words, its form and the action."""

    name: str
    label: str
    done: str
    make: Callable[..., django_forms.Form]
    save: Callable[..., list[Any]]
    names_colleagues: bool = False

    def form(self, post: Any, colleagues: Any) -> django_forms.Form:
        """Its form; the names of the boxes begin with the verb."""
        more = {"colleagues": colleagues} if self.names_colleagues else {}
        return self.make(post, prefix=self.name, **more)


def _assign(data: Mapping[str, Any], people: Mapping[str, Any], **named: Any) -> list[Any]:
    return actions.assign_many(to=people.get(data["to"]), **named)


def _hand_over(data: Mapping[str, Any], people: Mapping[str, Any], **named: Any) -> list[Any]:
    return actions.hand_over(to=people[data["to"]], reason=data["reason"], **named)


def _task(data: Mapping[str, Any], people: Mapping[str, Any], **named: Any) -> list[Any]:
    more = {"waiting_on": data["waiting_on"]}
    return actions.add_task_to_many(
        title=data["title"], due_date=data["due_date"], more=more, **named
    )


def _flag(data: Mapping[str, Any], people: Mapping[str, Any], **named: Any) -> list[Any]:
    return actions.flag_many(kind=data["kind"], note=data["note"], **named)


VERBS = {
    verb.name: verb
    for verb in (
        Verb("assign", "Assign", "Assigned", Assign, _assign, True),
        Verb("task", "Add a task", "Task added", TaskForMany, _task),
        Verb("flag", "Add a flag", "Flag added", Flag, _flag),
        Verb("hand-over", "Hand over", "Handed over", HandOver, _hand_over, True),
    )
}  # fmt: skip


@dataclass
class Outcome:
    """What became of a request: the form where something is to be put right, or results."""

    verb: Verb
    form: django_forms.Form
    chosen: list[str]
    results: list[Any] | None = None

    @property
    def refused(self) -> int:
        """How many cases were refused."""
        return sum(not one.done for one in self.results or ())


def forms(colleagues: Any) -> list[tuple[Verb, django_forms.Form]]:
    """An empty form for each verb."""
    return [(verb, verb.form(None, colleagues)) for verb in VERBS.values()]


def carry_out(access: Access, verb: Verb, post: Any, once: str | None) -> Outcome:
    """Do it to the cases that were chosen; the same `once` again answers what it did before."""
    colleagues = list(accounts.colleagues(access))
    outcome = Outcome(verb, verb.form(post, colleagues), post.getlist("cases"))
    if not outcome.chosen:
        outcome.form.add_error(None, "Choose the cases first.")
    if not outcome.form.is_valid():
        return outcome
    people = {str(one.pk): one for one in colleagues}
    named = {"access": access, "public_ids": outcome.chosen, "idempotency_key": once}
    try:
        outcome.results = verb.save(outcome.form.cleaned_data, people, **named)
    except BadInput as error:
        outcome.form.add_error(None, str(error))
    return outcome
