"""Part and item number from a field's tooltip.

Tooltips of official forms are written to be read aloud: “Part 2. Information About You
(Petitioner). Your Full Name. 4. A. Enter Family Name (Last Name).” is part “2”, item “4.a”.
"""

import re

_PART = re.compile(
    r"\bParts?\.?\s+(?P<part>\d{1,2}|[A-Z](?=[\s.,]))\.?(?:\s*(?P<section>\d{1,2}|[IVX]{1,4})\.(?=[\s,]|$))?"
)
_SUPPLEMENT = re.compile(r"^(?P<name>(?:[A-Z][\w/-]*,? ){1,5}Supplement|Attachment-\d)\b")
# A number that stands at the start of a sentence: “4.”, “4. A.”, “12\.c.”, “29.a.”, “3, 2.”
_ITEM = re.compile(
    r"(?:(?<=^)|(?<=[.:?!;)}”\"]\s)|(?<=[.:?!;)}”\"]\s\s)|(?<=residence\) ))"
    r"(?:(?:Item|Line)\s+Numbers?\s+|Question\s+)?"
    r"(?P<number>\d{1,3})"
    r"(?:\.\s?(?P<letter>[A-Z]{1,2}|[a-z])(?=\.|\s|$)(?:\.\s?(?P<sub>\d{1,2}|[a-z])(?=\.\s))?|(?=\.))"
    r"\.?\s?"
)
_BARE = re.compile(r"^(?P<number>\d{1,2})\.?\s+(?=[A-Z])")
_CROSS_REFERENCE = re.compile(r"(?:Item Numbers?|Part|through|and|or|to)\s*$")


def part_and_item(label: str) -> tuple[str, str]:
    """The part (“2”, “A.1”, “Supplement A”) and item (“4.a”) that a tooltip names; '' where none.

    `label` has single spaces. The item is the last number that begins a sentence, since tooltips
    run from the general to the particular and mention other items within sentences.
    """
    part, start = _part(label)
    number = ""
    for match in _ITEM.finditer(label, start):
        if _CROSS_REFERENCE.search(label[: match.start()]):
            continue
        pieces = [match["number"], match["letter"] or "", match["sub"] or ""]
        number = ".".join(piece.lower() for piece in pieces if piece)
    if not number:
        bare = _BARE.match(label)
        number = bare["number"] if bare else ""
    return part, number


def _part(label: str) -> tuple[str, int]:
    # Only a part that opens a sentence heads the field; “go to Part 9.” refers elsewhere.
    for match in _PART.finditer(label):
        before = label[: match.start()].rstrip()
        if before and before[-1] not in ".:;)}":
            continue
        section = match["section"]
        if section and match["part"].isdigit():
            # “Part 2. 4. …” is part 2, item 4; only lettered parts have numbered sections.
            return match["part"], match.start("section")
        return (f"{match['part']}.{section}" if section else match["part"]), match.end()
    supplement = _SUPPLEMENT.match(label)
    return (supplement["name"], supplement.end()) if supplement else ("", 0)
