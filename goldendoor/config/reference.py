"""The pages of `docs/reference/`, written from the library and the registries.

python -m goldendoor.config.reference docs/reference
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goldendoor.cases.case_types import merged
from goldendoor.config import reference_law
from goldendoor.config.markdown import page as _page
from goldendoor.config.markdown import table as _table
from goldendoor.law.library import Library


def pages(library: Library) -> dict[str, str]:
    """File name → text of every page."""
    return {
        "forms.md": forms(library),
        "case-types.md": case_types(library),
        "rules.md": reference_law.rules(library),
        "tables.md": reference_law.tables(library),
        "fees-and-editions.md": reference_law.fees_and_editions(library),
        "permissions.md": permissions(),
        "case-file.md": case_file(library),
    }


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def forms(library: Library) -> str:
    """Every form with its editions, builds and how much of it is described."""
    rows, builds = [], []
    for form_id in library.form_ids():
        form = library.form(form_id)
        for edition in library.editions(form_id):
            entry = library.edition(form_id, edition)
            rows.append(
                [
                    f"[{form['form']}]({form['page']})",
                    form["title"]["en"],
                    edition,
                    entry.get("pages", "–"),
                    _described(form_id, edition, library),
                    entry["last_checked"],
                ]
            )
            for build in entry.get("builds") or []:
                builds.append([form["form"], edition, f"`{build['sha256']}`"])
    return _page(
        "Official forms",
        "Curated editions: each writable field is mapped to a fact, or excused with a reason. "
        "Editions without a map are drafted from the form's own tooltips when you add the PDF.",
        _table(["form", "title", "edition", "pages", "described", "last checked"], rows),
        "## Builds\n\nOne edition can have several builds (different bytes). Other bytes are "
        "recognised by their barcode or footer.",
        _table(["form", "edition", "sha256"], builds),
    )


def _described(form_id: str, edition: str, library: Library) -> str:
    if not library.has_map(form_id, edition):
        return "no map"
    entries = (library.map(form_id, edition).get("fields") or {}).values()
    blank = sum(str(entry).startswith("blank:") for entry in entries)
    return f"{len(entries) - blank} fields mapped, {blank} left blank with a reason"


# ── case types ───────────────────────────────────────────────────────────────────────────────


def case_types(library: Library) -> str:
    """Every case type: people, forms, checklist; the stages of each table as a diagram."""
    raw = {
        one: library.load("case_types/practice", f"{one}.yaml")
        for one in library.ids("case_types/practice")
    }
    raw = {str(entry["id"]): entry for entry in raw.values()}
    order = sorted(raw.values(), key=lambda one: (one.get("order", 0), one["id"]))
    known = {name.upper() for name in library.names()}
    blocks = ["## Flags\n\n" + _flags(library)]
    for one in order:
        if one.get("table_only"):
            blocks += _type(one, raw, known)
    for one in order:
        if not one.get("table_only"):
            blocks += _type(one, raw, known)
    return _page("Case types", "What a new case of each type brings, and how it moves.", *blocks)


def _flags(library: Library) -> str:
    kinds = library.load("flags", "practice.yaml")["flags"]
    return _table(["flag", "meaning"], [[one["label"], one["meaning"]] for one in kinds.values()])


def _type(
    one: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]], known: set[str]
) -> Iterator[str]:
    kind = merged(one, raw)
    like = f", like `{one['like']}`" if one.get("like") else ""
    said = "\n\n".join(filter(None, (one.get("about", ""), one.get("protected", ""))))
    yield f"## {one['label']}\n\n`{one['id']}`{like}\n\n{said}".rstrip()
    if one.get("actions"):
        yield _diagram(kind)
        yield _actions(kind)
    yield from _case_type_tables(one, known)


def _diagram(kind: Mapping[str, Any]) -> str:
    """The stages; what leaves a case where it stands, and closing, would only clutter it."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(kind['stages']))}"]
    if isinstance(kind["stages"], Mapping):
        lines += [f"    {stage}: {label}" for stage, label in kind["stages"].items()]
    for name, action in kind["actions"].items():
        if action.get("to") and name != "close":
            for stage in action["from"]:
                lines.append(f"    {stage} --> {action['to']}: {action['label']}")
    lines.append("    closed --> [*]")
    return "\n".join([*lines, "```"])


def _actions(kind: Mapping[str, Any]) -> str:
    rows = [
        [
            action["label"],
            ", ".join(action["from"]),
            action.get("to", "–"),
            ", ".join(action["who"]),
            ", ".join(f"`{name}`" for name in action.get("only_if") or []) or "–",
            ", ".join(_effect(effect) for effect in action.get("then") or []) or "–",
        ]
        for action in kind["actions"].values()
    ]
    return _table(["action", "from", "to", "who", "only if", "then"], rows)


