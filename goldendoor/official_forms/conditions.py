"""Tests on one fact: checkboxes of maps and `shown_if` of questions. No expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from goldendoor.official_forms.facts import Scope

CATEGORY = "filing.category"


def plain_category(text: str) -> str:
    """`(c)(09)` and `C9` mean `c9`: eligibility categories are compared without signs and zeros."""
    return re.sub(r"(?<=[a-z])0+", "", re.sub(r"[^a-z0-9]", "", text.lower()))


def holds(test: str, value: Any, words: Sequence[Any]) -> bool:
    """Whether one test is true of a value. On an unknown fact only `absent` is true."""
    unknown = value is None or value == "" or value == []
    if test == "absent":
        return unknown
    if unknown:
        return False
    if test == "present":
        return True
    if test == "has":
        return isinstance(value, (list, tuple)) and any(same(item, words[0]) for item in value)
    values = value if isinstance(value, (list, tuple)) else (value,)
    matched = any(same(one, word) for one in values for word in words)
    return not matched if test == "is_not" else matched


def same(value: Any, word: Any) -> bool:
    """Words are compared as text; true and false only with themselves."""
    if isinstance(value, bool) or isinstance(word, bool):
        return value is word
    return str(value).casefold() == str(word).casefold()


def shown(condition: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None, scope: Scope) -> bool:
    """Whether a `shown_if` is met; a list of them must all be met."""
    if not condition:
        return True
    if isinstance(condition, Mapping):
        return _met(condition, scope)
    return all(_met(one, scope) for one in condition)


def _met(condition: Mapping[str, Any], scope: Scope) -> bool:
    path = str(condition["answer"])
    value = scope.read(path)
    if path == CATEGORY and isinstance(value, str):
        value = plain_category(value)
    if "present" in condition:
        return holds("present" if condition["present"] else "absent", value, ())
    if "any_of" in condition:
        return holds("any_of", value, list(condition["any_of"]))
    if "is_not" in condition:
        return not holds("is", value, (condition["is_not"],))
    return holds("is", value, (condition["is"],))


def questions_in(
    questions: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(section, question) pairs; a question given as a plain path becomes `{key: path}`."""
    for section in questions.get("sections") or []:
        for question in section.get("questions") or []:
            yield section, question if isinstance(question, Mapping) else {"key": str(question)}


def hidden_paths(questions: Mapping[str, Any], scope: Scope) -> set[str]:
    """Paths that this form asks only under conditions, none of which is met now."""
    visible: set[str] = set()
    hidden: set[str] = set()
    for section, question in questions_in(questions):
        met = shown(section.get("shown_if"), scope) and shown(question.get("shown_if"), scope)
        (visible if met else hidden).add(str(question["key"]))
    return hidden - visible


def is_under(path: str, prefixes: Iterable[str]) -> bool:
    """Whether `path` is one of the prefixes or below one."""
    return any(path == prefix or path.startswith(f"{prefix}.") for prefix in prefixes)
