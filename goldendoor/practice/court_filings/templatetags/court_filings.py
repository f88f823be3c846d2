"""What other pages show of court filings, loaded with `{% load court_filings %}`."""

from __future__ import annotations

from typing import Any

from django import template

from goldendoor.practice.court_filings import queries

register = template.Library()


@register.inclusion_tag("practice/court_filings/of_case.html", takes_context=True)
def case_court_filings(context: Any, case: Any) -> dict[str, Any]:
    """For the Letters tab of a case."""
    return {"case": case, "filings": queries.of_case(context["request"].access, case)}
