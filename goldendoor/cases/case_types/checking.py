"""What is wrong with the tables of case types, one sentence each."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from goldendoor.cases.case_types import reading
from goldendoor.cases.case_types.reading import Action, CaseType
from goldendoor.foundation import registries
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

WAITING_ON = ("client", "agency", "court", "colleague")
# These effects name a rule of the library.
NAMES_A_RULE = ("deadlines.start",)


def check() -> list[str]:
    """Unknown stages, roles, guards, effects and rules; rows of tasks and papers that hang in the
    air; stages that nothing reaches; letters with a name for nobody."""
    try:
        kinds = reading.all_types()
    except BadInput as error:
        return [str(error)]
    return [finding for kind in kinds.values() for finding in _of_type(kind)]


def _of_type(kind: CaseType) -> Iterator[str]:
    for action in kind.actions.values():
        yield from (f"{kind.id}, action {action.name}: {text}" for text in _of_action(kind, action))
    yield from (f"{kind.id}: {text}" for text in _of_stages(kind))
    yield from (f"{kind.id}: {text}" for text in _of_tasks(kind))
    yield from (f"{kind.id}: {text}" for text in _of_roles(kind))


def _of_action(kind: CaseType, action: Action) -> Iterator[str]:
    for stage in filter(None, (*action.from_stages, action.to_stage)):
        if stage not in kind.stages:
            yield f"“{stage}” is no stage of this case type."
    if not action.who:
        yield "nobody may do it."
    for name in action.only_if:
        if name not in registries.guards:
            yield f"no guard is called “{name}”."
    library = Library.shipped()
    for name, argument in action.then:
        if name not in registries.effects:
            yield f"no effect is called “{name}”."
        elif name in NAMES_A_RULE:
            yield from _of_rule(argument, library)


def _of_rule(argument: Any, library: Library) -> Iterator[str]:
    told = argument if isinstance(argument, Mapping) else {"rule": argument}
    rule_id = str(told.get("rule"))
    if not library.find("rules", f"{rule_id}.yaml"):
        yield f"no rule is called “{rule_id}”."
        return
    rule = library.rule(rule_id)
    if not (rule.get("deadline") or {}).get("date"):
        yield f"the rule {rule_id} gives no date to track."
    for name in told.get("facts") or {}:
        if name not in rule["inputs"]:
            yield f"the rule {rule_id} asks for no “{name}”."


def _of_stages(kind: CaseType) -> Iterator[str]:
    reached = {kind.stages[0], *(action.to_stage for action in kind.actions.values())}
    for stage in kind.stages:
        if stage not in reached:
            yield f"no action leads to “{stage}”."
        if not any(stage in action.from_stages for action in kind.actions.values()):
            yield f"no action leads on from “{stage}”."
    for key, table in (("stuck_after_days", kind.stuck_after_days), ("waits_on", kind.waits_on)):
        for stage in table:
            if stage not in kind.stages:
                yield f"{key}: “{stage}” is no stage of this case type."
    for stage, whom in kind.waits_on.items():
        if whom not in WAITING_ON:
            yield f"waits_on: at “{stage}” a case cannot wait on “{whom}”."


def _of_tasks(kind: CaseType) -> Iterator[str]:
    keys = [row.key for row in kind.tasks]
    for row in kind.tasks:
        if keys.count(row.key) > 1:
            yield f"two tasks have the key “{row.key}”."
        if row.reference not in ("opened", "filing_date", *kind.stages):
            yield f"task “{row.title}”: “{row.reference}” is no day of a case and no stage."
        if row.waiting_on and row.waiting_on not in WAITING_ON:
            yield f"task “{row.title}”: nobody waits on “{row.waiting_on}”."
        if row.every_days and not row.while_at:
            yield f"task “{row.title}” comes again for ever: say `while_at`."
        for stage in row.while_at:
            if stage not in kind.stages:
                yield f"task “{row.title}”: “{stage}” is no stage of this case type."


def _of_roles(kind: CaseType) -> Iterator[str]:
    roles = kind.rest.get("roles") or {}
    rows = [*kind.rest["filings"], *kind.rest["other_forms"], *(kind.rest.get("evidence") or ())]
    for row in rows:
        if row.get("for") and row["for"] not in roles:
            yield f"{row.get('form') or row.get('key')} is for “{row['for']}”, which is no role."
    letter = kind.rest.get("cover_letter") or {}
    for text in (letter.get("subject", ""), *(letter.get("paragraphs") or ())):
        for _, name, _, _ in Formatter().parse(text):
            if name is not None and name not in roles:
                yield f"the letter speaks of “{name}”, which is no role."
