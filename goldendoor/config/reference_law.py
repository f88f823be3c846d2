"""The pages of `docs/reference/` about law: rules, tables, fees and editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.config.markdown import cited, page, table
from goldendoor.law import shape
from goldendoor.law.library import Library

CENTS = 100


def rules(library: Library) -> str:
    """Every rule: what it says, its versions with their status, facts, results, sources."""
    entries = [library.rule(rule_id) for rule_id in library.ids("rules")]
    blocks = []
    for area in shape.AREAS:
        found = [one for one in entries if one["area"] == area]
        rows = [[_to(one), one["label"], one["certainty"], cited(one)] for one in found]
        blocks.append(f"## {area.capitalize()}")
        blocks.append(table(["rule", "what it answers", "certainty", "source"], rows))
        for one in found:
            blocks += list(_rule(one))
    return page(
        "Rules",
        f"{len(entries)} rules. Each is a dated file in `goldendoor/library/rules/` with worked "
        "examples that are tests; `goldendoor law show RULE` prints one, `goldendoor law compute` "
        "answers with its reasons. This is no legal advice; every rule says how sure it is.",
        *blocks,
    )


def _to(rule: Mapping[str, Any]) -> str:
    return f"[`{rule['id']}`](#{rule['id'].replace('.', '')})"


def _rule(rule: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {rule['id']}"
    yield f"**{rule['label']}.** {rule['statement']}"
    rows = [
        [
            f"{one.get('from') or 'always'} to {one.get('to') or 'now'}",
            str(one["legal_status"]).replace("_", " "),
            one["summary"] + "".join(f" ({o['date']}: {o['what']})" for o in one.get("orders", ())),
            cited(one),
        ]
        for one in rule["versions"]
    ]
    yield table(["holds", "status", "what", "source"], rows)
    facts = [
        f"`{name}`{'' if declared.get('required') else ' (optional)'}"
        for name, declared in rule["inputs"].items()
    ]
    yield f"Facts: {', '.join(facts)}. Gives: {', '.join(f'`{one}`' for one in rule['outputs'])}."
    for caveat in rule.get("caveats") or ():
        yield f"> {caveat}"
    basis = str(rule.get("certainty_basis", "")).strip()
    yield f"*{rule['certainty'].capitalize()}; last checked {rule['last_checked']}. {basis}*"


def tables(library: Library) -> str:
    """Every table with its source and how sure it is."""
    rows = [
        [f"`{one['id']}`", one["label"], one.get("certainty", "–"), one["last_checked"], cited(one)]
        for one in (library.table(name) for name in library.ids("tables"))
    ]
    return page(
        "Tables",
        "What governments publish, kept as data in `goldendoor/library/tables/`. What is not known "
        "is left out: the entry then says where to ask.",
        table(["table", "what", "certainty", "last checked", "source"], rows),
    )


def fees_and_editions(library: Library) -> str:
    """The fee tables by version, the edition windows."""
    blocks = []
    for table_id in ("us.fees", "us.hr1_fees", "us.eoir_fees"):
        found = library.table(table_id)
        blocks.append(f"## {found['label']}")
        for version in found["versions"]:
            until = version.get("to") or "now"
            status = version.get("legal_status", "")
            blocks.append(f"From {version['from']} to {until} ({status}); {cited(version)}")
            blocks.append(table(["fee", "on paper", "online"], sorted(_amounts(version["fees"]))))
    windows = [
        [one["form"], one["edition"] or "not known", one["only_from"], one["certainty"], cited(one)]
        for one in library.table("us.editions")["editions"]
    ]
    blocks += ["## Editions", str(library.table("us.editions")["note"]).strip()]
    blocks.append(table(["form", "edition", "only this one from", "certainty", "source"], windows))
    return page(
        "Fees and editions", "Every value has its dates, its source and a last check.", *blocks
    )


def _amounts(fees: Any) -> Iterator[tuple[str, str, str]]:
    """(what, on paper, online) of a table of integer cents."""
    if isinstance(fees, Mapping):
        yield from ((name, _dollars(cents), _dollars(cents)) for name, cents in fees.items())
        return
    for row in fees:
        what = f"{row['form']}, {row['label']}" if row.get("label") else row["form"]
        yield what, _dollars(row.get("paper")), _dollars(row.get("online"))


def _dollars(cents: int | None) -> str:
    return "–" if cents is None else f"${cents / CENTS:,.2f}"
