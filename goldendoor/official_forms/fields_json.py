"""The JSON of `forms fields`, and the field list that each edition keeps in the library.

With `fields.json` beside its map, an edition can be checked and printed as a filing sheet on a
computer that has no blank.
"""

from __future__ import annotations

import json
from typing import Any

from goldendoor.law.library import Library, NotInLibrary
from goldendoor.pdf.fields import Field, FieldTree

KEYS = (
    "name", "page", "rect", "kind", "label", "part", "item", "max_length", "comb", "multiline",
    "options", "on_state", "group", "read_only", "factory",
)  # fmt: skip


def of_field(one: Field) -> dict[str, Any]:
    """One field as the command line prints it: `rect` in points, `factory` as published."""
    found = {key: getattr(one, key) for key in KEYS}
    found["rect"] = [round(number, 2) for number in one.rect]
    found["options"] = list(one.options)
    return found


def kept_tree(form_id: str, edition: str, library: Library) -> FieldTree:
    """The field list kept in the library; raises `NotInLibrary` when there is none."""
    files = library.find("forms", form_id, edition, "fields.json")
    if not files:
        raise NotInLibrary(f"The library keeps no field list of {form_id} {edition}.")
    return FieldTree.from_json(files[-1].read_text(encoding="utf-8"))


def to_keep(tree: FieldTree) -> str:
    """The text of a `fields.json`: one field a line, so that a change of edition reads well."""
    data = json.loads(tree.to_json())
    rows = data.pop("fields")
    head = json.dumps(data, ensure_ascii=False)[1:-1]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{{head}, "fields": [\n{lines}\n]}}\n'
