"""The order of a packet: the agency's filing order, each person's forms together, then wishes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import filling
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets.pieces import FORM, OFFICE, PAYMENT, Piece

PAYMENT_FORMS = ("G-1450", "G-1650")
ON_TOP = ("G-1145",)
LAST = 10_000


def is_payment_form(filing: Mapping[str, Any]) -> bool:
    """Whether a filing is itself a way to pay (G-1450, G-1650) and not an application."""
    return str(filing.get("form")) in PAYMENT_FORMS


def filings(case: CaseFile, library: Library) -> list[Mapping[str, Any]]:
    """Filings in order: what goes on top of all, then person by person, by the forms' own order.

    Who has the form that comes first in the agency's order comes first (a petition before the
    application that rests on it).

    Payment forms that stand for a form (`pays_for`) are left to that form; filings marked
    `included: false` are left out.
    """
    wanted = [row for row in case.filings() if row.get("included") is not False]
    wanted = [row for row in wanted if not (is_payment_form(row) and row.get("pays_for"))]
    owners = [_owner(row, wanted, library) for row in wanted]
    ranks: dict[str, list[int]] = {}
    for row, owner in zip(wanted, owners, strict=True):
        if str(row["form"]) not in ON_TOP:
            ranks.setdefault(owner, []).append(_rank_of(row, library))
    first = {owner: sorted(found) for owner, found in ranks.items()}

    def place(pair: tuple[Mapping[str, Any], str]) -> tuple[int, list[int], int, int]:
        row, owner = pair
        rank = _rank_of(row, library)
        if str(row["form"]) in ON_TOP:
            return 0, [], 0, rank
        return 1, first[owner], list(first).index(owner), rank

    return [row for row, _owner in sorted(zip(wanted, owners, strict=True), key=place)]


def _rank_of(filing: Mapping[str, Any], library: Library) -> int:
    return int(filling.form_entry(str(filing["form"]), library).get("order", LAST))


def _owner(filing: Mapping[str, Any], others: Sequence[Mapping[str, Any]], library: Library) -> str:
    """Whose forms a filing lies with: its own person's, or for a supplement the main form's.

    A form whose entry says `goes_with` (the I-130A with its I-130) follows that filing when the
    two share a person.
    """
    own = str(filing.get("for"))
    main = filling.form_entry(str(filing["form"]), library).get("goes_with")
    for other in others if main else ():
        shared = {str(other.get("for")), *map(str, (other.get("roles") or {}).values())}
        entry = filling.form_entry(str(other["form"]), library)
        if entry.get("id") == main and own in shared:
            return str(other.get("for"))
    return own


def key(filing: Mapping[str, Any], kind: str = FORM) -> str:
    """`form:I-485:beneficiary`: the name of a form in the packet's order."""
    return f"{kind}:{filing['form']}:{filing.get('for', '')}"


def person_name(case: CaseFile, person_id: str) -> str:
    """The person's full name; their id when no name is known yet."""
    person = case.person(person_id, missing_ok=True)
    return str((person.get("full_name") if person else None) or person_id)


def about(case: CaseFile, filing: Mapping[str, Any]) -> str:
    """ "Form I-485, Ana Ejemplo": how a filing is named everywhere in the packet."""
    return f"Form {filing['form']}, {person_name(case, str(filing.get('for', '')))}"


@dataclass(frozen=True)
class Choices:
    """What the preparer chose: `packet` of the case file. Keys are piece keys."""

    order: tuple[str, ...] = ()
    leave_out: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, case: CaseFile) -> Choices:
        chosen = case.data.get("packet") or {}
        return cls(
            order=tuple(map(str, chosen.get("order") or ())),
            leave_out=frozenset(map(str, chosen.get("leave_out") or ())),
            titles={str(name): str(text) for name, text in (chosen.get("titles") or {}).items()},
        )

    def ordered_evidence(self, items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Evidence in the chosen order, so that exhibit letters follow it; left-out items go."""
        kept = [row for row in items if self._evidence_key(row) not in self.leave_out]
        return sorted(kept, key=lambda row: self._rank(self._evidence_key(row)))

    @staticmethod
    def _evidence_key(row: Mapping[str, Any]) -> str:
        return f"evidence:{row.get('id') or row.get('label')}"

    def _rank(self, wanted: str) -> int:
        for place, name in enumerate(self.order):
            if wanted == name or wanted.startswith(f"{name}:"):
                return place
        return LAST

    def arrange(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Pieces in the chosen order (stable for the rest), renamed, without those left out."""
        kept = [piece for piece in pieces if not self._is_out(piece)]
        for piece in kept:
            if piece.kind in (FORM, PAYMENT) and piece.key in self.titles:
                piece.title = self.titles[piece.key]
        office = [piece for piece in kept if piece.kind == OFFICE]
        mailed = [piece for piece in kept if piece.kind != OFFICE]
        return sorted(mailed, key=lambda piece: self._rank(piece.key)) + office

    def _is_out(self, piece: Piece) -> bool:
        return any(piece.key == name or piece.key.startswith(f"{name}:") for name in self.leave_out)
