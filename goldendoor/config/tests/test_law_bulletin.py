"""`goldendoor law bulletin` as offices script against it."""

import json
import os
import subprocess
import sys

import pytest

from goldendoor.config import cli
from goldendoor.law.tests.bulletin_files import LINE, written


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """`run("add", "x.csv")`: (exit code, standard output, standard error)."""
    monkeypatch.setenv("GOLDENDOOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIBRARY_DIRS", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["law", "bulletin", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_month_is_added_shown_and_refused_a_second_time(run, tmp_path) -> None:
    path = str(written(tmp_path, LINE, LINE.replace("INDIA", "CHINA")))
    code, out, err = run("add", path, "--json")
    assert (code, json.loads(out)) == (0, {"months": ["2026-07"], "cells": 2})
    assert "2026-07 has no" in err
    code, out, _err = run("show", "eb-2", "--country", "in", "--json")
    assert json.loads(out)["cutoff"]["date"] == "2013-10-01"
    code, out, err = run("add", path, "--json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "2026-07 is already held" in err


@pytest.mark.parametrize(
    "text", ["", "bulletin_month\n", LINE + "\n", LINE.replace("INDIA", "MARS"), "\x00\x01"]
)
def test_bad_input_is_a_sentence_and_changes_nothing(run, tmp_path, text) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    code, out, err = run("add", str(path), "--json")
    assert (code, out) == (2, "")
    assert err.startswith("goldendoor: bad.csv")
    assert not (tmp_path / "home" / "library" / "bulletins" / "us.visa_bulletin.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("add", "nowhere.csv"), "No such file"),
        (("show", "EB9"), "no category 'EB9'"),
        (("show", "EB2", "--country", "XX"), "two-letter code"),
        (("show", "EB2", "--chart", "other"), "A chart is"),
        (("show", "EB2", "--month", "2026"), "A month is written like"),
        (("show", "EB2", "--priority-date", "2026-02-30"), "A date is written like"),
        (("show", "EB2", "--priority-date", "2020-01-01", "--days-a-month", "0"), "above zero"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_a_sentence(run, arguments, complaint) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert complaint in err


def test_a_priority_date_is_answered_with_its_reasons_and_a_range(run) -> None:
    code, out, _err = run(
        "show", "EB2", "--country", "IN", "--priority-date", "2014-02-01", "--days-a-month", "20",
        "--json",
    )  # fmt: skip
    found = json.loads(out)
    assert code == 0
    assert found["availability"]["is_current"] is False
    assert found["availability"]["is_retrogressed"] is True
    assert found["projection"]["as_asked"] == "2027-02"
    assert "not a forecast" in found["projection"]["because"][-1]["step"]
    code, out, _err = run("show", "EB2", "--country", "IN", "--priority-date", "2014-02-01")
    assert "not before it" in out
    assert "What if it went on" in out


def test_two_that_add_the_same_month_at_once_add_it_once(tmp_path) -> None:
    path = written(tmp_path, LINE)
    command = [sys.executable, "-m", "goldendoor", "law", "bulletin", "add", str(path)]
    environment = {**os.environ, "GOLDENDOOR_HOME": str(tmp_path / "home")}
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for one in both:
        one.communicate()
    assert sorted(one.returncode for one in both) == [0, 2]
    kept = tmp_path / "home" / "library" / "bulletins" / "us.visa_bulletin.csv"
    assert kept.read_text(encoding="utf-8").count("2026-07") == 1
