"""Deadlines on the time line of their case."""

from datetime import date

from goldendoor.cases import queries as cases
from goldendoor.deadlines import actions

TODAY = date(2026, 8, 3)


def test_a_deadline_is_told_by_its_label(case, caseworker) -> None:
    actions.start(access=caseworker, case=case, today=TODAY, label="Call the clerk", due_date=TODAY)
    [line] = cases.timeline(caseworker, case, kinds=["deadline"]).rows
    assert (line.words, line.text) == ("started a deadline", "Call the clerk")
    assert line.who == caseworker.user_label
