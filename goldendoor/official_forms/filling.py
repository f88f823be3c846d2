"""One filled official form: blank + map + case file → PDF, further sheets, reasons, signatures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law import compute
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.law.results import Result
from goldendoor.official_forms import additional, drafting, labels, maps, plan, sheets
from goldendoor.official_forms.blanks import Blank
from goldendoor.official_forms.facts import CaseFile, Scope, scope_for
from goldendoor.official_forms.maps import FormMap
from goldendoor.official_forms.plan import Addendum, Plan, Problem
from goldendoor.pdf import render
from goldendoor.pdf.errors import PdfError
from goldendoor.pdf.template import Template

DRAFT_MARK = "DRAFT, NOT FOR FILING"


class ChooseFiling(ValueError):
    """No filing of the case fits, or several do; the message lists them."""


class NotAccepted(ValueError):
    """An edition that may not be filed on the filing date; the message says why and the way out."""


@dataclass(frozen=True)
class Signature:
    """Who must sign where, by hand. `person` is the name, when it is known."""

    who: str
    person: str
    page: int
    part: str
    item: str
    field: str = ""

    @property
    def where(self) -> str:
        """ "Part 4, item 2.a"; on a form without parts what its tooltip calls the place."""
        return f"Part {self.part}, item {self.item}" if self.part else self.item

    @property
    def signer(self) -> str:
        """ "Ana Ejemplo (petitioner)"; the role alone while nobody's name is known."""
        return f"{self.person} ({self.who})" if self.person else f"{self.who}, name not known"


@dataclass(frozen=True)
class FilledForm:
    """A filled form: `form` is the official PDF alone, `sheets` the further sheets or None."""

    blank: Blank
    filing: Mapping[str, Any]
    form: bytes
    sheets: bytes | None
    plan: Plan
    addenda: tuple[Addendum, ...]
    signatures: tuple[Signature, ...]
    curated: bool
    problems: tuple[str, ...] = field(default=())


def case_file(data: Mapping[str, Any]) -> CaseFile:
    """A case file as given, complete enough to be asked: missing lists are empty."""
    return CaseFile(dict(data))


def form_entry(form: str, library: Library) -> Mapping[str, Any]:
    """The library's entry of a form; for a form nobody mapped, an applicant and nothing else."""
    try:
        return library.form(library.form_id(form))
    except NotInLibrary:
        return {"form": form, "subject": "applicant", "roles": {"applicant": "required"}}


def choose_filing(case: CaseFile, form: str, person: str | None = None) -> dict[str, Any]:
    """The one filing of this form (for this person); raises `ChooseFiling`.

    A person for whom the case plans no such filing still gets the form: a filing for them is
    assumed, so that a single form can be made before the filings are decided.
    """
    named = [row for row in case.filings() if _same_form(row.get("form"), form)]
    found = [row for row in named if person is None or person in _people_of(row)]
    exact = [row for row in found if person is not None and row.get("for") == person]
    found = exact or found
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        whom = ", ".join(str(row.get("for")) for row in found)
        raise ChooseFiling(
            f"The case has {len(found)} filings of {form}: choose one with --for ({whom})."
        )
    if person is not None:
        case.person(person)
        return {"form": form, "for": person}
    people = [one.id for one in case.people()]
    if len(people) == 1:
        return {"form": form, "for": people[0]}
    raise ChooseFiling(
        f"The case plans no {form}: say whose with --for "
        f"({', '.join(people) or 'it has no people'})."
    )


def _same_form(one: Any, other: str) -> bool:
    return str(one or "").replace("-", "").casefold() == other.replace("-", "").casefold()


def _people_of(filing: Mapping[str, Any]) -> set[str]:
    return {str(filing.get("for")), *map(str, (filing.get("roles") or {}).values())}


def map_for(blank: Blank, library: Library) -> tuple[FormMap, Mapping[str, Any], bool]:
    """(map, its raw entry, curated): the library's map of the edition, or one from the tooltips."""
    tree = blank.tree()
    try:
        form_id = library.form_id(blank.form)
        raw = library.map(form_id, blank.edition)
        return maps.load(form_id, blank.edition, tree, library), raw, True
    except NotInLibrary:
        return drafting.draft_map(blank, tree, library), {}, False


def fill(
    case: CaseFile,
    filing: Mapping[str, Any],
    blank: Blank,
    library: Library,
    *,
    flatten: bool = False,
    draft: bool = False,
) -> FilledForm:
    """Fill one form for one filing. Raises `maps.MapError`, `pdf.errors.PdfError`."""
    form_map, raw, curated = map_for(blank, library)
    scope = scope_for(case, dict(filing), form_entry(blank.form, library))
    template = blank.template()
    made = _plan(form_map, raw, scope, filing, blank, library)
    placed, remaining = additional.place(form_map, made.addenda, template)
    made.values.update(placed)
    mark = DRAFT_MARK if draft else None
    filled = template.fill(made.values, flatten=flatten, mark=mark)
    signed = list(signatures(form_map, scope, made.values))
    extra = None
    if remaining:
        person = scope.person(scope.subject)
        extra = sheets.further_sheets(blank, person, remaining, mark=mark)
        signed.append(_of_sheets(scope, blank, extra))
    boxes = template.tree.by_name
    lacking = [
        f"{labels.named(boxes[name])}: no font draws {characters!r}."
        for name, characters in filled.missing
    ]
    return FilledForm(
        blank=blank,
        filing=filing,
        form=filled.data,
        sheets=extra,
        plan=made,
        addenda=tuple(made.addenda),
        signatures=tuple(signed),
        curated=curated,
        problems=tuple([problem.text for problem in made.problems] + lacking),
    )


