"""Translations with their certificate; interpreters and what stands against a booking."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.documents import queries as document_queries
from goldendoor.foundation import due
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.hearings import actions as hearings
from goldendoor.practice.languages import actions, queries, rules, words
from goldendoor.practice.languages.actions.booking import Asked
from goldendoor.practice.languages.tests.conftest import DAY, picture

TODAY = date(2026, 8, 3)
WANTED = rules.Wanted("Spanish", DAY, time(10), time(12))
KNOWN = rules.Known("Ana", ["Spanish"], True)


# ── pure ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("known", "wanted", "said"),
    [
        (KNOWN, WANTED, None),
        (rules.Known("Ana", ["spanish"], True), WANTED, None),
        (rules.Known("Ana", ["Spanish"], False), WANTED, "has not signed"),
        (rules.Known("Ana", ["Arabic"], True), WANTED, "does not speak Spanish"),
        (rules.Known("Ana", ["Spanish"], True, has_tie=True), WANTED, "knows somebody"),
        (rules.Known("Ana Ruíz", ["Spanish"], True, party_names=["ana ruiz"]), WANTED, "a party"),
        (rules.Known("Ana", ["Spanish"], True, taken=["at ten"]), WANTED, "booked already: at ten"),
        (rules.Known("Ana", ["Spanish"], True, is_retired=True), WANTED, "no more"),
        (KNOWN, rules.Wanted("Spanish", DAY, time(12), time(12)), "before it begins"),
    ],
)
def test_what_stands_against_a_booking(known, wanted, said) -> None:
    found = " ".join(rules.why_not_book(known, wanted))
    assert (said in found) if said else found == ""


def test_days_and_hours_are_those_they_offer() -> None:
    offered = rules.Known("Ana", ["Spanish"], True, (2,), time(9), time(11))
    assert "from 09:00 to 11:00" in rules.outside_hours(offered, WANTED)
    assert rules.outside_hours(rules.Known("Ana", [], True, (2,)), WANTED) == ""
    assert "comes on Mon" in rules.outside_hours(rules.Known("Ana", [], True, (0,)), WANTED)


@given(st.text(max_size=60))
def test_languages_are_read_each_once(text: str) -> None:
    found = rules.languages(f"{text}, Spanish\nspanish")
    assert len({one.casefold() for one in found}) == len(found)
    assert any(one.casefold() == "spanish" for one in found)


def test_the_certificate_says_what_the_regulation_wants() -> None:
    library = Library.shipped()
    assert list(words.problems(library)) == []
    signer = rules.Signer("Ana Ruiz", "1 Example St\nExampleton, NY", TODAY)
    told = rules.certificate(
        words.entry(library), signer, language="Arabic", document="Birth certificate"
    )
    text = " ".join(told["paragraphs"])
    for wanted in ("complete and accurate", "competent to translate from Arabic into English",
                   "Birth certificate", "Ana Ruiz"):  # fmt: skip
        assert wanted in text
    assert told["signer"] == ["Ana Ruiz", "1 Example St", "Exampleton, NY", "Date: August 3, 2026"]


# ── translations ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def job(caseworker: Any, case: Any, paper: Any) -> Any:
    data = {"from_language": "Arabic", "to_language": "English", "translator": "Ana Ruiz",
            "due_date": DAY}  # fmt: skip
    return actions.ask(access=caseworker, case=case, document=paper, data=data, once="k")


SIGNED: dict[str, Any] = {
    "name": "Ana Ruiz", "address": "1 Example St", "signed_date": TODAY, "is_competent": True,
    "is_complete": True, "today": TODAY,
}  # fmt: skip


def test_a_translation_goes_from_asked_to_certified(job, caseworker, case, paper) -> None:
    assert [one.title for one in due.until(caseworker, until=DAY)] == ["Translation from Arabic"]
    with pytest.raises(NotAllowed, match="Take in the translation first"):
        actions.certify(access=caseworker, job=job, **SIGNED)
    job = actions.take_back(access=caseworker, job=job, file=picture(), filename="english.png")
    assert (job.translation.kind, job.translation.translation_of) == ("translation", paper)
    assert job.translation.person == paper.person
    for missing in ({"is_competent": False}, {"is_complete": False}, {"address": " "},
                    {"signed_date": TODAY + timedelta(days=1)}):  # fmt: skip
        with pytest.raises(BadInput):
            actions.certify(access=caseworker, job=job, **{**SIGNED, **missing})
    done = actions.certify(
        access=caseworker, job=job, file=picture(), filename="signed.png", **SIGNED
    )
    assert (done.state, done.certificate.kind) == ("certified", "certificate")
    kept = document_queries.get(caseworker, done.translation.public_id)
    assert kept.certificate == {"name": "Ana Ruiz", "language": "Arabic", "date": "2026-08-03"}
    assert due.until(caseworker, until=DAY) == []
    with pytest.raises(NotAllowed, match="done or cancelled"):
        actions.cancel(access=caseworker, job=done, reason="x")


def test_a_document_is_translated_once_at_a_time(job, caseworker, case, paper) -> None:
    data = {"from_language": "Arabic", "to_language": "English"}
    with pytest.raises(NotAllowed, match="translated already"):
        actions.ask(access=caseworker, case=case, document=paper, data=data)
    with pytest.raises(Conflict):
        actions.change_job(access=caseworker, job=job, data={"translator": "B"}, version=9)
    with pytest.raises(BadInput):
        actions.cancel(access=caseworker, job=job, reason=" ")
    actions.cancel(access=caseworker, job=job, reason="The client brought one.")
    with pytest.raises(BadInput, match="which"):
        actions.ask(access=caseworker, case=case, document=paper, data={"from_language": ""})
    assert queries.translatable(caseworker, case) == [paper]


def test_others_do_not_see_or_change_a_job(job, stranger, make_access) -> None:
    with pytest.raises(NotFound):
        queries.job(stranger, job.public_id)
    with pytest.raises(NotAllowed):
        actions.cancel(access=make_access("reader"), job=job, reason="x")
    assert queries.open_jobs(stranger) == []


# ── interpreters ─────────────────────────────────────────────────────────────────────────────


def ask(**more: Any) -> Asked:
    first, last = more.pop("first", time(10)), more.pop("last", time(12))
    wanted = rules.Wanted(more.pop("language", "Spanish"), more.pop("day", DAY), first, last)
    return Asked(wanted, more.pop("time_zone", "America/New_York"), **more)


def test_nobody_is_booked_twice_at_one_time(interpreter, caseworker, case) -> None:
    shared: dict[str, Any] = {"access": caseworker, "interpreter": interpreter}
    first = actions.book(asked=ask(case=case), once="k", **shared)
    assert actions.book(asked=ask(case=case), once="k", **shared) == first
    with pytest.raises(NotAllowed, match=r"booked already: 12 Aug, 10:00 to 12:00 EDT"):
        actions.book(asked=ask(first=time(11), last=time(13)), **shared)
    # The same moment by another clock.
    zone = "America/Los_Angeles"
    agreed = ask(first=time(7), last=time(8), time_zone=zone, outside_hours_agreed=True)
    with pytest.raises(NotAllowed, match="booked already"):
        actions.book(asked=agreed, **shared)
    actions.book(asked=ask(first=time(12), last=time(13)), **shared)
    actions.set_booking(access=caseworker, booking=first, state="cancelled", today=TODAY)
    assert actions.book(asked=ask(), **shared).state == "booked"


def test_whoever_knows_a_party_never_interprets_for_them(
    interpreter, caseworker, case, client_of
) -> None:
    shared: dict[str, Any] = {"access": caseworker, "interpreter": interpreter}
    with pytest.raises(BadInput, match="how they know"):
        actions.tie(person=client_of, why=" ", **shared)
    row = actions.tie(person=client_of, why="Her sister", **shared)
    with pytest.raises(NotAllowed, match="knows somebody in this case"):
        actions.book(asked=ask(case=case), **shared)
    assert actions.book(asked=ask(), **shared)
    actions.untie(access=caseworker, tie=row)
    assert actions.book(asked=ask(case=case, first=time(14), last=time(15)), **shared)


def test_outside_their_hours_it_must_be_agreed_on(interpreter, caseworker) -> None:
    shared: dict[str, Any] = {"access": caseworker, "interpreter": interpreter}
    thursday = DAY + timedelta(days=1)
    with pytest.raises(NotAllowed, match="comes on Wed"):
        actions.book(asked=ask(day=thursday), **shared)
    assert actions.book(asked=ask(day=thursday, outside_hours_agreed=True), **shared)
    with pytest.raises(BadInput, match="time zone"):
        actions.book(asked=ask(time_zone="Mars/Base"), **shared)


def test_a_booking_hangs_on_its_hearing_and_the_oath_is_kept(
    interpreter, caseworker, case, make_access
) -> None:
    hearing = hearings.schedule(
        access=caseworker, case=case, kind_id="us.agency-other", day=DAY, time=time(10),
        time_zone="America/New_York", details={"place": "Office"}, library=Library.shipped(),
    )  # fmt: skip
    row = actions.book(access=caseworker, interpreter=interpreter, asked=ask(hearing=hearing))
    assert (row.case, row.about) == (case, "hearing")
    assert list(hearing.bookings.visible_to(caseworker)) == [row]
    shared: dict[str, Any] = {"access": caseworker, "booking": row}
    with pytest.raises(BadInput, match="has not come"):
        actions.set_booking(state="done", today=TODAY, **shared)
    with pytest.raises(BadInput):
        actions.set_booking(state="lost", today=TODAY, **shared)
    with pytest.raises(NotAllowed):
        actions.set_booking(
            access=make_access("volunteer"), booking=row, state="confirmed", today=TODAY
        )
    done = actions.set_booking(state="done", today=DAY, **shared)
    assert done.sworn_date == DAY
    with pytest.raises(NotAllowed, match="is over"):
        actions.set_booking(state="cancelled", today=DAY, **shared)


def test_the_roster_is_of_the_office(interpreter, caseworker, stranger) -> None:
    assert queries.roster(caseworker, "arab") == [interpreter]
    assert queries.roster(caseworker, "Dari") == []
    assert queries.roster(stranger) == []
    with pytest.raises(BadInput):
        actions.add_interpreter(access=caseworker, data={"name": "X", "languages": []})
    with pytest.raises(Conflict):
        actions.change_interpreter(
            access=caseworker, interpreter=interpreter, data={"name": "B"}, version=5
        )
    actions.change_interpreter(
        access=caseworker, interpreter=interpreter, data={"is_retired": True}
    )
    assert queries.roster(caseworker) == []
