"""A spreadsheet as it would be taken over. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from goldendoor.foundation.access import Access
from goldendoor.practice.employers import naming, queries, rules
from goldendoor.practice.employers.models import Import


@dataclass(frozen=True)
class Dry:
    """A row as it would be taken over: what is wrong, and who may be the same person."""

    read: rules.Read
    already: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it would come onto the board."""
        return not self.read.problems and not self.already


def run(
    access: Access, found: Import, mapping: Mapping[str, str], today: datetime.date
) -> list[Dry]:
    """Every row with its problems; a person this employer already has on the board is left out."""
    index, office = queries.twins(found.season), access.organisation_id
    seen: dict[str, int] = {}
    rows = []
    for row in found.rows:
        read = rules.read_row(int(row["line"]), row["cells"], mapping, today)
        keys = [naming.passport_key(read.values, office), naming.name_key(read.values, office)]
        keys = [key for key in keys if key]
        twice = [seen[key] for key in keys if key in seen]
        here = [key for key in keys for _, by in index.get(key, ()) if by == found.employer_id]
        already = ""
        if twice:
            already = f"This may be the person of line {twice[0]}."
        elif here:
            already = "This employer seems to have this person on the board already."
        for key in keys:
            seen.setdefault(key, read.line)
        rows.append(Dry(read, already))
    return rows
