"""What is written in the fictional office: an answer to the agency, a letter to be approved."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as cases
from goldendoor.cases import case_types
from goldendoor.cases.models import Case
from goldendoor.deadlines import queries as deadlines
from goldendoor.documents import queries as documents
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.practice.drafting import actions as drafting
from goldendoor.practice.drafting import fields, rules, templates_of
from goldendoor.practice.research import actions as research
from goldendoor.practice.responses import actions as responses
from goldendoor.practice.responses.models import Item

ASKED_ON = "record_request_for_evidence"
REQUESTS = """1. Submit evidence that you and your spouse have lived together since the wedding, such as a lease, bills or statements in both names.
2. Submit a copy of the birth certificate with a full English translation and the translator's certificate.
3. Submit the court's final disposition of the arrest on 4 May 2019, or a statement of the court that no record is kept.
4. Submit evidence of lawful entry, such as a copy of the visa page and the Form I-94."""  # noqa: E501
ANSWERS = (
    "Both have lived at the same address since the wedding. The paper named below shows it; both "
    "names stand on it.",
    "We enclose the certificate with an English translation and the certificate of the translator "
    "under 8 CFR 103.2(b)(3).",
)
STATES = (Item.State.READY, Item.State.READY, Item.State.GATHERING, Item.State.TO_DO)
MEMO = """An application is filed within one year of the last arrival, INA § 208(a)(2)(B). Later filing \
is excused by changed or extraordinary circumstances, INA § 208(a)(2)(D), 8 CFR 208.4(a)(4) and (5).

What counts as a reasonable time after the circumstance is asked case by case; write down the day it began, the day the client \
learned of it, and every step since. See also 8 U.S.C. § 1158(a)(2)."""  # noqa: E501
NOTES = ("", "", "The clerk of the court promised the disposition by Friday.", "")


def write(made: Sequence[Case], staff: Mapping[str, Access], today: datetime.date) -> None:
    """Give the office something to write."""
    case = _filed(made)
    if case is not None:
        _answer(case, staff, today)
        _letter(case, staff["caseworker"], today)
    _memo(made, staff["accredited_representative"])


def _filed(made: Sequence[Case]) -> Case | None:
    """The last case that was filed and can get a request for evidence."""
    for case in reversed(made):
        action = case_types.get(case.type_id).actions.get(ASKED_ON)
        if action and case.stage in action.from_stages and case.stage == "filed":
            return case
    return None


def _answer(case: Case, staff: Mapping[str, Access], today: datetime.date) -> None:
    worker, library = staff["caseworker"], Library.shipped()
    served = today - datetime.timedelta(days=20)
    facts = {
        "served_date": served,
        "form": "I-485",
        "days_on_notice": 60,
        "service": "mail",
        "channel": "paper",
        "printed_date": served + datetime.timedelta(days=63),
    }
    cases.perform(access=worker, case=case, action_name=ASKED_ON, today=today, facts=facts)
    due = [one for one in deadlines.of_case(worker, case) if one.rule_id == "us.rfe"]
    response = responses.start(
        access=worker, case=case, kind="us.rfe", library=library, deadline=due[0]
    )
    texts = [line.split(". ", 1)[1] for line in REQUESTS.split("\n")]
    items = responses.add_items(access=worker, response=response, texts=texts)
    papers = documents.of_case(worker, case)[:3]
    who = accounts.colleagues(worker).filter(pk=worker.user_id or 0).first()
    for number, item in enumerate(items):
        if number < len(ANSWERS):
            responses.write_paragraph(access=worker, item=item, text=ANSWERS[number])
            responses.attach(access=worker, item=item, documents=papers[number : number + 1])
        responses.change_item(
            access=worker, item=item, owner=who, state=STATES[number], note=NOTES[number]
        )


def _letter(case: Case, access: Access, today: datetime.date) -> None:
    """A letter to the client in Spanish that waits for approval, in its second version."""
    choice = templates_of.get(access, Library.shipped(), "client-needs.es")
    values = fields.values(access, case, today=today, language=choice.language)
    values["evidence_needed"] = "- la sentencia del tribunal de 2019\n- la página de la visa"
    text = rules.merged(choice.text, values, fields.SAMPLES)
    draft = drafting.begin(
        access=access, case=case, template=choice, title="Lo que pide la agencia", text=text
    )
    text = text.replace("Estamos preparando su caso.", "La agencia pide más documentos.")
    for label in rules.missing_in(text):
        text = text.replace(f"[missing: {label}]", label)
    drafting.save(access=access, draft=draft, text=text, number=1)
    drafting.ask_approval(access=access, draft=draft, number=2)


def _memo(made: Sequence[Case], access: Access) -> None:
    """A memo about the one-year bar, linked to the first case of asylum."""
    memo = research.write(
        access=access, title="One-year bar: changed circumstances", body=MEMO,
        tags=["asylum", "one-year bar"],
    )  # fmt: skip
    for case in made:
        if "asylum" in case.type_id:
            research.link(access=access, note=memo, case=case)
            return
