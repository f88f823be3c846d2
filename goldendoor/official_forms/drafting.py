"""A map and a questionnaire for a form nobody has mapped yet, drafted from its tooltips.

Only what a tooltip says plainly is bound to the case file, and only for the person the form calls
"you" (or names: spouse, father, preparer …). The rest becomes a question of its own, asked in
the form's words. A drafted map is marked as such wherever it is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import labels, maps
from goldendoor.official_forms.maps import Binding, Block, FormMap
from goldendoor.pdf.fields import Field, FieldTree

OWNERS = (  # the first that matches says whose fact it is; None: nobody the case file knows
    (r"interpreter", "interpreter"),
    (r"preparer", "preparer"),
    (r"attorney|accredited representative|law student", "representative"),
    (r"\bfather\b", "applicant.father"),
    (r"\bmother\b", "applicant.mother"),
    (r"prior spouse|former spouse|previous spouse", None),
    (r"\bspouse\b", "applicant.spouse"),
    (r"\bchild\b|\bchildren\b|\bson\b|\bdaughter\b", None),
    (r"beneficiary|sponsor|employer|physician|surgeon|officer|witness|household member|relative"
     r"|family member|company|school|organization", None),
)  # fmt: skip
FACTS = (  # what is asked → path below the owner
    (r"family name|last name", "name.family"),
    (r"given name|first name", "name.given"),
    (r"middle name", "name.middle"),
    (r"alien registration number|a[. -]*number", "a_number"),
    (r"social security number", "ssn"),
    (r"online account number", "uscis_account"),
    (r"date of birth", "birth.date"),
    (r"city.*of birth|birth.*city", "birth.city"),
    (r"(state|province).*of birth", "birth.province"),
    (r"country of birth|birth.*country", "birth.country"),
    (r"country of citizenship|nationality", "citizenship"),
    (r"daytime tele?phone", "phone.daytime"),
    (r"mobile tele?phone|cell(ular)? phone", "phone.mobile"),
    (r"e-?mail address", "email"),
    (r"passport number", "passport.number"),
)
ADDRESS = (
    (r"in care of", "in_care_of"),
    (r"street number", "street"),
    (r"apartment.*number|suite or floor number", "unit"),
    (r"city or town|city", "city"),
    (r"\bstate\b", "state"),
    (r"zip code", "zip"),
    (r"province", "province"),
    (r"postal code", "postal_code"),
    (r"\bcountry\b", "country"),
)
HELPERS = ("interpreter", "preparer", "representative")
THEMSELVES = re.compile(r"about you\b|about yourself|applicant.s |person applying", re.I)
OTHER_NAMES = re.compile(
    r"other names?|maiden|alias|name change|legally change|native alphabet", re.I
)
# "Other Date of Birth": not the fact itself, and a drafted map must not claim that it is.
ANOTHER = re.compile(r"\bother\b|\bprevious|\bprior\b|\bformer|\bmaiden|\bsecond\b", re.I)
OTHER_ADDRESS = re.compile(
    r"histor|previous|prior|foreign|abroad|outside|last address|employ", re.I
)
ADDITIONAL = re.compile(r"additional information", re.I)
BY_HAND = re.compile(r"signature|for .* use only|completed by (?:uscis|the officer)", re.I)
CARD = re.compile(r"card number|account number|routing|expiration date.*card|cvv", re.I)


def draft_map(blank: Any, tree: FieldTree, library: Library) -> FormMap:
    """A drafted map: every writable field bound, made a question, or left for the hand."""
    bindings = tuple(binding for _one, binding in _bindings(blank.form, tree))
    blocks = additional_blocks(tree)
    return FormMap(
        form=blank.form,
        edition=blank.edition,
        bindings=bindings,
        additional_part=tree.by_name[blocks[0].text].part if blocks else "",
        blocks=blocks,
        reasons=maps.shared_reasons(library),
    )


def _bindings(form: str, tree: FieldTree) -> Iterator[tuple[Field, Binding]]:
    keys = own_keys(form, tree)
    citizenships: Counter[str] = Counter()
    in_blocks = {name for block in additional_blocks(tree) for name in vars(block).values()}
    for one in tree.fields:
        if one.name in in_blocks:
            continue
        binding = bind(one, keys)
        if binding is not None:
            yield one, _in_its_row(binding, citizenships)


def _in_its_row(binding: Binding, seen: Counter[str]) -> Binding:
    """The second box for a country of citizenship asks for the second one, and so on."""
    owner, _, word = binding.path.rpartition(".")
    if word != "citizenship":
        return binding
    row, seen[owner] = seen[owner], seen[owner] + 1
    path = f"{owner}.current_citizenships.{row}.country" if row else binding.path
    return replace(binding, path=path)


def additional_blocks(tree: FieldTree) -> tuple[Block, ...]:
    """The form's own Additional Information part: page, part, item and text of each block."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in tree.writable:
        if one.kind != "text" or not ADDITIONAL.search(one.label):
            continue
        last = labels.sentences(one.label)[-1].lower()
        words = [word for word in ("page", "part", "item") if f"{word} number" in last]
        word = words[0] if words else "text" if one.multiline else ""
        if word:
            found.setdefault((one.part, one.item.split(".")[0]), {}).setdefault(word, one.name)
    whole = [names for names in found.values() if set(names) == {"page", "part", "item", "text"}]
    return tuple(Block(**names) for names in whole)


