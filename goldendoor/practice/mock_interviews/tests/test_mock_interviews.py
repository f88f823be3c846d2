"""Practice interviews: which civics test, drawing, scoring, passing, the link for a phone."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.mock_interviews import actions, queries, rules, sets
from goldendoor.practice.mock_interviews.actions import Wanted

TODAY = date(2026, 8, 3)
OLD, NEW = date(2025, 10, 19), date(2025, 10, 20)


# ── pure ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("filed", "special", "table", "asked", "right"),
    [
        (OLD, False, "us.civics_2008", 10, 6),
        (NEW, False, "us.civics_2025", 20, 12),
        (NEW, True, "us.civics_2025", 10, 6),
        (OLD, True, "us.civics_2008", 10, 6),
    ],
)
def test_the_filing_day_decides_the_civics_test(filed, special, table, asked, right) -> None:
    library = Library.shipped()
    found, mark = sets.civics_test(filed, is_65_20=special, today=TODAY, library=library)
    assert (found, mark["questions_asked"], mark["right_to_pass"]) == (table, asked, right)
    assert mark["because"]
    rows = sets.civics_of(found, library, only_65_20=special)
    assert len(rows) == (20 if special else {"us.civics_2008": 100, "us.civics_2025": 128}[table])


def test_what_changes_is_looked_up_and_never_answered() -> None:
    library = Library.shipped()
    rows = sets.civics_of("us.civics_2008", library, only_65_20=False)
    rows += sets.civics_of("us.civics_2025", library, only_65_20=False)
    changing = [one for one in rows if one.look_up]
    assert {one.key for one in changing} >= {"20", "23", "28", "43"}
    assert all(not one.answers and one.page for one in changing)
    assert all(one.answers for one in rows if not one.look_up)


def test_sets_of_the_library_are_sound_and_speak_spanish() -> None:
    library = Library.shipped()
    assert list(sets.problems(library)) == []
    first = sets.all_of(library, "practice.us.asylum")[0]
    assert first["id"] == "us.asylum"
    for name in ("us.n400", "us.marriage", "us.asylum"):
        rows = sets.questions(sets.get(library, name))
        assert len({one.key for one in rows}) == len(rows) > 15
        assert all(one.es and one.looks_for for one in rows)


@given(st.integers(1, 200), st.text(max_size=10))
def test_drawn_questions_are_different_and_come_out_the_same(count: int, seed: str) -> None:
    rows = [rules.Question(str(number), "?") for number in range(100)]
    found = rules.drawn(rows, count, seed)
    assert len({one.key for one in found}) == len(found) == min(count, 100)
    assert found == rules.drawn(rows, count, seed)


@given(st.lists(st.sampled_from([*rules.SCORES, ""]), max_size=30))
def test_every_question_is_counted_once(scores: list[str]) -> None:
    keys = [str(number) for number in range(len(scores))]
    answers = {key: {"score": score} for key, score in zip(keys, scores, strict=True) if score}
    found = rules.tally(keys, answers)
    assert found.counted + found.skip + found.open == len(keys)
    assert 0 <= found.percent <= 100


@pytest.mark.parametrize(
    ("right", "partly", "wrong", "still_open", "expected"),
    [
        (12, 0, 0, 8, "passed"), (11, 0, 8, 1, ""), (3, 0, 9, 8, "failed"),
        (3, 5, 4, 8, "failed"), (11, 0, 8, 0, "failed"),
    ],
)  # fmt: skip
def test_a_civics_test_ends_as_the_officer_ends_it(
    right, partly, wrong, still_open, expected
) -> None:
    mark = {"questions_asked": 20, "right_to_pass": 12, "wrong_to_fail": 9}
    now = rules.Tally(right=right, partly=partly, wrong=wrong, open=still_open)
    assert rules.verdict(mark, now) == expected
    assert rules.verdict({}, now) == ""


def test_the_trend_goes_up_with_the_score() -> None:
    low, high = rules.trend([("2026-08-01", 40), ("2026-08-09", 90)])
    assert low.x < high.x
    assert low.y > high.y


def test_the_next_open_question_comes_round() -> None:
    assert rules.following(["a", "b", "c"], {"b": {}}, "b") == "c"
    assert rules.following(["a", "b", "c"], {"b": {}, "c": {}}, "b") == "a"
    assert rules.following(["a"], {"a": {}}) == ""


# ── actions ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def begin(caseworker: Any, applicant_case: Any) -> Any:
    """`begin(set, **wanted)`: a session on the case."""

    def make(set_id: str = "us.n400", once: str | None = None, **wanted: Any) -> Any:
        return actions.start(
            access=caseworker, case=applicant_case, wanted=Wanted(set_id, **wanted), today=TODAY,
            library=Library.shipped(), once=once,
        )  # fmt: skip

    return make


def test_civics_is_passed_by_twelve_right_answers_and_then_finished(begin, caseworker) -> None:
    session = begin("us.civics", filed_date=NEW)
    keys = queries.keys(session)
    assert len(keys) == 20
    for key in keys[:12]:
        session = actions.answer(
            access=caseworker, session=session, key=key, score="right", seconds=5
        )
    assert (session.state, queries.verdict(session), session.seconds) == ("finished", "passed", 60)
    with pytest.raises(NotAllowed, match="is finished"):
        actions.answer(access=caseworker, session=session, key=keys[0], score="wrong")


def test_a_session_is_stopped_and_resumed(begin, caseworker, applicant_case) -> None:
    session = begin(once="k")
    assert begin(once="k") == session
    first, second = queries.keys(session)[:2]
    actions.answer(access=caseworker, session=session, key=first, score="partly", note=" slowly ")
    actions.answer(access=caseworker, session=session, key=first, score="right", note="well")
    [found] = queries.of_case(caseworker, applicant_case)
    assert found.answers == {first: {"score": "right", "note": "well"}}
    assert rules.following(queries.keys(found), found.answers) == second
    done = actions.finish(access=caseworker, session=found, comment="Calm.")
    assert (done.state, queries.tally(done).percent) == ("finished", 100)


def test_what_is_wrong_is_refused(begin, caseworker, make_access, stranger) -> None:
    with pytest.raises(BadInput, match="it decides the test"):
        begin("us.civics")
    with pytest.raises(NotFound):
        begin("us.moon")
    with pytest.raises(BadInput):
        begin(language="xx")
    session = begin("us.english")
    assert len(queries.keys(session)) == 12
    for wrong in ({"key": "x", "score": "right"}, {"key": queries.keys(session)[0], "score": "9"}):
        with pytest.raises(BadInput):
            actions.answer(access=caseworker, session=session, **wrong)
    with pytest.raises(NotAllowed):
        actions.finish(access=make_access("reader"), session=session)
    with pytest.raises(NotFound):
        queries.get(stranger, session.public_id)


def test_a_phone_link_is_signed_ends_and_is_revoked(caseworker, applicant_case) -> None:
    shared: dict[str, Any] = {
        "access": caseworker, "case": applicant_case, "filed_date": NEW, "is_65_20": False,
        "today": TODAY, "library": Library.shipped(),
    }  # fmt: skip
    with pytest.raises(BadInput, match="a year from now"):
        actions.make_link(expires_date=TODAY - timedelta(days=1), **shared)
    link = actions.make_link(expires_date=TODAY + timedelta(days=30), **shared)
    token = queries.token(link)
    assert queries.of_token(token) == link
    assert queries.of_token(f"{token}x") is None
    assert queries.of_token("x") is None
    assert applicant_case.public_id not in token
    assert queries.works(link, TODAY + timedelta(days=30))
    assert not queries.works(link, TODAY + timedelta(days=31))
    for _ in range(2):
        link = actions.revoke_link(access=caseworker, link=link)
    assert not queries.works(link, TODAY)
    assert queries.links(caseworker, applicant_case, TODAY) == []
