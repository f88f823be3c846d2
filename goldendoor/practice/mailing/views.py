"""The packet: arrange, build, download, sign."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.mailing import actions, jobs, queries
from goldendoor.practice.models import PacketBuild

UNUSUALLY_LONG = datetime.timedelta(minutes=5)


def _context(request: HttpRequest, public_id: str) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    found = queries.builds(access, case)
    return {
        **frame.of_case(request, case, "packet"),
        "plan": queries.plan(access, case),
        "builds": found,
        "running": [one for one in found if one.status not in PacketBuild.FINISHED],
        "filings": cases.filings(access, case),
    }


@needs("cases.view")
def packet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything about the packet of a case."""
    return render(request, "practice/packet.html", _context(request, public_id))


@frame.posted
@needs("cases.change")
def arrange(request: HttpRequest, public_id: str) -> HttpResponse:
    """Order, include or leave out, rename: what is sent is changed, the rest stays."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    post = request.POST
    if ("include" in post or "title" in post) and not post.get("key"):
        raise BadInput("This form does not say which row is meant. Open the packet again.")
    leave_out = {post["key"]: post["include"] != "1"} if "include" in post else None
    titles = {post["key"]: post["title"]} if "title" in post else None
    order = post.getlist("order") or None
    actions.arrange(access=access, case=case, order=order, leave_out=leave_out, titles=titles)
    if request.headers.get("HX-Request"):
        return render(request, "practice/packet.html#rows", _context(request, public_id))
    return redirect("practice:packet", public_id)


@needs("cases.change")
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """The cover letter, to be edited."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    if request.method == "POST":
        text = "" if "template" in request.POST else request.POST.get("text", "")
        actions.write_letter(
            access=access,
            case=case,
            subject=request.POST.get("subject", ""),
            text=text,
            version=frame.version_of(request),
        )
        messages.success(request, "The letter is saved.")
        return redirect("practice:packet", public_id)
    context = {
        **frame.of_case(request, case, "packet", "Cover letter"),
        "letter": queries.plan(access, case).letter,
        "letter_version": queries.letter_version(case),
    }
    return render(request, "practice/letter.html", context)


@frame.posted
@needs("cases.change")
def build(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the packet; the page of the build shows how far it is."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    asked = actions.ask(
        access=access,
        case=case,
        draft="draft" in request.POST,
        flatten="flatten" in request.POST,
        max_mb=frame.number(request.POST.get("max_mb", "25"), "The largest size of a part"),
        once=frame.once_of(request),
    )
    jobs.build_packet.enqueue(access.user_id, access.organisation_id, asked.public_id)
    return redirect("practice:build_state", public_id, asked.public_id)


@needs("cases.view")
def state(request: HttpRequest, public_id: str, build_id: str) -> HttpResponse:
    """Progress, or the finished packet, or every reason why there is none."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.build(access, build_id)
    result = found.result
    context = {
        **frame.of_case(request, found.case, "packet", "Built packet"),
        "build": found,
        "finished": found.status in PacketBuild.FINISHED,
        "late": clock.now() - found.asked_at > UNUSUALLY_LONG,
        "files": list(found.files.all()),
        "notes": result.get("notes", []),
        "unsigned": result.get("unsigned", []),
        "signatures": result.get("signatures", []),
        "contents": result.get("contents", []),
        "plan": queries.plan(access, found.case) if found.status == "refused" else None,
    }
    partial = bool(getattr(request, "htmx", False))
    template = "practice/build.html#state" if partial else "practice/build.html"
    return render(request, template, context)


@needs("cases.view")
def part(request: HttpRequest, public_id: str, build_id: str, number: int) -> HttpResponse:
    """One part of a built packet as a file."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.build(access, build_id)
    kept = queries.part(access, found, number)
    response = HttpResponse(queries.content(kept), content_type="application/pdf")
    mark = "-DRAFT" if found.draft else ""
    name = f"packet-{found.case.number}{mark}"
    if kept.of > 1:
        name += f"-part-{kept.number}-of-{kept.of}"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@frame.posted
@needs("cases.change")
def signed(request: HttpRequest, public_id: str, build_id: str) -> HttpResponse:
    """Scans of signed pages; they replace the unsigned ones in a new build."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.build(access, build_id)
    files = request.FILES.getlist("file")
    if not files:
        raise BadInput("No scan arrived. If it was cut off on its way, send it again.")
    scans = [(file.name or "scan", file.read()) for file in files]
    fresh = actions.add_signed(access=access, build=found, scans=scans, once=frame.once_of(request))
    left = len(fresh.result.get("unsigned", []))
    messages.success(
        request, "Everything is signed." if not left else f"{left} signatures are still missing."
    )
    address = redirect("practice:build_state", public_id, fresh.public_id)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=200)
        response["HX-Redirect"] = address["Location"]
        return response
    return address
