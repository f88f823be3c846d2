"""What the forms of an answer do, each with one action; what is wrong comes back as words."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.responses import actions, forms, kinds, queries, rules
from goldendoor.practice.responses.models import Item, Response

STEPS = {"up": -1, "down": 1}


def start(request: HttpRequest, case: Case, library: Library) -> Response:
    """Begin the answer that was chosen: `deadline` (with its kind and notice) or `kind`."""
    access, post = request.access, request.POST  # type: ignore[attr-defined]
    deadline, notice, kind = None, None, post.get("kind", "")
    if post.get("deadline"):
        deadline = queries.deadline(access, case, post["deadline"])
        notice = queries.notice_of(access, deadline, library)
        kind = str((kinds.of_rule(library, deadline.rule_id) or {}).get("id", ""))
    if post.get("notice"):
        notice = queries.paper(access, case, post["notice"])
    return actions.start(
        access=access,
        case=case,
        kind=kind,
        library=library,
        deadline=deadline,
        notice=notice,
        once=frame.once_of(request),
    )


def change_frame(request: HttpRequest, response: Response, form: forms.Frame) -> None:
    """Keep the frame as it was typed."""
    access = request.access  # type: ignore[attr-defined]
    changes = dict(form.cleaned_data)
    notice, deadline = changes.pop("notice"), changes.pop("deadline")
    case = response.case
    changes["notice"] = queries.paper(access, case, notice) if notice else None
    changes["deadline"] = queries.deadline(access, case, deadline) if deadline else None
    version = frame.version_of(request)
    actions.change_response(access=access, response=response, changes=changes, version=version)


def save_item(request: HttpRequest, item: Item, form: forms.About) -> bool:
    """Keep answer, words, owner, state, note; False with the reason at the field."""
    access, data = request.access, form.cleaned_data  # type: ignore[attr-defined]
    try:
        actions.write_paragraph(
            access=access,
            item=item,
            text=data["answer"],
            number=frame.number(request.POST.get("number")),
        )
        drafted = data["answer"].strip() and data["state"] == Item.State.TO_DO
        actions.change_item(
            access=access,
            item=item,
            text=data["text"],
            owner=form.owner_chosen,
            state=Item.State.DRAFTED if drafted else data["state"],
            note=data["note"],
            version=frame.version_of(request),
        )
    except BadInput as error:
        form.add_error("state", str(error))
        return False
    return True


def after_saving(request: HttpRequest, item: Item) -> str:
    """The next item, or back to the workspace."""
    if request.POST.get("do") == "next":
        access = request.access  # type: ignore[attr-defined]
        rows = queries.items(access, item.response)
        for one in rows:
            if one.position > item.position:
                return reverse("practice:response_item", args=[one.public_id])
    return reverse("practice:response", args=[item.response.public_id])


def step(request: HttpRequest, item: Item, verb: str) -> str:
    """One verb about an item or what is attached to it; where to go next. Raises BadInput."""
    access, post = request.access, request.POST  # type: ignore[attr-defined]
    here = reverse("practice:response_item", args=[item.public_id])
    if verb == "attach":
        rows, papers = queries.to_attach(access, item)
        wanted = set(post.getlist("what"))
        actions.attach(
            access=access,
            item=item,
            documents=[one for one in papers if one.public_id in wanted],
            evidence=[one for one in rows if one.public_id in wanted],
        )
        return f"{here}#evidence"
    if verb in ("detach", "up", "down") and post.get("enclosure"):
        found = next((one for one in item.papers if one.public_id == post["enclosure"]), None)
        if found is None:
            raise BadInput("This paper is no longer attached. Open the page again.")
        if verb == "detach":
            actions.detach(access=access, enclosure=found)
        else:
            actions.move_enclosure(access=access, enclosure=found, by=STEPS[verb])
        return f"{here}#evidence"
    workspace = reverse("practice:response", args=[item.response.public_id])
    if verb in STEPS:
        actions.move_item(access=access, item=item, by=STEPS[verb])
    elif verb == "remove":
        actions.remove_item(access=access, item=item, version=frame.version_of(request))
    else:
        raise BadInput("This cannot be done with an item.")
    return f"{workspace}#items"


def demand_ready(request: HttpRequest, response: Response, *, draft: bool) -> None:
    """Raise BadInput while the packet may only be built as a draft."""
    access = request.access  # type: ignore[attr-defined]
    standings = queries.standings(queries.items(access, response))
    wrong = rules.why_not_send(standings, response.way)
    if wrong and not draft:
        raise BadInput(wrong)


def record_sent(request: HttpRequest, response: Response, form: forms.Sent) -> str:
    """Record it; the reason where it cannot be, else ""."""
    access, data = request.access, form.cleaned_data  # type: ignore[attr-defined]
    papers = {one.public_id: one for one in documents.of_case(access, response.case)}
    try:
        actions.record_sent(
            access=access,
            response=response,
            sent_date=data["sent_date"],
            how=data["how"],
            tracking_number=data["tracking_number"],
            proof=papers.get(data["proof"]),
            today=clock.today(),
            library=Library.shipped(),
            version=frame.version_of(request),
            once=frame.once_of(request),
        )
    except (BadInput, NotAllowed) as error:
        return getattr(error, "reason", "") or str(error)
    return ""
