"""Reasons of a date, what a change of law moves, calendar feeds."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.cases import queries as cases
from goldendoor.deadlines import actions, calendars, forms, queries
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.web import View, needs
from goldendoor.kernel import clock
from goldendoor.law import bulletin
from goldendoor.law.library import Library

MOST_CURRENT = 500


def posted(view: View) -> View:
    """For views that only change something: an address opened by itself changes nothing."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        messages.info(request, "Nothing was changed. Press the button on the page once more.")
        batch_id = kwargs.get("batch_id")
        return redirect("deadlines:batch", batch_id) if batch_id else redirect("/")

    return checked


@needs("deadlines.view")
def why(request: HttpRequest, deadline_id: str) -> HttpResponse:
    """The reasons of a date, step by step; for the side panel or as a page."""
    access = request.access  # type: ignore[attr-defined]
    deadline = queries.get(access, deadline_id)
    context = {"trace": queries.trace(deadline, Library.shipped()), "deadline": deadline}
    part = "#trace" if getattr(request, "htmx", False) else ""
    return render(request, f"deadlines/why.html{part}", context)


@posted
@needs("deadlines.view")
def seen(request: HttpRequest, deadline_id: str) -> HttpResponse:
    """“Seen”: this reminder needs no escalation."""
    access = request.access  # type: ignore[attr-defined]
    deadline = queries.get(access, deadline_id)
    actions.see_reminders(access=access, reminders=queries.unseen_of(access, deadline))
    return redirect("/")


@needs("deadlines.view")
def of_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Cases with an open deadline by this rule; the Law pages load it."""
    access = request.access  # type: ignore[attr-defined]
    library = Library.shipped()
    if rule_id not in library.ids("rules"):
        raise NotFound("There is no such rule.")
    page = queries.of_rule(access, rule_id, request.GET.get("after"), size=25)
    context = {"page": page, "rule": library.rule(rule_id), "rule_id": rule_id}
    part = "#rows" if getattr(request, "htmx", False) else ""
    return render(request, f"deadlines/of_rule.html{part}", context)


@needs("deadlines.view")
def current(request: HttpRequest) -> HttpResponse:
    """Waiting cases that became current with the bulletin of a month, on one of its charts."""
    access = request.access  # type: ignore[attr-defined]
    library = Library.shipped()
    months, charts = queries.bulletin_months(library), bulletin.CHARTS
    month, chart = request.GET.get("month", ""), request.GET.get("chart", "")
    month = month if month in months else months[0]
    chart = chart if chart in charts else charts[0]
    rows = queries.became_current(access, queries.moved_in(library, month, chart))
    shown = list(rows[:MOST_CURRENT])
    context = {"places": shown, "month": month, "months": months, "chart": chart, "charts": charts}
    return render(request, "deadlines/current.html", context)


@needs("deadlines.view")
def moved(request: HttpRequest) -> HttpResponse:
    """Every list that recomputing made, newest first."""
    access = request.access  # type: ignore[attr-defined]
    rules = [(one.id, one.label) for one in queries.choices(Library.shipped())]
    page = queries.batches(access, request.GET.get("after"))
    context = {"page": page, "form": forms.Recompute(rules=rules), "labels": dict(rules)}
    return render(request, "deadlines/moved.html", context)


@posted
@needs("deadlines.recompute")
def recompute(request: HttpRequest) -> HttpResponse:
    """List what would move; changes nothing."""
    access = request.access  # type: ignore[attr-defined]
    rules = [(one.id, one.label) for one in queries.choices(Library.shipped())]
    form = forms.Recompute(request.POST, rules=rules)
    if not form.is_valid():
        context = {"page": queries.batches(access), "form": form, "labels": dict(rules)}
        return render(request, "deadlines/moved.html", context, status=422)
    wide = {"rule_id": form.cleaned_data["rule"], "holiday": form.cleaned_data["holiday"]}
    found = actions.recompute(access=access, library=Library.shipped(), today=clock.today(), **wide)
    return redirect("deadlines:batch", found.public_id)


@needs("deadlines.view")
def batch(request: HttpRequest, batch_id: str) -> HttpResponse:
    """One list: each deadline with its old and new day."""
    access = request.access  # type: ignore[attr-defined]
    return _batch(request, queries.batch(access, batch_id), forms.Decide())


def _batch(request: HttpRequest, found: Any, form: forms.Decide) -> HttpResponse:
    access = request.access  # type: ignore[attr-defined]
    page = queries.proposals(access, found, request.GET.get("after"))
    context = {"batch": found, "page": page, "form": form, "counts": found.counts}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "deadlines/batch.html", context, status=status)


@posted
@needs("deadlines.confirm")
def confirm(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Move the deadlines of a list."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.batch(access, batch_id), forms.Decide(request.POST)
    if not form.is_valid():
        return _batch(request, found, form)
    done = actions.confirm(access=access, batch=found, reason=form.cleaned_data["reason"])
    left = f" {done.left} had changed since and stay as they are." if done.left else ""
    messages.success(request, f"{done.moved} deadlines moved.{left}")
    return redirect("deadlines:batch", batch_id)


@posted
@needs("deadlines.confirm")
def discard(request: HttpRequest, batch_id: str) -> HttpResponse:
    """Let none of it move."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.batch(access, batch_id), forms.Decide(request.POST)
    if not form.is_valid():
        return _batch(request, found, form)
    actions.discard(access=access, batch=found, reason=form.cleaned_data["reason"])
    messages.success(request, "Nothing of it moves.")
    return redirect("deadlines:batch", batch_id)


@needs("deadlines.view")
def feeds(request: HttpRequest) -> HttpResponse:
    """One's own calendar feeds; a new one shows its secret address once."""
    access = request.access  # type: ignore[attr-defined]
    asked = request.POST.get("case") or request.GET.get("case", "")
    some = [(asked, f"Case {cases.get(access, asked).number}")] if asked else []
    form = forms.NewFeed(request.POST or None, cases=some, initial={"case": asked})
    address = ""
    if request.method == "POST" and form.is_valid():
        case = cases.get(access, asked) if asked else None
        given = {key: form.cleaned_data[key] for key in ("label", "shows_number")}
        _made, token = actions.make_feed(access=access, case=case, **given)
        address = request.build_absolute_uri(reverse("deadlines:feed", args=[token]))
    context = {"feeds": queries.feeds(access), "form": form, "address": address}
    return render(request, "deadlines/feeds.html", context)


@posted
@needs("deadlines.view")
def revoke_feed(request: HttpRequest, feed_id: str) -> HttpResponse:
    """The address stops working."""
    access = request.access  # type: ignore[attr-defined]
    actions.revoke_feed(access=access, feed=queries.feed(access, feed_id))
    messages.success(request, "The feed is revoked; its address no longer works.")
    return redirect("deadlines:feeds")


@needs("public")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address; no sign-in, discreet, at most so often an hour."""
    answer = calendars.answer(token)
    response = HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if answer.retry_after:
        response["Retry-After"] = str(answer.retry_after)
    return response
