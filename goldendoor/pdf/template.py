"""A prepared build, and filling it."""

import difflib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldendoor.pdf import (
    appearance,
    cache_file,
    embedding,
    errors,
    fields,
    fonts,
    layout,
    opening,
    page_update,
)
from goldendoor.pdf import prepare as preparation
from goldendoor.pdf.slots import Slot
from goldendoor.pdf.update import Update

MIN_POINTS = layout.MIN_POINTS


@dataclass(frozen=True)
class Overflow:
    """Text that did not fit into a field even at the smallest size."""

    name: str
    text: str


@dataclass(frozen=True)
class Filled:
    """A filled form. `sha256` is that of the blank it was made from."""

    data: bytes
    overflow: tuple[Overflow, ...]
    sha256: str
    missing: tuple[tuple[str, str], ...] = ()
    """(field, characters that no installed font can draw)."""


def prepare(source: bytes | Path, cache_dir: Path | None = None) -> "Template":
    """Prepare a blank, or take it from `cache_dir`, where it is kept by sha256 of the blank.

    Raises `NotAPdf`, `Encrypted`, `Damaged`, `TooLarge`, or `NoFonts`.
    """
    data = opening.source_bytes(source)
    sha256 = hashlib.sha256(data).hexdigest()
    path = cache_file.path_for(cache_dir, sha256, _fonts_key()) if cache_dir is not None else None
    cached = cache_file.load(path) if path is not None else None
    if cached is not None:
        return Template(*cached)
    base, facts = preparation.prepare(data)
    if path is not None:
        cache_file.store(path, base, facts)
    return Template(base, facts)


def _fonts_key() -> str:
    faces = [fonts.basic(role) for role in appearance.RESOURCE]
    named = "|".join(f"{face.name}:{face.path.stat().st_size}" for face in faces)
    return hashlib.sha256(named.encode()).hexdigest()[:8]


@dataclass
class _Done:
    """What writing the fields leaves to be done."""

    overflow: list[Overflow] = field(default_factory=list)
    drawings: list[tuple[Slot, appearance.Complex]] = field(default_factory=list)
    """Drawings that wait for their fonts."""
    shown: dict[str, str | bool] = field(default_factory=dict)
    flat: dict[str, str] = field(default_factory=dict)
    """Drawings that wait for their page."""

    def missing(self) -> tuple[tuple[str, str], ...]:
        """(field, characters without a font)."""
        found = (
            (slot.name, "".join(line.missing for line in drawing.lines))
            for slot, drawing in self.drawings
        )
        return tuple((name, lacking) for name, lacking in found if lacking)


def _write_fields(
    update: Update, todo: list[tuple[Slot, str | bool]], strict: bool, flatten: bool
) -> _Done:
    done = _Done()
    for slot, value in todo:
        rest, drawing, written = slot.write(update, value, strict, flatten)
        done.shown[slot.name] = written
        if rest:
            done.overflow.append(Overflow(slot.name, rest))
        if isinstance(drawing, str):
            done.flat[slot.name] = drawing
        elif drawing is not None:
            done.drawings.append((slot, drawing))
    return done


