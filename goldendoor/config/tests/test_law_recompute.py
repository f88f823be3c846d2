"""`goldendoor law recompute`: lists, confirms, and says no with exit code 2."""

import json
from datetime import date
from typing import Any

import pytest

from goldendoor.accounts.models import User
from goldendoor.config import cli
from goldendoor.deadlines import actions
from goldendoor.deadlines.models import Deadline

TODAY = date(2026, 8, 3)
RFE = {
    "served_date": "2026-07-20", "form": "I-485", "days_on_notice": 84, "service": "mail",
    "channel": "paper",
}  # fmt: skip
DUE, WRONG = date(2026, 10, 15), date(2026, 10, 14)


@pytest.fixture
def stale(owner: Any, case: Any, monkeypatch: Any) -> Deadline:
    """A deadline that the present law puts a day later."""
    monkeypatch.setattr("goldendoor.config.boot.prepared_database", lambda: None)
    found = actions.start(access=owner, case=case, rule_id="us.rfe", facts=RFE, today=TODAY)
    Deadline.objects.filter(pk=found.pk).update(computed_date=WRONG, working_date=WRONG)
    return found


def law(*arguments: str) -> int:
    return cli.main(["law", "recompute", *arguments])


def test_it_lists_and_changes_nothing_until_a_batch_is_confirmed(stale, capsys) -> None:
    assert law("--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["affected"] == 1
    [row] = told["cases"]
    assert (row["old"], row["new"]) == ("2026-10-14", "2026-10-15")
    assert Deadline.objects.get().working_date == WRONG
    assert law("--confirm", told["batch"], "--reason", "mended", "--json") == 0
    assert json.loads(capsys.readouterr().out)["moved"] == 1
    assert Deadline.objects.get().working_date == DUE
    assert law("--confirm", told["batch"], "--reason", "mended") == 0
    assert "0 deadlines moved" in capsys.readouterr().out
    assert law() == 0
    assert "Nothing moves." in capsys.readouterr().out


def test_a_discarded_batch_moves_nothing(stale, capsys) -> None:
    assert law("--rule", "RFE", "--json") == 0
    batch = json.loads(capsys.readouterr().out)["batch"]
    assert law("--discard", batch, "--reason", "a court stayed it") == 0
    assert Deadline.objects.get().working_date == WRONG


def test_no_name_of_anybody_is_printed(stale, capsys, case) -> None:
    assert law() == 0
    told = capsys.readouterr()
    assert case.number in told.out
    assert "Núñez" not in told.out + told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "nothing"], "us.nothing"),
        (["--holiday", "2026-02-30"], "no day"),
        (["--confirm", "zzz", "--reason", "x"], "no batch"),
        (["--confirm", "a", "--discard", "b"], "Either"),
        (["--as", "nobody@example.org"], "Nobody signs in"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(stale, capsys, arguments, said) -> None:
    assert law(*arguments) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert len(told.err.splitlines()) == 1


def test_a_confirmation_needs_a_reason_and_somebody_who_may(stale, make_access, capsys) -> None:
    assert law("--json") == 0
    batch = json.loads(capsys.readouterr().out)["batch"]
    assert law("--confirm", batch) == 2
    paralegal = User.objects.get(pk=make_access("paralegal").user_id).email
    assert law("--confirm", batch, "--reason", "x", "--as", paralegal) == 2
    assert Deadline.objects.get().working_date == WRONG
