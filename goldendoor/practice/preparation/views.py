"""Forms: answers beside the rendered official page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Filing
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.official_forms import blanks, whole
from goldendoor.practice.caseload import frame
from goldendoor.practice.caseload import queries as caseload
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.preparation import actions, answers
from goldendoor.practice.preparation import filled as filled_forms

EMPTY_TEXTS = (("", "as usual for this form"), ("blank", "blank"), ("N/A", "N/A"), ("None", "None"))


class Desk:
    """One form of one case on the table: its state, blank, and the form filled."""

    def __init__(self, request: HttpRequest, public_id: str, filing_id: str) -> None:
        self.access = request.access  # type: ignore[attr-defined]
        self.case = cases.get(self.access, public_id)
        self.intake = Intake(self.access, self.case, "en")
        rows = self.intake.filings
        places = [place for place, one in enumerate(rows) if one.public_id == filing_id]
        if not places:
            raise Http404
        self.place = places[0]
        self.filing: Filing = rows[self.place]
        # Only this form's edition is judged: a strip of pages asks for it once a page.
        self.state = caseload.form_state(
            self.filing,
            self.intake.data["filings"][self.place],
            self.intake.data,
            self.intake.library,
            blanks.find(),
        )

    def blank(self) -> blanks.Blank:
        """The blank on this computer; 404 without one."""
        if self.state.blank is None:
            raise Http404
        return self.state.blank

    def fill(self) -> Any:
        """The filled form, marked DRAFT while its edition is not accepted."""
        return filled_forms.fill(
            self.intake.data,
            self.place,
            self.blank(),
            self.intake.library,
            draft=not self.state.accepted,
        )


@needs("cases.view")
def forms(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the first form; an explanation where the case has none."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    filings = cases.filings(access, case)
    if filings:
        return redirect("practice:form", public_id, filings[0].public_id)
    return render(request, "practice/forms_none.html", frame.of_case(request, case, "forms"))


@needs("cases.view")
def form(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """The answers of one page beside its picture; `?find=` opens the page of a question."""
    return _form_page(request, Desk(request, public_id, filing_id))


def _form_page(
    request: HttpRequest, desk: Desk, *, refused: BadInput | None = None
) -> HttpResponse:
    """The page of a form; `refused` says why what was typed does not go onto it."""
    context = {
        **frame.of_case(request, desk.case, "forms"),
        "forms": list(zip(desk.intake.filings, desk.intake.data["filings"], strict=True)),
        "state": desk.state,
        "filing": desk.filing,
        "agency_page": caseload.agency_page(desk.state.name, desk.intake.library),
        "find": request.GET.get("find", ""),
        "empty_texts": EMPTY_TEXTS,
        "refused": refused,
        "typing": request.POST if refused else {},
    }
    if desk.state.blank is not None:
        context |= _page_context(desk, request)
    return render(request, "practice/form.html", context, status=422 if refused else 200)


def _page_context(desk: Desk, request: HttpRequest) -> dict[str, Any]:
    filled = desk.fill()
    blank = desk.blank()
    page = _page_number(desk, request, filled)
    lines = filled_forms.lines(desk.intake, desk.place, blank, filled, page)
    width, height = blank.tree().page_sizes[page - 1]
    return {
        "filled": filled,
        "page": page,
        "pages": range(1, blank.pages + 1),
        "lines": lines,
        "parts": answers.by_part(lines),
        "width": width,
        "height": height,
        "typed": desk.filing.data.get("typed") or {},
        # A picture is never kept by the browser; the stamp makes sure it is of these answers.
        "stamp": filled.blank.build[:8],
    }


def _page_number(desk: Desk, request: HttpRequest, filled: Any) -> int:
    pages = desk.blank().pages
    wanted = request.GET.get("find", "")
    if wanted:
        for page in range(1, pages + 1):
            found = filled_forms.lines(desk.intake, desk.place, desk.blank(), filled, page)
            if any(line.question == wanted for line in found):
                return page
    text = request.GET.get("page") or request.POST.get("page", "1")
    return min(max(int(text), 1), pages) if text.isdecimal() else 1


@needs("cases.view")
def page_picture(request: HttpRequest, public_id: str, filing_id: str, number: int) -> HttpResponse:
    """One page as a picture; `?small` for the strip."""
    desk = Desk(request, public_id, filing_id)
    try:
        data = filled_forms.picture(desk.fill().form, number, small="small" in request.GET)
    except IndexError as error:
        raise Http404 from error
    return _private(HttpResponse(data, content_type="image/png"))


@needs("cases.view")
def filled(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """The filled official PDF with its further sheets."""
    desk = Desk(request, public_id, filing_id)
    data = whole.with_sheets(desk.fill(), flatten=False)
    mark = "" if desk.state.accepted else "-DRAFT"
    return _file(data, f"{desk.state.name}-{desk.case.number}{mark}.pdf")


@needs("cases.view")
def sheet(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """The filing sheet: every part and item with its answer; needs no blank."""
    desk = Desk(request, public_id, filing_id)
    row = desk.intake.data["filings"][desk.place]
    try:
        data = whole.filing_sheet(desk.intake.file, row, desk.state.name, None, desk.intake.library)
    except blanks.NoBlank as error:
        messages.error(request, str(error))
        return redirect("practice:form", public_id, filing_id)
    return _file(data, f"{desk.state.name}-{desk.case.number}-filing-sheet.pdf")


@frame.posted
@needs("cases.change")
def typed(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """A value typed straight onto the form; empty takes it back."""
    desk = Desk(request, public_id, filing_id)
    name, text = request.POST.get("field", ""), request.POST.get("value", "").strip()
    if name not in desk.blank().tree().by_name:
        raise Http404
    try:
        actions.type_onto(
            access=desk.access, filing=desk.filing, blank=desk.blank(), name=name, text=text
        )
    except BadInput as refused:
        return _form_page(request, desk, refused=refused)
    messages.success(request, "Typed onto the form." if text else "Taken off the form.")
    return redirect(frame.back_of(request, request.path))


@frame.posted
@needs("cases.change")
def empty_boxes(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """What empty boxes of this form say."""
    desk = Desk(request, public_id, filing_id)
    text = request.POST.get("empty_text", "")
    actions.fill_empty_boxes(access=desk.access, filing=desk.filing, text=text)
    messages.success(request, "Empty boxes are filled as you chose.")
    return redirect(frame.back_of(request, request.path))


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
