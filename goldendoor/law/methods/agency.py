"""Intake and the counter: receipt, signature, representation, editions, appointments."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import rules, versions
from goldendoor.law.results import Step
from goldendoor.law.work import Work, plural, spoken

Facts = Mapping[str, Any]


def looked_up(work: Work) -> None:
    """A plain table: the version's `rows` by the fact it names."""
    version = work.version
    key = work.facts[version["by"]]
    row = version["rows"][key]
    work.step(f"{row['words']}.")
    work.give(**{name: value for name, value in row.items() if name != "words"})


def receipt(work: Work) -> None:
    """Acceptance at intake, the receipt date and whether it is timely."""
    facts, version = work.facts, work.version
    reason = next((one for one in version["checks"] if not facts[one["fact"]]), None)
    received = facts["received_date"]
    if reason:
        work.step(f"{reason['words']}: rejected, with no filing date.")
        work.give(outcome="reject", reject_reason=reason["reason"])
    else:
        work.step("Signed, with the right fee, on an accepted edition, complete: accepted.")
        work.give(outcome="accept")
    if received is None:
        return
    work.give(receipt_date=None if reason else received)
    if not reason:
        work.step(f"The receipt date is the actual day, {spoken(received)}, never moved.")
    counted = facts["counted_last_day"]
    if counted is not None:
        last = work.roll(counted) if facts["channel"] == "paper" else counted
        timely = received <= last and not reason
        work.step(f"The last day for {facts['channel']} was {spoken(last)}.")
        work.give(is_timely=timely)


def signature(work: Work) -> None:
    """Whether a signature is valid, and what follows when it isn't."""
    facts, version = work.facts, work.version
    kind = facts["signature_kind"]
    if kind in version["valid_on"][facts["channel"]]:
        work.step(f"A signature of this kind is valid on {facts['channel']} filings.")
        work.give(outcome="valid")
        return
    work.step(f"A signature of this kind ({kind.replace('_', ' ')}) is not valid.")
    if facts["found_at"] == "intake":
        work.give(outcome="reject")
        return
    form = (facts["form"] or "").strip().upper()
    found = version["after_acceptance"]
    outcome = "reject" if form in found.get("reject_only", ()) else found["outcome"]
    work.step(f"Found after acceptance: {version['summary']}.")
    work.give(outcome=outcome)


def representation(work: Work) -> None:
    """Whether a representative is recognized on the G-28 given."""
    facts = work.facts
    if not (facts["is_signed_by_client"] and facts["is_signed_by_representative"]):
        work.step("Both the client and the representative must sign.")
        work.give(outcome="processed_as_unrepresented")
    elif facts["filing"] in work.version["new_form_for"] and facts["is_g28_from_earlier_filing"]:
        work.step("An appeal needs a new G-28.")
        work.give(outcome="new_g28_required")
    else:
        work.step("Signed by both: the representative is recognized.")
        work.give(outcome="recognized")


def edition_window(work: Work) -> None:
    """Whether an edition is accepted on the day of filing by the table of editions.

    `edition` is a printed edition's date, or `new` or `earlier` against the switch the table names.
    Outcome `accept`, `reject` or `unknown`: the table says nothing it does not know.
    """
    facts = work.facts
    table = work.library.table(str(work.rule.entry["table"]))
    for row in table["editions"]:
        if row["form"].upper() != facts["form"].strip().upper() or not _was_announced(row, work):
            continue
        answer = _judge(row, facts["edition"].strip().lower(), facts["filed_date"])
        if answer is None:
            continue
        outcome, text = answer
        since = str(row["only_from"])
        work.certainty = row.get("certainty", work.certainty)
        status = row.get("legal_status", "in_force")
        work.steps.append(Step(text, rules.cite(row), since, status))
        work.give(outcome=outcome, only_new_from=since)
        return
    text = (
        f"Which editions of {facts['form']} were accepted on {facts['filed_date']} is not in the "
        f"library: look at the agency's page and record that you did."
    )
    work.steps.append(Step(text, rules.cite(work.rule.entry)))
    work.certainty = "unverified"
    work.needs_review = True
    work.give(outcome="unknown")


def _was_announced(row: Facts, work: Work) -> bool:
    """As of an earlier day a switch announced later was not known."""
    announced = versions.day(row.get("published") or row.get("only_from"))
    return announced is None or announced <= work.today


