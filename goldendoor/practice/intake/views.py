"""The questionnaire's pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.intake import actions, page, reading
from goldendoor.practice.intake.asked import Asked
from goldendoor.practice.intake.queries import Intake, Owner, Section
from goldendoor.practice.intake.spoken import WORDS

LANGUAGES = {"en": "English", "es": "Español"}
FORM = "form-"


class NotAsked(BadInput):
    """A section that was asked a moment ago: a form, or an answer, has gone since."""

    def __init__(self) -> None:
        super().__init__("This section is not asked any more; a form or an answer has changed.")


class Room:
    """One section of one case's questionnaire, as a request asks for it."""

    def __init__(
        self, request: HttpRequest, public_id: str, owner_id: str, section_id: str
    ) -> None:
        self.request = request
        self.access = request.access  # type: ignore[attr-defined]
        self.case: Case = cases.get(self.access, public_id)
        self.owner_id, self.section_id = owner_id, section_id
        self.read()

    def read(self) -> None:
        """Read (again) what is stored."""
        language = self.request.session.get("questions_language", "en")
        self.intake = Intake(self.access, self.case, language)
        self.words = WORDS[language]
        if self.owner_id.startswith(FORM):
            self.owner = self._of_form()
        else:
            found = [one for one in self.intake.owners if one.id == self.owner_id]
            if not found:
                raise NotAsked
            self.owner = found[0]
        sections = [one for one in self.owner.sections if one.id == self.section_id]
        if not sections:
            raise NotAsked
        self.section: Section = sections[0]

    def _of_form(self) -> Owner:
        wanted = self.owner_id.removeprefix(FORM)
        for place, filing in enumerate(self.intake.filings):
            if filing.public_id == wanted:
                row = self.intake.data["filings"][place]
                person = self.intake.file.person(str(row.get("for")), missing_ok=True)
                name = f"{row['form']}, {(person and person.get('full_name')) or '?'}"
                return Owner(self.owner_id, name, "", self.intake.of_form(place))
        raise Http404

    def questions(self, results: Any = ()) -> list[page.Shown]:
        """The questions of the section, hidden ones as empty places."""
        return [page.shown(self.intake, one, results) for one in self.section.questions]

    def following(self) -> tuple[str, str] | None:
        """(owner, section) after this one."""
        here = self.owner.sections.index(self.section)
        if here + 1 < len(self.owner.sections):
            return self.owner.id, self.owner.sections[here + 1].id
        if self.owner_id.startswith(FORM):
            return None
        owners = [one.id for one in self.intake.owners]
        later = owners[owners.index(self.owner.id) + 1 :]
        for one in self.intake.owners:
            if later and one.id == later[0]:
                return one.id, one.sections[0].id
        return None

    def context(self, results: Any = ()) -> dict[str, Any]:
        """Everything the templates need."""
        intake = self.intake
        shown = self.questions(results)
        kinds = {leaf.type for one in self.section.questions for leaf in one.leaves}
        return {
            **frame.of_case(self.request, self.case, "questions"),
            "owner": self.owner,
            "section": self.section,
            "by_form": self.owner_id.startswith(FORM),
            "owners": [self.owner] if self.owner_id.startswith(FORM) else intake.owners,
            "questions": shown,
            "words": self.words,
            "mark_kinds": ("unknown", "ask", "none"),
            "language": intake.language,
            "languages": LANGUAGES,
            "filings": list(zip(intake.filings, intake.data["filings"], strict=True)),
            "countries": reading.countries(intake.library) if "countr" in str(kinds) else {},
            "states": reading.states(intake.library) if "state" in kinds else {},
            "following": self.following(),
            "total": (intake.settled_count, intake.asked_count),
            "problems": [
                (box.id, f"{box.leaf.ask}: {box.error}")
                for one in shown
                if one.question.visible
                for card in one.cards
                for box in card.boxes
                if box.error
            ],
        }

    def question(self) -> Asked:
        """The question that a small request is about."""
        found = self.intake.by_id.get(self.request.POST.get("question", ""))
        if found is None:
            raise Http404
        return found


@needs("cases.view")
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """The first section that is not finished; an explanation where no form asks anything."""
    access = request.access  # type: ignore[attr-defined]
    case = cases.get(access, public_id)
    if request.GET.get("language") in LANGUAGES:
        request.session["questions_language"] = request.GET["language"]
    intake = Intake(access, case, request.session.get("questions_language", "en"))
    sections = [one for owner in intake.owners for one in owner.sections]
    if not sections:
        return render(
            request,
            "practice/questions_none.html",
            frame.of_case(request, case, "questions"),
        )
    first = next((one for one in sections if not one.finished), sections[0])
    if wanted := request.GET.get("find"):
        return _jump(request, intake, public_id, wanted)
    return redirect("practice:section", public_id, first.owner, first.id)


def _jump(request: HttpRequest, intake: Intake, public_id: str, question_id: str) -> HttpResponse:
    """To the question of this id, wherever it stands."""
    for owner in intake.owners:
        for section in owner.sections:
            if any(one.id == question_id and one.visible for one in section.questions):
                address = redirect("practice:section", public_id, owner.id, section.id)
                address["Location"] += f"#{question_id}"
                return address
    messages.info(request, "This is filled in from other answers; no question asks it alone.")
    return redirect("practice:questions", public_id)


