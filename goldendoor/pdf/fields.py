"""The field tree of an AcroForm: every field with its place, kind, label, limits and options."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

from goldendoor.pdf import opening, tree

WRITABLE_KINDS = ("text", "checkbox", "choice")


@dataclass(frozen=True)
class Field:
    """One field. `rect` is (x0, y0, x1, y1) in points from the lower left; `page` from 1."""

    name: str
    page: int
    rect: tuple[float, float, float, float]
    kind: str
    """One of text, checkbox, choice, signature, barcode, button."""
    label: str
    """The tooltip (/TU), white space made single."""
    part: str
    item: str
    max_length: int | None
    comb: bool
    multiline: bool
    options: tuple[str, ...]
    """Export values of a choice; on-states of a checkbox."""
    option_labels: tuple[str, ...]
    on_state: str | None
    group: str | None
    """Name shared by checkboxes of which only one may be ticked."""
    read_only: bool
    factory: str | bool | None
    """The value in the blank as published: text, or True when a checkbox comes ticked."""
    repeats: str | None = None
    """Full name of the writable field that this read-only one copies, as the form's script does."""
    editable: bool = False
    """A choice that also takes text of its own."""

    @property
    def writable(self) -> bool:
        """Whether a person may put a value here."""
        return not self.read_only and self.kind in WRITABLE_KINDS


@dataclass(frozen=True)
class FieldTree:
    """All fields of one build, in page order. `page_sizes` are (width, height) in points."""

    sha256: str
    pages: int
    page_sizes: tuple[tuple[float, float], ...]
    fields: tuple[Field, ...]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Full name → field."""
        return {field.name: field for field in self.fields}

    @property
    def writable(self) -> tuple[Field, ...]:
        """The fields that a person may fill."""
        return tuple(field for field in self.fields if field.writable)

    def to_json(self) -> str:
        """The tree as one JSON object; `from_json` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "FieldTree":
        """Read what `to_json` wrote. Raises ValueError, KeyError or TypeError on anything else."""
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "FieldTree":
        """The tree from the plain dictionary that `to_json` serialises."""
        return cls(
            sha256=data["sha256"],
            pages=data["pages"],
            page_sizes=tuple(tuple(size) for size in data["page_sizes"]),
            fields=tuple(
                Field(**{key: _frozen(value) for key, value in field.items()})
                for field in data["fields"]
            ),
        )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@opening.damaged_as_pdf_error
def read(source: bytes | Path) -> FieldTree:
    """Read the field tree of a PDF. A PDF without a form gives a tree without fields.

    Raises `NotAPdf`, `Encrypted`, `Damaged` or `TooLarge` (see `errors`).
    """
    data = opening.source_bytes(source)
    with opening.open_pdf(data) as pdf:
        return of_pdf(pdf, hashlib.sha256(data).hexdigest())


def of_pdf(pdf: pikepdf.Pdf, sha256: str) -> FieldTree:
    """The field tree of an open `pikepdf.Pdf`."""
    raw = tree.raw_fields(pdf)
    return FieldTree(
        sha256=sha256,
        pages=len(pdf.pages),
        page_sizes=tuple(tree.page_size(page) for page in pdf.pages),
        fields=tuple(Field(**facts) for facts in tree.with_groups([r.facts for r in raw])),
    )
