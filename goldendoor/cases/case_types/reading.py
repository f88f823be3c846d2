"""The tables of case types, read from `library/case_types/**.yaml`.

A table names its stages and one row per action: from, to, who, only_if, then. A case type may
take another table with `like: <id>`: its own rows are then added, replace those of the same name,
or take them out (`name: null`); `stages`, where it has them, replace the list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

# The role of somebody on the other side: in the case, but nobody it works for.
OPPOSING = "opposing_party"
# The status that says a form left the office: such a row is not done while a case is held.
LEAVES_THE_OFFICE = {"cases.set_filing_status": "mailed"}
MERGED = ("actions", "stuck_after_days", "waits_on", "party_roles")
OWN_KEYS = {"id", "label", "stages", "actions", "like", "retired", "filings"}


@dataclass(frozen=True)
class Action:
    """One row: what may be done at which stages, by whom, on which conditions, and what follows."""

    name: str
    label: str
    from_stages: tuple[str, ...]
    # "" leaves the case where it stands.
    to_stage: str
    who: tuple[str, ...]
    only_if: tuple[str, ...] = ()
    # (effect name, its argument), in order.
    then: tuple[tuple[str, Any], ...] = ()
    primary: bool = False
    not_while_held: bool = False
    # Roles that may not, whatever else they are, with the reason.
    not_who: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskRow:
    """A task that a case of this type gets by itself, so many days before or after a day.

    `reference` is "opened", "filing_date" or a stage of the table; `every_days` brings it again
    when it was done, for as long as the case is at `while_at`.
    """

    key: str
    title: str
    days: int
    reference: str
    kind: str = "other"
    priority: int = 2
    waiting_on: str = ""
    every_days: int = 0
    while_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseType:
    """A case type. `rest` holds what other apps read of the same file (forms, evidence, roles).

    `rest["filings"]` are the suggested forms that the library knows, `rest["other_forms"]` those
    it does not know yet: their blank must be added, or they are filed elsewhere.
    """

    id: str
    label: str
    stages: tuple[str, ...]
    stage_labels: dict[str, str]
    actions: dict[str, Action]
    retired: str | None = None
    tasks: tuple[TaskRow, ...] = ()
    stuck_after_days: dict[str, int] = field(default_factory=dict)
    waits_on: dict[str, str] = field(default_factory=dict)
    rest: dict[str, Any] = field(default_factory=dict)

    @property
    def roles(self) -> dict[str, str]:
        """Roles of parties with their labels: those of the type, then those of any case."""
        return {**(self.rest.get("roles") or {}), **(self.rest.get("party_roles") or {})}

    def is_before_filing(self, stage: str) -> bool:
        """Whether nothing was filed yet at this stage."""
        if stage not in self.stages or "filed" not in self.stages:
            return False
        return self.stages.index(stage) < self.stages.index("filed")


def all_types() -> dict[str, CaseType]:
    """Every case type of the library, by id."""
    stamp = tuple(one[:2] for one in Library.shipped().stamps("forms"))
    return _read(str(Path(settings.LIBRARY_DIR) / "case_types"), stamp)


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


def stage_labels() -> dict[str, str]:
    """The label of every stage of any type, in the order of the tables, for filters."""
    found: dict[str, str] = {}
    for kind in offered():
        for stage in kind.stages:
            found.setdefault(stage, kind.stage_labels[stage])
    return found


def flag_kinds(organisation_kind: str = "practice") -> dict[str, Mapping[str, Any]]:
    """The flags of `library/flags/<kind>.yaml`: key → {label, meaning}."""
    return dict(Library.shipped().load("flags", f"{organisation_kind}.yaml")["flags"])


def merged(entry: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """An entry with what it takes from the table it is `like`. Raises BadInput for a circle."""
    seen, chain = {entry["id"]}, [entry]
    while "like" in chain[-1]:
        base = raw.get(chain[-1]["like"])
        if base is None or base["id"] in seen:
            raise BadInput(f"{chain[-1]['id']} is like {chain[-1]['like']}, which cannot be.")
        seen.add(base["id"])
        chain.append(base)
    found = dict(entry)
    for key in MERGED:
        rows: dict[str, Any] = {}
        for one in reversed(chain):
            rows.update(one.get(key) or {})
        found[key] = {name: row for name, row in rows.items() if row is not None}
    found["stages"] = next(one["stages"] for one in chain if one.get("stages"))
    found["tasks"] = [row for one in reversed(chain) for row in one.get("tasks") or ()]
    return found


@lru_cache(maxsize=4)
def _read(folder: str, _forms: tuple[tuple[str, int], ...]) -> dict[str, CaseType]:
    """The types of a folder, read again when a form joins the library."""
    known = tuple(name.upper() for name in Library.shipped().names())
    raw = {}
    for path in sorted(Path(folder).rglob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        raw[entry["id"]] = entry
    return {type_id: _case_type(merged(entry, raw), known) for type_id, entry in raw.items()}


def _case_type(entry: dict[str, Any], known: tuple[str, ...]) -> CaseType:
    stages = entry["stages"]
    labels = {stage: stage.replace("_", " ").capitalize() for stage in stages}
    if isinstance(stages, dict):
        labels = {str(stage): str(label) for stage, label in stages.items()}
    rest = {key: value for key, value in entry.items() if key not in OWN_KEYS}
    forms = entry.get("filings") or []
    rest["filings"] = [row for row in forms if str(row["form"]).upper() in known]
    rest["other_forms"] = [row for row in forms if str(row["form"]).upper() not in known]
    return CaseType(
        id=entry["id"],
        label=entry["label"],
        stages=tuple(stages),
        stage_labels=labels,
        actions={name: _action(name, row) for name, row in entry["actions"].items()},
        retired=str(entry["retired"]) if entry.get("retired") else None,
        tasks=tuple(_task(row) for row in entry["tasks"]),
        stuck_after_days={str(stage): int(n) for stage, n in entry["stuck_after_days"].items()},
        waits_on=dict(entry["waits_on"]),
        rest=rest,
    )


def _action(name: str, row: dict[str, Any]) -> Action:
    effects: list[tuple[str, Any]] = []
    for effect in row.get("then") or ():
        effects += list(effect.items()) if isinstance(effect, dict) else [(effect, None)]
    mails = any(LEAVES_THE_OFFICE.get(effect) == argument for effect, argument in effects)
    return Action(
        name=name,
        label=row["label"],
        from_stages=tuple(row["from"]),
        to_stage=row.get("to") or "",
        who=tuple(row["who"]),
        only_if=tuple(row.get("only_if") or ()),
        then=tuple(effects),
        primary=bool(row.get("primary", False)),
        not_while_held=bool(row.get("not_while_held", mails)),
        not_who=dict(row.get("not_who") or {}),
    )


def _task(row: dict[str, Any]) -> TaskRow:
    before = "before" in row
    reference = str(row["before"] if before else row["after"])
    return TaskRow(
        key=str(row.get("key") or f"{row['title']}"[:80]),
        title=str(row["title"]),
        days=-int(row["days"]) if before else int(row["days"]),
        reference=reference,
        kind=str(row.get("kind", "other")),
        priority=int(row.get("priority", 2)),
        waiting_on=str(row.get("waiting_on", "")),
        every_days=int(row.get("every_days", 0)),
        while_at=tuple(row.get("while_at") or ()),
    )