@needs("cases.view")
def section(request: HttpRequest, public_id: str, owner: str, section_id: str) -> HttpResponse:
    """One section: shown, saved as a whole, or saved answer by answer while one types."""
    if request.GET.get("language") in LANGUAGES:
        request.session["questions_language"] = request.GET["language"]
        return redirect(request.path)
    try:
        room = Room(request, public_id, owner, section_id)
    except NotAsked as error:
        if request.method == "POST":
            raise
        messages.info(request, str(error))
        return redirect("practice:questions", public_id)
    if request.method != "POST":
        return render(request, "practice/questions.html", room.context())
    given = page.given(request.POST, room.intake)
    if request.POST.get("draft"):
        return _keep_drafts(room, given)
    before = _visible(room.section)
    results = [
        actions.save_given(access=room.access, intake=room.intake, given=one) for one in given
    ]
    room.case.refresh_from_db()
    room.read()
    if getattr(request, "htmx", False):
        return _saved_parts(room, results, before)
    return _saved_page(room, results)


def _keep_drafts(room: Room, given: list[actions.Given]) -> HttpResponse:
    for one in given:
        actions.save_draft(access=room.access, case=room.case, given=one)
    return HttpResponse(status=204)


def _visible(section: Section) -> dict[str, tuple[bool, tuple[str, ...]]]:
    return {
        one.id: (one.visible, tuple(leaf.part for leaf in one.leaves if leaf.hidden))
        for one in section.questions
    }


def _saved_parts(room: Room, results: list[actions.Result], before: Any) -> HttpResponse:
    """For htmx: the state of the card, errors at the fields, and whatever appeared or vanished."""
    after = _visible(room.section)
    mine = {one.given.question.id for one in results}
    moved = [
        page.shown(room.intake, room.intake.by_id[one])
        for one in after
        if one not in mine and after[one] != before.get(one) and one in room.intake.by_id
    ]
    context = {
        **room.context(results),
        "results": [page.after_save(room.intake, one) for one in results],
        "moved": moved,
        "now": timezone.localtime(),
        "oob": True,
    }
    status = 409 if any(one.conflict for one in results) else 200
    html = render_to_string("practice/questions_saved.html", context, request=room.request)
    return HttpResponse(html, status=status)


def _saved_page(room: Room, results: list[actions.Result]) -> HttpResponse:
    """Without script: on to the next section, or the same page with what is to put right."""
    if all(one.kept for one in results):
        messages.success(room.request, room.words["saved"])
        following = room.following()
        if following is None:
            return redirect("practice:case", room.case.public_id)
        return redirect("practice:section", room.case.public_id, *following)
    status = 409 if any(one.conflict for one in results) else 422
    return render(room.request, "practice/questions.html", room.context(results), status=status)


@frame.posted
@needs("cases.change")
def row(request: HttpRequest, public_id: str, owner: str, section_id: str) -> HttpResponse:
    """Add, remove or move up a card of a repeat group."""
    room = Room(request, public_id, owner, section_id)
    question = room.question()
    number = frame.number(request.POST.get("row"))
    if request.POST.get("do") == "add":
        card = page.empty_card(room.intake, question, number)
        one = page.shown(room.intake, question)
        context = {**room.context(), "card": card, "one": one, "fresh": True}
        return render(request, "practice/q_card.html", context)
    was = page.was_of(request.POST.get(f"was.{question.id}.{number}", ""))
    change = actions.remove_row if request.POST.get("do") == "remove" else actions.move_row_up
    change(access=room.access, intake=room.intake, question=question, row=number, was=was)
    room.case.refresh_from_db()
    room.read()
    return _question_again(room, question.id)


@frame.posted
@needs("cases.change")
def mark(request: HttpRequest, public_id: str, owner: str, section_id: str) -> HttpResponse:
    """“I don't know yet”, “ask my client”, “nothing to enter”: put on or taken off."""
    room = Room(request, public_id, owner, section_id)
    question = room.question()
    kind = request.POST.get("kind", "")
    actions.mark(access=room.access, case=room.case, question=question, kind=kind)
    room.read()
    one = page.shown(room.intake, room.intake.by_id[question.id])
    context = {**room.context(), "one": one, "oob": True}
    return render(request, "practice/questions_marked.html", context)


@frame.posted
@needs("cases.change")
def forget(request: HttpRequest, public_id: str, owner: str, section_id: str) -> HttpResponse:
    """Take theirs: what this person typed is forgotten, the stored answer is shown again."""
    room = Room(request, public_id, owner, section_id)
    question = room.question()
    number = frame.number(request.POST.get("row") or "-1")
    actions.discard_drafts(access=room.access, case=room.case, question=question, row=number)
    room.read()
    return _question_again(room, question.id)


def _question_again(room: Room, question_id: str) -> HttpResponse:
    one = page.shown(room.intake, room.intake.by_id[question_id])
    context = {**room.context(), "one": one, "oob": True}
    return render(room.request, "practice/questions_again.html", context)


@needs("cases.view")
def of_form(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponse:
    """The questions of one form alone, from its first unfinished section."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    intake = Intake(access, found, request.session.get("questions_language", "en"))
    for place, filing in enumerate(intake.filings):
        if filing.public_id == filing_id:
            sections = intake.of_form(place)
            first = next((one for one in sections if not one.finished), None)
            chosen = first or (sections[0] if sections else None)
            if chosen is None:
                return redirect("practice:questions", public_id)
            return redirect("practice:section", public_id, f"{FORM}{filing_id}", chosen.id)
    raise Http404