def own_keys(form: str, tree: FieldTree) -> Mapping[str, str]:
    """A key of its own for each field, or for the boxes of one question together: name → key.

    The form's name is part of it, and no two questions of a form share one: an answer to a drafted
    question must never show up in another question's box.
    """
    taken: dict[str, str] = {}
    found: dict[str, str] = {}
    for one in tree.fields:
        asked = one.group or one.name
        stem = f"{slug(form)}_{slug(asked.rsplit('.', 1)[-1])}"
        number, key = 2, stem
        while taken.setdefault(key, asked) != asked:
            number, key = number + 1, f"{stem}_of_{number}"
        found[one.name] = f"applicant.answers.{key}"
    return found


def bind(one: Field, keys: Mapping[str, str]) -> Binding | None:
    """The drafted line for a field; None for those that need none (barcodes, buttons, repeats)."""
    if not one.writable:
        return None
    said = one.label.lower()
    last = " ".join(labels.sentences(one.label)[-1:]).lower()
    if CARD.search(said) and "online account" not in said:
        return Binding(one.name, blank="card_number")
    if BY_HAND.search(last):
        return Binding(one.name, blank="signing_date" if "date" in last else "signature")
    path = _known(one, said, last)
    if one.kind == "checkbox":
        return _box(one, said, last, keys)
    if path:
        return Binding(one.name, path=path)
    return Binding(one.name, path=keys[one.name])


def _known(one: Field, said: str, last: str) -> str | None:
    owner = owner_of(said)
    if owner is None:
        return None
    if ANOTHER.search(last):
        return None
    if not OTHER_NAMES.search(said) or owner != "applicant":
        for pattern, fact in FACTS:
            if re.search(pattern, last):
                return f"{owner}.{_of_helper(fact) if owner in HELPERS else fact}"
    if "address" in said and not OTHER_ADDRESS.search(said):
        for pattern, word in ADDRESS:
            if re.search(pattern, last):
                kind = (
                    "" if owner in HELPERS else (".mailing" if "mailing" in said else ".physical")
                )
                return f"{owner}.address{kind}.{word}"
    return None


def _of_helper(fact: str) -> str:
    """Helpers are plain records: their names and telephones stand one level higher."""
    word = fact.removeprefix("name.").removeprefix("phone.")
    return "phone" if word == "daytime" else word


def owner_of(said: str) -> str | None:
    """Whose fact a tooltip asks for, as the start of a path; None when it is nobody's we know."""
    for pattern, owner in OWNERS:
        if re.search(pattern, said):
            return owner
    return "applicant" if THEMSELVES.search(said) else None


def _box(one: Field, said: str, last: str, keys: Mapping[str, str]) -> Binding:
    if (
        owner_of(said) == "applicant"
        and re.search(r"\b(sex|gender)\b", said)
        and re.search(r"(fe)?male", last)
    ):
        return Binding(
            one.name, "applicant.sex", "", "is", ("female" if "female" in last else "male",)
        )
    state = str(one.on_state or "").strip()
    word: Any = {"Y": True, "N": False}.get(state.upper()) if one.group else True
    if re.search(r"\byes\.?$", last):
        word = True
    elif re.search(r"\bno\.?$", last):
        word = False
    return Binding(one.name, keys[one.name], "", "is", (slug(state) if word is None else word,))


def slug(text: str) -> str:
    """A snake_case key from a label."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "field"


def draft_questions(form: str, tree: FieldTree) -> Mapping[str, Any]:
    """The drafted questionnaire: sections by part, each question in the form's own words."""
    sections: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    for one, binding in _bindings(form, tree):
        if not binding.path:
            continue
        if binding.path in seen:
            _add_option(sections, binding, one)
            continue
        seen.add(binding.path)
        section = sections.setdefault(
            one.part or "form",
            {
                "id": f"part_{slug(one.part or 'form')}",
                "title": labels.part_title(one),
                "questions": [],
            },
        )
        section["questions"].append(_question(one, binding))
    return {"sections": list(sections.values())}


def _question(one: Field, binding: Binding) -> dict[str, Any]:
    asked, chosen = labels.short(one), labels.option(one)
    if (
        binding.test
        and not one.group
        and chosen.casefold() not in (*labels.ANSWERS, asked.casefold())
    ):
        asked = f"{asked}: {chosen}"  # each of several boxes that may all be ticked
    question: dict[str, Any] = {
        "key": binding.path,
        "ask": asked,
        "item": {"part": one.part, "item": one.item},
        "type": "long_text" if one.multiline else "text",
    }
    if binding.test:
        word = binding.words[0]
        question["type"] = "yes_no" if isinstance(word, bool) else "choice"
        if not isinstance(word, bool):
            question["options"] = {str(word): labels.option(one)}
    elif one.options and one.kind == "choice":
        names = one.option_labels or one.options
        question["type"] = "choice"
        question["options"] = dict(zip(one.options, names, strict=False))
    elif "date" in labels.short(one).lower():
        question["type"] = "date"
    return question


def _add_option(sections: Mapping[str, dict[str, Any]], binding: Binding, one: Field) -> None:
    if not binding.test or isinstance(binding.words[0], bool):
        return
    for section in sections.values():
        for question in section["questions"]:
            if question["key"] == binding.path and "options" in question:
                question["options"][str(binding.words[0])] = labels.option(one)
