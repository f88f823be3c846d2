"""Drafts of a case: begin, write, compare, approve, Word in and out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.drafting import actions, forms, page, paper, queries, rules, word
from goldendoor.practice.drafting import templates_of as templates
from goldendoor.practice.drafting.steps import take_step

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that is written in the case."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    found = {
        **frame.of_case(request, case, "letters"),
        "drafts": queries.of_case(access, case),
    }
    return render(request, "practice/drafting/of_case.html", found)


@needs("cases.change")
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose a template, see it merged, give it a title; one POST begins the draft."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    around = frame.of_case(request, case, "letters", "New letter")
    chosen = request.POST.get("template") or request.GET.get("template", "")
    if not chosen:
        found = {**around, "choices": templates.all_of(access, library)}
        return render(request, "practice/drafting/choose.html", found)
    choice = templates.get(access, library, chosen)
    text = page.merged(request, case, choice)
    form = forms.Begin(request.POST or None, initial={"title": choice.label})
    if request.method == "POST" and form.is_valid():
        draft = actions.begin(
            access=access, case=case, template=choice, text=text, once=frame.once_of(request),
            **form.cleaned_data,
        )  # fmt: skip
        return redirect("practice:write_draft", draft.public_id)
    found = {
        **around, "choice": choice, "form": form, "blocks": list(page.shown(text)),
        "missing": rules.missing_in(text),
    }  # fmt: skip
    return render(request, "practice/drafting/begin.html", found, status=frame.status_of(form))


@needs("cases.view")
def draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The draft to read, with what may be done with it."""
    found = queries.get(request.access, draft_id)  # type: ignore[attr-defined]
    return render(request, "practice/drafting/draft.html", page.reading(request, found))


@needs("cases.change")
def write(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Title and text; each saving is a version."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, draft_id)
    last = queries.latest(access, found)
    form = forms.Write(request.POST or None, initial={"title": found.title, "text": last.text})
    if request.method == "POST" and form.is_valid():
        number = frame.number(request.POST.get("number"))
        actions.save(access=access, draft=found, number=number, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("practice:draft", draft_id)
    context = {**page.of_draft(request, found), "form": form, "last": last}
    return render(request, "practice/drafting/write.html", context, status=frame.status_of(form))


@needs("cases.view")
def compare(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Two versions with the differences marked; `?old=` and `?new=`, else the last two."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, draft_id)
    versions = queries.versions(access, found)
    newest = versions[0].number
    new = frame.number(request.GET.get("new"), "The version") or newest
    old = frame.number(request.GET.get("old"), "The version") or max(new - 1, 1)
    pair = queries.version(access, found, old), queries.version(access, found, new)
    context = {
        **page.of_draft(request, found, "Compare versions"),
        "versions": versions,
        **page.comparison(*pair, whole="whole" in request.GET),
    }
    return render(request, "practice/drafting/compare.html", context)


@needs("cases.view")
def pdf(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The present text as a PDF."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, draft_id)
    data = paper.pdf(
        queries.latest(access, found).text, title=found.title, kind=found.kind,
        language=found.language, approved=found.state == found.State.APPROVED,
    )  # fmt: skip
    response = HttpResponse(data, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@needs("cases.view")
def to_word(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The present text as a Word file, whose name says which version it is."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, draft_id)
    last = queries.latest(access, found)
    data = word.write(
        last.text, title=found.title, office=access.organisation_label, language=found.language
    )
    response = HttpResponse(data, content_type=WORD)
    name = f"{found.kind}-{found.case.number}-version-{last.number}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@frame.posted
@needs("cases.change")
def from_word(request: HttpRequest, draft_id: str) -> HttpResponse:
    """An edited Word file comes back as the next version; its differences are shown."""
    access = request.access  # type: ignore[attr-defined]
    found, file = queries.get(access, draft_id), request.FILES.get("file")
    if file is None:
        raise BadInput("No file arrived. Choose the Word file and send it again.")
    take = word.read(file.read(word.LARGEST + 1))
    if not take.text:
        raise BadInput("This Word file holds no text.")
    said = take_step(request, found, "from_word", take=take, filename=file.name or "Word file")
    messages.success(request, said)
    return redirect("practice:compare_draft", draft_id)


@frame.posted
@needs("cases.change")
def step(request: HttpRequest, draft_id: str, verb: str) -> HttpResponse:
    """Hand in, approve, send back, write on, put away, close, open, comment."""
    found = queries.get(request.access, draft_id)  # type: ignore[attr-defined]
    messages.success(request, take_step(request, found, verb))
    return redirect("practice:draft", draft_id)


@frame.posted
@needs("cases.change")
def settle(request: HttpRequest, comment_id: str) -> HttpResponse:
    """A comment is dealt with."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.comment(access, comment_id)
    if found.draft not in queries.of_case(access, found.draft.case):
        raise NotFound("There is no such comment.")
    actions.settle(access=access, comment=found)
    return redirect("practice:draft", found.draft.public_id)


@needs("cases.view")
def waiting(request: HttpRequest) -> HttpResponse:
    """Drafts of all cases that wait for approval."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.waiting(access, request.GET.get("after"))
    return render(request, "practice/drafting/waiting.html", {"page": found})
