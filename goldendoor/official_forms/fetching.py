"""Getting blanks from the agency's site: resumes, keeps whatever came, says what it is."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from goldendoor.kernel import places
from goldendoor.law.library import Library
from goldendoor.official_forms.blanks import Blank, Blanks, NotAForm
from goldendoor.pdf.errors import PdfError

TIMEOUT_SECONDS = 30
LARGEST_BYTES = 64 * 2**20
CHUNK = 2**16
AGENT = "GoldenDoor"


class Offline(OSError):
    """The agency's site cannot be reached."""


@dataclass(frozen=True)
class Fetched:
    """What one fetch brought: `outcome` is known or new build, new edition, other or no form."""

    form: str
    url: str
    outcome: str
    edition: str | None = None
    build: str | None = None
    path: str | None = None
    error: str | None = None

    def to_json(self) -> dict[str, str | None]:
        return asdict(self)


def fetch(
    form_id: str,
    library: Library,
    store: Blanks,
    *,
    opened: Callable[..., Any] = urllib.request.urlopen,
) -> Fetched:
    """Fetch the newest edition's PDF of a form. Raises `Offline`; other trouble is in `error`."""
    edition = library.editions(form_id)[-1]
    entry = library.edition(form_id, edition)
    name, url = str(library.form(form_id)["form"]), str(entry["url"])
    part = places.data_folder() / "downloads" / f"{form_id}.pdf.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        _download(url, part, opened)
    except urllib.error.HTTPError as error:
        return Fetched(name, url, "not fetched", error=f"the site answered {error.code}")
    except urllib.error.URLError as error:
        raise Offline(f"The agency's site cannot be reached ({error.reason}).") from error
    except TimeoutError as error:
        raise Offline("The agency's site does not answer.") from error
    whole = part.with_suffix("")
    part.replace(whole)
    try:
        blank = store.add(whole)
    except (PdfError, NotAForm) as error:
        kept = whole.rename(whole.with_suffix(".unrecognised"))
        return Fetched(name, url, "not a form", path=str(kept), error=str(error))
    whole.unlink()
    _mark_verified(form_id, blank)
    outcome = _outcome(blank, name, edition, library)
    return Fetched(name, url, outcome, blank.edition, blank.build, blank.path)


def _outcome(blank: Blank, name: str, edition: str, library: Library) -> str:
    if blank.form != name:
        return "other form"
    if blank.edition != edition:
        return "new edition"
    known = {sha256 for sha256, _form, _edition in library.builds()}
    return "known build" if blank.build in known else "new build"


def _download(url: str, part: Path, opened: Callable[..., Any]) -> None:
    """Into `part`, from where an earlier try stopped if the site can do that."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": AGENT, **({"Range": f"bytes={have}-"} if have else {})}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 the library's https
    try:
        answer = opened(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            part.unlink()
            return _download(url, part, opened)
        raise
    mode = "ab" if getattr(answer, "status", 0) == HTTPStatus.PARTIAL_CONTENT else "wb"
    with answer as body, part.open(mode) as file:
        while chunk := body.read(CHUNK):
            file.write(chunk)
            if file.tell() > LARGEST_BYTES:
                raise urllib.error.URLError("the file is larger than any official form")
    return None


def _records() -> Path:
    return places.data_folder() / "fetched.json"


def _mark_verified(form_id: str, blank: Blank) -> None:
    """Remember that the agency's site gave these bytes: the address counts as verified."""
    path = _records()
    known = json.loads(path.read_text()) if path.exists() else {}
    known[form_id] = {"build": blank.build, "edition": blank.edition}
    path.write_text(json.dumps(known, indent=1, sort_keys=True))


def verified(form_id: str) -> bool:
    """Whether a fetch of this form has ever succeeded here."""
    path = _records()
    return path.exists() and form_id in json.loads(path.read_text())
