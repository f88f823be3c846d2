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

    Payment forms that stand for a form (`pays_for`) are left to that form; filings marked
    `included: false` are left out.
    """
    wanted = [row for row in case.filings() if row.get("included") is not False]
    wanted = [row for row in wanted if not (is_payment_form(row) and row.get("pays_for"))]
    people: dict[str, int] = {}
    for row in wanted:
        people.setdefault(str(row.get("for")), len(people))

    def place(row: Mapping[str, Any]) -> tuple[int, int, int]:
        entry = filling.form_entry(str(row["form"]), library)
        on_top = 0 if str(row["form"]) in ON_TOP else 1
        return on_top, people[str(row.get("for"))] if on_top else 0, int(entry.get("order", LAST))

    return sorted(wanted, key=place)


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
