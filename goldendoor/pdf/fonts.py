"""The fonts we draw with: where they are, what they cover, how wide their glyphs are.

Looked for, in this order, in the folder named by `GOLDENDOOR_FONTS`, in the folder that
`font_setup.py` fills, and in the system's usual folders.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from goldendoor.pdf import errors

VENDOR_FOLDER = Path(__file__).resolve().parents[1] / "ui/static/vendor/fonts"
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
)
MONO, SANS = "mono", "sans"
# Per role the file names that serve, best first. Mono has the 0.6 em pitch of the Courier that the
# agencies laid the boxes out for, so text takes the room that the form planned for it.
ROLES: dict[str, tuple[str, ...]] = {
    MONO: (
        "NotoSansMono-Medium",
        "NotoSansMono-Regular",
        "LiberationMono-Regular",
        "DejaVuSansMono",
    ),
    SANS: ("NotoSans-Medium", "NotoSans-Regular", "DejaVuSans", "LiberationSans-Regular"),
    "arabic": ("NotoSansArabic-Medium", "NotoSansArabic-Regular", "NotoNaskhArabic-Regular"),
    "hebrew": ("NotoSansHebrew-Medium", "NotoSansHebrew-Regular"),
    "han": ("NotoSansSC-Regular", "NotoSansCJKsc-Regular", "NotoSansCJK-Regular"),
    "hangul": ("NotoSansKR-Regular", "NotoSansCJKkr-Regular"),
    "kana": ("NotoSansJP-Regular",),
    "han-traditional": ("NotoSansTC-Regular",),
}
_SUFFIXES = (".ttf", ".otf", ".ttc")


class NoFonts(errors.PdfError):
    """There is no font to draw with."""

    def __init__(self) -> None:
        super().__init__(
            "No fonts were found to write on PDFs with; run `make fonts`, or name a folder of Noto "
            "fonts in GOLDENDOOR_FONTS."
        )


@dataclass(eq=False)
class Face:
    """One font file, mapped into memory (not read whole). Widths are in 1/1000 em."""

    path: Path
    face: hb.Face
    font: hb.Font
    upem: int
    _glyphs: dict[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """File name without suffix, e.g. NotoSansArabic-Regular."""
        return self.path.stem

    def glyph(self, codepoint: int) -> int:
        """Glyph index of a code point; 0 when the face lacks it."""
        found = self._glyphs.get(codepoint)
        if found is None:
            found = self.font.get_nominal_glyph(codepoint) or 0
            self._glyphs[codepoint] = found
        return found

    def advance(self, glyph: int) -> float:
        """Advance width of a glyph in 1/1000 em."""
        return self.font.get_glyph_h_advance(glyph) * 1000 / self.upem


@cache
def face_for_role(role: str) -> Face | None:
    """The best installed face for a role of `ROLES`; None if none is installed."""
    for stem in ROLES[role]:
        for folder in _folders():
            for suffix in _SUFFIXES:
                path = folder / f"{stem}{suffix}"
                if path.is_file():
                    return load(path)
    return None


@cache
def basic(role: str) -> Face:
    """The face for Latin text, `MONO` or `SANS`. Raises `NoFonts`."""
    other = SANS if role == MONO else MONO
    face = face_for_role(role) or face_for_role(other)
    if face is None:
        raise NoFonts()
    return face


def candidates(role: str) -> Iterator[Face]:
    """Faces to try for a character, best first: the role, the named scripts, then any other."""
    yield basic(role)
    for other in ROLES:
        if other != role:
            face = face_for_role(other)
            if face is not None:
                yield face
    for path in _other_files():
        yield load(path)


@cache
def load(path: Path) -> Face:
    """Open a font file. Raises `Damaged` when it is none."""
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    if not face.glyph_count or not face.upem:
        raise errors.Damaged("no glyphs", name=f"The font {path.name}")
    return Face(path, face, hb.Font(face), face.upem)


@cache
def _folders() -> tuple[Path, ...]:
    named = [Path(p) for p in os.environ.get("GOLDENDOOR_FONTS", "").split(os.pathsep) if p]
    return tuple(f for f in (*named, VENDOR_FOLDER, *SYSTEM_FOLDERS) if f.is_dir())


@cache
def _other_files() -> tuple[Path, ...]:
    known = {stem for stems in ROLES.values() for stem in stems}
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.glob("NotoSans*-Regular.ttf")):
            if path.stem not in known:
                found.setdefault(path.stem, path)
    return tuple(found.values())
