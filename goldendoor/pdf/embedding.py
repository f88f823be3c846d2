"""Embedded subset fonts (ISO 32000-1, 9.7 to 9.9) and the glyph codes to write with them."""

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
import uharfbuzz as hb

from goldendoor.pdf import errors, fonts

WIN_ANSI = "cp1252"
# WinAnsiEncoding codes that Python's cp1252 leaves undefined draw nothing.
WIN_ANSI_CODES = tuple(
    code for code in range(32, 256) if bytes([code]).decode(WIN_ANSI, "ignore") not in ("", "\x7f")
)
_NOTHING = "\u2060"
"""Word joiner: invisible, and no boundary of words."""
_NOT_NEEDED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "name",
    "DSIG",
    "STAT",
    "meta",
    "MATH",
    "kern",
    "vhea",
    "vmtx",
)


@dataclass(frozen=True)
class Metrics:
    """Font-wide numbers in 1/1000 em."""

    ascent: float
    descent: float
    cap_height: float
    box: tuple[float, float, float, float]


@lru_cache(maxsize=32)
def metrics(face: fonts.Face) -> Metrics:
    """Numbers for the font descriptor and for placing the base line."""
    scale = 1000 / face.upem
    extents = face.font.get_font_extents("ltr")
    head = face.face.reference_table("head").data
    left, bottom, right, top = (
        int.from_bytes(head[at : at + 2], "big", signed=True) * scale for at in (36, 38, 40, 42)
    )
    capital = face.font.get_glyph_extents(face.glyph(ord("H"))) if face.glyph(ord("H")) else None
    cap_height = capital.y_bearing * scale if capital else 714.0
    return Metrics(
        extents.ascender * scale, extents.descender * scale, cap_height, (left, bottom, right, top)
    )


@lru_cache(maxsize=4)
def win_ansi_widths(face: fonts.Face) -> tuple[float, ...]:
    """Advance of each WinAnsi code, 0 for codes without a character, in 1/1000 em."""
    widths = [0.0] * 256
    for code in WIN_ANSI_CODES:
        widths[code] = round(face.advance(face.glyph(ord(bytes([code]).decode(WIN_ANSI)))), 2)
    return tuple(widths)


