"""What the page of a notice shows: the picture with marks, and the plan beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from goldendoor.correspondence import rules
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.reading import picture
from goldendoor.documents import actions as document_actions
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock, opaque
from goldendoor.law.library import Library
from goldendoor.pdf.errors import PdfError
from goldendoor.practice.deadlines import page as deadline_page
from goldendoor.practice.notices import following


@dataclass
class Sheet:
    """One page of the paper: its picture's size in points, and the values marked on it."""

    number: int
    count: int
    width: float = 612
    height: float = 792
    marks: list[picture.Mark] = field(default_factory=list)
    problem: str = ""

    @property
    def names(self) -> set[str]:
        """The values that are marked."""
        return {one.name for one in self.marks}

    @property
    def numbers(self) -> range:
        """Of all pages."""
        return range(1, self.count + 1)


def content(document: Document) -> bytes:
    """The paper, in memory."""
    with documents.content(document) as file:
        data: bytes = file.read()
    return data


def sheet(notice: IncomingNotice, boxes: list[rules.Value], wanted: str) -> Sheet:
    """The page asked for (`?page=`), else the first."""
    document = notice.document
    count = max(document.pages or 1, 1)
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted[:6]) <= count else 1
    found = Sheet(number, count)
    printed = [(one.name, one.printed) for one in boxes if one.page == number and one.printed]
    try:
        data = picture.as_pdf(content(document), document.content_type, name=document.filename)
        found.width, found.height, found.marks = picture.marks(data, number, printed)
    except (PdfError, IndexError):
        found.problem = "The picture cannot be shown here. Open the file."
    return found


def page_png(access: Access, notice: IncomingNotice, number: int) -> bytes:
    """A page of the paper as a picture; reading it is recorded."""
    document = notice.document
    document_actions.record_reading(access=access, document=document)
    return picture.png(content(document), document.content_type, number, name=document.filename)


def of_notice(
    request: HttpRequest, notice: IncomingNotice, wrong: dict[str, str] | None = None
) -> dict[str, Any]:
    """Context of the page; problems are shown once something was sent."""
    access = request.access  # type: ignore[attr-defined]
    library = Library.shipped()
    posted = {key: str(value) for key, value in request.POST.items()}
    plan = following.plan(access, notice, posted, today=clock.today(), library=library)
    for box in plan.boxes:
        if wrong and box.name in wrong:
            box.error, box.text = wrong[box.name], posted.get(box.id, "")
            plan.problems.insert(0, (box.id, f"{box.label}: {wrong[box.name]}"))
    return {
        "notice": notice,
        "plan": plan,
        "kinds": rules.kinds(library).values(),
        "sheet": sheet(notice, plan.boxes, request.GET.get("page", "")),
        "problems": plan.problems if request.method == "POST" else [],
        "doubtful": sum(box.is_doubtful for box in plan.boxes),
        "place_form": deadline_page.place_form(None, library),
        "once": opaque.new_id(),
    }
