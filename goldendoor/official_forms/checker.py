"""Checks one form's library entry against the official PDF.

    python -m goldendoor.official_forms.checker us.i-765

Every writable field is mapped or excused, names resolve, paths and formatters are known, questions
ask for what the map prints, both languages have all words, and the example prints what it says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goldendoor.law.library import Library, LibraryError
from goldendoor.official_forms import blanks, examples, maps, questions
from goldendoor.official_forms.facts import people, totals
from goldendoor.official_forms.facts.case_file import FAMILY, HELPERS
from goldendoor.pdf.fields import FieldTree

STAFF_FACTS = (*HELPERS, "case")


def check_form(form_id: str, library: Library, store: blanks.Blanks) -> Iterator[str]:
    """Sentences about everything that is wrong with a form's entry; nothing when all is well."""
    form = library.form(form_id)
    for edition in library.editions(form_id):
        if not library.has_map(form_id, edition):
            yield f"{form_id} {edition}: has no map.yaml."
            continue
        where = f"{form_id} {edition}"
        yield from (f"{where}: {text}" for text in check_words(form_id, edition, form, library))
        for blank in store.originals(form_id, edition):
            tree = blank.tree()
            yield from (f"{where}: {text}" for text in check_map(form_id, edition, tree, library))
    if not library.editions(form_id):
        yield f"{form_id}: has no edition."


def check_map(form_id: str, edition: str, tree: FieldTree, library: Library) -> Iterator[str]:
    """The map against one build: names, completeness, reasons."""
    try:
        form_map = maps.load(form_id, edition, tree, library)
    except (maps.MapError, LibraryError) as error:
        yield str(error)
        return
    mapped = form_map.by_field()
    blocks = {name for block in form_map.blocks for name in vars(block).values()}
    for one in tree.fields:
        if maps.needs_entry(one) and one.name not in mapped and one.name not in blocks:
            yield f"page {one.page}: {one.name} is neither mapped nor excused ({one.label[:90]})."
    for binding in form_map.bindings:
        if binding.blank and binding.blank not in form_map.reasons:
            yield f"{binding.field}: the reason “{binding.blank}” is not explained."
        box = tree.by_name[binding.field]
        if box.kind == "checkbox" and not binding.blank and not binding.test:
            yield f"{binding.field}: a checkbox needs a test (is, has, present …)."
        if box.kind != "checkbox" and binding.test:
            yield f"{binding.field}: a {box.kind} field takes a path, not a test."
    names = maps.ShortNames(one.name for one in tree.fields)
    for row in form_map.signatures:
        for key in ("field", "date_field"):
            try:
                if row.get(key):
                    names.resolve(str(row[key]))
            except maps.MapError as error:
                yield f"signatures: {error}"


def check_words(
    form_id: str, edition: str, form: Mapping[str, Any], library: Library
) -> Iterator[str]:
    """Paths of the map and the questions, whatever the PDF: known words, asked, translated."""
    raw = library.map(form_id, edition)
    roles = set(form.get("roles") or {}) | {str(form.get("subject"))}
    asked = [str(one["key"]) for _section, one in questions.of_form(form_id, library)]
    for short, text in maps.entries(raw):
        try:
            binding = maps.parse_entry(str(short), text)
        except maps.MapError as error:
            yield str(error)
            continue
        if binding.blank:
            continue
        problem = unknown_word(binding.path, roles)
        if problem:
            yield f"{short}: {problem}"
        elif not is_asked(binding.path, asked, roles):
            yield f"{short}: no question of this form asks for {binding.path}."
    yield from questions.untranslated(form_id, library, "es")


def unknown_word(path: str, roles: set[str]) -> str | None:
    """A sentence when the path starts nowhere or its second word is no fact of a person."""
    first, *rest = path.split(".")
    if first in (*HELPERS, "filing", "case"):
        return None
    if first not in roles:
        return f"“{first}” is not a role of this form ({', '.join(sorted(roles))})."
    if not rest:
        return f"“{path}” is a whole person: name the fact."
    if rest[0] not in PERSON_WORDS:
        return f"“{rest[0]}” in {path} is not a fact the case file knows: use answers.{rest[0]}."
    return None


PERSON_WORDS = {
    *people.RECORDS, *people.NUMBERS, *people.COMPUTED, *FAMILY, "citizenship", "citizenship_list",
    "address", "phone", "relationship", "full_name", "sex", "birth", "email", "physical",
    "marital_status", "status", "residence", "naturalization", "citizen_how", "income", "assets",
    "household", "intake", "deceased", "died", "answers", "id",
}  # fmt: skip


def is_asked(path: str, asked: list[str], roles: set[str]) -> bool:
    """Whether some question covers the path; staff facts and computed ones need no question."""
    pieces = path.split(".")
    if (
        path in totals.TOTALS
        or pieces[0] in STAFF_FACTS
        or any(piece in COMPUTED_WORDS for piece in pieces)
    ):
        return True
    bare = ".".join(piece for piece in pieces if not piece.isdigit())
    return any(
        bare == key or bare.startswith(f"{key}.") or key.startswith(f"{bare}.")
        for key in (questions.without_indices(one) for one in asked)
    ) or any(_alias(bare, questions.without_indices(one)) for one in asked)


COMPUTED_WORDS = {
    *people.COMPUTED, "full_name", "full", "days", "one_line", "place", "count", "citizenship_list",
    "relationship_word", "spouse_and_children",
}  # fmt: skip
SAME_FACTS = {  # two names for the same rows: asking for one answers the other
    "last_entry": "entries",
    "previous_addresses": "address_history",
    "address.physical": "address_history",
    "previous_jobs": "jobs",
    "other_jobs": "jobs",
    "job": "jobs",
    "jobs_abroad": "jobs",
    "workplace": "jobs",
    "employments": "jobs",
    "own_businesses": "jobs",
    "retirement": "jobs",
    "unemployment": "jobs",
    "marriage": "marriages",
    "prior_marriages": "marriages",
    "current_citizenships": "citizenships",
    "citizenship": "citizenships",
    "travel_papers": "passport",
    "name_at_birth": "birth_name",
    "father": "parents",
    "mother": "parents",
}


def _alias(path: str, key: str) -> bool:
    def plain(text: str) -> str:
        role, _, rest = text.partition(".")
        for name, other in SAME_FACTS.items():
            if rest == name or rest.startswith(f"{name}."):
                rest = other + rest[len(name) :]
        return f"{role}.{rest}"

    return plain(path) == plain(key) or plain(path).startswith(f"{plain(key)}.")


def main(arguments: list[str]) -> int:
    """Exit 0 when all named forms are in order, 1 with a sentence per fault otherwise."""
    library = Library.shipped()
    store = blanks.Blanks.from_folder(Path(arguments[1])) if len(arguments) > 1 else blanks.find()
    faults = 0
    for form_id in [library.form_id(arguments[0])] if arguments else library.form_ids():
        found = [*check_form(form_id, library, store), *examples.check(form_id, library, store)]
        faults += len(found)
        print(f"{form_id}: {'in order' if not found else f'{len(found)} faults'}")
        print("".join(f"  {text}\n" for text in found), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
