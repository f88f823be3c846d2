"""Citations in a text: found, and written in one form. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

PARAGRAPHS = r"((?:\s?\([a-zA-Z0-9]{1,6}\))*)"
SECTION = r"(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.)"
# At most so many words and letters: an endless line of capitals must cost no more than its length.
WORD = r"[A-Z][\w.'’&-]{0,40}"
NAME = rf"{WORD}(?:[ ](?:of|the|de|la|del|and|ex|rel\.|&|{WORD})){{0,8}}"
LONGEST = 500_000


@dataclass(frozen=True)
class Citation:
    """`text` is the normal form, `key` the same for every way to cite it, `parts` lead to links.

    `start` and `end` are where it stands.
    """

    kind: str
    key: str
    text: str
    start: int
    end: int
    parts: Mapping[str, str] = field(default_factory=dict)


Made = tuple[str, str, dict[str, str]]
Match = re.Match[str]


def _paragraphs(match: Match, group: str) -> str:
    return re.sub(r"\s", "", match.group(group) or "")


def _cfr(match: Match) -> Made | None:
    title, section = int(match["title"]), match["section"].lower()
    if not 1 <= title <= 50:
        return None
    at = _paragraphs(match, "paragraphs")
    key = f"{title} CFR {section}"
    return key, key + at, {"title": str(title), "section": section, "paragraphs": at}


def _ina(match: Match) -> Made | None:
    section = match["first"] or match["second"]
    at = _paragraphs(match, "at1") or _paragraphs(match, "at2")
    key = f"INA § {section}"
    return key, key + at, {"section": section, "paragraphs": at}


def _usc(match: Match) -> Made | None:
    title, section = int(match["title"]), match["section"]
    if not 1 <= title <= 54:
        return None
    at = _paragraphs(match, "paragraphs")
    key = f"{title} U.S.C. § {section}"
    return key, key + at, {"title": str(title), "section": section, "paragraphs": at}


def _fr(match: Match) -> Made | None:
    page = match["page"].replace(",", "")
    key = f"{int(match['volume'])} Fed. Reg. {page}"
    return key, key, {"volume": str(int(match["volume"])), "page": page}


def _bia(match: Match) -> Made | None:
    key = f"{int(match['volume'])} I&N Dec. {match['page']}"
    named = f"Matter of {match['name']}, " if match["name"] else ""
    pin = f", {match['pin']}" if match["pin"] else ""
    body = (match["body"] or "").replace(".", "").upper()
    year = f" ({body} {match['year']})" if match["year"] else ""
    return key, f"{named}{key}{pin}{year}", {"volume": str(int(match["volume"]))}


def _aao(match: Match) -> Made | None:
    key = f"AAO ID# {match['number']}"
    named = f"Matter of {match['name']}, " if match["name"] else ""
    day = " ".join((match["day"] or "").split())
    return key, f"{named}ID# {match['number']}" + (f" (AAO {day})" if day else " (AAO)"), {}


REPORTERS = {
    "us": "U.S.", "sct": "S. Ct.", "led2d": "L. Ed. 2d", "f": "F.", "f2d": "F.2d", "f3d": "F.3d",
    "f4th": "F.4th", "fsupp": "F. Supp.", "fsupp2d": "F. Supp. 2d", "fsupp3d": "F. Supp. 3d",
    "fappx": "F. App'x",
}  # fmt: skip


def _court(match: Match) -> Made | None:
    reporter = REPORTERS.get(re.sub(r"[^a-z0-9]", "", match["reporter"].lower()))
    if reporter is None:
        return None
    key = f"{int(match['volume'])} {reporter} {match['page']}"
    named = f"{' '.join(match['name'].split())}, " if match["name"] else ""
    pin = f", {match['pin']}" if match["pin"] else ""
    year = f" ({' '.join(match['year'].split())})" if match["year"] else ""
    return key, f"{named}{key}{pin}{year}", {"volume": match["volume"], "page": match["page"]}


def _manual(match: Match) -> Made | None:
    volume = match["volume"] or match["volume2"]
    part = (match["part"] or match["part2"]).upper()
    chapter = match["chapter"] or match["chapter2"]
    at = _paragraphs(match, "at")
    key = f"{int(volume)} USCIS-PM {part}.{int(chapter)}"
    parts = {"volume": str(int(volume)), "part": part.lower(), "chapter": str(int(chapter))}
    return key, key + at, parts


def _fam(match: Match) -> Made | None:
    chapter, section = match["chapter"], match["section"] or ""
    rest = (match["rest"] or "") + _paragraphs(match, "at")
    key = f"{int(match['volume'])} FAM {chapter}" + (f".{section}" if section else "")
    parts = {"volume": match["volume"], "chapter": chapter, "section": section}
    return key, key + rest, parts


PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[Match], Made | None]], ...] = (
    ("cfr", re.compile(
        rf"\b(?P<title>\d{{1,2}})\s*C\.?\s?F\.?\s?R\.?\s*(?:{SECTION}|[Pp]arts?|[Pp]ts?\.)?\s*"
        rf"(?P<section>\d{{1,4}}[a-z]?(?:\.\d{{1,4}}[a-z]?(?:-\d{{1,3}})?)?)(?P<paragraphs>{PARAGRAPHS})"
    ), _cfr),
    ("ina", re.compile(
        rf"\b(?:(?:INA|I\.N\.A\.)\s*{SECTION}?\s*(?P<first>\d{{3}}[A-Z]?)\b(?P<at1>{PARAGRAPHS})"
        rf"|[Ss]ection\s+(?P<second>\d{{3}}[A-Z]?)(?P<at2>{PARAGRAPHS})\s+of\s+the\s+"
        r"(?:INA|Act|Immigration\s+and\s+Nationality\s+Act)\b)"
    ), _ina),
    ("usc", re.compile(
        rf"\b(?P<title>\d{{1,2}})\s*U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?\s*{SECTION}?\s*"
        rf"(?P<section>\d{{1,5}}[a-z]{{0,2}}(?:-\d{{1,2}}[a-z]?)?)\b(?P<paragraphs>{PARAGRAPHS})"
    ), _usc),
    ("fr", re.compile(
        r"\b(?P<volume>\d{1,3})\s*(?:Fed\.?\s?Reg\.?|F\.?R\.?)\s*"
        r"(?P<page>\d{1,3}(?:,\d{3})+|\d{1,6})\b"
    ), _fr),
    ("bia", re.compile(
        rf"(?:(?:Matter\s+of|In\s+re)\s+(?P<name>{NAME}(?:,\s(?:Inc|LLC|Ltd)\.?)?),\s*)?"
        r"\b(?P<volume>\d{1,2})\s*I\.?\s?&\s?N\.?\s*(?:Dec\.?)?\s*(?P<page>\d{1,4})\b"
        r"(?:,\s*(?P<pin>\d{1,4}(?:[-–]\d{1,4})?))?"
        r"(?:\s*\((?P<body>BIA|A\.?G\.?|R\.?C\.?|C\.?O\.?|AAO|DHS)\s*(?P<year>\d{4})\))?"
    ), _bia),
    ("aao", re.compile(
        rf"(?:(?:Matter\s+of|In\s+re)\s+(?P<name>{NAME}),\s*)?\bID\s?#\s?(?P<number>\d{{3,9}})"
        r"\s*\(AAO\s*(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\d{4})?\)"
    ), _aao),
    ("court", re.compile(
        rf"(?:(?P<name>{NAME}\s+v\.\s+{NAME}),\s*)?\b(?P<volume>\d{{1,4}})\s+"
        r"(?P<reporter>U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.\s?2d|F\.\s?App['’]x|"
        r"F\.\s?Supp\.(?:\s?[23]d)?|F\.\s?(?:2d|3d|4th)|F\.)"
        r"\s+(?P<page>\d{1,5})\b(?!\s*[A-Z]\.)(?:,\s*(?P<pin>\d{1,5}(?:[-–]\d{1,5})?)\b)?"
        r"(?:\s*\((?P<year>[^()\n]{0,40}?\d{4})\))?"
    ), _court),
    ("policy_manual", re.compile(
        rf"\b(?:(?P<volume>\d{{1,2}})\s+USCIS-PM\s+(?P<part>[A-Z])\.?\s?(?P<chapter>\d{{1,2}})"
        rf"(?P<at>{PARAGRAPHS})"
        r"|(?:USCIS\s+)?Policy\s+Manual,?\s+Vol(?:ume|\.)\s+(?P<volume2>\d{1,2}),?\s+"
        r"(?:Part|Pt\.)\s+(?P<part2>[A-Z]),?\s+Ch(?:apter|\.)\s+(?P<chapter2>\d{1,2}))"
    ), _manual),
    ("fam", re.compile(
        r"\b(?P<volume>\d{1,2})\s+FAM\s+(?P<chapter>\d{1,4})(?:\.(?P<section>\d{1,2}))?"
        rf"(?P<rest>-\d{{1,2}})?(?P<at>{PARAGRAPHS})"
    ), _fam),
)  # fmt: skip


def find(text: str) -> list[Citation]:
    """All citations in a text, in order; where two could be read, the longer one counts."""
    found = sorted(_all(text[:LONGEST]), key=lambda one: (one.start, one.start - one.end))
    kept: list[Citation] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _all(text: str) -> Iterator[Citation]:
    for kind, pattern, make in PATTERNS:
        for match in pattern.finditer(text):
            made = make(match)
            if made is not None:
                key, words, parts = made
                yield Citation(kind, key, words, match.start(), match.end(), parts)


def distinct(text: str) -> list[Citation]:
    """Each citation of a text once, by its key, in the order in which they first stand there."""
    found: dict[str, Citation] = {}
    for one in find(text):
        found.setdefault(one.key, one)
    return list(found.values())


def pieces(text: str) -> Iterator[tuple[str, Citation | None]]:
    """The text in pieces, each with the citation that it is."""
    place = 0
    for one in find(text):
        if one.start > place:
            yield text[place : one.start], None
        yield text[one.start : one.end], one
        place = one.end
    if text[place:]:
        yield text[place:], None


def one(text: str) -> Citation | None:
    """The citation that this text is, wholly; None where it is anything else."""
    text = text.strip()
    found = find(text)
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text) else None
