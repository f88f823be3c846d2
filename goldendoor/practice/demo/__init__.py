"""The fictional office behind `goldendoor demo`: people, cases at all stages, papers, history.

Everything is made through the same actions as anything else, so it is audited, and it comes out the
same each time for the same day.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldendoor.accounts import actions as accounts
from goldendoor.accounts import queries as account_queries
from goldendoor.accounts.models import User
from goldendoor.cases.models import Case
from goldendoor.exchange import actions as exchange
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock, places
from goldendoor.kernel.errors import BadInput
from goldendoor.official_forms import blanks
from goldendoor.practice.demo import (
    cases_made,
    hearings_made,
    mail,
    money_made,
    pictures,
    story,
    written,
)

OFFICE = "Fictional Harbor Legal Aid"
PASSWORD = "harbor lamp 2026"  # noqa: S105 (a demo's, printed for everyone)
STAFF = (
    ("noor@harbor.example", "Noor Haddad-Example", "owner"),
    ("tomas@harbor.example", "Tomás Ejemplo", "accredited_representative"),
    ("wen@harbor.example", "Wen Sample", "caseworker"),
)
CASES = 60
EXAMPLES = ("family", "naturalization", "asylum", "work-permit", "remove-conditions")
ROOT = Path(__file__).resolve().parents[3]


def build() -> Iterator[str]:
    """Make the office; yields the lines to print. A second call only says what is there."""
    yield _blanks()
    try:
        office = accounts.create_organisation(name=OFFICE)
    except BadInput:
        yield f"{OFFICE} is here already."
        yield from _sign_in()
        return
    system = accounts.system_access(office)
    staff: dict[str, Access] = {}
    for email, name, role in STAFF:
        user, _ = accounts.add_user(
            access=system, email=email, full_name=name, role=role, password=PASSWORD
        )
        staff[role] = _access(user)
    made = _cases(staff)
    yield f"{OFFICE}: {len(made)} cases at all stages; everything in it is made up."
    yield from _sign_in()


def _access(user: User) -> Access:
    access = account_queries.access_for(user)
    assert access is not None
    return access


def _sign_in() -> Iterator[str]:
    yield "Sign in at http://127.0.0.1:8000/ (after `goldendoor serve`) with:"
    for email, name, role in STAFF:
        yield f"  {email:<24} {PASSWORD:<18} {name}, {role.replace('_', ' ')}"


def _blanks() -> str:
    """Keep the official blanks that are at hand, or say that there are none."""
    beside = ROOT.parent / "shared" / "forms"
    folders = places.forms_folders() or ([beside] if beside.is_dir() else [])
    store = blanks.find()
    kept = {blank.build for blank in store.all() if Path(blank.path).parent == store.kept}
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            try:
                kept.add(store.add(path).build)
            except (ValueError, OSError):
                continue  # not an official form, or not readable: the demo needs only the others
    if kept:
        return f"{len(kept)} official blanks are on this computer."
    return (
        "No official blanks here, so forms print as filing sheets "
        "(set GOLDENDOOR_FORMS to a folder of blanks, or run goldendoor forms fetch)."
    )


def _cases(staff: dict[str, Access]) -> list[Case]:
    today = clock.today()
    made: list[Case] = []
    for data, folder in _examples():
        opened = story.opened_on(len(made), today)
        made.append(
            exchange.import_case(access=staff["caseworker"], data=data, folder=folder, today=opened)
        )
    with tempfile.TemporaryDirectory() as folder_name:
        folder = Path(folder_name)
        papers = pictures.write_all(folder)
        for number in range(CASES - len(made)):
            complete = story.stage_of(len(made)) in story.COMPLETE
            data = cases_made.made(number, today, complete=complete, papers=papers)
            who = staff["caseworker" if number % 3 else "accredited_representative"]
            opened = story.opened_on(len(made), today)
            made.append(exchange.import_case(access=who, data=data, folder=folder, today=opened))
    for number, case in enumerate(made):
        story.tell(case, number, staff, today)
    mail.bring(made, staff["caseworker"], today)
    hearings_made.bring(made, staff, today)
    written.write(made, staff, today)
    money_made.bring(made, staff, today)
    return made


def _examples() -> Iterator[tuple[dict[str, Any], Path]]:
    """The rich example case files of the repository, where they are there."""
    folder = ROOT / "examples"
    for name in EXAMPLES:
        path = folder / f"{name}.json"
        if path.is_file():
            yield json.loads(path.read_text(encoding="utf-8")), folder
