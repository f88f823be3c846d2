"""Income tests, payment, public charge."""

from __future__ import annotations

from goldendoor.law.results import RuleError
from goldendoor.law.work import Work, dollars

CENTS = 100
PER_CENT = 100


def guideline_cents(work: Work) -> int:
    """The poverty guideline of the year for region and household, in cents, with its step."""
    facts = work.facts
    table = work.library.table(str(work.rule.entry["table"]))
    year, region, size = facts["guideline_year"], facts["region"], facts["household_size"]
    row = next((r for r in table["years"] if r["year"] == year), None)
    if row is None or region not in row["regions"]:
        text = f"The library holds no poverty guideline of {year} for {region}."
        raise RuleError(text, "guideline_year")
    area = row["regions"][region]
    sizes = area["sizes"]
    if size <= len(sizes):
        amount = int(sizes[size - 1])
    else:
        amount = int(sizes[-1]) + int(area["each_further"]) * (size - len(sizes))
    work.step(f"Poverty guideline {year}, household of {size}: {dollars(amount * CENTS)}.")
    if area.get("certainty") and area["certainty"] != "verified":
        work.certainty = area["certainty"]
    return amount * CENTS


def support_income(work: Work) -> None:
    """The income an affidavit of support needs, assets counted with their divisor."""
    facts = work.facts
    required = guideline_cents(work) * facts["percent"] // PER_CENT
    work.step(f"{facts['percent']} per cent of it is {dollars(required)}.")
    work.give(required_cents=required)
    income = facts["income_cents"]
    if income is None:
        return
    assets, divisor = facts["assets_cents"], facts["asset_divisor"]
    met = income * divisor + assets >= required * divisor
    if assets:
        work.step(f"Assets of {dollars(assets)} count one part in {divisor}.")
    work.step(f"Income {dollars(income)} {'reaches' if met else 'does not reach'} it.")
    work.give(is_met=met)


def fee_relief(work: Work) -> None:
    """Whether income is low enough for a fee waiver or a reduced fee."""
    facts = work.facts
    percent = int(work.version["percent"][facts["request_kind"]])
    limit = guideline_cents(work) * percent // PER_CENT
    within = facts["income_cents"] <= limit
    work.step(f"{percent} per cent of it is {dollars(limit)}; fees of H.R.1 are never waived.")
    work.give(limit_cents=limit, is_within_limit=within)


def payment(work: Work) -> None:
    """Whether the way of paying is accepted on the day of receipt."""
    facts, terms = work.facts, work.rule.entry["terms"]
    paper = facts["instrument"] in terms["paper_instruments"]
    last = terms["paper_accepted_through"]
    received = facts["received_date"]
    refused = paper and received > last and not facts["has_g1651_exemption"]
    if not paper:
        work.step("Card and bank payments are accepted.")
    elif facts["has_g1651_exemption"]:
        work.step("Form G-1651 exempts from electronic payment.")
    else:
        said = "no longer" if refused else "still"
        work.step(f"Checks and money orders are {said} accepted on {received}.")
    if paper and received == last:
        work.review("Sources differ on the very day of the change.")
    work.give(outcome="reject" if refused else "accept")


def public_charge(work: Work) -> None:
    """Whether a benefit may be counted, by the day of filing and of receiving it."""
    facts, version = work.facts, work.version
    benefit, received = facts["benefit"], facts["benefit_received_date"]
    always = benefit in version["always"]
    since = version.get("all_since")
    countable = always or (since is not None and received >= since)
    work.step(f"{version['summary']}.")
    name = benefit.replace("_", " ")
    work.step(f"{name}, received {received}: {'may' if countable else 'may not'} be counted.")
    work.give(is_countable=countable)


METHODS = {
    "support_income": support_income,
    "fee_relief": fee_relief,
    "payment": payment,
    "public_charge": public_charge,
}
