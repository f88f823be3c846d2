"""Reading answers; everything goes through the access filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.correspondence import queries as correspondence
from goldendoor.deadlines import queries as deadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document, EvidenceItem
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.responses import kinds, rules
from goldendoor.practice.responses.models import Enclosure, Item, Paragraph, Response


@dataclass(frozen=True)
class Awaited:
    """A deadline of a case that an answer would meet, with the notice where it is known."""

    deadline: Deadline
    kind: kinds.Entry
    notice: Document | None


def get(access: Access, public_id: str) -> Response:
    """One answer; raises NotFound."""
    rows = Response.objects.select_related("case", "deadline", "notice", "proof")
    return rows.one(access, public_id)


def of_case(access: Access, case: Case) -> list[Response]:
    """The answers of a case, the newest first."""
    rows = Response.objects.visible_to(access).filter(case=case)
    return list(rows.select_related("case", "deadline").order_by("-id"))


def list_page(access: Access, after: str | None = None) -> pages.Page:
    """Open answers of all cases, the newest first."""
    rows = Response.objects.visible_to(access).filter(state=Response.State.OPEN)
    rows = rows.select_related("case", "case__assigned_to", "deadline")
    return pages.keyset(rows, order=("-id",), after=after, size=40)


def item(access: Access, public_id: str) -> Item:
    """One item with its papers and answer; raises NotFound."""
    rows = Item.objects.filter(removed_at__isnull=True)
    found: Item = rows.select_related("response", "response__case", "owner").one(access, public_id)
    return _filled(access, found.response, [found])[0]


def items(access: Access, response: Response) -> list[Item]:
    """The items in order, each with `papers` and its present `answer`."""
    rows = Item.objects.visible_to(access).filter(response=response, removed_at__isnull=True)
    return _filled(access, response, list(rows.select_related("owner", "response")))


def _filled(access: Access, response: Response, rows: list[Item]) -> list[Item]:
    case, narrowed = response.case, access_for_case(access, response.case)
    papers = documents.of_case(access, case)
    open_to_me = {one.pk: (one.public_id, one.title) for one in papers}
    checklist = {one.pk: one for one in documents.checklist(access, case, papers)}
    enclosed: dict[int, list[Enclosure]] = {}
    kept = Enclosure.objects.visible_to(narrowed).filter(item__in=rows)
    for one in kept.select_related("document", "evidence"):
        if one.document_id is not None:
            one.documents = [open_to_me[one.document_id]] if one.document_id in open_to_me else []
        else:
            row = checklist.get(one.evidence_id or 0)
            found = row.found_documents if row else []
            one.documents = [(paper.public_id, paper.title) for paper in found]
        enclosed.setdefault(one.item_id, []).append(one)
    said: dict[int, str] = {}
    texts = Paragraph.objects.visible_to(access).filter(item__in=rows).order_by("number")
    for version in texts:
        said[version.item_id] = version.text
    for item_row in rows:
        item_row.papers = enclosed.get(item_row.pk, [])
        item_row.answer = said.get(item_row.pk, "")
    return rows


def standings(rows: Sequence[Item]) -> list[rules.Standing]:
    """The items as the rules look at them."""
    return [
        rules.Standing(
            one.position, one.state, bool(one.answer), sum(len(p.documents) for p in one.papers)
        )
        for one in rows
    ]


def versions(access: Access, found: Item) -> list[Paragraph]:
    """What the answer to an item was, the newest first."""
    return list(Paragraph.objects.visible_to(access).filter(item=found).order_by("-number"))


def awaited(access: Access, case: Case, library: Library) -> list[Awaited]:
    """Open deadlines of the case that an answer would meet and that have none yet."""
    taken = {one.deadline_id for one in of_case(access, case) if one.is_open}
    found = []
    for deadline in deadlines.next_of_case(access, case, limit=20):
        kind = kinds.of_rule(library, deadline.rule_id)
        if kind is None or deadline.pk in taken:
            continue
        found.append(Awaited(deadline, kind, notice_of(access, deadline, library)))
    return found


def notice_of(access: Access, deadline: Deadline, library: Library) -> Document | None:
    """The newest confirmed notice of the case of the kind that starts such a deadline."""
    kind = kinds.of_rule(library, deadline.rule_id)
    for one in correspondence.of_case(access, deadline.case) if kind else ():
        if kind and one.state == "confirmed" and one.kind in kind["notices"]:
            return one.document
    return None


def to_attach(access: Access, found: Item) -> tuple[list[EvidenceItem], list[Document]]:
    """Rows of the checklist and papers that are not enclosed with the item yet."""
    rows = {one.evidence_id for one in found.papers}
    papers = {one.document_id for one in found.papers}
    case = found.response.case
    all_papers = documents.of_case(access, case)
    checklist = documents.checklist(access, case, all_papers)
    return (
        [one for one in checklist if one.pk not in rows],
        [one for one in all_papers if one.pk not in papers],
    )


def paper(access: Access, case: Case, public_id: str) -> Document:
    """A paper of the case; raises BadInput for any other."""
    for one in documents.of_case(access, case):
        if one.public_id == public_id:
            return one
    raise BadInput("Choose a paper of this case.")


def deadline(access: Access, case: Case, public_id: str) -> Deadline:
    """A deadline of the case; raises BadInput for any other."""
    for one in deadlines.of_case(access, case):
        if one.public_id == public_id:
            return one
    raise BadInput("Choose a deadline of this case.")
