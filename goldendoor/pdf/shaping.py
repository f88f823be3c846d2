"""From text in any script to positioned glyphs: bidirectional order, choice of face, shaping."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb
from bidi import algorithm as bidi

from goldendoor.pdf import fonts


@dataclass(frozen=True)
class Run:
    """Glyphs of one face in drawing order: (glyph, advance, x offset, y offset) in 1/1000 em."""

    face: fonts.Face
    glyphs: tuple[tuple[int, float, float, float], ...]
    texts: tuple[str, ...]
    """Per glyph the characters it stands for; '' for the second and later glyphs of a cluster."""

    @property
    def width(self) -> float:
        """Sum of advances in 1/1000 em."""
        return sum(glyph[1] for glyph in self.glyphs)


@dataclass(frozen=True)
class Shaped:
    """One line of text in drawing order."""

    text: str
    runs: tuple[Run, ...]
    width: float
    missing: str
    """Characters that no installed face has; drawn as an empty box."""
    right_to_left: bool


@lru_cache(maxsize=4096)
def shape(text: str, role: str) -> Shaped:
    """Shape one line (no line breaks) in the face of `role`, and in others what it lacks."""
    # Composed for drawing only: more fonts have “é” than a mark to put on an “e”.
    composed = unicodedata.normalize("NFC", text)
    clean = "".join(" " if unicodedata.category(c) == "Cc" else c for c in composed)
    levels, base = _levels(clean)
    missing: list[str] = []
    runs = []
    for start, end, level, face in _itemise(clean, levels, role, missing):
        runs.append((level, _shape_run(clean[start:end], face, level % 2 == 1)))
    ordered = _visual_order(runs)
    return Shaped(
        text, tuple(ordered), sum(run.width for run in ordered), "".join(missing), base == 1
    )


def _levels(text: str) -> tuple[list[int], int]:
    """Embedding level of each character and of the paragraph (Unicode Standard Annex 9)."""
    if not any(
        unicodedata.bidirectional(c) in ("R", "AL", "AN", "RLE", "RLO", "RLI") for c in text
    ):
        return [0] * len(text), 0
    base = bidi.get_base_level(text)
    storage = bidi.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    bidi.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    levels = [base] * len(text)
    for char in storage["chars"]:
        levels[char["index"]] = char["level"]
    return levels, base


def _itemise(
    text: str, levels: list[int], role: str, missing: list[str]
) -> list[tuple[int, int, int, fonts.Face]]:
    """Stretches of one level and one face as (start, end, level, face)."""
    items: list[tuple[int, int, int, fonts.Face]] = []
    face: fonts.Face | None = None
    for index, char in enumerate(text):
        # Marks and spaces stay with the face before them, or accents would come loose.
        category = unicodedata.category(char)
        keeps = unicodedata.combining(char) or category in ("Mn", "Cf", "Zs")
        if face is None or not keeps or not (category == "Cf" or face.glyph(ord(char))):
            face = _face_for(ord(char), role)
            if face is None:
                missing.append(char)
                face = fonts.basic(role)
        if items and items[-1][2] == levels[index] and items[-1][3] is face:
            items[-1] = (items[-1][0], index + 1, levels[index], face)
        else:
            items.append((index, index + 1, levels[index], face))
    return items


@lru_cache(maxsize=8192)
def _face_for(codepoint: int, role: str) -> fonts.Face | None:
    for face in fonts.candidates(role):
        if face.glyph(codepoint):
            return face
    return None


def _shape_run(text: str, face: fonts.Face, right_to_left: bool) -> Run:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    hb.shape(face.font, buffer, {"liga": False, "clig": False})
    scale = 1000 / face.upem
    glyphs, clusters = [], []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(
            (
                info.codepoint,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
            )
        )
        clusters.append(info.cluster)
    return Run(face, tuple(glyphs), _cluster_texts(text, clusters))


def _cluster_texts(text: str, clusters: list[int]) -> tuple[str, ...]:
    starts = sorted(set(clusters))
    end_of = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = []
    for cluster in clusters:
        texts.append("" if cluster in seen else text[cluster : end_of[cluster]])
        seen.add(cluster)
    return tuple(texts)


def _visual_order(runs: list[tuple[int, Run]]) -> list[Run]:
    """Rule L2 of the bidirectional algorithm, on runs; each run is already in drawing order."""
    ordered = list(runs)
    highest = max((level for level, _ in ordered), default=0)
    for level in range(highest, 0, -1):
        start = 0
        while start < len(ordered):
            if ordered[start][0] < level:
                start += 1
                continue
            end = start
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end
    return [run for _, run in ordered]
