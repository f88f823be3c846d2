"""Reading court filings; everything goes through the access filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.access import Access
from goldendoor.official_forms.facts import CaseFile
from goldendoor.practice.court_filings import rules
from goldendoor.practice.court_filings.models import CourtFiling, TabbedPaper
from goldendoor.practice.hearings import queries as hearings
from goldendoor.practice.hearings.models import Hearing

RESPONDENTS = ("respondent", "principal", "rider", "derivative", "derivatives")
CLIENTS = ("applicant", "beneficiary")


def get(access: Access, public_id: str) -> CourtFiling:
    """One court filing; raises NotFound."""
    return CourtFiling.objects.select_related("case", "hearing").one(access, public_id)


def of_case(access: Access, case: Case) -> list[CourtFiling]:
    """The court filings of a case, the newest first."""
    rows = CourtFiling.objects.visible_to(access).filter(case=case)
    return list(rows.select_related("case").order_by("-id"))


def papers(access: Access, filing: CourtFiling) -> list[TabbedPaper]:
    """The papers behind tabs in order, removed documents apart."""
    rows = TabbedPaper.objects.visible_to(access_for_case(access, filing.case))
    rows = rows.filter(filing=filing, document__removed_at__isnull=True)
    return list(rows.select_related("document", "filing").order_by("position", "id"))


def to_attach(access: Access, filing: CourtFiling) -> list[Document]:
    """Papers of the case that stand behind no tab yet."""
    taken = {one.document_id for one in papers(access, filing)}
    return [one for one in documents.of_case(access, filing.case) if one.pk not in taken]


def hearings_of(access: Access, case: Case) -> list[Hearing]:
    """Hearings before a court that are to come."""
    coming, _ = hearings.of_case(access, case)
    return [one for one in coming if one.where == Hearing.Where.COURT]


def respondents(access: Access, case: Case) -> list[rules.Respondent]:
    """Who is named on the cover page: respondents, else the one whose case it is."""
    opposing = {one.pk for one in cases.opposing(access, case)}
    parties = [one for one in cases.parties(access, case) if one.pk not in opposing]
    chosen = [one for one in parties if one.role in RESPONDENTS]
    chosen = chosen or [one for one in parties if one.role in CLIENTS] or parties[:1]
    file = CaseFile(exchange.case_file(access, case))
    found: dict[int, rules.Respondent] = {}
    for party in chosen:
        person = party.person
        facts: Any = file.person(person.file_id or person.public_id, missing_ok=True) or {}
        number = str(facts.get("a_number") or "")
        name = str(facts.get("full_name") or person)
        found.setdefault(person.pk, rules.Respondent(name, _grouped(number)))
    return list(found.values())


def _grouped(number: str) -> str:
    """`000100037` → `A 000-100-037`, as the court writes it."""
    digits = number.removeprefix("A")
    if not digits:
        return ""
    return "A " + "-".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def missing(access: Access, filing: CourtFiling, kept: Sequence[TabbedPaper]) -> list[str]:
    """What the filing still lacks."""
    return rules.missing(
        respondents=respondents(access, filing.case),
        title=filing.title,
        place=filing.place,
        served_by=filing.served_by,
        has_day=filing.served_date is not None,
        means=filing.means,
        served_on=filing.served_on,
        papers=len(kept),
    )
