"""Ways of computing that rules name under `method:`. Numbers and dates come from the library."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from goldendoor.law.library import Library
from goldendoor.law.results import Result, Step

Facts = Mapping[str, Any]
Method = Callable[[Mapping[str, Any], Facts, datetime.date, Library], Result]


def day(value: Any) -> datetime.date | None:
    """A library date: YAML gives `date` or text; None means open."""
    if value is None or isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(str(value))


def in_force(versions: list[Mapping[str, Any]], on: datetime.date) -> Mapping[str, Any] | None:
    """The version whose window holds the day and whose legal status counts; the last wins."""
    found = None
    for version in versions:
        begins, ends = day(version.get("from")), day(version.get("to"))
        if version.get("legal_status", "in_force") != "in_force":
            continue
        if (begins is None or begins <= on) and (ends is None or on <= ends):
            found = version
    return found


def cite(thing: Mapping[str, Any]) -> str:
    """References as one line of text."""
    references = thing.get("reference") or []
    if isinstance(references, str):
        return references
    return "; ".join(str(one.get("title", one)) for one in references)


def edition_window(
    rule: Mapping[str, Any], facts: Facts, today: datetime.date, library: Library
) -> Result:
    """Whether an edition is accepted on the filing date by the table of editions.

    Outcome `accept`, `reject` or `unknown`: the table says nothing it does not know.
    """
    table = library.table(str(rule["table"]))
    filed: datetime.date = facts["filed_date"]
    rows = [row for row in table["editions"] if row["form"].upper() == facts["form"].upper()]
    for row in rows:
        answer = _judge(row, str(facts["edition"]), filed)
        if answer is None:
            continue
        outcome, text = answer
        value = {"outcome": outcome}
        if outcome == "reject" and row.get("only_from"):
            value["only_new_from"] = str(row["only_from"])
        step = Step(text, cite(row), str(row.get("only_from", "")), row.get("legal_status", ""))
        return Result(value, (step,), certainty=row.get("certainty", "partly"), rule=rule["id"])
    text = (
        f"Which editions of {facts['form']} were accepted on {filed} is not in the library: "
        f"look at the agency's page and record that you did."
    )
    return Result(
        {"outcome": "unknown"},
        (Step(text, cite(rule)),),
        certainty="unverified",
        needs_review=True,
        rule=rule["id"],
    )


def _judge(row: Mapping[str, Any], edition: str, filed: datetime.date) -> tuple[str, str] | None:
    """One row of the table: from `only_from` only this `edition` is accepted.

    The new edition may be refused before that day (`accepted_earlier: false`); older editions are
    refused from that day on. Before it, the table knows nothing of the older ones.
    """
    only_from = day(row.get("only_from"))
    ends = day(row.get("to"))
    new = str(row.get("edition") or "")
    if only_from is None or (ends is not None and filed > ends):
        return None
    if edition == new:
        if filed >= only_from:
            return "accept", f"Edition {edition} is the only one accepted from {only_from}."
        if row.get("accepted_earlier") is False:
            return "reject", f"Edition {edition} is not accepted before {only_from}."
        return None
    if new and edition > new:
        return None  # a later edition than the table knows: the table can say nothing of it
    if filed >= only_from:
        what = f"edition {new}" if new else "a newer edition"
        return "reject", f"From {only_from} only {what} is accepted; {edition} is refused."
    return None


def fee_schedule(
    rule: Mapping[str, Any], facts: Facts, today: datetime.date, library: Library
) -> Result:
    """The ordinary filing fee of a form by channel and postmark: integer cents."""
    table = library.table(str(rule["table"]))
    postmark: datetime.date = facts["postmark_date"]
    version = in_force(table["versions"], postmark)
    if version is None:
        step = Step(f"The library holds no fee table for {postmark}.", cite(rule))
        return Result(
            {"error": "no_fee_table_for_date"}, (step,), needs_review=True, rule=rule["id"]
        )
    row = _fee_row(version, facts)
    if row is None or row.get(facts["channel"]) is None:
        text = f"The fee table of {version['from']} has no {facts['channel']} amount for this form."
        step = Step(text, cite(version), str(version["from"]))
        return Result(
            {"error": "no_amount_for_channel"}, (step,), needs_review=True, rule=rule["id"]
        )
    cents = int(row[facts["channel"]])
    text = f"{facts['form']}, {facts['channel']}, postmarked {postmark}: ${cents / 100:,.2f}"
    steps = (Step(f"{text}{_why(row)}.", cite(row) or cite(version), str(version["from"])),)
    return Result(
        {"fee_cents": cents}, steps, certainty=row.get("certainty", "partly"), rule=rule["id"]
    )


def _why(row: Mapping[str, Any]) -> str:
    return f" ({row['label']})" if row.get("label") else ""


def _fee_row(version: Mapping[str, Any], facts: Facts) -> Mapping[str, Any] | None:
    """The most particular row: one whose `when` fact is true, else the plain one."""
    rows = [row for row in version["fees"] if row["form"] == facts["form"]]
    for row in rows:
        if row.get("when") and facts.get(str(row["when"])):
            return row
    return next((row for row in rows if not row.get("when")), None)


def additional_fee(
    rule: Mapping[str, Any], facts: Facts, today: datetime.date, library: Library
) -> Result:
    """A fee added to the ordinary one by statute, by item and postmark: integer cents."""
    table = library.table(str(rule["table"]))
    postmark: datetime.date = facts["postmark_date"]
    version = in_force(table["versions"], postmark)
    if version is None:
        step = Step(f"No added fee was in force on {postmark}.", cite(rule))
        return Result({"hr1_fee_cents": 0}, (step,), rule=rule["id"])
    cents = int(version["fees"][facts["fee_item"]])
    unsure = day(version.get("check_from"))
    live_check = unsure is not None and postmark >= unsure
    text = f"{facts['fee_item']}, postmarked {postmark}: ${cents / 100:,.2f} added"
    if live_check:
        text += "; the table for the new fiscal year was not found, so check the agency's page"
    return Result(
        {"hr1_fee_cents": cents, "is_live_check_needed": live_check},
        (Step(f"{text}.", cite(version), str(version["from"])),),
        certainty="partly" if live_check else "verified",
        needs_review=live_check,
        rule=rule["id"],
    )


METHODS: dict[str, Method] = {
    "edition_window": edition_window,
    "fee_schedule": fee_schedule,
    "additional_fee": additional_fee,
}
