"""Official blank PDFs on this computer: kept by sha256, found by form and edition.

The blanks are not part of the product. `add` takes them from a file; each keeps a small record
beside it. Files that someone altered are recognised and kept apart: they are never chosen by
form name, only when given by path.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldendoor.kernel import places
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library, NotInLibrary
from goldendoor.pdf import fields, identify, template
from goldendoor.pdf.errors import PdfError
from goldendoor.pdf.fields import FieldTree
from goldendoor.pdf.template import Template

EDITION = re.compile(r"^\d{4}-\d{2}(-\d{2})?$")


class NoBlank(LookupError, ValueError):
    """No official blank of a form is on this computer; the message says how to get it."""


class NotAForm(ValueError):
    """A PDF that is no official form we can recognise."""


@dataclass(frozen=True)
class Blank:
    """One official blank: `build` is the sha256 of the file, `edition` the printed date in ISO."""

    path: str
    form: str
    edition: str
    build: str
    pages: int
    fields: int
    altered: bool
    title: str = ""
    modified: str = ""

    def tree(self) -> FieldTree:
        return _tree(self.path, self.build)

    def template(self) -> Template:
        """Prepared once and cached on disk; a second call in the same process costs nothing."""
        return _template(self.path, self.build)


@functools.lru_cache(maxsize=64)
def _tree(path: str, _build: str) -> FieldTree:
    return fields.read(Path(path))


@functools.lru_cache(maxsize=16)
def _template(path: str, _build: str) -> Template:
    return template.prepare(Path(path), cache_dir=places.data_folder() / "templates")


def recognise(path: Path) -> Blank:
    """Read a PDF and say which form, edition and build it is.

    Raises `NotAForm` when it is a readable PDF of no form we know, `pdf.errors.PdfError` when it is
    not readable, OSError when it is not there.
    """
    data = path.read_bytes()
    try:
        tree = fields.read(data)
        found = identify.identify(data, tree)
    except PdfError as error:
        raise error.about(path.name) from error.__cause__
    if found is None:
        raise NotAForm(f"{path.name} is a PDF, but no official form that we recognise.")
    return Blank(
        path=str(path),
        form=found.form,
        edition=found.edition,
        build=hashlib.sha256(data).hexdigest(),
        pages=tree.pages,
        fields=len(tree.fields),
        altered=found.altered,
        title=found.title,
        modified=_modified(data),
    )


def _modified(data: bytes) -> str:
    """The file's own date of change as YYYYMMDD, to tell the newest build; "" when it has none."""
    found = re.findall(rb"/ModDate\s*\(D:(\d{8})", data)
    found += re.findall(rb"ModifyDate>(\d{4}-\d\d-\d\d)", data)
    return max((item.decode().replace("-", "") for item in found), default="")


