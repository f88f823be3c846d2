"""Consequences that case-type tables may name under `then`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.deadlines import actions
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import effects
from goldendoor.law.library import Library


@effects.register("deadlines.start")
def start(case: Case, argument: Any, context: dict, access: Access, today: date) -> None:
    """`us.rfe`, or `{rule: us.rfe, facts: {served_date: today, form: I-485}}`.

    The rule's inputs are taken from `facts`, then from the context that earlier effects handed on,
    also under its key `facts`. The deadline joins the context for the effects that follow.
    """
    told = argument if isinstance(argument, Mapping) else {"rule": argument}
    library = Library.shipped()
    declared = library.rule(str(told["rule"]))["inputs"]
    known = {**context.get("facts", {}), **context, **(told.get("facts") or {})}
    facts = {name: known[name] for name in declared if known.get(name) is not None}
    facts = {name: today if value == "today" else value for name, value in facts.items()}
    context["deadline"] = actions.start(
        access=access,
        case=case,
        rule_id=str(told["rule"]),
        facts=facts,
        today=today,
        library=library,
        printed_date=context.get("printed_date"),
    )
