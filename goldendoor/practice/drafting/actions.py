"""Writing, commenting, approving; the office's own templates."""

from __future__ import annotations

import io
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.documents import actions as documents
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.citations import actions as citations
from goldendoor.practice.drafting import fields, paper, queries, rules
from goldendoor.practice.drafting.models import Comment, Draft, Kind, Template, Version
from goldendoor.practice.drafting.templates_of import LANGUAGES, Choice


@transaction.atomic
def begin(
    *,
    access: Access,
    case: Case,
    template: Choice,
    title: str,
    text: str,
    privileged: bool = False,
    once: str | None = None,
) -> Draft:
    """A draft with its first version; `text` is the template's, merged. Raises BadInput.

    A privileged one is read by owners, attorneys, accredited representatives and its author.
    """
    registries.demand("cases.change", access, case)
    name, kept = _title(title), _text(text)

    def run() -> str:
        draft = Draft.objects.create(
            organisation_id=access.organisation_id,
            case=case,
            kind=template.kind,
            title=name,
            language=template.language,
            template=template.id,
            is_for_court=template.is_for_court,
            is_privileged=privileged,
            begun_by_label=access.user_label,
        )
        if access.user_id is not None:
            draft.named.add(access.user_id)
        _version(access, draft, 1, kept, f"From the template “{template.label}”")
        _record(access, draft, "draft.begun", {"kind": draft.get_kind_display()})
        return draft.public_id

    request = {"case": case.public_id, "template": template.id}
    found = idempotency.once(
        access=access, scope="drafting.begin", key=once, request=request, run=run
    )
    return queries.get(access, found)


@transaction.atomic
def save(
    *, access: Access, draft: Draft, text: str, number: int, title: str = "", source: str = ""
) -> Version:
    """The next version; the same text again makes none. `number` is the version that was open.

    Raises Conflict with both texts when somebody saved another since, NotAllowed once it is
    approved. A draft that waits for approval goes back to being written.
    """
    locked = _writable(access, draft)
    kept, last = _text(text), queries.latest(access, locked)
    name = _title(title) if title else locked.title
    if name != locked.title:
        change(locked, version=None, changes={"title": name}, what="The draft")
    if kept == last.text:
        return last
    if number != last.number:
        theirs, yours = {"text": last.text}, {"text": kept}
        raise Conflict(what="The draft", version=last.number, theirs=theirs, yours=yours)
    made = _version(access, locked, last.number + 1, kept, source[:300])
    if locked.state == Draft.State.ASKED:
        change(locked, version=None, changes={"state": Draft.State.DRAFT})
    _record(access, locked, "draft.saved", {"version": made.number})
    return made


@transaction.atomic
def ask_approval(*, access: Access, draft: Draft, number: int) -> Draft:
    """Hand the present version in. Raises BadInput while something is missing in it, Conflict."""
    locked = _writable(access, draft)
    last = _present(access, locked, number)
    if wrong := rules.why_not_ask(last.text):
        raise BadInput(wrong)
    if change(locked, version=None, changes={"state": Draft.State.ASKED}):
        _record(access, locked, "draft.asked", {"version": last.number})
    return locked


@transaction.atomic
def approve(*, access: Access, draft: Draft, number: int) -> Draft:
    """The version is approved and stays as it is. Raises NotAllowed for its author where another
    could approve, BadInput while something is missing, Conflict when another version is newer."""
    registries.demand("drafting.approve", access, draft)
    locked = _writable(access, draft)
    last = _present(access, locked, number)
    is_author = last.author_id == access.user_id
    others = is_author and queries.others_may_approve(access, locked)
    if wrong := rules.why_not_ask(last.text):
        raise BadInput(wrong)
    if wrong := rules.why_not_approve(last.text, is_author=is_author, others=others):
        raise NotAllowed(wrong)
    as_what = "attorney" if access.has("attorney") else "accredited representative"
    changes = {
        "state": Draft.State.APPROVED,
        "approved_number": last.number,
        "approved_by_label": access.user_label,
        "approved_as": as_what,
        "approved_at": clock.now(),
    }
    change(locked, version=None, changes=changes)
    _record(access, locked, "draft.approved", {"version": last.number, "as": as_what})
    return locked


