"""The list of rules, what changed when, the page of a rule."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.rulebook import queries, words
from goldendoor.rulebook.browse import page, rules
from goldendoor.rulebook.sections import tabs

FILTERS = ("area", "standing", "certainty")
LATELY = 6  # changes beside the list
OPEN_YEARS = 1  # before this one are unfolded


@needs("rulebook.read")
def home(request: HttpRequest) -> HttpResponse:
    """Rules by area, found by word, id or citation (posted, so that it stands in no address)."""
    today = clock.today()
    entries = queries.rules(Library.shipped())
    rows = [rules.row(entry, today) for entry in entries]
    wanted = {key: request.GET[key] for key in FILTERS if request.GET.get(key)}
    sought = request.POST.get("q", "").strip()[:200]
    found = rules.matching(rows, {**wanted, **({"q": sought} if sought else {})})
    context = {
        "areas": rules.by_area(found, sought),
        "count": len(found),
        "q": sought,
        "wanted": wanted,
        **_chips(rows, wanted),
        **_lately(entries),
        "tabs": tabs("home"),
    }
    part = "#list" if getattr(request, "htmx", False) else ""
    return render(request, f"rulebook/home.html{part}", context)


def _lately(entries: list[Any]) -> dict[str, Any]:
    """What comes next and what came last."""
    today = clock.today()
    every = [one for entry in entries for one in rules.changes_of(entry, today)]
    ahead = sorted((one for one in every if one.day > today), key=lambda one: one.day)
    past = sorted((one for one in every if one.day <= today), key=lambda one: one.day)
    return {"ahead": ahead[:LATELY], "lately": past[: -LATELY - 1 : -1]}


def _chips(rows: list[rules.Row], wanted: dict[str, str]) -> dict[str, Any]:
    """Filters with how many rules each has."""
    held = {key for row in rows for key in row.standings}
    return {
        "area_chips": [(key, label) for key, label, _rows in rules.by_area(rows)],
        "standing_chips": [(key, label) for key, label in rules.FILTERS.items() if key in held],
        "certainty_chips": [(key, word.label) for key, word in words.CERTAINTIES.items()],
    }


@needs("rulebook.read")
def changes(request: HttpRequest) -> HttpResponse:
    """Every start of a version and every order of a court, newest first."""
    today = clock.today()
    entries = queries.rules(Library.shipped())
    every = [one for entry in entries for one in rules.changes_of(entry, today)]
    newest = sorted(every, key=lambda one: (one.day, one.label), reverse=True)
    context = {
        "years": rules.years_of(every, today),
        "by_year": rules.by_year(newest),
        "count": len(newest),
        "open_from": today.year - OPEN_YEARS,
        "tabs": tabs("changes"),
    }
    return render(request, "rulebook/changes.html", context)


@needs("rulebook.read")
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """A rule with its versions, sources, examples and “Try it”; a POST computes."""
    library, today = Library.shipped(), clock.today()
    entry = queries.rule(library, rule_id)
    posted = request.POST.dict() if request.method == "POST" else None
    tried = (
        page.try_it(entry, posted, today, library)
        if posted is not None
        else page.blank(entry, today)
    )
    context = {**tried, "rule": entry, "tabs": tabs("home")}
    if getattr(request, "htmx", False) and posted is not None:
        return render(request, "rulebook/rule.html#try", context)
    context |= page.of_rule(entry, today, library)
    status = 400 if tried["problems"] else 200
    return render(request, "rulebook/rule.html", context, status=status)
