"""What the pages of a draft show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from goldendoor.foundation import registries
from goldendoor.foundation.registries import Deny
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.drafting import fields, queries, rules, templates_of
from goldendoor.practice.drafting.models import Draft, Version


def of_draft(request: HttpRequest, draft: Draft, page: str = "") -> dict[str, Any]:
    """Context around every page of a draft."""
    access = request.access  # type: ignore[attr-defined]
    return {
        **frame.of_case(request, draft.case, "letters", page or draft.title),
        "draft": draft,
        "may_change": bool(registries.ask("cases.change", access, draft.case)),
    }


def reading(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """The draft with its versions, comments, and what stands in the way of approval."""
    access = request.access  # type: ignore[attr-defined]
    versions = queries.versions(access, draft)
    last = versions[0]
    may_approve = registries.ask("drafting.approve", access, draft)
    is_author = last.author_id == access.user_id
    others = is_author and queries.others_may_approve(access, draft)
    wrong = rules.why_not_approve(last.text, is_author=is_author, others=others)
    return {
        **of_draft(request, draft),
        "last": last,
        "versions": versions,
        "blocks": list(shown(last.text)),
        "missing": rules.missing_in(last.text),
        "comments": queries.comments(access, draft),
        "not_ask": rules.why_not_ask(last.text),
        "may_approve": may_approve,
        "not_approve": may_approve.reason if isinstance(may_approve, Deny) else wrong,
        "may_open": bool(registries.ask("cases.waive_privilege", access, draft.case)),
        "reference": _reference(request, draft),
    }


def _reference(request: HttpRequest, draft: Draft) -> tuple[Any, ...]:
    """Where the template comes from, as far as it is still there."""
    access = request.access  # type: ignore[attr-defined]
    for one in templates_of.all_of(access, Library.shipped()):
        if one.id == draft.template:
            return tuple(one.reference)
    return ()


def shown(text: str) -> Iterator[dict[str, Any]]:
    """Blocks with lines of (text, whether it says what is missing)."""
    for block in rules.blocks(text):
        lines = []
        for line in block.lines:
            pieces, place = [], 0
            for gap in rules.MISSING.finditer(line):
                pieces += [(line[place : gap.start()], False), (gap.group(), True)]
                place = gap.end()
            lines.append([*pieces, (line[place:], False)])
        yield {"kind": block.kind, "lines": lines}


def comparison(old: Version, new: Version, *, whole: bool = False) -> dict[str, Any]:
    """Two versions with what was taken out and put in."""
    rows = rules.redline(old.text, new.text)
    gone, put_in = rules.changed_words(rows)
    shorter = list(rules.shortened(rows))
    return {
        "old": old,
        "new": new,
        "rows": rows if whole or not shorter else shorter,
        "gone": gone,
        "put_in": put_in,
        "whole": whole,
        "is_shorter": len([one for one in shorter if one is not None]) < len(rows),
    }


def merged(request: HttpRequest, case: Any, choice: templates_of.Choice) -> str:
    """A template with the values of the case."""
    access = request.access  # type: ignore[attr-defined]
    values = fields.values(access, case, today=clock.today(), language=choice.language)
    return rules.merged(choice.text, values, fields.LABELS)
