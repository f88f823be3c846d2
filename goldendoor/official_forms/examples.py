"""Each edition's `example.yaml`, the round-trip test: a fictional case and what it must print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling, maps
from goldendoor.pdf import read_back


def check(form_id: str, library: Library, store: blanks.Blanks) -> Iterator[str]:
    """Fill every original build with its edition's example and compare what is read back."""
    for edition in library.editions(form_id):
        if not library.has_map(form_id, edition):
            continue
        if not library.find("forms", form_id, edition, "example.yaml"):
            yield f"{form_id} {edition}: has no example.yaml."
            continue
        example = library.load("forms", form_id, edition, "example.yaml")
        for blank in store.originals(form_id, edition):
            for text in check_build(example, blank, library):
                yield f"{form_id} {edition} (build {blank.build[:8]}): {text}"


def check_build(example: Any, blank: blanks.Blank, library: Library) -> Iterator[str]:
    """What differs between the example's `expected` values and the filled, reopened PDF."""
    case = filling.case_file(example["case"])
    filing = filling.choose_filing(case, blank.form, example.get("for"))
    try:
        filled = filling.fill(case, filing, blank, library)
    except maps.MapError as error:
        yield str(error)
        return
    for problem in filled.plan.problems:
        if problem.field not in (example.get("problems") or []):
            yield f"{problem.field}: {problem.text}"
    found = read_back.values(filled.form)
    names = maps.ShortNames(found)
    for short, value in (example.get("expected") or {}).items():
        name = names.resolve(str(short))
        if not _same(found[name], value):
            yield f"{short}: expected {value!r}, printed {found[name]!r}."
    for name, value in filled.plan.values.items():
        if not _same(found[name], value):
            yield f"{name}: written as {value!r}, read back as {found[name]!r}."


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, bool):
        return bool(found) is expected
    return str(found) == str(expected)
