"""An action of the case's table that starts deadlines: its facts asked, and what comes out of them.

One box for each fact, whichever of the action's rules want it; a draft for each rule.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.deadlines import forms, page
from goldendoor.rulebook import facts

Rules = list[tuple[Mapping[str, Any], dict[str, Any]]]
# A form that goes along with others says nothing about which one a notice is about.
ALONG = ("us.g-28", "us.g-1145", "us.i-130a")


@dataclass
class Asking:
    """The page of one action: boxes, what is wrong, and the dates that would come out."""

    action: case_types.Action
    form: forms.PrintedOn
    rules: Rules
    boxes: list[facts.Field] = field(default_factory=list)
    drafts: list[page.Draft] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The days that came out, as the page carries them; "" before there are any."""
        days = [one.working_date for one in self.drafts]
        return ",".join(map(str, days)) if days and all(days) and not self.problems else ""

    @property
    def needed(self) -> list[facts.Field]:
        """Boxes that must be filled, and lists."""
        return [box for box in self.boxes if box.required or box.kind == "list"]

    @property
    def more(self) -> list[facts.Field]:
        """Boxes that may stay empty."""
        return [box for box in self.boxes if not (box.required or box.kind == "list")]

    @property
    def given(self) -> dict[str, Any]:
        """What `cases.actions.perform` takes: facts that were typed, and the printed date."""
        asked = {name for rule, _ in self.rules for name in rule["inputs"]}
        found: dict[str, Any] = {}
        for draft in self.drafts:
            found |= {name: value for name, value in draft.given.items() if name in asked}
        return {**found, "printed_date": self.form.cleaned_data.get("printed_date")}


def rules_of(action: case_types.Action, library: Library, today: datetime.date) -> Rules:
    """The rules whose deadlines an action starts: the inputs to ask, and facts that it gives."""
    asked = cases.facts_asked(action, library)
    wanted = {one.name for one in asked if one.required}
    found: Rules = []
    for _, argument in action.then:
        told = argument if isinstance(argument, Mapping) else {"rule": argument}
        rule_id = str(told.get("rule") or "")
        if not rule_id or not library.find("rules", f"{rule_id}.yaml"):
            continue
        known = {
            name: today.isoformat() if value == "today" else value
            for name, value in (told.get("facts") or {}).items()
        }
        rule = library.rule(rule_id)
        inputs = {
            name: {**one, "required": True} if name in wanted else one
            for name, one in rule["inputs"].items()
            if name not in known
        }
        found.append(({**rule, "inputs": inputs}, known))
    return found


def asks(action: case_types.Action, library: Library, today: datetime.date) -> bool:
    """Whether an action starts a deadline, so that its facts are asked first."""
    return bool(rules_of(action, library, today))


def blank(access: Access, case: Case, action: case_types.Action, *, today: datetime.date) -> Asking:
    """Empty boxes; the form is named where the case has only one that a notice can be about."""
    rules = rules_of(action, Library.shipped(), today)
    asking = Asking(action, forms.PrintedOn(), rules)
    main = {one.form_id for one in cases.filings(access, case)} - set(ALONG)
    known = {"form": main.pop().split(".", 1)[-1].upper()} if len(main) == 1 else {}
    asking.boxes = _boxes(facts.fields(rule["inputs"], known) for rule, _ in rules)
    return asking


def typed(action: case_types.Action, post: Any, *, today: datetime.date) -> Asking:
    """What was typed, computed rule by rule; problems stand at their boxes."""
    library = Library.shipped()
    form = forms.PrintedOn(post)
    asking = Asking(action, form, rules_of(action, library, today))
    printed = form.cleaned_data["printed_date"] if form.is_valid() else None
    told = post.dict()
    asking.drafts = [
        page.drafted(rule, told, printed, today=today, library=library, known=known)
        for rule, known in asking.rules
    ]
    asking.boxes = _boxes(draft.boxes for draft in asking.drafts)
    asking.problems = list(
        dict.fromkeys(problem for draft in asking.drafts for problem in draft.problems)
    )
    asking.problems += [
        (f"id_{name}", str(text)) for name, texts in form.errors.items() for text in texts
    ]
    return asking


def ready(asking: Asking, post: Mapping[str, str]) -> bool:
    """Carried out only as it was shown: the days on the page are the days that come out."""
    return post.get("do") == "perform" and post.get("shown", "") == asking.shown != ""


def action_of(case: Case, name: str) -> case_types.Action:
    """The action of the case's table; raises BadInput for an unknown one."""
    kind = case_types.get(case.type_id)
    if name not in kind.actions:
        raise BadInput(f"“{kind.label}” has no action “{name[:60]}”.")
    return kind.actions[name]


def _boxes(several: Any) -> list[facts.Field]:
    """Each fact once, those that must be filled before the others."""
    found: dict[str, facts.Field] = {}
    for boxes in several:
        for box in boxes:
            found.setdefault(box.name, box)
    return sorted(found.values(), key=lambda box: not box.required)
