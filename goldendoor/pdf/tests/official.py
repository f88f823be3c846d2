"""Where tests find the agencies' own PDFs, and legal values for their fields."""

import os
from pathlib import Path

from goldendoor.pdf import fields

FOLDER = Path(
    os.environ.get(
        "GOLDENDOOR_TEST_FORMS", Path(__file__).resolve().parents[3].parent / "shared" / "forms"
    )
)
# Small, with combs, choices, barcodes, repeats; one without XFA; one reworked by others.
SAMPLE = (
    "g-28_2018-09-17_b2.pdf",
    "i-765_2025-01-20.pdf",
    "eoir-29_2026-02.pdf",
    "derived/g-325a_2015-06-01_derived.pdf",
)


def every_form() -> list[Path]:
    """All official and derived PDFs; empty when the folder is not there."""
    return sorted(FOLDER.glob("*.pdf")) + sorted(FOLDER.glob("derived/*.pdf"))


def sample() -> list[Path]:
    """The few that ordinary test runs use."""
    return [FOLDER / name for name in SAMPLE if (FOLDER / name).is_file()]


def distinct_values(tree: fields.FieldTree, turn: int = 0) -> dict[str, str | bool]:
    """A legal value for each writable field, texts distinct where their length allows.

    Of boxes that mean one of many the one at `turn` is ticked (the last one after that).
    """
    members: dict[str, list[str]] = {}
    for field in tree.writable:
        if field.kind == "checkbox" and field.group:
            members.setdefault(field.group, []).append(field.name)
    chosen = {names[min(turn, len(names) - 1)] for names in members.values()}
    values: dict[str, str | bool] = {}
    for index, field in enumerate(tree.writable):
        if field.kind == "checkbox":
            values[field.name] = field.group is None or field.name in chosen
        elif field.kind == "choice":
            offered = [option for option in field.options if option.strip()]
            values[field.name] = offered[index % len(offered)] if offered else ""
        else:
            values[field.name] = _short(index, field.max_length or 6)
    return values


def _short(index: int, length: int) -> str:
    digits = "ABCDEFGHKMNPRSTUVWXYZ23456789"
    text = ""
    rest = index
    while True:
        text = digits[rest % len(digits)] + text
        rest //= len(digits)
        if not rest:
            break
    return ("Q" * 3 + text)[-min(length, 4) :] if length else text


def written(tree: fields.FieldTree, values: dict[str, str | bool]) -> dict[str, str | bool]:
    """The same values as a reader finds them: a ticked box is its on-state."""
    return {
        name: (tree.by_name[name].on_state or "Yes") if value is True else value
        for name, value in values.items()
    }