@lru_cache(maxsize=4)
def win_ansi_program(face: fonts.Face) -> bytes:
    """The font program subset to WinAnsi, with its cmap, for a simple TrueType font."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({ord(bytes([code]).decode(WIN_ANSI)) for code in WIN_ANSI_CODES})
    _lean(wanted)
    return hb.SubsetPlan(face.face, wanted).execute().blob.data


def win_ansi_font(pdf: pikepdf.Pdf, face: fonts.Face) -> pikepdf.Object:
    """A simple embedded font for Latin text (WinAnsiEncoding), as a new object of `pdf`."""
    program = win_ansi_program(face)
    numbers = metrics(face)
    name = pikepdf.Name(f"/GDWANS+{face.name}")
    file = pdf.make_stream(program)
    file["/Length1"] = len(program)
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=[round(v) for v in numbers.box],
        ItalicAngle=0,
        Ascent=round(numbers.ascent),
        Descent=round(numbers.descent),
        CapHeight=round(numbers.cap_height),
        StemV=90,
        FontFile2=file,
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=name,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=0,
            LastChar=255,
            Widths=[round(w) for w in win_ansi_widths(face)],
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _lean(wanted: hb.SubsetInput) -> None:
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update({_tag_number(tag) for tag in _NOT_NEEDED})


def _tag_number(tag: str) -> int:
    return int.from_bytes(tag.ljust(4).encode(), "big")


@dataclass
class Subset:
    """The glyphs of one face that one fill uses, each with the text it stands for.

    One glyph can stand for several texts (a bare alef, and the alef under a hamza), so codes are
    given to pairs, and a map leads from codes to glyphs (ISO 32000-1, 9.7.4.2).
    """

    face: fonts.Face
    resource: str
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    """(glyph of the whole face, text) → two-byte code to write."""

    def use(self, glyph: int, text: str) -> None:
        """Remember that `glyph` is drawn and what it stands for."""
        if (glyph, text) not in self.codes:
            self.codes[glyph, text] = len(self.codes) + 1

    def finish(self) -> None:
        """Settle the codes; in a CFF font a code is the glyph itself."""
        _, places, is_cff = self._program()
        if is_cff:
            self.codes = {pair: places[pair[0]] for pair in self.codes}

    def _program(self) -> tuple[bytes, dict[int, int], bool]:
        return subset_program(self.face, tuple(sorted({glyph for glyph, _ in self.codes})))

    def objects(self, first: int) -> list[tuple[int, bytes]]:
        """Six PDF objects of this font, numbered from `first`, which is the font to refer to."""
        program, places, is_cff = self._program()
        name = f"{_tag(program)}+{self.face.name.replace(' ', '')}"
        kind, key, extra = (
            ("CIDFontType0", "FontFile3", "/Subtype/OpenType")
            if is_cff
            else ("CIDFontType2", "FontFile2", "")
        )
        leads = "" if is_cff else f"/CIDToGIDMap {first + 5} 0 R"
        order = sorted(self.codes.items(), key=lambda item: item[1])
        widths = "".join(f"{code}[{_number(self.face.advance(g))}]" for (g, _), code in order)
        places_by_code = [0] * (order[-1][1] + 1)
        for (glyph, _), code in order:
            places_by_code[code] = places[glyph]
        return [
            (
                first,
                f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
                f"/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 4} 0 R>>".encode(),
            ),
            (
                first + 1,
                f"<</Type/Font/Subtype/{kind}/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)"
                f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {first + 2} 0 R{leads}"
                f"/DW 1000/W[{widths}]>>".encode(),
            ),
            (first + 2, self._descriptor(name, f"/{key} {first + 3} 0 R")),
            (first + 3, stream(program, f"{extra}/Length1 {len(program)}")),
            (first + 4, stream(_to_unicode(self.codes))),
            (first + 5, stream(b"".join(p.to_bytes(2, "big") for p in places_by_code))),
        ]

    def _descriptor(self, name: str, file: str) -> bytes:
        numbers = metrics(self.face)
        box = " ".join(_number(v) for v in numbers.box)
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {_number(numbers.ascent)}/Descent {_number(numbers.descent)}"
            f"/CapHeight {_number(numbers.cap_height)}/StemV 80{file}>>".encode()
        )


@lru_cache(maxsize=64)
def subset_program(face: fonts.Face, glyphs: tuple[int, ...]) -> tuple[bytes, dict[int, int], bool]:
    """(font program, glyph → its code in the subset, whether it has CFF outlines).

    Raises `errors.Damaged` when a glyph asked for is not in the subset.
    """
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    _lean(wanted)
    wanted.drop_table_tag_set.add(_tag_number("OS/2"))
    plan = hb.SubsetPlan(face.face, wanted)
    codes = dict(plan.old_to_new_glyph_mapping)
    subset = plan.execute()
    if any(glyph not in codes for glyph in glyphs):
        raise errors.Damaged("a glyph was lost in the subset", name=f"The font {face.name}")
    return subset.blob.data, codes, "CFF " in subset.table_tags


def stream(data: bytes, extra: str = "") -> bytes:
    """A compressed stream object's body."""
    packed = zlib.compress(data, 6)
    head = f"<<{extra}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
    return head + packed + b"\nendstream"


def _to_unicode(codes: dict[tuple[int, str], int]) -> bytes:
    # The later glyphs of a cluster stand for nothing; readers want a text for every code.
    pairs = sorted(
        f"<{code:04x}><{(text or _NOTHING).encode('utf-16-be').hex()}>"
        for (_, text), code in codes.items()
    )
    # ISO 32000-1, 9.10.3: at most 100 entries in one block.
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    body = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000><ffff> endcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _tag(program: bytes) -> str:
    # ISO 32000-1, 9.6.4: six capitals, different for different subsets of one font.
    digest = hashlib.sha256(program).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
