"""What a form asks, in plain words: its own questions over the shared bank of a person's facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import conditions

BANK = ("questions", "person.yaml")


def without_indices(path: str) -> str:
    """`applicant.trips.0.left` → `applicant.trips.left`."""
    return ".".join(piece for piece in path.split(".") if not piece.isdigit())


def bank(library: Library, language: str = "en") -> Mapping[str, Any]:
    """The shared words by path without role: `birth.date` → {ask, type, …}."""
    name = "person.yaml" if language == "en" else f"person.{language}.yaml"
    return library.load("questions", name)["questions"] if library.find("questions", name) else {}


def of_form(
    form_id: str, library: Library
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(section, question) pairs; each question has `key`, `ask`, `type` and what goes with them."""
    shared = bank(library)
    for section, question in conditions.questions_in(library.questions(form_id)):
        yield section, complete(question, shared)


def complete(question: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    """A question with the bank's words filled in where the form has none of its own."""
    return {**from_bank(str(question["key"]), shared), **question}


def from_bank(key: str, shared: Mapping[str, Any]) -> Mapping[str, Any]:
    """The bank's entry for a path: by the longest end of it that the bank knows."""
    pieces = without_indices(key).split(".")[1:]
    for start in range(len(pieces)):
        found = shared.get(".".join(pieces[start:]))
        if found is not None:
            return found
    return {}


def translation(form_id: str, library: Library, language: str) -> Mapping[str, Any]:
    """`{sections: {id: title}, questions: {key: {ask, help, options, fields}}}`."""
    return library.questions(form_id, language) or {}


def translated(
    question: Mapping[str, Any], words: Mapping[str, Any], shared: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The question in another language where there are words for it, else as it is."""
    key = str(question["key"])
    own = (words.get("questions") or {}).get(key) or {}
    common = from_bank(key, shared)
    merged = dict(question)
    for source in (common, own):
        for part in ("ask", "help", "label", "row"):
            if source.get(part):
                merged[part] = source[part]
        for part in ("options", "fields"):
            if source.get(part) and merged.get(part):
                merged[part] = _merge_words(merged[part], source[part])
    return merged


def _merge_words(base: Any, words: Any) -> Any:
    if not isinstance(base, Mapping) or not isinstance(words, Mapping):
        return base
    merged = dict(base)
    for name, said in words.items():
        if name not in merged:
            continue
        if isinstance(merged[name], Mapping) and isinstance(said, Mapping):
            inner = {**merged[name], **{k: v for k, v in said.items() if k != "options"}}
            if said.get("options") and merged[name].get("options"):
                inner["options"] = _merge_words(merged[name]["options"], said["options"])
            merged[name] = inner
        else:
            merged[name] = said
    return merged


def untranslated(form_id: str, library: Library, language: str) -> Iterator[str]:
    """Sentences for questions, options and sections without words in a language, or without any."""
    words = translation(form_id, library, language)
    english, other = bank(library), bank(library, language)
    for section, question in of_form(form_id, library):
        key = str(question["key"])
        if not question.get("ask") and not question.get("label"):
            yield f"question {key} has no words: not in the bank, and no `ask`."
        if section.get("id") not in (words.get("sections") or {}):
            yield f"section {section.get('id')} has no title in “{language}”."
        own = (words.get("questions") or {}).get(key) or {}
        known = from_bank(key, other) if from_bank(key, english) else {}
        if not own.get("ask") and not (known.get("ask") or known.get("label")):
            yield f"question {key} has no words in “{language}”."
        missing = set(question.get("options") or {}) - set(
            {**(known.get("options") or {}), **(own.get("options") or {})}
        )
        if missing and isinstance(question.get("options"), Mapping):
            lacking = sorted(map(str, missing))
            yield f"question {key}: options without words in “{language}”: {lacking}."
