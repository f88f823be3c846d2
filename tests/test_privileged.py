"""What is privileged leaves the office by no door."""

from goldendoor.cases import actions
from goldendoor.exchange import queries as exchange


def test_a_privileged_note_is_in_no_case_file(case, owner) -> None:
    text = "Said in confidence"
    actions.add_note(access=owner, case=case, text=text, privileged=True, pinned=True)
    assert text not in str(exchange.case_file(owner, case))
