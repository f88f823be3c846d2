"""A court filing from its hearing to the day it was filed, and its pages."""

import datetime
import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldendoor.cases import actions as cases
from goldendoor.documents import actions as documents
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.packets.tests import made
from goldendoor.people import actions as people
from goldendoor.practice.bundles import building, jobs
from goldendoor.practice.bundles import queries as bundles
from goldendoor.practice.bundles.models import Bundle
from goldendoor.practice.court_filings import actions, queries, recipe, rules
from goldendoor.practice.hearings.models import Exhibit, Hearing

TODAY = date(2026, 8, 3)
COMPLETE = {
    "place": "Exampleton, New York",
    "served_by": "Noor Example",
    "served_date": TODAY,
    "means": "mail",
}


@pytest.fixture
def court(owner: Any) -> Any:
    """A case in court with a respondent."""
    case = cases.open_case(
        access=owner, type_id="practice.us.removal-defense", title="Exampleh", today=TODAY
    )
    data = {
        "names": [{"kind": "legal", "family": "الخيالي", "given": "محمد"}],
        "identifiers": [{"kind": "a_number", "number": "000100037"}],
    }
    person = people.add_person(access=owner, data=data)
    cases.add_party(access=owner, case=case, person=person, role="respondent")
    return case


@pytest.fixture
def paper(owner: Any, court: Any) -> Any:
    """`paper(title, data)`: a paper of the case."""

    def upload(title: str, data: bytes = b"") -> Any:
        file = io.BytesIO(data or made.pdf(title))
        return documents.upload(
            access=owner, case=court, file=file, filename=f"{title}.pdf", title=title
        )

    return upload


@pytest.fixture
def filing(owner: Any, court: Any) -> Any:
    return actions.begin(access=owner, case=court, title="Respondent's evidence", once="k")


def test_the_cover_page_and_the_certificate_say_what_is_missing() -> None:
    nobody = rules.Respondent("Ana Example", "")
    shared: dict[str, Any] = {"title": "T", "place": "P", "served_by": "N", "has_day": True}
    found = rules.missing(respondents=[nobody], means="mail", served_on="", papers=0, **shared)
    assert found == [
        "Ana Example has no A-Number.",
        "Say on whom it is served.",
        "No paper is attached yet.",
    ]
    known = rules.Respondent("Ana Example", "A 000-100-037")
    assert rules.missing(respondents=[known], means="ecas", served_on="", papers=1, **shared) == []


def test_it_takes_over_what_its_hearing_knows(owner, court, paper) -> None:
    starts = datetime.datetime(2026, 10, 6, 12, 30, tzinfo=datetime.UTC)
    hearing = Hearing.objects.create(
        organisation_id=owner.organisation_id, case=court, where="court", kind="us.individual",
        place="Exampleton, New York", official="J. Sample", starts_at=starts,
        time_zone="America/New_York", held_date=date(2026, 10, 6), is_detained=True,
    )  # fmt: skip
    for place, title in enumerate(("Declaration", "Report")):
        Exhibit.objects.create(
            organisation_id=owner.organisation_id, hearing=hearing, document=paper(title),
            position=place,
        )  # fmt: skip
    found = actions.begin(access=owner, case=court, title="Evidence", hearing=hearing)
    assert (found.judge, found.custody) == ("J. Sample", "detained")
    assert found.next_hearing == "October 6, 2026 at 08:30"
    assert [str(one) for one in queries.papers(owner, found)] == ["Declaration", "Report"]
    assert queries.hearings_of(owner, court) == [hearing]


def test_papers_stand_in_order_behind_their_tabs(owner, filing, paper, case) -> None:
    first, second = paper("First"), paper("Second")
    for _ in range(2):
        actions.attach(access=owner, filing=filing, documents=[first, second])
    actions.move(access=owner, paper=queries.papers(owner, filing)[1], by=-1)
    assert [str(one) for one in queries.papers(owner, filing)] == ["Second", "First"]
    actions.detach(access=owner, paper=queries.papers(owner, filing)[0])
    assert [one.position for one in queries.papers(owner, filing)] == [1]
    type(first).objects.filter(pk=second.pk).update(case=case)
    second.refresh_from_db()
    with pytest.raises(NotAllowed, match="another case"):
        actions.attach(access=owner, filing=filing, documents=[second])


