"""Filing fees, and fees a statute adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.law import rules, versions
from goldendoor.law.results import RuleError, Step
from goldendoor.law.work import Work, dollars, spoken


def fee_schedule(work: Work) -> None:
    """The ordinary filing fee of a form by channel and postmark: integer cents."""
    facts = work.facts
    table = work.library.table(str(work.rule.entry["table"]))
    postmark = facts["postmark_date"]
    version = versions.chosen(table["versions"], postmark, work.today)
    if version is None:
        _no_fee(
            work, f"The library holds no fee table for {spoken(postmark)}.", "no_fee_table_for_date"
        )
        return
    row = _row(version, facts)
    if row is None or row.get(facts["channel"]) is None:
        text = f"The fee table of {version['from']} has no {facts['channel']} amount for this form."
        _no_fee(work, text, "no_amount_for_channel", version)
        return
    cents = int(row[facts["channel"]])
    label = f" ({row['label']})" if row.get("label") else ""
    text = f"{facts['form']}, {facts['channel']}, postmarked {postmark}: {dollars(cents)}{label}."
    work.steps.append(_step(text, row, version))
    work.certainty = row.get("certainty", work.certainty)
    work.give(fee_cents=cents)


def _row(version: Mapping[str, Any], facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The most particular row: one whose `when` fact is true, else the plain one."""
    rows = [row for row in version["fees"] if row["form"] == facts["form"]]
    special = facts.get("special_case")
    named = [str(row["when"]) for row in rows if row.get("when")]
    if special and special not in named:
        cases = ", ".join(named) or "none"
        text = f"The fee table names no case {special!r} for {facts['form']}; it names {cases}."
        raise RuleError(text, "special_case")
    for row in rows:
        if row.get("when") and (facts.get(str(row["when"])) or row["when"] == special):
            return row
    return next((row for row in rows if not row.get("when")), None)


def _no_fee(work: Work, text: str, error: str, version: Mapping[str, Any] | None = None) -> None:
    work.steps.append(_step(text, {}, version or work.rule.entry))
    work.needs_review = True
    work.give(error=error)


def _step(text: str, row: Mapping[str, Any], version: Mapping[str, Any]) -> Step:
    cited = rules.cite(row) or rules.cite(version)
    return Step(text, cited, rules.begins(version), str(version.get("legal_status", "in_force")))


def additional_fee(work: Work) -> None:
    """A fee added to the ordinary one by statute, by item and postmark: integer cents."""
    facts = work.facts
    table = work.library.table(str(work.rule.entry["table"]))
    postmark, item = facts["postmark_date"], facts["fee_item"]
    version = versions.chosen(table["versions"], postmark, work.today)
    if version is None:
        work.steps.append(_step(f"No added fee was in force on {postmark}.", {}, work.rule.entry))
        work.give(hr1_fee_cents=0, is_live_check_needed=False)
        return
    cents = int(version["fees"][item])
    unsure = versions.day(version.get("check_from"))
    live_check = unsure is not None and postmark >= unsure
    text = f"{item}, postmarked {postmark}: {dollars(cents)} added"
    if live_check:
        text += "; the table for the new fiscal year was not found, so check the agency's page"
        work.certainty = "partly"
        work.needs_review = True
    work.steps.append(_step(f"{text}.", {}, version))
    work.give(hr1_fee_cents=cents, is_live_check_needed=live_check)


def court_fee(work: Work) -> None:
    """The fee of the immigration courts and the Board by item and day of filing."""
    filed, item = work.facts["filed_date"], work.facts["fee_item"]
    table = work.library.table(str(work.rule.entry["table"]))
    version = versions.chosen(table["versions"], filed, work.today)
    if version is None or item not in version["fees"]:
        text = f"The library holds no fee table for {spoken(filed)}: ask the court's page."
        _no_fee(work, text, "no_fee_table_for_date")
        return
    cents = int(version["fees"][item])
    text = f"{item}, filed {spoken(filed)}: {dollars(cents)}."
    work.steps.append(_step(text, {}, version))
    work.give(fee_cents=cents)


METHODS = {
    "fee_schedule": fee_schedule,
    "additional_fee": additional_fee,
    "court_fee": court_fee,
}
