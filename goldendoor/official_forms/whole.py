"""A form as one PDF with its further sheets, and the filing sheet of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.law.library import Library, NotInLibrary
from goldendoor.official_forms import blanks, fields_json, filling, maps, plan, sheets
from goldendoor.official_forms.facts import CaseFile, scope_for
from goldendoor.pdf import join


def with_sheets(filled: filling.FilledForm, *, flatten: bool) -> bytes:
    """The official form followed by its further sheets, fields kept unless flattened."""
    if filled.sheets is None:
        return filled.form
    parts = [join.Part(filled.form), join.Part(filled.sheets)]
    return join.join(parts, title=f"Form {filled.blank.form}", keep_fields=not flatten)


def with_values(
    blank: blanks.Blank, values: Mapping[str, str | bool], *, flatten: bool
) -> tuple[bytes, tuple[str, ...]]:
    """The form with these values by full field name, and what to look at before printing.

    A text that its box cannot show whole is printed again, whole, on a further sheet.
    Raises `pdf.errors.PdfError` for a name or a value that the form does not take.
    """
    template = blank.template()
    filled = template.fill(values, flatten=flatten)
    notes = [f"{name}: no font draws {characters!r}." for name, characters in filled.missing]
    addenda = []
    given = [one for one in filled.overflow if one.name in values]  # repeats say the same again
    for one in given:
        box = template.tree.by_name[one.name]
        addenda.append(plan.Addendum(box.page, box.part, box.item, str(values[one.name]), one.name))
        notes.append(f"{one.name}: its box cannot show all of it; a further sheet has it whole.")
    if not addenda:
        return filled.data, tuple(notes)
    sheet = sheets.further_sheets(blank, None, addenda, mark=None)
    parts = [join.Part(filled.data), join.Part(sheet)]
    whole = join.join(parts, title=f"Form {blank.form}", keep_fields=not flatten)
    return whole, tuple(notes)


def filing_sheet(
    case: CaseFile, filing: Mapping[str, Any], form: str, edition: str | None, library: Library
) -> bytes:
    """Every part and item with its answer: by the library's field list, else by a blank."""
    entry = filling.form_entry(form, library)
    scope = scope_for(case, dict(filing), entry)
    try:
        form_id = library.form_id(form)
        chosen = edition or library.editions(form_id)[-1]
        tree = fields_json.kept_tree(form_id, chosen, library)
        raw = library.map(form_id, chosen)
        form_map = maps.load(form_id, chosen, tree, library)
        questions = library.questions(form_id)
    except (NotInLibrary, IndexError):
        blank = blanks.find().newest(form, edition)
        form_map, raw, curated = filling.map_for(blank, library)
        tree, chosen = blank.tree(), blank.edition
        questions = library.questions(library.form_id(form)) if curated else {}
    made = plan.make(
        form_map,
        scope,
        tree,
        maps.names_of(library),
        fits=lambda _name, _text: True,
        questions=questions,
        raw=raw,
    )
    title = entry.get("title") or {}
    said = str(title.get("en", "")) if isinstance(title, Mapping) else str(title)
    return sheets.filing_sheet(form, chosen, scope.person(scope.subject), tree, made, title=said)