def test_the_files_begin_with_the_cover_and_end_with_the_certificate(owner, filing, paper) -> None:
    actions.attach(access=owner, filing=filing, documents=[paper("Declaration")])
    filing = actions.change_filing(access=owner, filing=filing, changes=COMPLETE)
    found = recipe.recipe(owner, filing, draft=False)
    assert found.front[0].data["respondents"][0]["number"] == "A 000-100-037"
    built = building.build(found, bundles.reader(owner, filing.case), max_mb=25)
    titles = [(row["title"], row["page"]) for row in built.contents]
    assert titles == [
        ("Respondent's evidence", "1"),
        ("Index", "2"),
        ("Exhibit A: Declaration", "3"),
        ("Certificate of service", "5"),
    ]


def test_a_large_filing_is_cut_into_parts_below_the_limit(owner, filing, paper) -> None:
    large = paper("Photographs", made.photographs(60))
    actions.attach(access=owner, filing=filing, documents=[large])
    found = recipe.recipe(owner, filing, draft=True)
    built = building.build(found, bundles.reader(owner, filing.case), max_mb=1)
    assert len(built.parts) > 1
    assert all(len(one.data) <= 2**20 for one in built.parts)
    assert built.notes == ()


def test_it_is_filed_once_it_is_complete_and_then_stays(owner, filing, paper) -> None:
    def file(day: date = TODAY) -> Any:
        return actions.record_filed(access=owner, filing=filing, filed_date=day, today=TODAY)

    with pytest.raises(BadInput, match="place of the court"):
        file()
    actions.attach(access=owner, filing=filing, documents=[paper("Declaration")])
    with pytest.raises(Conflict):
        actions.change_filing(access=owner, filing=filing, changes=COMPLETE, version=9)
    filing.refresh_from_db()
    actions.change_filing(access=owner, filing=filing, changes=COMPLETE)
    with pytest.raises(BadInput, match="day to come"):
        file(TODAY + datetime.timedelta(days=1))
    assert file().state == "filed"
    with pytest.raises(NotAllowed, match="stays as it is"):
        actions.change_filing(access=owner, filing=filing, changes={"note": "x"})


def test_strangers_and_readers(stranger, make_access, filing) -> None:
    with pytest.raises(NotFound):
        queries.get(stranger, filing.public_id)
    with pytest.raises(NotAllowed):
        actions.change_filing(access=make_access("reader"), filing=filing, changes=COMPLETE)


def test_its_pages(signed_in, owner, court, paper, stranger) -> None:
    browser = signed_in(owner)
    letters = reverse("practice:case_letters", args=[court.public_id])
    assert "Begin one" in browser.get(letters).content.decode()
    begin = reverse("practice:begin_court_filing", args=[court.public_id])
    assert browser.post(begin, {"title": " "}).status_code == 422
    for _ in range(2):
        address = browser.post(begin, {"title": "Motion", "once": "k"}).url
    assert len(queries.of_case(owner, court)) == 1
    text = browser.get(address).content.decode()
    assert "The place of the court is missing." in text
    lease = paper("Lease")
    browser.post(f"{address}papers/attach/", {"what": [lease.public_id]})
    assert browser.post(f"{address}papers/up/", {"paper": "none"}).status_code == 400
    assert browser.post(f"{address}build/", {}).status_code == 400
    assert browser.post(f"{address}filed/", {"filed_date": "2026-08-03"}).status_code == 422
    data = {**COMPLETE, "title": "Motion", "court": "Immigration Court", "version": "1"}
    data |= {"custody": "detained", "proceedings": "In removal proceedings", "served_on": "OPLA"}
    wrong = browser.post(f"{address}cover/", {**data, "served_date": "yesterday"})
    assert wrong.status_code == 422
    assert "Exampleton" in wrong.content.decode()
    assert browser.post(f"{address}cover/", data).status_code == 302
    built = browser.post(f"{address}build/", {"once": "b"})
    jobs.run(owner, Bundle.objects.get().public_id)
    assert "Certificate of service" in browser.get(built.url).content.decode()
    assert browser.post(f"{address}filed/", {"filed_date": "2026-08-03"}).status_code == 302
    assert "Filed" in browser.get(letters).content.decode()
    assert signed_in(stranger).get(address).status_code == 404