def _judge(row: Facts, edition: str, filed: datetime.date) -> tuple[str, str] | None:
    """One row of the table: from `only_from` only this `edition` is accepted.

    The new edition may be refused before that day (`accepted_earlier: false`); older editions are
    refused from that day on. Before it, the table knows nothing of an older one by its date.
    """
    only_from, ends = versions.day(row.get("only_from")), versions.day(row.get("to"))
    new = str(row.get("edition") or "")
    if only_from is None or (ends is not None and filed > ends):
        return None
    if edition in ("new", new) and edition:
        if filed >= only_from:
            return "accept", f"Edition {new or 'new'} is the only one accepted from {only_from}."
        if row.get("accepted_earlier") is False:
            return "reject", f"Edition {new or 'new'} is not accepted before {only_from}."
        return ("accept", _beside(only_from)) if edition == "new" else None
    if edition != "earlier" and new and edition > new:
        return None  # a later edition than the table knows: the table can say nothing of it
    if filed >= only_from:
        what = f"edition {new}" if new else "a newer edition"
        return "reject", f"From {only_from} only {what} is accepted; {edition} is refused."
    return ("accept", _beside(only_from)) if edition == "earlier" else None


def _beside(only_from: datetime.date) -> str:
    return f"Until {only_from} both the new and the earlier edition are accepted."


def mandatory_online(work: Work) -> None:
    """The first day e-filing of a form may be required."""
    facts, version = work.facts, work.version
    online = work.count(facts["first_online_date"], calendar_days=int(version["days_online"]))
    notice = work.count(facts["notice_date"], calendar_days=int(version["days_notice"]))
    work.step(f"{version['days_online']} days available online: {spoken(online)}.")
    work.step(f"{version['days_notice']} days after the notice: {spoken(notice)}.")
    work.give(mandatory_from=max(online, notice))


def may_inquire(work: Work) -> None:
    """Whether the posted date allows an inquiry."""
    receipt_date, posted = work.facts["receipt_date"], work.facts["posted_inquiry_date"]
    allowed = receipt_date < posted
    said = "before" if allowed else "not before"
    work.step(f"{spoken(receipt_date)} is {said} the posted {spoken(posted)}.")
    work.give(may_inquire=allowed)


def rescheduling(work: Work) -> None:
    """Whether an appointment can still be moved with the online tool."""
    facts, version = work.facts, work.version
    ahead = facts["appointment_at"] - facts["requested_at"]
    least = datetime.timedelta(hours=int(version["hours_ahead"]))
    times, most = facts["earlier_reschedules"], int(version["most_reschedules"])
    possible = ahead > least and times < most
    if ahead <= datetime.timedelta(0):
        work.step("The appointment has passed.")
    else:
        hours = int(ahead.total_seconds() // 3600)
        work.step(f"{plural(hours, 'hour')} ahead; more than {version['hours_ahead']} are needed.")
    work.step(f"Already moved {plural(times, 'time')}; {most} times end the online tool.")
    channel = "online_tool" if possible else "contact_center"
    work.give(is_online_possible=possible, channel=channel)


def expedite(work: Work) -> None:
    """Whether an expedite request is considered."""
    facts = work.facts
    if facts["is_premium_available"] and not facts["is_nonprofit"]:
        work.step("Premium processing exists for the request, and no exception applies.")
        work.give(outcome="not_considered")
        return
    work.step("The request may be considered, at the agency's discretion.")
    work.give(outcome="may_be_considered")


def hold(work: Work) -> None:
    """Whether an adjudication hold applies on a day, and whether approval may be reopened."""
    facts, version = work.facts, work.version
    listed = facts["is_listed_country_national"]
    work.step(f"{version['summary']}.")
    work.give(is_hold_in_effect=bool(version["hold"]) and listed)
    entered = facts["entered_date"]
    if version.get("review_day") == facts["as_of_date"]:
        work.review("The order came on this very day.")
    if entered is not None:
        since = version.get("re_review_if_entered_from")
        possible = bool(since) and listed and facts["is_approved"] and entered >= since
        work.give(is_re_review_possible=possible)


METHODS = {
    "looked_up": looked_up,
    "receipt": receipt,
    "signature": signature,
    "representation": representation,
    "edition_window": edition_window,
    "mandatory_online": mandatory_online,
    "may_inquire": may_inquire,
    "rescheduling": rescheduling,
    "expedite": expedite,
    "hold": hold,
}
