"""Research: the list, notes, citations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation import registries
from goldendoor.foundation.web import needs
from goldendoor.kernel import opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.citations import rules as citation_rules
from goldendoor.practice.citations import sources
from goldendoor.practice.research import actions, forms, queries
from goldendoor.practice.research.models import ResearchNote


@needs("research.view")
def research(request: HttpRequest) -> HttpResponse:
    """All notes that one may see, with search."""
    access, get = request.access, request.GET  # type: ignore[attr-defined]
    asked = {"text": get.get("q", "")[:200], "tag": get.get("tag", ""), "kind": get.get("kind", "")}
    found = queries.search(access, asked["text"], tag=asked["tag"], kind=asked["kind"])
    context = {
        "found": found, "asked": asked, "kinds": ResearchNote.Kind.choices,
        "may_change": bool(registries.ask("research.change", access)),
    }  # fmt: skip
    return render(request, "practice/research/list.html", context)


@needs("research.change")
def write(request: HttpRequest) -> HttpResponse:
    """A new note: of a case (`?case=`), or a memo."""
    access = request.access  # type: ignore[attr-defined]
    case_id = request.POST.get("case") or request.GET.get("case", "")
    case = cases.get(access, case_id) if case_id else None
    form = forms.Write(request.POST or None, of_case=case is not None)
    if request.method == "POST" and form.is_valid():
        once = frame.once_of(request)
        note = actions.write(access=access, case=case, once=once, **form.cleaned_data)
        messages.success(request, "The note is kept.")
        return redirect("practice:research_note", note.public_id)
    context = {"form": form, "case": case, "once": opaque.new_id()}
    status = frame.status_of(form)
    return render(request, "practice/research/write.html", context, status=status)


@needs("research.view")
def note(request: HttpRequest, note_id: str) -> HttpResponse:
    """A note with its citations, its cases, and what it was before."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, note_id)
    context = {
        "note": found,
        "paragraphs": [list(citation_rules.pieces(one)) for one in found.body.split("\n")],
        "citations": _cited(found.body),
        "links": queries.cases_of(access, found),
        "versions": queries.versions(access, found),
        "may_change": bool(registries.ask("research.change", access, found)),
        "may_open": bool(registries.ask("research.open", access, found)),
    }
    return render(request, "practice/research/note.html", context)


@needs("research.change")
def rewrite(request: HttpRequest, note_id: str) -> HttpResponse:
    """Change a note; what it was is kept."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, note_id)
    form = forms.Write(request.POST or None, initial=forms.Write.initial_of(found), of_case=False)
    if request.method == "POST" and form.is_valid():
        version = frame.version_of(request)
        actions.rewrite(access=access, note=found, version=version, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("practice:research_note", note_id)
    context = {"form": form, "note": found, "case": found.case}
    status = frame.status_of(form)
    return render(request, "practice/research/write.html", context, status=status)


@frame.posted
@needs("research.change")
def step(request: HttpRequest, note_id: str, verb: str) -> HttpResponse:
    """Link, unlink, close, open, put away."""
    access, post = request.access, request.POST  # type: ignore[attr-defined]
    found = queries.get(access, note_id)
    if verb in ("link", "unlink"):
        case = cases.by_number(access, post.get("number", "").strip())
        if case is None:
            raise BadInput("There is no case of this number, such as GD-2026-0001.")
        act = actions.link if verb == "link" else actions.unlink
        act(access=access, note=found, case=case)
    elif verb in ("close", "open"):
        actions.set_privilege(access=access, note=found, privileged=verb == "close")
    elif verb == "retire":
        actions.retire(access=access, note=found, version=frame.version_of(request))
    else:
        raise BadInput("This cannot be done with a note.")
    return redirect("practice:research_note", note_id)


@needs("research.view")
def citations(request: HttpRequest) -> HttpResponse:
    """Every citation of the texts one may see."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    told = sources.entry(library)["kinds"]
    kind = request.GET.get("kind", "")
    if kind and kind not in told:
        raise BadInput("There is no such kind of source.")
    rows = [{**one, "label": told[one["kind"]]["label"]} for one in queries.citations(access, kind)]
    context = {"rows": rows, "kinds": told, "kind": kind}
    return render(request, "practice/research/citations.html", context)


@needs("research.view")
def citation(request: HttpRequest) -> HttpResponse:
    """One citation (`?c=`): its source, searches for it, where it is used."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found = citation_rules.one(_as_written(request.GET.get("c", "")[:120]))
    if found is None:
        raise Http404("That is no citation.")
    context = {
        "citation": found,
        "label": sources.label(found, library),
        "official": sources.official(found, library),
        "searches": sources.searches(found, library),
        "used": queries.used(access, found.key),
    }
    return render(request, "practice/research/citation.html", context)


def _as_written(key: str) -> str:
    """A key as a citation: that of the AAO is kept without the name and the day."""
    return f"{key.removeprefix('AAO ')} (AAO)" if key.startswith("AAO ID#") else key


def _cited(text: str) -> list[dict[str, Any]]:
    library = Library.shipped()
    return [
        {"citation": one, "official": sources.official(one, library)}
        for one in citation_rules.distinct(text)
    ]
