"""What the pages of supervision show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Task
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.practice.caseload import frame
from goldendoor.practice.reviews import page as review_page
from goldendoor.practice.reviews import queries as reviews
from goldendoor.practice.reviews.page import Target
from goldendoor.practice.supervision import forms, queries, rules
from goldendoor.practice.supervision.models import SENIORS, Remark

GONE = "no longer in the case, or not open to you"
NOTE_LETTERS = 60


@dataclass(frozen=True)
class Junior:
    """Somebody who is guided, in numbers."""

    mentorship: Any
    approves: list[str]
    overdue: int
    hours: str


def of_team(request: HttpRequest, mentor: forms.Mentor | None = None) -> dict[str, Any]:
    """What waits for this person, whom they guide, who guides them."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    pairs = queries.mentorships(access)
    mine = [one for one in pairs if one.mentor_id == access.user_id]
    may_name = bool(registries.ask("practice_supervision.name_mentors", access))
    shown = pairs if may_name else mine
    return {
        "approvals": queries.waiting_approvals(access),
        "asked": queries.asked_by(access),
        "remarks": queries.remarks_for(access),
        "reviews": reviews.waiting_for(access),
        "juniors": _juniors(access, shown, today),
        "mentors": [one for one in pairs if one.junior_id == access.user_id],
        "needs": _kinds(queries.needs(access)),
        "may_name": may_name,
        "form": mentor or mentor_form(request),
    }


def _juniors(access: Access, pairs: list[Any], today: Any) -> list[Junior]:
    late = queries.overdue(access, [one.junior_id for one in pairs], today)
    minutes = queries.minutes_since(access, today.replace(month=1, day=1))
    return [
        Junior(
            one, _kinds(one.approves), late.get(one.junior_id, 0),
            rules.hours(minutes.get(one.junior_id, 0)) or "0",
        )
        for one in pairs
    ]  # fmt: skip


def _kinds(kinds: Any) -> list[str]:
    labels = dict(Task.Kind.choices)
    return [str(labels[one]) for one in labels if one in set(kinds)]


def mentor_form(request: HttpRequest) -> forms.Mentor:
    """The form that names a mentor."""
    access = request.access  # type: ignore[attr-defined]
    post = request.POST if request.POST.get("form") == "mentor" else None
    return forms.Mentor(post, colleagues=list(accounts.colleagues(access)))


def of_training(request: HttpRequest, form: forms.Trained) -> dict[str, Any]:
    """The training log, with the hours of this year."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    chosen = queries.colleague(access, request.GET.get("who"))
    rows = queries.training(access, chosen)
    minutes = queries.minutes_since(access, today.replace(month=1, day=1))
    names = {one.pk: str(one) for one in accounts.colleagues(access)}
    sums = [(names[key], rules.hours(sum_)) for key, sum_ in minutes.items() if key in names]
    return {
        "rows": [(one, rules.hours(one.minutes), _may_remove(access, one)) for one in rows],
        "sums": sums,
        "year": today.year,
        "form": form,
        "chosen": chosen,
    }


def _may_remove(access: Access, row: Any) -> bool:
    return row.user_id == access.user_id or access.has(*SENIORS)


def training_form(request: HttpRequest) -> forms.Trained:
    """Of oneself; a senior chooses whose."""
    access = request.access  # type: ignore[attr-defined]
    people: list[User] = list(accounts.colleagues(access))
    if not access.has(*SENIORS):
        people = [one for one in people if one.pk == access.user_id]
    return forms.Trained(
        request.POST or None, request.FILES or None, colleagues=people,
        initial={"user": str(access.user_id), "held_date": clock.today()},
    )  # fmt: skip


def of_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Comments, approvals and the tasks that need one."""
    access = request.access  # type: ignore[attr-defined]
    threads = queries.threads(access, case)
    groups = targets(access, case)
    known = {one.value: one for group in groups.values() for one in group}
    approvals = queries.approvals_of_case(access, case)
    waiting = {one.task_id for one in approvals if one.state == "asked"}
    tasks = [one for one in cases.tasks_to_do(access, case=case) if one.pk not in waiting]
    return {
        **frame.of_case(request, case, "case", "Supervision"),
        "threads": [(one, *_place(one.remark, known)) for one in threads],
        "targets": groups,
        "colleagues": list(accounts.colleagues(access)),
        "approvals": [(one, queries.may_approve(access, one)) for one in approvals],
        "blocked": [one for one in tasks if not queries.may_finish(access, one)],
        "may": bool(registries.ask("practice_supervision.comment", access, case)),
    }


def targets(access: Access, case: Case) -> dict[str, list[Target]]:
    """Forms, documents, questions and notes of a case."""
    here = reverse("practice:case", args=[case.public_id])
    notes = [
        Target(f"note:{one.public_id}", f"{one.author_label}: {one.text}"[:NOTE_LETTERS], here)
        for one in cases.notes(access, case).rows
    ]
    return {**review_page.targets(access, case), "Notes": notes}


def _place(remark: Remark, known: dict[str, Target]) -> tuple[str, str]:
    """(label, address) of what a comment is about, as this reader may see it."""
    if remark.about == Remark.About.CASE:
        return "", ""
    found = known.get(f"{remark.about}:{remark.about_id}")
    return (found.label, found.address) if found else (GONE, "")