@transaction.atomic
def send_back(*, access: Access, draft: Draft, reason: str) -> Draft:
    """Not yet: back to its author with a comment. Raises BadInput without a reason."""
    registries.demand("drafting.approve", access, draft)
    locked = _writable(access, draft)
    if not reason.strip():
        raise BadInput("Say what has to change.")
    _comment(access, locked, reason)
    change(locked, version=None, changes={"state": Draft.State.DRAFT})
    _record(access, locked, "draft.sent_back", {})
    return locked


@transaction.atomic
def reopen(*, access: Access, draft: Draft) -> Draft:
    """Write on after approval, or take it up again; the approved version stays among the others."""
    registries.demand("cases.change", access, draft.case)
    locked: Draft = Draft.objects.select_for_update().one(access, draft.public_id)
    if not locked.is_frozen:
        return locked
    cleared = {"approved_number": None, "approved_by_label": "", "approved_as": ""}
    changes = {"state": Draft.State.DRAFT, "approved_at": None, "document": None, **cleared}
    was = locked.approved_number
    change(locked, version=None, changes=changes)
    _record(access, locked, "draft.reopened", {"version": was} if was else {})
    return locked


@transaction.atomic
def put_among_papers(*, access: Access, draft: Draft) -> Draft:
    """The approved text as a PDF among the papers of the case, once; from there it is an exhibit.

    Raises NotAllowed before approval and for what is privileged, which leaves the office never.
    """
    registries.demand("cases.change", access, draft.case)
    locked: Draft = Draft.objects.select_for_update().one(access, draft.public_id)
    if locked.state != Draft.State.APPROVED:
        raise NotAllowed("Only approved text goes among the papers of the case.")
    if locked.is_privileged:
        raise NotAllowed("A privileged draft stays here; end the privilege first.")
    if locked.document_id is not None:
        return locked
    text = queries.latest(access, locked).text
    title, look = locked.title, {"kind": locked.kind, "language": locked.language}
    data = paper.pdf(text, title=title, approved=True, **look)
    document = documents.upload(
        access=access, case=locked.case, file=io.BytesIO(data), filename="letter.pdf", title=title
    )
    change(locked, version=None, changes={"document": document})
    _record(access, locked, "draft.filed", {"version": locked.approved_number})
    return locked


@transaction.atomic
def retire(*, access: Access, draft: Draft) -> Draft:
    """Put away; it can be taken up again."""
    registries.demand("cases.change", access, draft.case)
    if change(draft, version=None, changes={"state": Draft.State.RETIRED}):
        _record(access, draft, "draft.retired", {})
    return draft


@transaction.atomic
def comment(*, access: Access, draft: Draft, text: str) -> Comment:
    """Say something about the present version. Raises BadInput for nothing."""
    registries.demand("cases.change", access, draft.case)
    if not text.strip():
        raise BadInput("The comment is empty.")
    made = _comment(access, draft, text)
    _record(access, draft, "draft.commented", {"version": made.number})
    return made


@transaction.atomic
def settle(*, access: Access, comment: Comment) -> Comment:
    """The comment is dealt with."""
    draft = comment.draft
    registries.demand("cases.change", access, draft.case)
    if comment.settled_at is None:
        changes = {"settled_at": clock.now(), "settled_by_label": access.user_label}
        change(comment, version=None, changes=changes)
        _record(access, draft, "draft.comment_settled", {"version": comment.number})
    return comment


@transaction.atomic
def set_privilege(*, access: Access, draft: Draft, privileged: bool) -> Draft:
    """Close it to those who answer for the case and its author; opening is for the former alone."""
    policy = "cases.change" if privileged else "cases.waive_privilege"
    registries.demand(policy, access, draft.case)
    if privileged and access.user_id is not None:
        draft.named.add(access.user_id)
    if change(draft, version=None, changes={"is_privileged": privileged}):
        _record(access, draft, "draft.closed" if privileged else "draft.opened", {})
    return draft


