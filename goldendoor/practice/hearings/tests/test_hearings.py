"""Hearings: their moment at the place, days counted back, moving, witnesses, exhibits."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from goldendoor.deadlines import actions as deadlines
from goldendoor.deadlines import calendars
from goldendoor.deadlines import queries as deadline_queries
from goldendoor.documents import actions as documents
from goldendoor.foundation import due
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.hearings import actions, kinds, queries, rules
from goldendoor.practice.hearings.tests.conftest import DAY

TODAY = date(2026, 8, 3)


def picture() -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    made.seek(0)
    return made


def dates(kind: str, day: date, *, detained: bool = False) -> list[rules.FilingDate]:
    library = Library.shipped()
    entry = kinds.get(library, kind)
    return rules.filing_dates(entry, day, detained=detained, today=TODAY, library=library)


# ── pure ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "day", "detained", "expected"),
    [
        ("us.individual", date(2026, 9, 21), False, date(2026, 8, 22)),
        ("us.master", date(2026, 9, 21), False, date(2026, 9, 6)),
        ("us.individual", date(2026, 9, 21), True, None),
        ("us.individual", date(2024, 9, 21), False, date(2024, 9, 6)),
    ],
)
def test_days_are_counted_back_from_the_hearing(kind, day, detained, expected) -> None:
    [found] = dates(kind, day, detained=detained)
    assert found.day == expected
    assert bool(found.why_not) == (expected is None)


def test_kinds_without_rules_have_no_filing_days() -> None:
    assert dates("us.asylum-interview", DAY) == []


@given(st.dates(date(2025, 3, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_a_later_hearing_never_gives_an_earlier_filing_day(day: date, more: int) -> None:
    later = date.fromordinal(day.toordinal() + more)
    [first], [second] = dates("us.individual", day), dates("us.individual", later)
    assert first.day is not None
    assert second.day is not None
    assert first.day <= second.day
    assert first.day < day


@given(st.integers(0, 5000))
def test_tabs_are_all_different_and_go_on_after_z(number: int) -> None:
    assert rules.tab(number) != rules.tab(number + 1)
    assert rules.tab(25) == "Z"
    assert rules.tab(26) == "AA"
    assert rules.tab(701) == "ZZ"
    assert rules.tab(702) == "AAA"


def test_pages_of_the_list_run_on() -> None:
    rows = rules.tabs([("Passport", 3, "a"), ("Letter", None, "b"), ("Report", 12, "c")])
    assert [(one.letter, one.first_page) for one in rows] == [("A", 1), ("B", 4), ("C", 5)]


def test_the_library_of_hearings_is_sound() -> None:
    library = Library.shipped()
    assert list(kinds.problems(library)) == []
    zones = {one.code: one.time_zone for one in kinds.places(library, "court")}
    assert zones["ELP"] == "America/Denver"
    assert zones["SFR"] == "America/Los_Angeles"
    assert all(zones.values())


# ── actions ──────────────────────────────────────────────────────────────────────────────────


def test_the_hour_is_that_of_the_court(put_down) -> None:
    hearing = put_down(time=time(8, 30), time_zone="America/Los_Angeles")
    assert hearing.starts_at == datetime(2026, 9, 21, 15, 30, tzinfo=UTC)
    assert (hearing.local.hour, hearing.zone_word, hearing.held_date) == (8, "PDT", DAY)


def test_twice_the_same_is_one_hearing(put_down, caseworker, court_case) -> None:
    assert put_down(once="k") == put_down(once="k")
    assert len(queries.of_case(caseworker, court_case)[0]) == 1


def test_what_is_wrong_is_refused(put_down, caseworker) -> None:
    for wrong in ({"time_zone": "Mars/Base"}, {"details": {"place": " "}},
                  {"details": {"place": "x", "mode": "dream"}}):  # fmt: skip
        with pytest.raises(BadInput):
            put_down(**wrong)
    with pytest.raises(NotFound):
        put_down("us.nowhere")


def test_filing_days_start_once_and_move_with_the_hearing(put_down, caseworker) -> None:
    library, hearing = Library.shipped(), put_down()
    shared: dict[str, Any] = {"access": caseworker, "today": TODAY, "library": library}
    [started] = actions.start_filing_days(hearing=hearing, **shared)
    assert actions.start_filing_days(hearing=hearing, **shared) == []
    assert started.deadline.working_date == date(2026, 8, 22)
    new = date(2026, 10, 5)
    [shown] = queries.moves(caseworker, hearing, new, today=TODAY, library=library)
    assert (shown.before, shown.after) == (date(2026, 8, 22), date(2026, 9, 5))
    moved = actions.move(
        hearing=hearing, day=new, time=time(13), time_zone="America/New_York",
        reason="Notice of 2 August", **shared,
    )  # fmt: skip
    assert moved.held_date == new
    [row] = queries.filing_days(caseworker, moved)
    assert row.deadline.working_date == date(2026, 9, 5)
    started.deadline.refresh_from_db()
    assert (started.deadline.state, row.deadline.replaces) == ("corrected", started.deadline)
    assert "Notice of 2 August" in started.deadline.reason


def test_a_new_hour_moves_no_deadline(put_down, caseworker) -> None:
    library, hearing = Library.shipped(), put_down()
    shared: dict[str, Any] = {"access": caseworker, "today": TODAY, "library": library}
    [started] = actions.start_filing_days(hearing=hearing, **shared)
    when = {"day": DAY, "time": time(14), "time_zone": "America/New_York"}
    with pytest.raises(BadInput, match="why it moves"):
        actions.move(hearing=hearing, reason=" ", **when, **shared)
    with pytest.raises(Conflict):
        actions.move(hearing=hearing, reason="x", version=9, **when, **shared)
    actions.move(hearing=hearing, reason="Later that day", **when, **shared)
    started.deadline.refresh_from_db()
    assert started.deadline.is_open


def test_a_cancelled_hearing_withdraws_its_filing_days(put_down, caseworker, court_case) -> None:
    hearing = put_down()
    actions.start_filing_days(
        access=caseworker, hearing=hearing, today=TODAY, library=Library.shipped()
    )
    actions.cancel(access=caseworker, hearing=hearing, reason="Administrative closure", today=TODAY)
    assert deadline_queries.count_open(caseworker, court_case) == 0
    with pytest.raises(NotAllowed, match="is over"):
        actions.prepare(
            access=caseworker, hearing=hearing, items={}, today=TODAY, library=Library.shipped()
        )


def test_how_it_went_is_said_after_its_day(put_down, caseworker) -> None:
    hearing = put_down()
    said: dict[str, Any] = {"access": caseworker, "hearing": hearing, "text": "Pleaded."}
    with pytest.raises(BadInput, match="has not come yet"):
        actions.record_outcome(outcome="continued", today=TODAY, **said)
    with pytest.raises(BadInput):
        actions.record_outcome(outcome="sunny", today=DAY, **said)
    [coming] = due.until(caseworker, until=DAY)
    assert coming.title == "Individual hearing, 09:00 EDT"
    held = actions.record_outcome(outcome="continued", today=DAY, **said)
    assert (held.state, held.outcome_text) == ("held", "Pleaded.")
    assert due.until(caseworker, until=DAY) == []


def test_calendar_feeds_have_the_hour_and_say_nothing_else(put_down, caseworker, court_case):
    put_down()
    feed, _ = deadlines.make_feed(access=caseworker, case=court_case)
    appointments = calendars._appointments(caseworker, feed)
    body = calendars.text(feed, [], appointments).decode()
    assert "DTSTART:20260921T130000Z" in body
    assert "Golden Door appointment" in body
    assert "Individual" not in body
    [found] = appointments
    named = calendars.timed(found, shows_number=True)
    assert f"{court_case.number}: Individual hearing" in named.to_ical().decode()


def test_the_checklist_says_who_and_when(put_down, caseworker) -> None:
    hearing = put_down()
    shared: dict[str, Any] = {"access": caseworker, "today": TODAY, "library": Library.shipped()}
    found = actions.prepare(hearing=hearing, items={"brief": True, "theory": False}, **shared)
    assert found.done == {"brief": {"by": caseworker.user_label, "on": "2026-08-03"}}
    assert actions.prepare(hearing=found, items={"brief": False}, **shared).done == {}
    with pytest.raises(BadInput):
        actions.prepare(hearing=hearing, items={"moon": True}, **shared)


def test_witnesses_come_and_go(put_down, caseworker, court_case, stranger) -> None:
    hearing = put_down()
    with pytest.raises(BadInput, match="write a name"):
        actions.add_witness(access=caseworker, case=court_case, data={"name": " "})
    data = {"name": "Dr. Ana Ejemplo", "kind": "expert", "hearing": hearing, "about": "Harm"}
    row = actions.add_witness(access=caseworker, case=court_case, data=data)
    known = {"subpoena": "issued", "affidavit": "signed"}
    actions.change_witness(access=caseworker, witness=row, data=known, version=1)
    with pytest.raises(Conflict):
        actions.change_witness(access=caseworker, witness=row, data={"kind": "lay"}, version=1)
    assert str(queries.witnesses(caseworker, court_case, hearing)[0]) == "Dr. Ana Ejemplo"
    assert queries.witnesses(stranger, court_case) == []
    actions.remove_witness(access=caseworker, witness=row)
    assert queries.witnesses(caseworker, court_case) == []


def test_exhibits_keep_their_order(put_down, caseworker, court_case) -> None:
    hearing = put_down()
    papers = [
        documents.upload(
            access=caseworker, case=court_case, file=picture(), filename=f"{name}.png",
            title=name,
        )
        for name in ("Passport", "Letter")
    ]  # fmt: skip
    order = [papers[1].public_id, papers[0].public_id]
    actions.list_exhibits(access=caseworker, hearing=hearing, documents_in_order=order)
    found = queries.tabs(caseworker, hearing)
    assert [(one.letter, one.title) for one in found] == [("A", "Letter"), ("B", "Passport")]
    with pytest.raises(BadInput):
        actions.list_exhibits(access=caseworker, hearing=hearing, documents_in_order=["x"])
    assert len(queries.exhibits(caseworker, hearing)) == 2


def test_a_reader_keeps_no_hearing_and_another_office_sees_none(
    put_down, make_access, stranger, court_case
) -> None:
    hearing = put_down()
    with pytest.raises(NotAllowed):
        actions.cancel(access=make_access("reader"), hearing=hearing, reason="x", today=TODAY)
    with pytest.raises(NotFound):
        queries.get(stranger, hearing.public_id)
    assert queries.between(stranger, TODAY, None) == []
