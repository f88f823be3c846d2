"""Pure functions about cases."""

from goldendoor.cases.case_types import Action, CaseType
from goldendoor.foundation.registries import Allow, Answer, Deny
from goldendoor.kernel.folding import fold


def number(year: int, count: int) -> str:
    """`GD-2026-0147`."""
    return f"GD-{year}-{count:04}"


def search_key(*texts: str) -> str:
    """Everything a search box may hit, folded."""
    return " ".join(filter(None, (fold(text) for text in texts)))


def may_perform(kind: CaseType, action: Action, stage: str, roles: frozenset[str]) -> Answer:
    """Whether table and roles allow an action at a stage, and why (not)."""
    if stage not in action.from_stages:
        here = kind.stage_labels.get(stage, stage).lower()
        return Deny(f"“{action.label}” is not possible at stage {here}.")
    if roles.isdisjoint(action.who):
        who = " or ".join(role.replace("_", " ") for role in action.who)
        return Deny(f"“{action.label}” is for the {who}.")
    return Allow(f"The table of “{kind.label}” offers it at this stage.")
