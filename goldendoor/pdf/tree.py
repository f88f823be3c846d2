"""Walk an AcroForm (ISO 32000-1, 12.7) and collect the facts of each field and its widgets."""

import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from goldendoor.pdf import groups, tooltips

READ_ONLY = 1
MULTILINE = 1 << 12
COMB = 1 << 24
PUSHBUTTON = 1 << 16
RADIO = 1 << 15
COMBO_EDIT = 1 << 18
LOCKED_ANNOTATION = 1 << 6
"""Annotation flag ReadOnly (ISO 32000-1, table 165); the agencies set it beside the field's own."""
MAX_DEPTH = 60
_TYPED = ("text", "signature", "barcode")

_BARCODE_NAME = re.compile(r"bar ?code|pdf417", re.IGNORECASE)
_SIGNED_IN_INK = re.compile(r"protected field|sign(?:ed)? in ink|digital signature", re.IGNORECASE)


@dataclass
class RawField:
    """A field being read: its own dictionary, its widgets with their pages (from 0), its facts."""

    name: str
    dictionary: Any
    widgets: list[tuple[int, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def raw_fields(pdf: pikepdf.Pdf) -> list[RawField]:
    """All terminal fields that have a widget on a page, in page order."""
    found: dict[str, RawField] = {}
    listed = _listed(pdf)
    for page_index, page in enumerate(pdf.pages):
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for widget in annotations:
            if not isinstance(widget, pikepdf.Dictionary):
                continue
            if widget.get("/Subtype") != pikepdf.Name.Widget:
                continue
            # What the form does not list is no field to any reader (derived copies have such).
            if widget.is_indirect and widget.objgen not in listed:
                continue
            name, owner = _name_and_owner(widget)
            if not name or _inherited(widget, "/FT") is None:
                continue
            raw = found.setdefault(name, RawField(name, owner))
            raw.widgets.append((page_index, widget))
    result = []
    for raw in found.values():
        raw.facts = _facts(raw)
        result.append(raw)
    return result


def _listed(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Object numbers of everything reachable from the form's /Fields."""
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    seen: set[tuple[int, int]] = set()
    waiting = list(fields) if isinstance(fields, pikepdf.Array) else []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting.extend(kids)
    return seen


def with_groups(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same facts with `group` and `repeats` filled in."""
    group_of = groups.one_of_many(facts)
    repeated = groups.repeated_fields(facts)
    return [
        {**f, "group": f["group"] or group_of.get(f["name"]), "repeats": repeated.get(f["name"])}
        for f in facts
    ]


def page_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height in points of the page as seen (rotation applied)."""
    x0, y0, x1, y1 = (float(v) for v in page.mediabox)
    width, height = abs(x1 - x0), abs(y1 - y0)
    turned = int(_inherited(page.obj, "/Rotate") or 0) % 180 != 0
    return (height, width) if turned else (width, height)


def on_states(widget: pikepdf.Dictionary) -> list[str]:
    """Names of the widget's states other than Off, without the slash, in file order."""
    appearances = widget.get("/AP")
    states: list[str] = []
    for which in ("/N", "/D"):
        part = appearances.get(which) if isinstance(appearances, pikepdf.Dictionary) else None
        if isinstance(part, pikepdf.Dictionary) and not isinstance(part, pikepdf.Stream):
            states += [k[1:] for k in part.keys() if k != "/Off" and k[1:] not in states]  # noqa: SIM118
    return states


def text_of(value: Any) -> str:
    """A PDF string, name or number as text; '' for anything else."""
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return ""


def inherited(dictionary: Any, key: str) -> Any:
    """The value of `key` here or in the nearest ancestor (ISO 32000-1, 12.7.3.1)."""
    return _inherited(dictionary, key)


def dictionary(parent: Any, key: str) -> Any:
    """The dictionary at `key` of a dictionary or stream, or an empty one."""
    holder = isinstance(parent, (pikepdf.Dictionary, pikepdf.Stream))
    value = parent.get(key) if holder else None
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def _inherited(dictionary: Any, key: str) -> Any:
    for _ in range(MAX_DEPTH):
        if not isinstance(dictionary, pikepdf.Dictionary):
            return None
        if key in dictionary:
            return dictionary[key]
        dictionary = dictionary.get("/Parent")
    return None


def _name_and_owner(widget: pikepdf.Dictionary) -> tuple[str, pikepdf.Dictionary]:
    # The owner is the dictionary that bears the last part of the name: it holds /V.
    parts: list[str] = []
    owner: Any = None
    node: Any = widget
    for _ in range(MAX_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if "/T" in node:
            parts.append(text_of(node["/T"]))
            owner = owner if owner is not None else node
        node = node.get("/Parent")
    return ".".join(reversed(parts)), owner if owner is not None else widget


def _facts(raw: RawField) -> dict[str, Any]:
    page_index, widget = raw.widgets[0]
    flags = _whole(_inherited(widget, "/Ff"))
    label = " ".join(text_of(_inherited(widget, "/TU")).split())
    read_only = bool(flags & READ_ONLY or _whole(widget.get("/F")) & LOCKED_ANNOTATION)
    kind = _kind(raw.name, widget, flags, label, read_only)
    options, labels = _options(widget) if kind == "choice" else ((), ())
    states = _checkbox_states(raw) if kind == "checkbox" else []
    maximum = _whole(_inherited(widget, "/MaxLen")) if kind in _TYPED else 0
    part, item = tooltips.part_and_item(label)
    return {
        "name": raw.name,
        "page": page_index + 1,
        "rect": _rect(widget),
        "kind": kind,
        "label": label,
        "part": part,
        "item": item,
        "max_length": maximum or None,
        "comb": bool(kind == "text" and flags & COMB and maximum and not flags & MULTILINE),
        "multiline": bool(kind == "text" and flags & MULTILINE),
        "options": tuple(states) if kind == "checkbox" else options,
        "option_labels": labels,
        "on_state": states[0] if states else None,
        "group": raw.name if len(states) > 1 else None,
        "read_only": read_only,
        "factory": _factory(kind, widget, states),
        "editable": bool(kind == "choice" and flags & COMBO_EDIT),
    }


def _kind(name: str, widget: Any, flags: int, label: str, read_only: bool) -> str:
    field_type = _inherited(widget, "/FT")
    if field_type == pikepdf.Name.Sig:
        return "signature"
    if field_type == pikepdf.Name.Btn:
        return "button" if flags & PUSHBUTTON else "checkbox"
    if field_type == pikepdf.Name.Ch:
        return "choice"
    leaf = name.rsplit(".", 1)[-1]
    if _BARCODE_NAME.search(leaf) or "/PMD" in widget:
        return "barcode"
    # The agency locks the boxes that are signed by hand; they are ordinary text fields otherwise.
    if read_only and "ignature" in label and _SIGNED_IN_INK.search(label):
        return "signature"
    return "text"


def _options(widget: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    options = _inherited(widget, "/Opt")
    exports, labels = [], []
    for option in options if isinstance(options, pikepdf.Array) else ():
        if isinstance(option, pikepdf.Array) and len(option) > 1:
            exports.append(text_of(option[0]))
            labels.append(text_of(option[1]))
        else:
            exports.append(text_of(option))
            labels.append(text_of(option))
    return tuple(exports), tuple(labels)


def _checkbox_states(raw: RawField) -> list[str]:
    states: list[str] = []
    for _, widget in raw.widgets:
        own = on_states(widget)
        states += [state for state in own[:1] if state not in states]
    return states or ["Yes"]


def _factory(kind: str, widget: Any, states: list[str]) -> str | bool | None:
    value = _inherited(widget, "/V")
    if kind == "checkbox":
        state = text_of(value)
        if value is None or state not in states:
            return None
        return True if len(states) == 1 else state
    if isinstance(value, pikepdf.Array):
        value = value[0] if len(value) else None
    return text_of(value) or None if value is not None else None


def _rect(widget: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(float(v), 3) for v in widget["/Rect"])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _whole(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0