class Blanks:
    """All blanks on this computer: those kept in the data folder and those in given folders."""

    def __init__(
        self, kept: Path, folders: list[Path] | None = None, given: Sequence[Blank] = ()
    ) -> None:
        self.kept = kept
        self.folders = folders or []
        self.given = tuple(given)

    @classmethod
    def from_folder(cls, folder: Path) -> Blanks:
        """Only the PDFs of one folder and what lies below it."""
        return cls(places.data_folder() / "blanks", [folder])

    def preferring(self, paths: Iterable[str | Path]) -> Blanks:
        """The same blanks, but for the forms in these files: those are used, altered ones too.

        Errors as `recognise`.
        """
        return Blanks(self.kept, self.folders, [recognise(Path(one)) for one in paths])

    def add(self, path: Path) -> Blank:
        """Keep a copy of a recognised blank; again changes nothing. Errors as `recognise`."""
        blank = recognise(path)
        self.kept.mkdir(parents=True, exist_ok=True)
        target = self.kept / f"{blank.build}.pdf"
        if not target.exists():
            _write(target, path.read_bytes())
        kept = dataclasses.replace(blank, path=str(target))
        _write(target.with_suffix(".json"), json.dumps(dataclasses.asdict(kept)).encode())
        _index.cache_clear()
        return kept

    def all(self) -> list[Blank]:
        """Every blank, by form, edition and age; the same build once."""
        found: dict[str, Blank] = {}
        for blank in [*self._in_folders(), *self._kept()]:
            found[blank.build] = blank
        return sorted(found.values(), key=lambda one: (one.form, one.edition, one.modified))

    def originals(self, form_id: str, edition: str) -> list[Blank]:
        """Unaltered builds of one edition, oldest first."""
        name = form_id.split(".", 1)[-1].upper()
        return [
            one
            for one in self.all()
            if not one.altered and one.form.upper() == name and one.edition == edition
        ]

    def newest(self, form: str, edition: str | None = None) -> Blank:
        """The newest original build of a form (of one edition, if given); raises `NoBlank`."""
        name = form.split(".", 1)[-1].upper() if form.startswith("us.") else form.upper()
        for one in self.given:
            if one.form.upper() == name and edition in (None, one.edition):
                return one
        named = [one for one in self.all() if one.form.upper() == name and not one.altered]
        found = [one for one in named if edition in (None, one.edition)]
        if found:
            return max(found, key=lambda one: (one.edition, one.modified))
        what = f"{name} edition {edition}" if edition else name
        have = ", ".join(sorted({one.edition for one in named}))
        hint = f" Editions here: {have}." if have and edition else ""
        raise NoBlank(
            f"There is no blank {what} on this computer.{hint} "
            f"Add one with: goldendoor forms add FILE.pdf (or goldendoor forms fetch {name})."
        )

    def _kept(self) -> Iterator[Blank]:
        if not self.kept.is_dir():
            return
        for record in sorted(self.kept.glob("*.json")):
            with contextlib.suppress(OSError, ValueError, TypeError):
                blank = Blank(**json.loads(record.read_text()))
                if Path(blank.path).is_file():
                    yield blank
                elif (moved := record.with_suffix(".pdf")).is_file():
                    yield dataclasses.replace(blank, path=str(moved))

    def _in_folders(self) -> Iterator[Blank]:
        for folder in self.folders:
            for path in sorted(folder.rglob("*.pdf")):
                status = path.stat()
                blank = _index(str(path), status.st_mtime_ns, status.st_size, str(self.kept))
                if blank is not None:
                    yield blank


@functools.lru_cache(maxsize=1024)
def _index(path: str, stamp: int, size: int, kept: str) -> Blank | None:
    """The record of a PDF in a folder, kept on disk so that it is recognised only once."""
    key = hashlib.sha256(f"{path}|{stamp}|{size}".encode()).hexdigest()[:32]
    record = Path(kept).parent / "seen" / f"{key}.json"
    with contextlib.suppress(OSError, ValueError, TypeError):
        data: Any = json.loads(record.read_text())
        return Blank(**data) if data else None
    blank: Blank | None = None
    with contextlib.suppress(ValueError, OSError):
        blank = recognise(Path(path))
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True)
        _write(record, json.dumps(dataclasses.asdict(blank) if blank else None).encode())
    return blank


def _write(target: Path, data: bytes) -> None:
    """Whole or not at all: a full disk or a crash leaves what was there before."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    os.replace(file.name, target)


def find() -> Blanks:
    """The blanks of this installation: the data folder, and `GOLDENDOOR_FORMS` if set."""
    return Blanks(places.data_folder() / "blanks", places.forms_folders())


def parse_name(text: str) -> tuple[str, str | None]:
    """`I-485@2025-01-20` → ("I-485", "2025-01-20"); raises BadInput for a bad edition."""
    form, _, edition = text.partition("@")
    if edition and not EDITION.match(edition):
        raise BadInput(f"“{edition}” is no edition: write it as printed, in ISO: 2025-01-20.")
    return form, edition or None


def choose(text: str, store: Blanks, library: Library) -> Blank:
    """The blank meant by `FORM`, `FORM@EDITION` or a path to a PDF; raises `NoBlank`."""
    if text.lower().endswith(".pdf") or os.sep in text:
        return recognise(Path(text))
    form, edition = parse_name(text)
    with contextlib.suppress(NotInLibrary):
        form = str(library.form(library.form_id(form))["form"])
    return store.newest(form, edition)
