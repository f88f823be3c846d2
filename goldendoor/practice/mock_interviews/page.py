"""What the pages of practice interviews show."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.kernel import clock, opaque
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.mock_interviews import forms, queries, rules, sets
from goldendoor.practice.mock_interviews.models import PhoneLink, Session

VERDICTS = {"passed": ("Passed", "success"), "failed": ("Not passed", "error"), "": ("", "")}
MOST_ROUND = 20


def filed_date(request: HttpRequest, case: Case) -> datetime.date | None:
    """The day of filing of the N-400, or the planned day."""
    access = request.access  # type: ignore[attr-defined]
    mailed = [
        one.mailed_date
        for one in cases.filings(access, case)
        if one.form_id == "us.n-400" and one.mailed_date
    ]
    return mailed[0] if mailed else case.filing_date


def begin_form(request: HttpRequest, case: Case) -> forms.Begin:
    """The form with the sets for this type of case first."""
    access = request.access  # type: ignore[attr-defined]
    library = Library.shipped()
    post = request.POST if request.POST.get("form") == "begin" else None
    chosen = request.GET.get("set", "")
    initial = {"filed_date": filed_date(request, case), **({"set_id": chosen} if chosen else {})}
    return forms.Begin(
        post, sets=sets.all_of(library, case.type_id), parties=cases.parties(access, case),
        initial=initial,
    )  # fmt: skip


def phone_form(request: HttpRequest, case: Case) -> forms.Phone:
    """The form of a phone link."""
    post = request.POST if request.POST.get("form") == "phone" else None
    return forms.Phone(
        post,
        prefix="phone",
        initial=forms.Phone.initial_of(filed_date(request, case), clock.today()),
    )


def of_case(
    request: HttpRequest, case: Case, begin: forms.Begin, phone: forms.Phone
) -> dict[str, Any]:
    """Sets, sessions with their trend, phone links."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    sessions = queries.of_case(access, case)
    finished = [one for one in sessions if one.state == Session.State.FINISHED]
    rows = [_row(one) for one in reversed(sessions)]
    return {
        **frame.of_case(request, case, "hearings", "Practice"),
        "begin": begin,
        "phone": phone,
        "rows": rows,
        "going": [row for row in rows if row["session"].state == Session.State.GOING],
        "trends": _trends(finished),
        "links": [
            (one, request.build_absolute_uri(reverse("practice:civics", args=[queries.token(one)])))
            for one in queries.links(access, case, today)
        ],
        "may": bool(registries.ask("practice_mock_interviews.hold", access, case)),
    }


def _row(session: Session) -> dict[str, Any]:
    word, tone = VERDICTS[queries.verdict(session)]
    return {
        "session": session,
        "tally": queries.tally(session),
        "time": rules.clock_words(session.seconds),
        "verdict": word,
        "tone": tone,
    }


def _trends(finished: list[Session]) -> list[dict[str, Any]]:
    """One picture for each set with two sessions or more."""
    by_set: dict[str, list[Session]] = {}
    for one in finished:
        by_set.setdefault(one.label, []).append(one)
    found = []
    for label, rows in by_set.items():
        if len(rows) > 1:
            points = rules.trend(
                [(one.held_date.isoformat(), queries.tally(one).percent) for one in rows]
            )
            line = " ".join(f"{one.x},{one.y}" for one in points)
            found.append({"label": label, "points": points, "line": line})
    return found


def of_session(
    request: HttpRequest, session: Session, problems: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """The question that is asked now, or the result."""
    context = frame.of_case(request, session.case, "hearings", session.label)
    context |= {**_row(session), "problems": problems or [], "scores": rules.SCORES}
    keys = queries.keys(session)
    wanted = request.POST.get("key") or request.GET.get("q", "")
    key = wanted if wanted in keys else rules.following(keys, session.answers)
    if session.state == Session.State.GOING and key:
        at = keys.index(key)
        context |= {
            "question": session.questions[at],
            "number": at + 1,
            "count": len(keys),
            "before": keys[at - 1] if at else "",
            "after": keys[at + 1] if at + 1 < len(keys) else "",
            "said": session.answers.get(key, {}),
            "note": request.POST.get("note") or session.answers.get(key, {}).get("note", ""),
        }
    else:
        context["answered"] = [
            (one, session.answers.get(str(one["key"]), {})) for one in session.questions
        ]
        context["words"] = rules.SCORES
    return context


def of_phone(request: HttpRequest, link: PhoneLink) -> dict[str, Any]:
    """One card of civics on the client's phone; everything about the round is in the address."""
    library = Library.shipped()
    rows = sets.civics_of(link.table_id, library, only_65_20=link.only_65_20)
    seed = request.GET.get("s", "")[:16] or opaque.new_id()
    at, knew, not_yet = (_small(request.GET.get(name)) for name in ("n", "y", "m"))
    cards = rules.drawn(rows, MOST_ROUND, seed)
    shown = bool(request.GET.get("show"))

    def way(**more: Any) -> str:
        return "?" + urlencode({"s": seed, "n": at, "y": knew, "m": not_yet, **more})

    return {
        "card": cards[at] if at < len(cards) else None,
        "number": at + 1,
        "count": len(cards),
        "knew": knew,
        "not_yet": not_yet,
        "shown": shown,
        "show_way": way(show=1),
        "knew_way": way(n=at + 1, y=knew + 1),
        "not_way": way(n=at + 1, m=not_yet + 1),
        "again_way": "?" + urlencode({"s": opaque.new_id()}),
    }


def _small(text: str | None) -> int:
    """A small number of an address; 0 for anything else."""
    text = text or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
