"""What other pages show of research, loaded with `{% load research %}`."""

from __future__ import annotations

from typing import Any

from django import template

from goldendoor.law.library import Library
from goldendoor.practice.citations import rules, sources
from goldendoor.practice.research import queries

register = template.Library()


@register.inclusion_tag("practice/research/of_case.html", takes_context=True)
def case_research(context: Any, case: Any) -> dict[str, Any]:
    """For the Letters tab of a case: its notes and the memos linked to it."""
    return {"case": case, "notes": queries.of_case(context["request"].access, case)}


@register.inclusion_tag("practice/research/cited.html")
def cited_in(text: str) -> dict[str, Any]:
    """The citations of a text, each with its source."""
    library = Library.shipped()
    found = rules.distinct(text)
    return {
        "citations": [
            {"citation": one, "official": sources.official(one, library)} for one in found
        ]
    }
