"""The verbs of a deadline as pages: which form each has, and the one action it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest

from goldendoor.cases.models import Case
from goldendoor.deadlines import actions, computing
from goldendoor.deadlines.models import Deadline
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.deadlines import forms, page


class Asked:
    """A request about one deadline: its form, and for a correction the facts."""

    def __init__(
        self, request: HttpRequest, deadline: Deadline, colleagues: Any, papers: Sequence[Any]
    ) -> None:
        self.request, self.deadline = request, deadline
        self.access = request.access  # type: ignore[attr-defined]
        self.colleagues, self.papers = colleagues, papers
        self.form: Any = None
        self.draft: page.Draft | None = None
        self.today, self.library = clock.today(), Library.shipped()

    @property
    def post(self) -> Any:
        """What was sent, or None."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def wrong(self) -> bool:
        """Whether something is to be put right."""
        faults = self.draft is not None and bool(self.draft.problems)
        return faults or bool(self.form is not None and self.form.is_bound and self.form.errors)

    @property
    def named(self) -> dict[str, Any]:
        """What every action takes."""
        version = frame.version_of(self.request)
        return {"access": self.access, "deadline": self.deadline, "version": version}


@dataclass(frozen=True)
class Verb:
    """One page: its words, its form, and what happens."""

    name: str
    title: str
    button: str
    done: str
    make: Callable[[Asked], django_forms.Form]
    save: Callable[[Asked, Mapping[str, Any]], Any]
    about: str = ""

    def show(self, asked: Asked) -> None:
        """Make the form, filled with what is stored."""
        asked.form = self.make(asked)

    def carry_out(self, asked: Asked) -> bool:
        """Whether it was done; otherwise the form says why not."""
        if not asked.form.is_valid() or asked.wrong or asked.request.POST.get("more"):
            return False
        try:
            self.save(asked, asked.form.cleaned_data)
        except computing.WrongFacts:
            raise
        except BadInput as error:
            asked.form.add_error(None, str(error))
            return False
        return True


def colleague(colleagues: Any, chosen: str) -> Any:
    """The person chosen in a form, or nobody."""
    return next((one for one in colleagues if str(one.pk) == chosen), None)


def _satisfy_form(asked: Asked) -> django_forms.Form:
    first = {"satisfied_date": asked.today}
    return forms.Satisfy(asked.post, initial=first, documents=asked.papers)


def _satisfy(asked: Asked, data: Mapping[str, Any]) -> Any:
    paper = next((one for one in asked.papers if one.public_id == data["evidence"]), None)
    return actions.satisfy(
        **asked.named,
        satisfied_date=data["satisfied_date"],
        today=asked.today,
        reason=data["reason"],
        evidence=paper,
    )


def _printed_form(asked: Asked) -> django_forms.Form:
    return forms.Printed(asked.post, initial={"printed_date": asked.deadline.printed_date})


def _printed(asked: Asked, data: Mapping[str, Any]) -> Any:
    return actions.record_printed_date(**asked.named, printed_date=data["printed_date"])


def _correct_form(asked: Asked) -> django_forms.Form:
    deadline = asked.deadline
    first = {"printed_date": deadline.printed_date, "due_date": deadline.working_date}
    form = forms.Correct(asked.post, initial=first, by_rule=bool(deadline.rule_id))
    if not deadline.rule_id:
        return form
    rule = computing.tracked(deadline.rule_id, asked.library)
    asked.draft = page.blank(rule, deadline.facts)
    if asked.post is not None and not asked.post.get("withdrawn"):
        printed = form.cleaned_data.get("printed_date") if form.is_valid() else None
        posted = asked.post.dict()
        asked.draft = page.drafted(rule, posted, printed, today=asked.today, library=asked.library)
    return form


def _correct(asked: Asked, data: Mapping[str, Any]) -> Any:
    return actions.correct(
        **asked.named,
        reason=data["reason"],
        today=asked.today,
        facts=asked.draft.given if asked.draft else None,
        printed_date=data.get("printed_date"),
        due_date=data.get("due_date"),
        withdrawn=data["withdrawn"],
        library=asked.library,
    )


def _snooze(asked: Asked, data: Mapping[str, Any]) -> Any:
    return actions.snooze(
        **asked.named, until=data["until"], reason=data["reason"], today=asked.today
    )


def _reassign_form(asked: Asked) -> django_forms.Form:
    first = {"assigned_to": str(asked.deadline.assigned_to_id or "")}
    return forms.Reassign(asked.post, initial=first, colleagues=asked.colleagues)


def _reassign(asked: Asked, data: Mapping[str, Any]) -> Any:
    chosen = colleague(asked.colleagues, data["assigned_to"])
    return actions.reassign(**asked.named, assigned_to=chosen)


def _cancel(asked: Asked, data: Mapping[str, Any]) -> Any:
    return actions.cancel(**asked.named, reason=data["reason"])


VERBS = {
    verb.name: verb
    for verb in (
        Verb("satisfy", "Satisfy the deadline", "It is satisfied", "The deadline is satisfied.",
             _satisfy_form, _satisfy, "Say on which day it was met and what shows it."),
        Verb("printed", "Date printed on the notice", "Save", "The printed date is recorded.",
             _printed_form, _printed,
             "The printed date counts. The earlier of it and the rule's is worked by."),
        Verb("correct", "Correct the deadline", "Correct it", "The deadline is corrected.",
             _correct_form, _correct,
             "The wrong one stays in the file with your reason; the right one takes its place."),
        Verb("snooze", "Put off the reminders", "Put off", "The reminders are put off.",
             lambda asked: forms.Snooze(asked.post), _snooze,
             "What the law sets is not put off to its own day or past it."),
        Verb("reassign", "Give the deadline to someone", "Save", "Saved.",
             _reassign_form, _reassign),
        Verb("cancel", "Cancel a date of our own", "Cancel it", "The date is cancelled.",
             lambda asked: forms.Cancel(asked.post), _cancel),
    )
}  # fmt: skip


def may_start(post: Mapping[str, str], draft: page.Draft, form: forms.ByRule) -> bool:
    """Saved only as it was shown: the day on the page is the day that comes out."""
    shown = post.get("shown", "")
    good = form.is_valid() and not draft.problems and draft.working_date is not None
    return good and post.get("do") == "start" and shown == str(draft.working_date)


def start_by_rule(
    request: HttpRequest, case: Case, draft: page.Draft, form: forms.ByRule, colleagues: Any
) -> Deadline:
    """Start the deadline that was shown."""
    return actions.start(
        access=request.access,  # type: ignore[attr-defined]
        case=case,
        rule_id=str(draft.rule["id"]),
        facts=draft.given,
        today=clock.today(),
        printed_date=form.cleaned_data["printed_date"],
        assigned_to=colleague(colleagues, form.cleaned_data["assigned_to"]),
        once=frame.once_of(request),
    )