class Template:
    """A prepared build. Safe to share between threads: filling changes nothing in it."""

    def __init__(self, base: bytes, facts: dict[str, Any]) -> None:
        self.tree = fields.FieldTree.from_json(facts["tree"])
        self.sha256 = self.tree.sha256
        self._base = base
        self._facts = facts
        self._size = facts["size"]
        resources = self._size
        slots: list[Slot] = []
        free = resources + 1
        for fact in facts["fields"]:
            slot = Slot(self.tree.by_name[fact["name"]], fact, free, resources)
            slots.append(slot)
            free += len(fact["widgets"])
        self._resources = resources
        self._free = free
        self._slots = {slot.name: slot for slot in slots}
        self._repeats: dict[str, list[str]] = {}
        for one in self.tree.fields:
            if one.repeats:
                self._repeats.setdefault(one.repeats, []).append(one.name)
        self._factory = {
            slot.name: slot.field.factory or "" for slot in slots if slot.needs_factory_appearance
        }
        self._ticked = {f.name for f in self.tree.fields if f.kind == "checkbox" and f.factory}

    def fill(
        self,
        values: Mapping[str, str | bool],
        *,
        flatten: bool = False,
        mark: str | None = None,
        strict: bool = True,
    ) -> Filled:
        """Fill fields and return the new PDF; the template stays as it is.

        `values`: full field name → text, export value, on-state, or True/False for a checkbox.
        `flatten` turns the fields into page content. `mark` is printed on each page.
        With `strict` false, text over the maximum is cut at a word, and the rest is overflow.
        Raises `UnknownField`, `NotFillable`, `NotAnOption`, `TooLong` or `GroupConflict`.
        """
        todo = self._resolved(values)
        update = Update(len(self._base), self._free)
        done = _write_fields(update, todo, strict, flatten)
        subsets = appearance.subsets(drawing for _, drawing in done.drawings)
        listed = self._write_fonts(update, subsets)
        for slot, drawing in done.drawings:
            content = drawing.content(subsets)
            if flatten:
                done.flat[slot.name] = content
            else:
                slot.write_appearances(update, content)
        if flatten or mark:
            pages = page_update.Pages(self._facts["pages"], self._slots, listed, mark)
            pages.write(update, (done.shown, done.flat) if flatten else None)
        if flatten:
            catalog = self._facts["catalog"]
            update.add_body(catalog["number"], catalog["body"])
        data = update.finish(self._base, self._facts["trailer"], self._facts["previous"])
        return Filled(data, tuple(done.overflow), self.sha256, done.missing())

    def check(self, name: str, value: str | bool) -> None:
        """Raise what `fill` would raise for this one value; the form is not written."""
        slot = self._slot(name)
        checked, maximum = slot.checked(value), slot.field.max_length
        if slot.field.kind == "text" and maximum is not None and len(str(checked)) > maximum:
            raise errors.TooLong(name, len(str(checked)), maximum)

    def fits(self, name: str, text: str) -> bool:
        """Whether `text` fits into the field at `MIN_POINTS` or larger, whole."""
        return not self.split(name, text)[1]

    def split(self, name: str, text: str) -> tuple[str, str]:
        """(what fits into the field, the rest), cut at a word boundary where there is one."""
        return self._slot(name).split(text)

    def _slot(self, name: str) -> Slot:
        slot = self._slots.get(name)
        if slot is None:
            near = difflib.get_close_matches(name, self._slots, 2, 0.6)
            raise errors.UnknownField(name, near)
        return slot

    def _resolved(self, values: Mapping[str, str | bool]) -> list[tuple[Slot, str | bool]]:
        """Checked values with their slots, and what follows: repeats, factory values."""
        slots = self._slots
        result: list[tuple[Slot, str | bool]] = []
        chosen: dict[str, str] = {}
        for name, value in values.items():
            slot = slots.get(name) or self._slot(name)
            checked = slot.checked(value)
            result.append((slot, checked))
            group = slot.field.group
            if group is not None and checked:
                if group in chosen:
                    raise errors.GroupConflict(group, (chosen[group], name))
                chosen[group] = name
            if name in self._repeats:
                result += [
                    (slots[other], checked) for other in self._repeats[name] if other not in values
                ]
        for name in self._ticked:
            group = slots[name].field.group
            if group in chosen and name not in values:
                result.append((slots[name], False))
        for name, value in self._factory.items():
            if name not in values:
                result.append((slots[name], value))
        return result

    def _write_fonts(self, update: Update, subsets: dict[fonts.Face, embedding.Subset]) -> int:
        """Write the resources that all appearances share; returns the number of their fonts."""
        named = "".join(f"/{name} {ref}" for name, ref in self._facts["fonts"].items())
        for subset in subsets.values():
            first = update.reserve(6)
            named += f"/{subset.resource} {first} 0 R"
            for number, body in subset.objects(first):
                update.add_body(number, body.decode("latin-1"))
        listed = update.reserve()
        update.add_body(listed, f"<<{named}>>")
        update.add_body(self._resources, f"<</Font {listed} 0 R>>")
        return listed
