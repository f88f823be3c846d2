"""Which checkboxes mean one of many, and which read-only fields repeat another field.

Official forms hold no radio groups. One-of-many is drawn as separate checkboxes that a script of
the (dropped) XFA part kept apart: siblings `Pt1Line3_YN[0]`, `[1]` with different on-states, names
that differ by their answer (`_Yes`, `_No`), or tooltips that say “select only one box”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

_INDEX = re.compile(r"\[\d+\]$")
_SEVERAL = re.compile(
    r"all (?:applicable|that appl(?:y|ies)|boxes that apply|of the following that apply|items that)"
    r"|appropriate box/boxes|box ?\(es\)|boxes that|select the types|one or more",
    re.IGNORECASE,
)
_ONLY_ONE = re.compile(r"(?:only|just) one(?: box)?\b|\bone box only", re.IGNORECASE)
_YES_NO = re.compile(r"(?:Select|Check|Click)\s+(Yes|No)\b[^.]*\.?\s*$", re.IGNORECASE)
_ANSWER = re.compile(r"(?<![a-z])(yes|no|unknown|male|female)(?![a-z])", re.IGNORECASE)
# Questions with one answer by their nature, whatever the boxes are called.
_ONE_ANSWER = re.compile(
    r"^(.*\b(?:Sex|Gender|(?:Marital|Immigration) Status|Ethnicity|Eye Color|Hair Color)[^.]*\. ?)"
    r"(?:Select|Check) "
)
_UNNAMED = re.compile(r"^(?:TextField|NumericField|DateField|DateTimeField|DropDownList|Cell)\d*$")


def one_of_many(facts: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Field name → group name, for checkboxes of which only one may be ticked."""
    boxes = [f for f in facts if f["kind"] == "checkbox"]
    result: dict[str, str] = {}
    for key_of, holds in (
        (_stem, _is_one_of_many),
        (_name_key, _answers_one_question),
        (_tooltip_key, lambda members: True),
    ):
        together: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for box in boxes:
            key = key_of(box)
            if box["name"] not in result and key is not None:
                together[key].append(box)
        for members in together.values():
            if len(members) > 1 and holds(members):
                group = _stem(members[0])
                result.update({member["name"]: group for member in members})
    return result


def _stem(box: dict[str, Any]) -> str:
    return _INDEX.sub("", box["name"])


def _is_one_of_many(members: list[dict[str, Any]]) -> bool:
    if any(_ONLY_ONE.search(m["label"]) for m in members):
        return True
    if sorted(str(m["on_state"]).strip().upper()[:1] for m in members) == ["N", "Y"]:
        return True
    if any(_SEVERAL.search(m["label"]) for m in members):
        return False
    states = [m["on_state"] for m in members]
    return len(set(states)) == len(states)


def _name_key(box: dict[str, Any]) -> str | None:
    """`Pt2Line11_Yes[0]` and `Pt2Line11_No[0]` share `Pt2Line11_*[0]`."""
    parent, dot, leaf = box["name"].rpartition(".")
    key = _ANSWER.sub("*", leaf)
    return f"{parent}{dot}{key}" if key != leaf else None


def _answers_one_question(members: list[dict[str, Any]]) -> bool:
    answers = {_ANSWER.findall(member["name"])[-1].lower() for member in members}
    return {"yes", "no"} <= answers or {"male", "female"} <= answers


def _tooltip_key(box: dict[str, Any]) -> tuple | None:
    """What boxes of different names share when they belong together; None when they do not say."""
    label = box["label"]
    parent = box["name"].rpartition(".")[0]
    only = _ONLY_ONE.search(label)
    if only:
        return ("only", parent, box["page"], label[: only.end()])
    topic = _ONE_ANSWER.search(label)
    if topic:
        return ("topic", parent, box["page"], topic[1])
    yes_no = _YES_NO.search(label)
    if yes_no and not _SEVERAL.search(label):
        return ("yes-no", parent, box["page"], label[: yes_no.start()])
    return None


def repeated_fields(facts: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Read-only field name → the one writable field of the same leaf name that it copies.

    The A-number on each page of I-485 is `AlienNumber[0]`, `[1]`, …: the first is typed, the others
    “pre-populate from page 1” by a global data binding that went with the XFA part.
    """
    by_leaf: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        if fact["kind"] in ("text", "choice"):
            leaf = _INDEX.sub("", fact["name"].rsplit(".", 1)[-1])
            if not _UNNAMED.match(leaf):
                by_leaf[leaf, fact["kind"]].append(fact)
    result: dict[str, str] = {}
    for members in by_leaf.values():
        typed = [m for m in members if not m["read_only"]]
        # The original comes first: N-400 has a table whose second row alone is writable.
        if len(typed) == 1 and typed[0]["name"].endswith("[0]"):
            result.update({m["name"]: typed[0]["name"] for m in members if m["read_only"]})
    return result
