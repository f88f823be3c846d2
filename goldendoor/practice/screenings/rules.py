"""What an interview comes to: answers read, what to ask about, dates with reasons. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law import compute
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, RuleError

Entry = Mapping[str, Any]
LONGEST_TEXT = 4000
GIVEN = "given"
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Point:
    """Something to ask a representative about, because of an answer."""

    about: str
    because: str
    reference: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Box:
    """A question with what was answered or typed, and what is wrong with it."""

    key: str
    ask: str
    type: str
    value: str = ""
    help: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


def questions(entry: Entry) -> Iterator[Entry]:
    """All questions, group after group."""
    for group in entry["questions"]:
        yield from group["questions"]


def read(entry: Entry, post: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Answers of a form by key (what was left open is absent), and {key: what is wrong}."""
    answers: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in questions(entry):
        key = question["key"]
        text = post.get(f"q-{key}", "").replace("\0", "").strip()
        if not text:
            continue
        try:
            answers[key] = _answer(question, text)
        except ValueError as error:
            wrong[key] = str(error)
    return answers, wrong


def _answer(question: Entry, text: str) -> Any:
    kind = question["type"]
    if kind == "yes_no":
        if text not in YES_NO:
            raise ValueError("Choose yes or no, or leave it open.")
        return YES_NO[text]
    if kind == "choice":
        if text not in question["options"]:
            raise ValueError("Choose one of the answers shown.")
        return text
    if kind == "date":
        return _day(text).isoformat()
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"At most {LONGEST_TEXT} letters can be kept here.")
    return text


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        told = f"“{text[:40]}” is not a day. Write it as year-month-day, such as 2025-10-05."
        raise ValueError(told) from None
    if not 1900 <= day.year <= 2100:
        raise ValueError("This day lies too far away. Write the year with four digits.")
    return day


def groups(
    entry: Entry, answers: Mapping[str, Any], typed: Mapping[str, str], wrong: Mapping[str, str]
) -> list[tuple[str, list[Box]]]:
    """[(title, questions)] for a form: what was typed goes before what was kept."""
    return [
        (group["title"], [_box(one, answers, typed, wrong) for one in group["questions"]])
        for group in entry["questions"]
    ]


def _box(
    question: Entry,
    answers: Mapping[str, Any],
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
) -> Box:
    key = question["key"]
    kept = answers.get(key, "")
    text = {True: "yes", False: "no"}[kept] if isinstance(kept, bool) else str(kept)
    return Box(
        key=key,
        ask=question["ask"],
        type=question["type"],
        value=typed.get(f"q-{key}", text),
        help=question.get("help", ""),
        options=question.get("options") or {},
        wrong=wrong.get(key, ""),
    )


def talk(entry: Entry, answers: Mapping[str, Any]) -> list[Point]:
    """What to ask a representative about, in the order of the questions."""
    return [
        Point(one["about"], question["ask"], one.get("reference") or {})
        for question in questions(entry)
        if question["key"] in answers
        for one in question.get("talk") or []
        if one["is"] in (GIVEN, answers[question["key"]])
    ]


def told(entry: Entry, answers: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(title, [(question, answer in words)])] of what was answered."""
    found = []
    for group in entry["questions"]:
        rows = [
            (one["ask"], words(one, answers[one["key"]]))
            for one in group["questions"]
            if one["key"] in answers
        ]
        if rows:
            found.append((group["title"], rows))
    return found


def words(question: Entry, answer: Any) -> str:
    """An answer as a person reads it."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if question["type"] == "choice":
        return str(question["options"].get(answer, answer))
    if question["type"] == "date":
        day = datetime.date.fromisoformat(answer)
        return f"{day:%a} {day.day} {day:%b %Y}"
    return str(answer)


def dated(
    entry: Entry, answers: Mapping[str, Any], today: datetime.date, library: Library
) -> list[dict[str, Any]]:
    """What the law engine says to the answers: rows of label, day or value, reasons.

    `{"rule", "label", "value", "because": [step…], "certainty", "problem"}`; what lacks a fact is
    left out, what cannot be reckoned says so.
    """
    found: list[dict[str, Any]] = []
    for ask in entry.get("asks") or []:
        given = {name: answers.get(key) for name, key in (ask.get("facts") or {}).items()}
        if any(value in (None, "") for value in given.values()):
            continue
        if any(answers.get(key) != value for key, value in (ask.get("only_if") or {}).items()):
            continue
        found += _reckoned(ask, {**(ask.get("given") or {}), **given}, today, library)
    return found


def _reckoned(
    ask: Entry, facts: Mapping[str, Any], today: datetime.date, library: Library
) -> list[dict[str, Any]]:
    shows = ask["shows"]
    try:
        result = compute.compute(ask["rule"], facts, today, library)
    except NeedsFacts:
        return []
    except (RuleError, OverflowError) as error:
        row = {"rule": ask["rule"], "label": shows[0]["label"], "value": None, "because": []}
        return [{**row, "certainty": "unverified", "problem": str(error)}]
    steps = [step.to_json() for step in result.because]
    return [
        {
            "rule": ask["rule"],
            "label": show["label"],
            "value": result.value[show["output"]],
            "opens": bool(show.get("opens")),
            "because": steps,
            "certainty": result.certainty,
            "problem": "",
        }
        for show in shows
        if result.value.get(show["output"]) is not None
    ]


def facts(entry: Entry, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Collections of a person that the answers fill: a question names `fact: birth.country`."""
    found: dict[str, Any] = {}
    for question in questions(entry):
        place = question.get("fact")
        if not place or question["key"] not in answers:
            continue
        collection, _, key = place.partition(".")
        if key:
            found.setdefault(collection, {})[key] = answers[question["key"]]
        else:
            found[collection] = answers[question["key"]]
    return found
