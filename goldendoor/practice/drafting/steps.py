"""What a button of a draft does: one action, and the sentence that tells so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.drafting import actions, word
from goldendoor.practice.drafting.models import Draft


def take_step(request: HttpRequest, draft: Draft, verb: str, **more: Any) -> str:
    """Carry a step out. Raises BadInput for one that is unknown, and what its action raises."""
    step = STEPS.get(verb) or (_from_word if more else None)
    if step is None:
        raise BadInput("This cannot be done with a draft.")
    return step(request, draft, **more)


def _ask(request: HttpRequest, draft: Draft) -> str:
    number = frame.number(request.POST.get("number"))
    actions.ask_approval(access=_access(request), draft=draft, number=number)
    return "Handed in. An attorney or accredited representative approves it."


def _approve(request: HttpRequest, draft: Draft) -> str:
    number = frame.number(request.POST.get("number"))
    actions.approve(access=_access(request), draft=draft, number=number)
    return "Approved. This text stays as it is."


def _send_back(request: HttpRequest, draft: Draft) -> str:
    reason = request.POST.get("reason", "")
    actions.send_back(access=_access(request), draft=draft, reason=reason)
    return "Sent back with your comment."


def _reopen(request: HttpRequest, draft: Draft) -> str:
    actions.reopen(access=_access(request), draft=draft)
    return "It can be written on. What was approved stays among the versions."


def _file(request: HttpRequest, draft: Draft) -> str:
    actions.put_among_papers(access=_access(request), draft=draft)
    return "The PDF is among the papers of the case; attach it where it belongs."


def _retire(request: HttpRequest, draft: Draft) -> str:
    actions.retire(access=_access(request), draft=draft)
    return "Put away. It can be taken up again."


def _close(request: HttpRequest, draft: Draft) -> str:
    actions.set_privilege(access=_access(request), draft=draft, privileged=True)
    return "The draft is privileged."


def _open(request: HttpRequest, draft: Draft) -> str:
    actions.set_privilege(access=_access(request), draft=draft, privileged=False)
    return "Everybody on the case may read it now."


def _comment(request: HttpRequest, draft: Draft) -> str:
    text = request.POST.get("text", "")
    actions.comment(access=_access(request), draft=draft, text=text)
    return "The comment is kept."


def _from_word(request: HttpRequest, draft: Draft, *, take: word.Read, filename: str) -> str:
    """The text of the file becomes the next version, its comments become comments."""
    access = _access(request)
    number = frame.number(request.POST.get("number"))
    version = actions.save(
        access=access, draft=draft, text=take.text, number=number, source=f"From {filename}"
    )
    for author, text in take.comments:
        actions.comment(access=access, draft=draft, text=f"{author}, in Word: {text}")
    said = [f"The file is version {version.number}."]
    if take.tracked:
        said.append(f"{take.tracked} tracked changes were taken as accepted.")
    if take.comments:
        said.append(f"{len(take.comments)} comments came along.")
    if take.footnotes:
        said.append(f"{take.footnotes} footnotes were not taken over; put them into the text.")
    return " ".join(said)


def _access(request: HttpRequest) -> Any:
    return request.access  # type: ignore[attr-defined]


STEPS: dict[str, Callable[..., str]] = {
    "ask": _ask,
    "approve": _approve,
    "send-back": _send_back,
    "reopen": _reopen,
    "file": _file,
    "retire": _retire,
    "close": _close,
    "open": _open,
    "comment": _comment,
}
