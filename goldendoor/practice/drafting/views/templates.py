"""Templates: those of the library to look at, the office's own to write."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation import registries
from goldendoor.foundation.web import needs
from goldendoor.kernel import opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.drafting import actions, fields, forms, page, rules
from goldendoor.practice.drafting import templates_of as templates


@needs("cases.view")
def listed(request: HttpRequest) -> HttpResponse:
    """All templates."""
    access = request.access  # type: ignore[attr-defined]
    context = {
        "own": templates.own(access),
        "shipped": templates.shipped(Library.shipped()),
        "may_change": bool(registries.ask("drafting.change_templates", access)),
    }
    return render(request, "practice/drafting/templates.html", context)


@needs("cases.view")
def shipped(request: HttpRequest, template_id: str) -> HttpResponse:
    """One of the library, with sample values."""
    access = request.access  # type: ignore[attr-defined]
    choice = templates.get(access, Library.shipped(), template_id)
    text = rules.merged(choice.text, fields.SAMPLES, fields.LABELS)
    context = {"choice": choice, "blocks": list(page.shown(text)), "fields": _used(choice.text)}
    return render(request, "practice/drafting/shipped.html", context)


@needs("drafting.change_templates")
def edit(request: HttpRequest, template_id: str = "") -> HttpResponse:
    """Write one of the office's own; `do=preview` shows it with sample values first."""
    access = request.access  # type: ignore[attr-defined]
    found = templates.own_one(access, template_id) if template_id else None
    form = forms.OwnTemplate(request.POST or None, initial=_initial(request, found))
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "preview":
        try:
            version = frame.version_of(request)
            actions.save_template(
                access=access, template=found, version=version, **form.cleaned_data
            )
            messages.success(request, "The template is saved.")
            return redirect("practice:templates")
        except BadInput as error:
            form.add_error("text", str(error))
    text = str(form["text"].value() or "")
    merged = rules.merged(text, fields.SAMPLES, fields.LABELS)
    context = {
        "form": form, "template": found, "groups": fields.groups(), "once": opaque.new_id(),
        "blocks": list(page.shown(merged)) if request.POST.get("do") == "preview" else [],
        "unknown": [one for one in rules.fields_in(text) if one not in fields.BY_KEY],
    }  # fmt: skip
    status = frame.status_of(form)
    return render(request, "practice/drafting/template.html", context, status=status)


@frame.posted
@needs("drafting.change_templates")
def retire(request: HttpRequest, template_id: str) -> HttpResponse:
    """Offer it no longer."""
    access = request.access  # type: ignore[attr-defined]
    actions.retire_template(access=access, template=templates.own_one(access, template_id))
    messages.success(request, "It is offered no longer. Drafts begun from it stay.")
    return redirect("practice:templates")


def _used(text: str) -> list[fields.Field]:
    return [fields.BY_KEY[key] for key in rules.fields_in(text) if key in fields.BY_KEY]


def _initial(request: HttpRequest, found: templates.Template | None) -> dict[str, object]:
    """The template itself; a new one may begin as a copy of one of the library."""
    if found is not None:
        return forms.OwnTemplate.initial_of(found)
    if not request.GET.get("copy"):
        return {}
    access = request.access  # type: ignore[attr-defined]
    one = templates.get(access, Library.shipped(), request.GET["copy"])
    shared = {"kind": one.kind, "language": one.language, "about": one.about, "text": one.text}
    return {"label": f"{one.label} (ours)", "for_court": one.is_for_court, **shared}
