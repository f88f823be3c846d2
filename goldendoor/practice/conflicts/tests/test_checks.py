"""What a check finds, what it tells to whom, and who decides."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldendoor.audit import queries as audit
from goldendoor.audit.models import Entry
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.conflicts import actions, beat, queries, rules
from goldendoor.practice.conflicts.models import AskedName, Check

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501


def asked(*names: str, role: str = "enquirer", born: str = "") -> rules.Asked:
    return rules.Asked(role, names, born)


def ask(access: Any, *people: rules.Asked, **more: Any) -> Check:
    return actions.ask(access=access, people=people, **more)


def test_nothing_alike_is_clear(caseworker, known) -> None:
    known(caseworker, "Sample", "Person")
    check = ask(caseworker, asked("Zbigniew Unheard"))
    assert (check.state, check.hits) == ("clear", [])
    assert check.has_passed


@pytest.mark.parametrize(
    "name", ["Taras Shevchenko", "Schewtschenko Taras", "Тарас Шевченко", "Taras Shevcenko"]
)
def test_a_name_is_found_however_it_is_written(caseworker, known, name) -> None:
    case = known(caseworker, "Shevchenko", "Taras", role="opposing_party")
    check = ask(caseworker, asked(name, born="1988-11-30"))
    assert check.state == "referred"
    [hit] = queries.shown(caseworker, check)
    assert (hit.known, hit.born) == ("Taras Shevchenko", "born the same day")
    assert hit.cases == [(case, "opposing_party")]
    assert hit.why


def test_former_names_and_opposing_parties_are_asked_about_too(caseworker, known) -> None:
    known(caseworker, "Quartz", "Olive")
    former = ask(caseworker, asked("Olive Newname", "Olive Quartz"))
    opposing = ask(caseworker, asked("Nobody Else"), asked("Olive Quartz", role="opposing"))
    assert (former.state, opposing.state) == ("referred", "referred")
    assert queries.shown(caseworker, opposing)[0].asked.role == "opposing"


def test_names_of_earlier_enquiries_are_found_but_not_those_of_its_own(caseworker) -> None:
    first = ask(caseworker, asked("Bartholomew Fern"), asked("Rosalind Thorn", role="opposing"))
    assert ask(caseworker, asked("Bartholomew Fern"), repeats=first).state == "clear"
    second = ask(caseworker, asked("Rosalynd Thorne"))
    [hit] = queries.shown(caseworker, second)
    assert (hit.known, hit.earlier_role) == ("Rosalind Thorn", "Opposing party")


def test_a_walled_matter_is_found_and_not_told(make_access, known) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    known(insider, "Hidden", "Amparo", compartment="sheltered")
    check = ask(outsider, asked("Amparo Hidden"))
    assert check.state == "referred"
    assert queries.shown(outsider, check) == []
    officer = make_access("owner")
    [hit] = queries.shown(officer, check)
    assert hit.walled
    assert hit.known == "Amparo Hidden"


def test_a_walled_case_of_an_open_person_is_not_told(make_access, known) -> None:
    from goldendoor.cases import actions as cases

    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    case = known(insider, "Openly", "Ada")
    changes = {"compartment": "sheltered"}
    cases.change_case(access=insider, case=case, changes=changes)
    [hit] = queries.shown(outsider, ask(outsider, asked("Ada Openly")))
    assert hit.cases == []


def answered(browser: Any, name: str) -> tuple[int, int, str, list[str]]:
    """Status, number of queries and kinds of statements of asking and reading the answer."""
    with CaptureQueriesContext(
        connection,
    ) as queries_made:
        address = reverse("practice:new_conflict_check")
        posted = browser.post(address, {"role-0": "enquirer", "names-0": name, "born-0": ""})
        page = browser.get(posted.url)
    kinds = [one["sql"].split('"')[0] for one in queries_made.captured_queries]
    return posted.status_code, len(queries_made), page.content.decode(), kinds


def test_behind_a_wall_the_same_work_is_done_as_for_a_clean_result(
    make_access, known, signed_in
) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    known(insider, "Hidden", "Amparo", compartment="sheltered")
    browser = signed_in(outsider)
    answered(browser, "Somebody Firstly")  # fills caches
    clean = answered(browser, "Leopold Nowhere")
    walled = answered(browser, "Amparo Hidden")
    assert clean[:2] == walled[:2]
    assert clean[3] == walled[3]
    assert "Hidden" in walled[2]  # as it was typed
    assert "sheltered" not in walled[2]
    assert "Refer to the conflicts officer" in walled[2]
    assert "Known here" not in walled[2]


def test_a_check_behind_a_wall_reads_like_one_taken_for_a_second_look(
    make_access, known, signed_in, monkeypatch
) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    known(insider, "Hidden", "Amparo", compartment="sheltered")
    browser = signed_in(outsider)
    walled = answered(browser, "Amparo Hidden")[2].replace("Amparo Hidden", "NAME")
    monkeypatch.setattr(rules, "is_sampled", lambda digest: True)
    sampled = answered(browser, "Leopold Nowhere")[2].replace("Leopold Nowhere", "NAME")
    assert shape(walled) == shape(sampled)


def shape(page: str) -> str:
    """The main part of a page without what differs from one page to the next."""
    import re

    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"/conflicts/\w+/|\d\d:\d\d|value=\"\w+\"", "", main)


def test_every_sixteenth_clean_check_or_so_is_taken_for_a_second_look(monkeypatch) -> None:
    monkeypatch.undo()
    taken = sum(rules.is_sampled(f"{number * 2654435761 % 2**32:08x}") for number in range(1600))
    assert 60 <= taken <= 140


def test_an_answer_waits_for_the_next_beat(monkeypatch) -> None:
    monkeypatch.setattr(beat, "SECONDS", 1.5)
    assert beat.left(0.2) == pytest.approx(1.3)
    assert beat.left(1.9) == pytest.approx(1.1)
    waited: list[float] = []
    monkeypatch.setattr(beat.time, "sleep", waited.append)
    beat.keep(beat.start())
    assert 1.3 < waited[0] <= 1.5


def test_the_names_asked_about_are_encrypted(caseworker) -> None:
    check = ask(caseworker, asked("Perpetua Secretly", born="1990-02-03"))
    with connection.cursor() as cursor:
        for table in ("practice_conflicts_check", "practice_conflicts_askedname",
                      "practice_conflicts_askedkey"):  # fmt: skip
            cursor.execute(f"SELECT * FROM {table}")
            text = str(cursor.fetchall())
            for secret in ("Perpetua", "perpetua", "Secretly", "skrtl", "1990-02-03"):
                assert secret not in text, table
    assert rules.from_json(check.asked)[0].name == "Perpetua Secretly"
    assert AskedName.objects.get().text == "Perpetua Secretly"


def test_only_an_officer_decides_with_a_reason(caseworker, owner, make_access, known) -> None:
    known(caseworker, "Sample", "Person")
    check = ask(caseworker, asked("Person Sample"))
    with pytest.raises(NotAllowed):
        actions.decide(access=caseworker, check=check, decision="no_conflict", reason="x")
    with pytest.raises(BadInput, match="why"):
        actions.decide(access=owner, check=check, decision="no_conflict", reason=" ")
    officer = make_access("conflicts_officer")
    version = check.version
    actions.decide(
        access=officer, check=check, decision="no_conflict", reason="Another date of birth.",
        version=version,
    )  # fmt: skip
    check.refresh_from_db()
    assert check.has_passed
    with pytest.raises(Conflict):
        actions.decide(access=owner, check=check, decision="declined", reason="x", version=version)
    happened = audit.history(owner, subject_kind="conflict_check", subject_id=check.public_id).rows
    assert [one.action for one in happened] == ["conflicts.decided", "conflicts.asked"]
    assert "Another date" not in str([one.details for one in happened])


def test_a_waiver_needs_its_document(caseworker, make_access, known) -> None:
    known(caseworker, "Sample", "Person")
    check = ask(caseworker, asked("Person Sample"))
    officer = make_access("conflicts_officer")
    with pytest.raises(BadInput, match="in writing"):
        actions.decide(access=officer, check=check, decision="waived", reason="Both agreed.")
    actions.decide(
        access=officer, check=check, decision="waived", reason="Both agreed.",
        file=io.BytesIO(PDF), filename="waiver.pdf",
    )  # fmt: skip
    assert check.waiver.title == "Conflict waiver"


def test_a_check_in_a_compartment_is_seen_by_those_inside_and_the_officers(make_access) -> None:
    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    check = ask(insider, asked("Quiet Enquirer"), compartment="sheltered")
    assert queries.get(make_access("owner"), check.public_id) == check
    with pytest.raises(NotFound):
        queries.get(outsider, check.public_id)
    assert queries.latest(outsider).rows == []
    again = ask(outsider, asked("Quiet Enquirer"))
    assert (again.state, queries.shown(outsider, again)) == ("referred", [])


def test_another_office_is_neither_searched_nor_seen(caseworker, stranger, known) -> None:
    known(stranger, "Faraway", "Una")
    assert ask(caseworker, asked("Una Faraway")).state == "clear"
    assert queries.latest(stranger).rows == []


def test_pages_of_asking_deciding_and_the_queue(caseworker, owner, known, signed_in) -> None:
    known(caseworker, "Sample", "Person")
    browser = signed_in(caseworker)
    assert "No check yet" in browser.get(reverse("practice:conflict_checks")).content.decode()
    address = reverse("practice:new_conflict_check")
    empty = browser.post(address, {"role-0": "enquirer", "names-0": " ", "born-0": "1988-13-01"})
    assert empty.status_code == 422
    assert 'href="#names-0"' in empty.content.decode()
    sent = {
        "role-0": "enquirer", "names-0": "Person Sample\nPersona Sampel", "born-0": "1988-11-30",
        "role-1": "opposing", "names-1": "محمد الخيالي", "born-1": "",
    }  # fmt: skip
    page = browser.get(browser.post(address, sent).url).content.decode()
    assert "Born the same day" in page
    assert "Keep the decision" not in page
    officer = signed_in(owner)
    check = Check.objects.get()
    assert "Waiting for your decision" in officer.get(address[:-4]).content.decode()
    decide = reverse("practice:decide_conflict", args=[check.public_id])
    assert officer.post(decide, {"decision": "", "reason": "x"}).status_code == 422
    told = officer.post(decide, {"decision": "declined", "reason": "Secret ground.", "version": 1})
    assert told.status_code == 302
    assert "Secret ground." in officer.get(told.url).content.decode()
    page = signed_in(caseworker).get(told.url).content.decode()
    assert "cannot take this on" in page
    assert "Secret ground." not in page
    assert Entry.objects.filter(action="conflicts.read").exists()


def test_readers_may_not_ask(make_access, signed_in) -> None:
    browser = signed_in(make_access("reader"))
    assert browser.get(reverse("practice:new_conflict_check")).status_code == 403
