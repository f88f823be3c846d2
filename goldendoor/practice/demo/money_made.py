"""Money and employers of the demo office: time, an invoice, trust money, a company, a season."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.people.models import Person
from goldendoor.practice.billing import actions as billing
from goldendoor.practice.employers import actions as employers
from goldendoor.practice.employers.models import Employer, Season
from goldendoor.practice.trust import actions as trust
from goldendoor.practice.trust import queries as trust_queries

WORK = ((48, 9, "drafting"), (30, 6, "call"), (95, 3, "drafting"), (20, 1, "other"))
PEOPLE = (
    ("Núñez-Example", "Ana", "registered"), ("Tanaka-Sample", "Ren", "selected"),
    ("Okonkwo-Pretend", "Chidi", "not_selected"), ("Ivanova-Fictif", "Olga", "ready"),
    ("Silva-Inventada", "João", "gathering"), ("Nguyen-Prueba", "Hoa", "registered"),
    ("Haddad-Ejemplo", "Amal", "selected"), ("Mwangi-Mfano", "Wanjiru", "ready"),
    ("Rossi-Fantasia", "Luca", "gathering"), ("Kim-Example", "Sora", "registered"),
    ("الخيالي", "محمد", "gathering"), ("Novák-Příklad", "Žofie", "ready"),
)  # fmt: skip
WAY = ("gathering", "ready", "registered", "selected")


def bring(made: Sequence[Case], staff: Mapping[str, Access], today: datetime.date) -> None:
    """An office that bills some of its work and has one company as a client."""
    billing.set_up(access=staff["owner"], changes={"usual_rate_cents": 12_000})
    case = made[1]
    [client] = [one.person for one in case_queries.parties(staff["caseworker"], case)][:1]
    _billed(case, client, staff, today)
    _season(_company(staff["caseworker"], today), staff["caseworker"], today)


def _billed(case: Case, client: Person, staff: Mapping[str, Access], today: datetime.date) -> None:
    worker, owner = staff["caseworker"], staff["owner"]
    last_month = today.replace(day=1) - datetime.timedelta(days=20)
    library = Library.shipped()
    billing.agree(
        access=owner, case=case, kind="hourly", today=today, library=library, amount_cents=12_000
    )
    times = [
        billing.record_time(
            access=worker, case=case, minutes=minutes, activity=activity,
            worked_date=today - datetime.timedelta(days=ago),
        )
        for minutes, ago, activity in WORK
    ]  # fmt: skip
    invoice = billing.draw_up(
        access=worker, case=case, person=client, today=today,
        times=[one.public_id for one in times[:3]],
        due_date=today + datetime.timedelta(days=30),
    )  # fmt: skip
    invoice = billing.send(access=worker, invoice=invoice)
    account = trust.open_account(access=owner, name="Client trust", bank="Fictional Harbor Bank")
    ledger = trust.open_ledger(access=worker, account=account, case=case, person=client)
    trust.deposit(
        access=worker, ledger=ledger, cents=90_000, day=last_month, today=today,
        party=str(client), purpose="Advance for fees",
    )  # fmt: skip
    _reconciled(owner, account, last_month.replace(day=1), today)
    trust.transfer(
        access=owner, ledger=ledger, invoice=invoice, cents=12_000, day=today, today=today
    )


def _reconciled(owner: Access, account: object, month: datetime.date, today: datetime.date) -> None:
    """The month agrees with the bank, and is signed."""
    rows = trust_queries.month_rows(owner, account, month)  # type: ignore[arg-type]
    row = trust.reconcile(
        access=owner, account=account, month=month, today=today,  # type: ignore[arg-type]
        statement_cents=sum(one.cents for one in rows), cleared=[one.public_id for one in rows],
    )  # fmt: skip
    trust.sign(access=owner, reconciliation=row)


def _company(access: Access, today: datetime.date) -> Employer:
    company = employers.add_employer(
        access=access, name="Pretend Robotics (fictional)", fein="12-3456789",
        address="1 Example Wharf, Exampleton, NY 10001",
    )  # fmt: skip
    employers.add_worksite(
        access=access, employer=company, label="Wharf", address="1 Example Wharf, Exampleton"
    )
    employers.add_contact(
        access=access, employer=company, name="Paz Ejemplo", email="paz@robotics.example"
    )
    library = Library.shipped()
    for name, days in (("Ito-Sample, Mei", 48), ("Cohen-Example, Dana", 170)):
        until = (today + datetime.timedelta(days=days)).isoformat()
        employers.add_employee(
            access=access, employer=company, name=name, library=library, today=today,
            provided={"job": "Engineer"}, office={"i94": until},
        )  # fmt: skip
    employers.start_access_file(
        access=access, employer=company, lca_number="I-200-00000-000000",
        lca_filed_date=today - datetime.timedelta(days=4), library=library, today=today,
    )  # fmt: skip
    return company


def _season(company: Employer, access: Access, today: datetime.date) -> Season:
    season = employers.open_season(access=access, fiscal_year=today.year + 1)
    for number, (family, given, state) in enumerate(PEOPLE):
        facts = {
            "family": family,
            "given": given,
            "birth_date": f"199{number % 10}-04-1{number % 10}",
            "job": "Engineer",
            "wage_level": "2",
        }
        if state != "gathering":
            facts |= {"passport": f"ZZ{7_000_000 + number}", "country": "Fictionland"}
        one = employers.add_registrant(access=access, season=season, employer=company, facts=facts)
        way = WAY[1 : WAY.index(state) + 1] if state in WAY else (*WAY[1:3], state)
        for step in way:
            one = employers.move(access=access, one=one, to=step, today=today)
    return season
