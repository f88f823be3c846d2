"""Our own sheets beside the official PDF: further sheets for overflow, and filing sheets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from goldendoor.official_forms import labels
from goldendoor.official_forms.facts import Person
from goldendoor.official_forms.plan import Addendum, Plan
from goldendoor.pdf import fonts
from goldendoor.pdf.fields import FieldTree

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
FAMILIES = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans SC", "Noto Sans JP",
    "Noto Sans KR", "Noto Sans TC", "Noto Sans CJK SC", "DejaVu Sans",
)  # fmt: skip


def compile_typst(template: Path, data: Mapping[str, Any]) -> bytes:
    """A PDF from one of our templates; `data` reaches it as JSON. Fonts are the ones forms use."""
    folders = [
        str(folder) for folder in (fonts.VENDOR_FOLDER, *fonts.SYSTEM_FOLDERS) if folder.is_dir()
    ]
    inputs = {"data": json.dumps({"fonts": list(FAMILIES), **data}, ensure_ascii=False)}
    return typst.compile(str(template), font_paths=folders, sys_inputs=inputs, format="pdf")


def further_sheets(
    blank: Any, person: Person | None, addenda: Sequence[Addendum], *, mark: str | None
) -> bytes:
    """Sheets for what the form's own Additional Information part could not hold.

    Each carries the person's name and A-Number, and page, part and item of every entry, and a
    line to sign and date by hand, as the forms' instructions ask.
    """
    rows = [[str(one.page), one.part, one.item, one.text] for one in addenda]
    return compile_typst(
        TEMPLATE,
        {
            "title": f"Form {blank.form}, Additional Information",
            "name": _name(person),
            "a_number": _a_number(person),
            "footer": f"Form {blank.form}, edition {blank.edition}",
            "intro": "Continued from the form's own space for additional information.",
            "columns": [
                {"label": "Page", "width": "auto"},
                {"label": "Part", "width": "auto"},
                {"label": "Item", "width": "auto"},
                {"label": "Answer", "width": "1fr"},
            ],
            "groups": [{"title": "", "rows": rows}],
            "sign": True,
            "mark": mark or "",
        },
    )


def filing_sheet(
    form: str, edition: str, person: Person | None, tree: FieldTree, plan: Plan, *, title: str = ""
) -> bytes:
    """Every part and item of a form with its answer, to copy into an online filing."""
    return compile_typst(
        TEMPLATE,
        {
            "title": f"Filing sheet: Form {form}",
            "name": _name(person),
            "a_number": _a_number(person),
            "footer": f"Form {form}, edition {edition}. This sheet is not the official form.",
            "intro": title,
            "columns": [
                {"label": "Item", "width": "auto"},
                {"label": "Question", "width": "1fr"},
                {"label": "Answer", "width": "1fr"},
            ],
            "groups": sheet_groups(tree, plan),
            "sign": False,
            "mark": "",
        },
    )


def sheet_groups(tree: FieldTree, plan: Plan) -> list[dict[str, Any]]:
    """Parts in the form's order, each with (item, question, answer) rows."""
    groups: dict[str, dict[str, Any]] = {}
    for one in tree.fields:
        value = plan.values.get(one.name)
        if value in (None, False, "") or one.kind in ("barcode", "button", "signature"):
            continue
        if one.repeats or (one.read_only and "pre-populate" in one.label.lower()):
            continue
        part = one.part or ""
        group = groups.setdefault(
            part, {"title": labels.part_title(one) if part else "General", "rows": []}
        )
        answer = labels.option(one) if value is True else str(value)
        group["rows"].append([one.item, labels.short(one), answer])
    for addendum in plan.addenda:
        group = groups.setdefault("additional", {"title": "Additional information", "rows": []})
        place = f"Part {addendum.part}, {addendum.item}"
        group["rows"].append([place, f"Page {addendum.page}", addendum.text])
    return list(groups.values())


def _name(person: Person | None) -> str:
    return str(person.get("full_name") or "") if person else ""


def _a_number(person: Person | None) -> str:
    return str(person.get("a_number") or "") if person else ""
