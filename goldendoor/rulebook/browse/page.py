"""What the page of a rule shows, put together from the library and from `law`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldendoor.law import check
from goldendoor.law.library import Library
from goldendoor.rulebook import answers, facts, words
from goldendoor.rulebook.browse import rules

Entry = Mapping[str, Any]
# Words about counting, in the order of a reader's questions.
COUNTED = {
    "days": "Which days",
    "first_day": "Does the first day count?",
    "closed_day": "Does it move off closed days?",
    "mail": "Service by mail",
    "steps": "In short",
}

KNOWN_ON = "law_known_on"
KNOWN: dict[str, Any] = {
    "type": "date",
    "label": "With the law as known on",
    "meaning": "versions published later are left out",
}


@dataclass(frozen=True)
class Example:
    """A worked example and what comes out today."""

    why: str
    given: list[tuple[str, str]]
    posted: dict[str, str]
    expected: list[tuple[str, str, str, bool]]
    problem: str

    @property
    def holds(self) -> bool:
        """Everything expected came out."""
        return not self.problem and all(same for *_rest, same in self.expected)


def of_rule(rule: Entry, today: datetime.date, library: Library) -> dict[str, Any]:
    """The context of the page, without “Try it”."""
    scale, versions = rules.versions_of(rule, today)
    return {
        "rule": rule,
        "short": rules.short_id(str(rule["id"])),
        "area": words.AREAS.get(str(rule.get("area")), ""),
        "certainty": rules.certainty(rule.get("certainty")),
        "last_checked": words.day_of(rule.get("last_checked")),
        "versions": versions,
        "scale": scale,
        "today_at": scale.at(today),
        "counted": _counted(rule),
        "inputs": _declared(rule.get("inputs")),
        "outputs": _declared(rule.get("outputs")),
        "sources": _sources(rule),
        "examples": [_example(rule, one, today, library) for one in rule.get("examples") or []],
    }


def _counted(rule: Entry) -> list[tuple[str, str]]:
    counting = rule.get("counting") or {}
    if isinstance(counting, str):
        return [("How", counting)]
    return [(label, str(counting[key])) for key, label in COUNTED.items() if counting.get(key)]


def _declared(declared: Any) -> list[dict[str, Any]]:
    """Facts or outputs with label, type in words and meaning."""
    found = []
    for name, one in (declared or {}).items():
        if not isinstance(one, Mapping):
            one = {"type": str(one)}
        choices = [words.of_choice(choice) for choice in one.get("enum") or ()]
        needs = one.get("needs") or one.get("needs_one_of") or ()
        joint = ", " if one.get("needs") else " or "
        found.append(
            {
                "name": name,
                "label": str(one.get("label") or words.of_name(name)),
                "kind": _KINDS.get(str(one.get("type")), str(one.get("type"))),
                "meaning": str(one.get("meaning") or ""),
                "choices": choices,
                "required": bool(one.get("required")),
                "needs": joint.join(words.of_name(need).rstrip("?") for need in needs),
            }
        )
    return found


_KINDS = {
    "date": "day",
    "datetime": "day and time",
    "int": "whole number",
    "bool": "yes or no",
    "string": "text",
    "enum": "one of",
    "money_cents": "dollars",
    "list": "list",
}


def _sources(rule: Entry) -> list[dict[str, str]]:
    return rules.references({"reference": rule.get("sources") or []})


def inputs_of(rule: Entry) -> dict[str, Mapping[str, Any]]:
    """The declared inputs, those of an older form of writing as plain text."""
    found = {}
    for name, one in (rule.get("inputs") or {}).items():
        found[name] = one if isinstance(one, Mapping) else {"type": str(one).rstrip("?")}
    return found


def _example(rule: Entry, example: Entry, today: datetime.date, library: Library) -> Example:
    declared = inputs_of(rule)
    given = check.plain(example.get("inputs") or {})
    # As the check of the library computes them: with the law known when it was last checked.
    day = words.day_of(example.get("today") or rule.get("last_checked")) or today
    answer = answers.ask(rule, given, day, library)
    found = answer.result.value if answer.result else {}
    outputs = rule.get("outputs") or {}
    expected = []
    for name, value in check.plain(example.get("expected") or {}).items():
        kind = outputs.get(name) if isinstance(outputs.get(name), Mapping) else {}
        came = check.plain(found.get(name)) if name in found else None
        expected.append(
            (
                words.of_name(name),
                words.of_value(value, kind),
                words.of_value(came, kind) if name in found else "nothing",
                came == value,
            )
        )
    return Example(
        why=str(example.get("why") or ""),
        given=[
            (words.of_name(name), words.of_value(value, declared.get(name)))
            for name, value in given.items()
        ],
        posted=facts.as_posted(declared, given) | {KNOWN_ON: day.isoformat()},
        expected=expected,
        problem=problem_of(answer, declared),
    )


def problem_of(answer: answers.Answer, declared: Mapping[str, Any]) -> str:
    """What stands in the way of an answer, in the words of the page."""
    if answer.needs:
        wanted = (words.of_name(name).rstrip("?") for name in answer.needs)
        return f"Still to be filled in: {', '.join(wanted)}."
    return facts.in_words(answer.problem, declared)


def try_it(
    rule: Entry, posted: Mapping[str, str], today: datetime.date, library: Library
) -> dict[str, Any]:
    """The form of “Try it” and, when everything is in it, the answer."""
    declared = inputs_of(rule)
    more = posted.get("more", "")
    given, problems = facts.read({**declared, KNOWN_ON: KNOWN}, posted)
    known_on = words.day_of(given.pop(KNOWN_ON, None)) or today
    answer = None
    if not problems and not more:
        answer = answers.ask(rule, given, known_on, library)
        for name in answer.needs:
            problems[name] = "Fill this in."
        if answer.problem:
            at = facts.place_of(answer.at)
            problems[at if at.split("-")[0] in declared else ""] = problem_of(answer, declared)
    boxes = facts.fields(
        {**declared, KNOWN_ON: KNOWN},
        {KNOWN_ON: today.isoformat(), **posted},
        {} if more else problems,
        {more: 1} if more else None,
    )
    return {
        "boxes": boxes,
        "problems": [] if more else _listed(boxes, problems),
        "answer": answer if answer and answer.result else None,
        "tried": not more,
    }


def blank(rule: Entry, today: datetime.date) -> dict[str, Any]:
    """“Try it” before anything was typed."""
    boxes = facts.fields({**inputs_of(rule), KNOWN_ON: KNOWN}, {KNOWN_ON: today.isoformat()})
    return {"boxes": boxes, "problems": [], "answer": None, "tried": False}


def _listed(boxes: list[facts.Field], problems: Mapping[str, str]) -> list[tuple[str, str]]:
    """(box, sentence) for the summary on top, in the order of the page."""
    every = [inner for box in boxes for inner in (box, *(one for row in box.rows for one in row))]
    found = [(box.id, f"{box.label}: {box.error}") for box in every if box.error]
    return found + ([("", problems[""])] if problems.get("") else [])