@transaction.atomic
def save_template(
    *,
    access: Access,
    template: Template | None,
    label: str,
    kind: str,
    language: str,
    text: str,
    about: str = "",
    for_court: bool = False,
    version: int | None = None,
) -> Template:
    """Write a template of the office's own. Raises BadInput naming fields that do not exist."""
    registries.demand("drafting.change_templates", access, template)
    kept = _text(text)
    unknown = [one for one in rules.fields_in(kept) if one not in fields.BY_KEY]
    if unknown:
        names = ", ".join("{" + one + "}" for one in unknown)
        raise BadInput(f"There is no merge field {names}. The list beside the text has them all.")
    if not kept.strip() or not label.strip():
        raise BadInput("A template needs a name and a text.")
    if kind not in Kind.values or language not in LANGUAGES:
        raise BadInput("Choose what the template is for and its language.")
    data: dict[str, Any] = {
        "label": label.strip()[:200],
        "about": about.strip()[:300],
        "kind": kind,
        "language": language,
        "text": kept,
        "is_for_court": for_court,
        "changed_by_label": access.user_label,
    }
    if template is None:
        template = Template.objects.create(organisation_id=access.organisation_id, **data)
    else:
        change(template, version=version, changes=data, what=f"“{template}”")
    _record_template(access, template, "template.saved")
    return template


@transaction.atomic
def retire_template(*, access: Access, template: Template) -> Template:
    """Offer it no longer; drafts begun from it stay."""
    registries.demand("drafting.change_templates", access, template)
    if change(template, version=None, changes={"retired_at": clock.now()}):
        _record_template(access, template, "template.retired")
    return template


def _writable(access: Access, draft: Draft) -> Draft:
    """The draft, locked. Raises NotAllowed where its text stays as it is."""
    registries.demand("cases.change", access, draft.case)
    locked: Draft = Draft.objects.select_for_update().one(access, draft.public_id)
    if locked.is_frozen:
        raise NotAllowed("Approved text stays as it is. Write on to begin another version.")
    return locked


def _present(access: Access, draft: Draft, number: int) -> Version:
    last = queries.latest(access, draft)
    if number != last.number:
        theirs, yours = {"version": last.number}, {"version": number}
        raise Conflict(what="The draft", version=last.number, theirs=theirs, yours=yours)
    return last


def _title(title: str) -> str:
    name = " ".join(title.replace("\0", "").split())
    if not name:
        raise BadInput("Give the draft a title.")
    if len(name) > 200:
        raise BadInput(f"A title has at most 200 characters; this has {len(name)}.")
    return name


def _text(text: str) -> str:
    kept = rules.tidy(text)
    if len(kept) > rules.LONGEST:
        raise BadInput(f"A draft has at most {rules.LONGEST:,} characters; this has {len(kept):,}.")
    return kept


def _version(access: Access, draft: Draft, number: int, text: str, source: str) -> Version:
    citations.index(
        access=access, source_kind="draft", source_id=draft.public_id, case=draft.case, text=text
    )
    return Version.objects.create(
        organisation_id=draft.organisation_id,
        draft=draft,
        number=number,
        text=text,
        author_id=access.user_id,
        author_label=access.user_label,
        source=source,
    )


def _comment(access: Access, draft: Draft, text: str) -> Comment:
    return Comment.objects.create(
        organisation_id=draft.organisation_id,
        draft=draft,
        number=queries.latest(access, draft).number,
        text=_text(text),
        author_label=access.user_label,
    )


def _record(access: Access, draft: Draft, action: str, payload: dict[str, Any]) -> None:
    """The entry of the case's history: never the title of a draft, which may be privileged."""
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=draft.case.public_id,
        action=action,
        payload={"draft": draft.public_id, **payload},
        compartment=draft.case.compartment,
    )


def _record_template(access: Access, template: Template, action: str) -> None:
    audit.record(
        access=access,
        subject_kind="template",
        subject_id=template.public_id,
        action=action,
        payload={"label": template.label},
    )