def _effect(effect: Any) -> str:
    """`deadlines.start us.rfe`, or a task by its title."""
    name, told = next(iter(effect.items())) if isinstance(effect, Mapping) else (effect, "")
    if isinstance(told, Mapping):
        told = told.get("rule") or told.get("title") or ""
        return f"`{name}` {told}"
    return f"`{name}` {told}".rstrip()


def _case_type_tables(kind: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    if kind.get("filings"):
        rows = [
            [row["form"], row["for"], "yes" if row["form"].upper() in known else "not yet"]
            for row in kind["filings"]
        ]
        yield _table(["suggested form", "for", "in the library"], rows)
    if kind.get("evidence"):
        rows = [[row["label"], row.get("for", ""), row.get("help", "")] for row in kind["evidence"]]
        yield _table(["evidence", "for", "what"], rows)
    if kind.get("tasks"):
        rows = [[row["title"], _when(row)] for row in kind["tasks"]]
        yield _table(["task that comes by itself", "when"], rows)


def _when(row: Mapping[str, Any]) -> str:
    side = "before" if "before" in row else "after"
    again = f", then every {row['every_days']} days" if row.get("every_days") else ""
    return f"{row['days']} days {side} {row[side]}{again}"


# ── permissions ──────────────────────────────────────────────────────────────────────────────


def permissions() -> str:
    """Every policy with its first sentence, and the guards and effects that tables may name."""
    from goldendoor.config import boot

    boot.django()
    from goldendoor.foundation import registries

    blocks = []
    for title, registry in (
        ("Policies: who may", registries.policies),
        ("Guards: when (`only_if` of a case type)", registries.guards),
        ("Effects: what follows (`then` of a case type)", registries.effects),
    ):
        rows = [[f"`{name}`", _first_sentence(registry.get(name))] for name in sorted(registry)]
        blocks.append(f"## {title}\n\n{_table(['name', 'what it says'], rows)}")
    return _page(
        "Permissions",
        "What a person may *see* is not in this list: one access filter decides that for every "
        "list, page, count, search and export (own office, a role, open compartments).",
        *blocks,
    )


def _first_sentence(function: Any) -> str:
    return " ".join((function.__doc__ or "").strip().split("\n\n")[0].split())


# ── the case file ────────────────────────────────────────────────────────────────────────────


def case_file(library: Library) -> str:
    """The open case file, key by key."""
    path = library.find("schemas", "case-file.json")[-1]
    schema = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        [f"`{name}`", kind, "yes" if needed else "", said]
        for name, kind, needed, said in _keys(schema, schema["$defs"])
    ]
    return _page(
        "The case file",
        f"{schema['description']} The schema is `goldendoor/library/schemas/case-file.json`, five "
        "examples are in `examples/`, and what the words of a person mean to forms is in "
        "[form maps](../how-to/form-maps.md). Check a file with `goldendoor case validate FILE`: "
        "each fault is a JSON pointer with a sentence.",
        _table(["key", "kind", "needed", "what"], rows),
    )


def _keys(
    schema: Mapping[str, Any], shared: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, str, bool, str]]:
    for name, one in (schema.get("properties") or {}).items():
        kind = _resolved(one, shared)
        key = f"{prefix}{name}"
        yield key, _kind(kind), name in (schema.get("required") or ()), _said(one, kind)
        inner = _resolved(kind.get("items") or {}, shared)
        if inner.get("properties"):
            yield from _keys(inner, shared, f"{key}[].")
        elif kind.get("properties"):
            yield from _keys(kind, shared, f"{key}.")


def _resolved(one: Any, shared: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(one, Mapping):
        return {}
    reference = str(one.get("$ref", ""))
    found = {**shared[reference.rsplit("/", 1)[-1]], **one} if reference else one
    for part in found.get("allOf") or ():
        other = _resolved(part, shared)
        found = {**found, "properties": {**other.get("properties", {}),
                                         **found.get("properties", {})}}  # fmt: skip
    return found


def _kind(one: Mapping[str, Any]) -> str:
    if "enum" in one:
        return " · ".join(str(word) for word in one["enum"] if word is not None)
    kinds = one.get("type", "any")
    named = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"]
    return " or ".join(named)


def _said(one: Mapping[str, Any], kind: Mapping[str, Any]) -> str:
    return str(one.get("description") or kind.get("description") or "")


def main() -> int:
    """Write the pages into the folder named on the command line."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(Library.shipped()).items():
        (folder / name).write_text(text, encoding="utf-8")
        print(f"{folder / name}: {text.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
