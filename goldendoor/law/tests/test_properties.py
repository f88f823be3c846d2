"""What must hold of every date, whatever the facts."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import check, ledgers, rules, versions
from goldendoor.law.compute import compute
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, RuleError

LIBRARY = Library.shipped()
CALENDAR = rules.calendar(LIBRARY)
TODAY = datetime.date(2026, 11, 25)
SERVED = st.dates(datetime.date(2012, 1, 1), datetime.date(2040, 12, 31))
SERVICE = st.sampled_from(["mail", "personal", "electronic"])

# Paper deadlines that run from a day of service or a decision: rule, the facts beside that day.
PAPER = [
    ("us.rfe", "served_date", {"form": "I-130", "days_on_notice": 84, "channel": "paper"}, True),
    ("us.noid", "served_date", {"channel": "paper"}, True),
    ("us.noir-noit", "served_date", {"channel": "paper"}, True),
    ("us.i290b", "served_date", {}, True),
    ("us.i290b-revoke", "served_date", {}, True),
    ("us.n336", "served_date", {}, True),
    ("us.bia-dhs", "served_date", {}, True),
    ("us.bia-appeal", "decision_date", {"decision_kind": "oral"}, False),
    ("us.eoir-motion", "final_order_date", {"motion_kind": "reopen"}, False),
    ("us.pfr", "final_order_date", {}, False),
]
paper = pytest.mark.parametrize(("rule", "starts", "facts", "by_service"), PAPER)


def due(rule, starts, facts, day, service=None):
    given_facts = {**facts, starts: day, **({"service": service} if service else {})}
    found = compute(rule, given_facts, TODAY, LIBRARY)
    return datetime.date.fromisoformat(found.value["due_date"])


@paper
@given(day=SERVED, service=SERVICE)
def test_a_paper_due_date_is_never_on_a_closed_day(rule, starts, facts, by_service, day, service):
    found = due(rule, starts, facts, day, service if by_service else None)
    assert not CALENDAR.is_closed(found)


@paper
@given(one=SERVED, other=SERVED, service=SERVICE)
def test_a_later_service_never_gives_an_earlier_due_date(
    rule, starts, facts, by_service, one, other, service
):
    service = service if by_service else None
    early, late = sorted((one, other))
    assert due(rule, starts, facts, early, service) <= due(rule, starts, facts, late, service)


@paper
@given(day=SERVED)
def test_mail_days_never_shorten_a_period(rule, starts, facts, by_service, day):
    if by_service:
        by_mail = due(rule, starts, facts, day, "mail")
        assert by_mail >= due(rule, starts, facts, day, "personal")


@given(day=SERVED, service=SERVICE, length=st.integers(1, 84))
def test_an_online_answer_is_never_due_later_than_one_on_paper(day, service, length):
    facts = {"form": "I-130", "days_on_notice": length}
    online = due("us.rfe", "served_date", {**facts, "channel": "online"}, day, service)
    on_paper = due("us.rfe", "served_date", {**facts, "channel": "paper"}, day, service)
    assert online <= on_paper


@given(day=st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)))
def test_a_window_counted_backwards_is_never_moved(day):
    found = compute("us.i751", {"resident_since_date": day}, TODAY, LIBRARY).value
    closes = datetime.date.fromisoformat(found["window_closes"])
    opens = datetime.date.fromisoformat(found["window_opens"])
    assert (closes - opens).days == 90
    assert found["safe_date"] < found["window_closes"] <= found["paper_timely_through"]


# ── clocks ───────────────────────────────────────────────────────────────────────────────────

SPANS = st.lists(
    st.tuples(
        st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31)),
        st.one_of(st.none(), st.integers(0, 200)),
    ),
    max_size=8,
)
START = datetime.date(2025, 1, 1)


def spans_of(rows):
    return [
        Span(first, None if n is None else first + datetime.timedelta(days=n), "stop")
        for first, n in rows
    ]


@given(SPANS, st.one_of(st.none(), st.dates(START, datetime.date(2028, 1, 1))))
def test_the_segments_of_a_clock_follow_each_other_without_gap_or_overlap(rows, end):
    found = ledgers.build("clock", START, end, spans_of(rows), "runs").segments
    assert found[0].from_date == START
    assert found[-1].to_date == end
    for one, following in itertools.pairwise(found):
        assert one.to_date is not None
        assert following.from_date == one.to_date + DAY


@given(SPANS, st.integers(0, 900))
def test_the_clock_counts_exactly_the_days_in_no_stop(rows, days):
    spans = spans_of(rows)
    ledger = ledgers.build("clock", START, None, spans, "runs")
    before = START + datetime.timedelta(days=days)
    counted = sum(
        not any(s.from_date <= day and (s.to_date is None or day <= s.to_date) for s in spans)
        for day in (START + datetime.timedelta(days=n) for n in range(days))
    )
    assert ledger.count(before) == counted


@given(SPANS, st.integers(1, 400))
def test_day_n_is_the_first_day_before_which_n_days_have_counted(rows, number):
    ledger = ledgers.build("clock", START, None, spans_of(rows), "runs")
    reached = ledger.day_number(number)
    if reached is not None:
        assert ledger.count(reached) == number
        assert ledger.count(reached - DAY) == number - 1


@given(
    st.lists(
        st.tuples(
            st.dates(datetime.date(2021, 1, 1), datetime.date(2026, 5, 1)), st.integers(0, 90)
        ),
        max_size=6,
    )
)
def test_trips_that_overlap_are_counted_once_and_never_more_than_the_window(rows):
    trips = [
        {"departed_date": first, "returned_date": first + datetime.timedelta(days=length)}
        for first, length in rows
    ]
    facts = {"filed_date": "2026-06-01", "trips": trips, "track_years": 5}
    found = compute("us.n400-pp", facts, TODAY, LIBRARY).value
    days = {
        trip["departed_date"] + datetime.timedelta(days=n)
        for trip in trips
        for n in range(1, (trip["returned_date"] - trip["departed_date"]).days)
    }
    inside = [d for d in days if datetime.date(2021, 6, 1) <= d < datetime.date(2026, 6, 1)]
    assert found["days_abroad"] == len(inside)
    assert found["days_present"] + found["days_abroad"] == found["window_days"] == 1826


# ── versions ─────────────────────────────────────────────────────────────────────────────────

EXAMPLES = [
    pytest.param(rule_id, check.plain(example["inputs"]), id=f"{rule_id}-{number}")
    for rule_id in LIBRARY.ids("rules")
    for number, example in enumerate(LIBRARY.rule(rule_id)["examples"], 1)
]


@pytest.mark.parametrize(("rule", "facts"), EXAMPLES)
def test_the_same_question_has_the_same_answer_and_it_is_plain_json(rule, facts):
    first = compute(rule, facts, TODAY, LIBRARY).to_json()
    assert first == compute(rule, facts, TODAY, LIBRARY).to_json()
    assert first["because"], "every answer has a reason"
    assert all(step["step"] and step["citation"] for step in first["because"])


def published_days(rule):
    """Start of each version that the rule may rest on → the day it was published."""
    table = LIBRARY.rule(rule).get("table")
    entries = [LIBRARY.rule(name) for name in (rule, "us.mail-3", "us.mail-abroad")]
    entries += [LIBRARY.rule("us.roll-paper-only"), *([LIBRARY.table(table)] if table else [])]
    rows = [row for entry in entries for row in entry.get("versions") or entry.get("editions", [])]
    return {str(row.get("from") or row.get("only_from")): row.get("published") for row in rows}


@pytest.mark.parametrize(("rule", "facts"), EXAMPLES)
@pytest.mark.parametrize("today", ["2012-06-01", "2024-12-31", "2026-02-01", "2026-08-03"])
def test_an_answer_as_of_an_earlier_day_never_uses_a_later_version(rule, facts, today):
    as_of = datetime.date.fromisoformat(today)
    published = published_days(rule)
    try:
        found = compute(rule, facts, as_of, LIBRARY)
    except RuleError:
        return  # nothing was law yet
    for step in found.because:
        begins = versions.day(step.version_from)
        if begins and begins > as_of:
            assert published[str(begins)] <= as_of, step


def refused(rule, facts):
    """The error of a computation, or None."""
    try:
        compute(rule, facts, TODAY, LIBRARY)
    except RuleError as error:
        return error
    return None


@pytest.mark.parametrize("rule", LIBRARY.ids("rules"))
def test_a_rule_without_facts_names_what_it_needs_or_answers(rule):
    error = refused(rule, {})
    if isinstance(error, NeedsFacts):
        assert set(error.names) <= set(LIBRARY.rule(rule)["inputs"])
        assert error.names
    else:
        assert error is None


@pytest.mark.parametrize("rule", LIBRARY.ids("rules"))
@pytest.mark.parametrize("junk", ["x", 3.5, [], {}, True, "2026-02-30", -1, None, "9" * 600])
def test_facts_of_the_wrong_kind_are_refused_with_their_name(rule, junk):
    example = check.plain(LIBRARY.rule(rule)["examples"][0]["inputs"])
    for name in LIBRARY.rule(rule)["inputs"]:
        error = refused(rule, {**example, name: junk})
        assert error is None or (str(error) and error.field)
