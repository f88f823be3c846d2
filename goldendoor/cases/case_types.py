"""The tables of case types, read from `library/case_types/**.yaml`.

A table names its stages and one row per action: from, to, who, only_if, then. A case type may
take the stages and actions of another table with `like: <id>`.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from goldendoor.foundation import registries
from goldendoor.kernel.errors import BadInput


@dataclass(frozen=True)
class Action:
    """One row: what may be done at which stages, by whom, on which conditions, and what follows."""

    name: str
    label: str
    from_stages: tuple[str, ...]
    to_stage: str
    who: tuple[str, ...]
    only_if: tuple[str, ...] = ()
    # (effect name, its argument), in order.
    then: tuple[tuple[str, Any], ...] = ()
    primary: bool = False


@dataclass(frozen=True)
class CaseType:
    """A case type. `rest` holds what other apps read of the same file (forms, evidence, roles)."""

    id: str
    label: str
    stages: tuple[str, ...]
    stage_labels: dict[str, str]
    actions: dict[str, Action]
    retired: str | None = None
    rest: dict[str, Any] = field(default_factory=dict)


def all_types() -> dict[str, CaseType]:
    """Every case type of the library, by id."""
    return _read(str(Path(settings.LIBRARY_DIR) / "case_types"))


def get(type_id: str) -> CaseType:
    """The case type; raises BadInput naming what there is."""
    found = all_types().get(type_id)
    if found is None:
        raise BadInput(f"“{type_id}” is no case type; there are: {', '.join(sorted(all_types()))}.")
    return found


def offered() -> list[CaseType]:
    """Case types a new case can be of, as the “New case” page lists them."""
    found = [kind for kind in all_types().values() if not kind.retired]
    return sorted(
        (kind for kind in found if not kind.rest.get("table_only")),
        key=lambda kind: (kind.rest.get("order", 100), kind.label),
    )


@lru_cache(maxsize=4)
def _read(folder: str) -> dict[str, CaseType]:
    raw = {}
    for path in sorted(Path(folder).rglob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        raw[entry["id"]] = entry
    return {type_id: _case_type(entry, raw) for type_id, entry in raw.items()}


def _case_type(entry: dict[str, Any], raw: dict[str, dict[str, Any]]) -> CaseType:
    table = raw[entry["like"]] if "like" in entry else entry
    stages = table["stages"]
    labels = {stage: stage.replace("_", " ").capitalize() for stage in stages}
    if isinstance(stages, dict):
        labels = {str(stage): str(label) for stage, label in stages.items()}
    known = {"id", "label", "stages", "actions", "like", "retired"}
    return CaseType(
        id=entry["id"],
        label=entry["label"],
        stages=tuple(stages),
        stage_labels=labels,
        actions={name: _action(name, row) for name, row in table["actions"].items()},
        retired=str(entry["retired"]) if entry.get("retired") else None,
        rest={key: value for key, value in entry.items() if key not in known},
    )


def _action(name: str, row: dict[str, Any]) -> Action:
    effects: list[tuple[str, Any]] = []
    for effect in row.get("then") or ():
        effects += list(effect.items()) if isinstance(effect, dict) else [(effect, None)]
    return Action(
        name=name,
        label=row["label"],
        from_stages=tuple(row["from"]),
        to_stage=row["to"],
        who=tuple(row["who"]),
        only_if=tuple(row.get("only_if") or ()),
        then=tuple(effects),
        primary=bool(row.get("primary", False)),
    )


def check() -> list[str]:
    """What is wrong with the tables, one sentence each: unknown stages, roles, guards, effects."""
    findings: list[str] = []
    for kind in all_types().values():
        for action in kind.actions.values():
            place = f"{kind.id}, action {action.name}"
            for stage in (*action.from_stages, action.to_stage):
                if stage not in kind.stages:
                    findings.append(f"{place}: “{stage}” is no stage of this case type.")
            if not action.who:
                findings.append(f"{place}: nobody may do it.")
            findings += [
                f"{place}: no guard is called “{name}”."
                for name in action.only_if
                if name not in registries.guards
            ]
            findings += [
                f"{place}: no effect is called “{name}”."
                for name, _ in action.then
                if name not in registries.effects
            ]
    return findings
