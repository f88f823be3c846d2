"""What goes into every field of one form for one filing, and what goes to Additional Information.

Pure: a map, a scope and a field tree in; values, overflow and reasons out. Nothing is cut: a text
that does not fit its box is written in full in the additional information, and the box says where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goldendoor.official_forms import conditions, formatters, labels
from goldendoor.official_forms.facts import Person, Scope
from goldendoor.official_forms.maps import Binding, FormMap
from goldendoor.pdf.fields import Field, FieldTree

INDEXED = re.compile(r"^(?P<list>[a-z_][a-z_0-9.]*?)\.(?P<index>\d+)(?:\.(?P<rest>.+))?$")
Fits = Callable[[str, str], bool]
ISO_START = 4  # an ISO date begins with the year


@dataclass(frozen=True)
class Addendum:
    """Something that has no room where the form asks it: where it belongs, and the whole text."""

    page: int
    part: str
    item: str
    text: str
    path: str = ""

    @property
    def place(self) -> tuple[int, str, str]:
        return self.page, self.part, self.item


@dataclass(frozen=True)
class Problem:
    """Something the preparer must look at before printing."""

    field: str
    path: str
    text: str


@dataclass
class Plan:
    """Values by full field name, the fact each came from, and what found no room."""

    values: dict[str, str | bool] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    addenda: list[Addendum] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def make(
    form_map: FormMap,
    scope: Scope,
    tree: FieldTree,
    names: formatters.Names,
    *,
    fits: Fits,
    questions: Mapping[str, Any] | None = None,
    empty_text: str = "",
    raw: Mapping[str, Any] | None = None,
) -> Plan:
    """The plan for one form. `fits(field, text)` measures; `empty_text` fills empty text boxes."""
    plan = Plan()
    fields = tree.by_name
    raw = raw or {}
    places = raw.get("places") or {}
    hidden = conditions.hidden_paths(questions or {}, scope)
    for binding in form_map.bindings:
        box = fields[binding.field]
        if binding.blank or conditions.is_under(binding.path, hidden):
            if binding.blank and box.repeats:
                plan.values[box.name] = ""  # or it would copy its neighbour
            continue
        if binding.test:
            if check(binding, scope):
                _tick(plan, fields, binding)
            continue
        text = formatters.write(binding.path, scope.read(binding.path), binding.formatter, names)
        _place(plan, form_map, box, binding, text, fits=fits, empty_text=empty_text)
    _overflow_rows(plan, form_map, scope, fields, names, hidden, raw)
    for row in form_map.explanations:
        text = formatters.text_of(scope.read(str(row["of"])), names)
        if text and not conditions.is_under(str(row["of"]), hidden):
            plan.addenda.append(
                Addendum(int(row["page"]), str(row["part"]), str(row["item"]), text, str(row["of"]))
            )
    plan.addenda = [_as_printed(_with_owner(one, scope), places) for one in plan.addenda]
    plan.addenda.sort(key=lambda one: one.page)
    return plan


def printed_place(path: str, places: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """(part, item) as the form prints them for a path, where its tooltips number them otherwise."""
    found = [name for name in places if path == name or path.startswith(f"{name}.")]
    return tuple(map(str, places[max(found, key=len)])) if found else None  # type: ignore[return-value]


def _as_printed(one: Addendum, places: Mapping[str, Sequence[str]]) -> Addendum:
    place = printed_place(one.path, places)
    return replace(one, part=place[0], item=place[1] or one.item) if place else one


ROW_NAMES = ("school", "employer", "name", "full_name", "street", "city", "date", "left", "from")


def _with_owner(one: Addendum, scope: Scope) -> Addendum:
    """Away from its row an answer says whose it is: “Karim Example: …”, “Orchard School: …”."""
    steps = one.path.split(".")
    for end in range(len(steps) - 1, 1, -1):
        found = scope.read(".".join(steps[:end]))
        if isinstance(found, Person):
            name = found.get("full_name")
        elif isinstance(found, Mapping) and steps[end - 1].isdigit():
            name = next((found[word] for word in ROW_NAMES if found.get(word)), None)
        else:
            continue
        text = one.text if not name or str(name) in one.text else f"{name}: {one.text}"
        return replace(one, text=text)
    return one


def _tick(plan: Plan, fields: Mapping[str, Field], binding: Binding) -> None:
    """Tick a box; when another box of the same question is ticked already, say so instead."""
    group = fields[binding.field].group
    rivals = [
        name
        for name, value in plan.values.items()
        if value is True and group and fields[name].group == group and name != binding.field
    ]
    if not rivals:
        plan.values[binding.field] = True
        plan.sources[binding.field] = binding.path
        return
    first, second = fields[rivals[0]], fields[binding.field]
    text = (
        f"The answers tick two boxes of one question, {labels.named(first)}: "
        f"“{labels.option(first)}” and “{labels.option(second)}”."
    )
    plan.problems.append(Problem(binding.field, binding.path, text))


def check(binding: Binding, scope: Scope) -> bool:
    """Whether a checkbox is ticked: its one test on its one fact. Unknown is never true."""
    return conditions.holds(binding.test, scope.read(binding.path), binding.words)


def _place(
    plan: Plan,
    form_map: FormMap,
    box: Field,
    binding: Binding,
    text: str,
    *,
    fits: Fits,
    empty_text: str,
) -> None:
    if not text:
        if empty_text and _takes_empty_text(box) and fits(box.name, empty_text):
            plan.values[box.name] = empty_text
        return
    plan.sources[box.name] = binding.path
    if box.kind == "choice":
        _choose(plan, box, binding, text)
        return
    text = _trim(box, binding.path, text)
    if fits(box.name, text):
        plan.values[box.name] = text
        return
    plan.addenda.append(Addendum(box.page, box.part, box.item, text, binding.path))
    plan.values[box.name] = reference_text(form_map.additional_part, box, fits)
    if box.comb:
        plan.problems.append(
            Problem(
                box.name, binding.path, f"“{text}” has more characters than the form has boxes."
            )
        )


def _trim(box: Field, path: str, text: str) -> str:
    """ZIP+4 in a five-box field keeps the ZIP code: the form has no room for the rest."""
    if path.endswith(".zip") and box.max_length == 5 and re.fullmatch(r"\d{5}-\d{4}", text):
        return text[:5]
    return text


def _takes_empty_text(box: Field) -> bool:
    return box.kind == "text" and box.writable and not box.comb


def reference_text(part: str, box: Field, fits: Fits) -> str:
    """What a box says when its answer is elsewhere: the longest wording that fits."""
    if not part:
        wordings = ["See attached sheet", "See sheet", "Sheet"]
    elif " " in part:  # a continuation page with a name of its own: "Supplement B"
        wordings = [f"See {part}", part]
    else:
        wordings = [
            f"See Part {part}, Additional Information",
            f"See Part {part}",
            f"Part {part}",
            f"Pt {part}",
        ]
    for wording in wordings:
        if (box.max_length is None or len(wording) <= box.max_length) and fits(box.name, wording):
            return wording
    return "*"


def _choose(plan: Plan, box: Field, binding: Binding, text: str) -> None:
    """A list box takes only what it offers; anything else is said, and goes to the addendum."""
    for value, label in zip(box.options, box.option_labels or box.options, strict=False):
        if text.strip().casefold() in (value.strip().casefold(), label.strip().casefold()):
            if box.options.count(value) > 1:  # the list would show the other entry of this code
                break
            plan.values[box.name] = value
            return
    if box.editable:
        plan.values[box.name] = text
        return
    plan.problems.append(Problem(box.name, binding.path, f"The form's list cannot show “{text}”."))
    plan.addenda.append(Addendum(box.page, box.part, box.item, text, binding.path))


# ── rows beyond the printed ones ─────────────────────────────────────────────────────────────


@dataclass
class _PrintedList:
    rows: int = 0
    bindings: dict[int, list[Binding]] = field(default_factory=dict)


def printed_lists(bindings: Iterable[Binding]) -> dict[str, _PrintedList]:
    """For each list the map prints: how many rows, and the bindings of each row."""
    found: dict[str, _PrintedList] = {}
    for binding in bindings:
        if binding.blank or not (parts := INDEXED.match(binding.path)):
            continue
        one = found.setdefault(parts["list"], _PrintedList())
        index = int(parts["index"])
        one.rows = max(one.rows, index + 1)
        one.bindings.setdefault(index, []).append(binding)
    return found


def _overflow_rows(
    plan: Plan,
    form_map: FormMap,
    scope: Scope,
    fields: Mapping[str, Field],
    names: formatters.Names,
    hidden: set[str],
    raw: Mapping[str, Any],
) -> None:
    whole = raw.get("prints_whole") or []
    for path, printed in printed_lists(form_map.bindings).items():
        if (
            path in whole
            or conditions.is_under(path, hidden)
            or printed.rows - 1 not in printed.bindings
        ):
            continue
        template_row = max(printed.bindings.values(), key=len)
        template_row = sorted(template_row, key=lambda one: _reading_order(fields[one.field]))
        box = fields[printed.bindings[printed.rows - 1][0].field]
        for index in range(printed.rows, scope.length(path)):
            if _too_old(scope, f"{path}.{index}", (raw.get("periods") or {}).get(path)):
                continue
            text = row_text(template_row, path, index, scope, names)
            if text:
                plan.addenda.append(Addendum(box.page, box.part, box.item, text, f"{path}.{index}"))


LINE = 8  # points: fields whose tops differ less stand on one line


def _reading_order(box: Field) -> tuple[int, int, float]:
    """Down the page, and from left to right on a line."""
    return box.page, -round(box.rect[3] / LINE), box.rect[0]


def _too_old(scope: Scope, path: str, years: int | None) -> bool:
    """A row that ended more than `years` before filing, where the form asks only for so many."""
    ended = scope.read(f"{path}.to") or scope.read(f"{path}.returned")
    filed = scope.case.data.get("filing_date")
    if not years or not ended or not filed:
        return False
    return str(ended)[:10] < f"{int(str(filed)[:ISO_START]) - years}{str(filed)[ISO_START:]}"


def row_text(
    bindings: Iterable[Binding], path: str, index: int, scope: Scope, names: formatters.Names
) -> str:
    """One row in words: "Family name: X; Given name: Y", in the order of the form."""
    said: dict[str, str] = {}
    for binding in bindings:
        parts = INDEXED.match(binding.path)
        rest = parts["rest"] if parts else None
        where = f"{path}.{index}" + (f".{rest}" if rest else "")
        written_as = binding.formatter.partition(" ")[0]
        label = label_of(rest or WHOLE_ROW.get(written_as) or path.rsplit(".", 1)[-1])
        if label in said:
            continue
        formatter = "" if binding.test else binding.formatter
        text = formatters.write(where, scope.read(where), formatter, names)
        if text:
            said[label] = text
    return "; ".join(f"{label}: {text}" for label, text in said.items())


WHOLE_ROW = {  # formatters that print one part of a whole row: the part
    "occupation_name": "occupation",
    "until": "to",
    "region": "state",
}
LABELS = {
    "family": "Family name",
    "given": "Given name",
    "middle": "Middle name",
    "from": "From",
    "to": "To",
    "zip": "ZIP code",
    "unit_type": "Kind of unit",
    "relationship_word": "Relationship",
    "applies_with": "Also applying",
    "support": "Paid for by",
    "jobs": "Employer or school",
    "other_jobs": "Employer or school",
    "address_history": "Address",
    "a_number": "A-Number",
    "ssn": "SSN",
}


def label_of(rest: str) -> str:
    """Words for a path's last part, with the one before it where that says more."""
    pieces = [piece for piece in rest.split(".") if not piece.isdigit()]
    last = pieces[-1]
    label = LABELS.get(last, last.replace("_", " ").capitalize())
    owner = pieces[-2] if len(pieces) > 1 else ""
    if owner and owner not in ("name", "address", "answers", "relationship"):
        return f"{owner.replace('_', ' ').capitalize()} {label[0].lower()}{label[1:]}"
    return label