def _of_sheets(scope: Scope, blank: Blank, extra: bytes) -> Signature:
    """The line at the end of the further sheets, which the person signs too."""
    person = scope.person(scope.subject)
    name = str(person.get("full_name") or "") if person else ""
    last = blank.pages + render.page_count(extra)
    return Signature(scope.subject, name, last, "", "end of the further sheets")


def _plan(
    form_map: FormMap,
    raw: Mapping[str, Any],
    scope: Scope,
    filing: Mapping[str, Any],
    blank: Blank,
    library: Library,
) -> Plan:
    """What goes into every box, with what the preparer typed; `raw` is empty for a drafted map."""
    template = blank.template()
    made = plan.make(
        form_map,
        scope,
        template.tree,
        maps.names_of(library),
        fits=template.fits,
        questions=library.questions(library.form_id(blank.form)) if raw else {},
        empty_text=empty_text(filing, form_entry(blank.form, library)),
        raw=raw,
    )
    _add_typed(made, filing, template)
    made.addenda.sort(key=lambda one: one.page)
    return made


def _add_typed(made: Plan, filing: Mapping[str, Any], template: Template) -> None:
    """What the preparer typed straight onto the form wins over what was worked out.

    Text that its box cannot show whole stays there and is told whole in the additional information.
    """
    for name, value in (filing.get("typed") or {}).items():
        box = template.tree.by_name.get(name)
        if box is None:
            continue
        try:
            template.check(name, value)
        except PdfError as error:
            said = labels.in_words(str(error), box)
            made.problems.append(Problem(name, "typed", f"What was typed is left out: {said}"))
            continue
        made.values[name] = value
        made.sources[name] = "typed"
        if isinstance(value, str) and box.kind == "text" and not template.fits(name, value):
            made.addenda.append(Addendum(box.page, box.part, box.item, value, name))


def empty_text(filing: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """The policy for empty text boxes: the filing's own, else the form's; "" leaves them blank."""
    policy = filing.get("empty_text") or entry.get("empty_text", "blank")
    return "" if policy in (None, "", "blank") else str(policy)


def signatures(
    form_map: FormMap, scope: Scope, values: Mapping[str, str | bool]
) -> Sequence[Signature]:
    """Who signs where: only helpers who took part, and only roles that somebody has.

    A row with `if_continued` counts only where the form's own continuation page is used.
    """
    continued = any(values.get(block.text) for block in form_map.blocks)
    found = []
    for row in form_map.signatures:
        who = str(row["who"])
        if row.get("if_continued") and not continued:
            continue
        if row.get("only_if") and not plan.check(maps.parse_entry(who, row["only_if"]), scope):
            continue
        if who in ("interpreter", "preparer", "representative"):
            if not scope.took_part(who):
                continue
            name = scope.read(f"{who}.full_name")
        else:
            person = scope.person(who)
            if person is None and row.get("optional") and not row.get("only_if"):
                continue
            name = person.get("full_name") if person else None
        found.append(
            Signature(
                who,
                str(name or ""),
                int(row["page"]),
                str(row.get("part", "")),
                str(row.get("item", "")),
                str(row.get("field", "")),
            )
        )
    return found


def edition_answer(
    blank_form: str, edition: str, filing: Mapping[str, Any], filing_date: str, library: Library
) -> tuple[bool, Result | None, str]:
    """Whether an edition may be filed: (accepted, the rule's result, one sentence why)."""
    facts = {"form": blank_form, "edition": edition, "filed_date": filing_date}
    day = datetime.date.fromisoformat(filing_date)
    result = compute.compute("us.edition", facts, day, library)
    outcome = result.value["outcome"]
    if outcome == "accept":
        return True, result, result.because[0].text
    if outcome == "reject":
        return False, result, result.because[0].text
    checked = filing.get("edition_checked") or {}
    if str(checked.get("edition")) == edition:
        who, when = checked.get("by", "the preparer"), checked.get("date")
        return True, result, f"{who} checked the agency's page on {when}: edition {edition}."
    if checked:
        text = f"The recorded check is of edition {checked.get('edition')}, this form is {edition}."
        return False, result, text
    return False, result, result.because[0].text


def require_accepted(
    blank: Blank, filing: Mapping[str, Any], filing_date: str | None, library: Library
) -> str:
    """The sentence why the edition is accepted; raises `NotAccepted` otherwise."""
    if not filing_date:
        raise NotAccepted(
            f"{blank.form}: the case has no filing date, so no edition can be judged."
        )
    accepted, _result, why = edition_answer(blank.form, blank.edition, filing, filing_date, library)
    if not accepted:
        raise NotAccepted(
            f"{blank.form} edition {blank.edition} on {filing_date}: {why} "
            f"Look at the agency's page and record the check, or build a draft."
        )
    return why
