"""`goldendoor law bulletin …`: months of the visa bulletin, added and shown."""

import argparse
import contextlib
import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goldendoor.kernel.errors import BadInput

EXAMPLES = """examples:
  goldendoor law bulletin add july-2026.csv
  goldendoor law bulletin show EB2 --country IN --priority-date 2014-02-01
  goldendoor law bulletin show F2A --chart dates_for_filing --json
"""
SHOWN_MONTHS = 12


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add `bulletin` under `goldendoor law`."""
    command = subparsers.add_parser(
        "bulletin",
        help="the visa bulletin: add months, show a line",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = command.add_subparsers(dest="bulletin_what", metavar="WHAT", required=True)
    add = what.add_parser("add", help="add the months of a CSV file")
    add.add_argument("file", metavar="FILE", help="columns: docs/how-to/add-a-bulletin.md")
    add.add_argument("--json", action="store_true", help="the months and the number of cells")
    add.set_defaults(func=run_add)
    show = what.add_parser("show", help="what the bulletin lists for a category")
    show.add_argument("category", metavar="CATEGORY", help="F2A, EB2, EB3_OTHER_WORKERS …")
    show.add_argument("--country", metavar="CODE", default="", help="country of birth, such as IN")
    show.add_argument("--chart", default="final_action", metavar="CHART",
                      help="final_action (default) or dates_for_filing")  # fmt: skip
    show.add_argument("--month", metavar="YYYY-MM", help="default: the newest month held")
    show.add_argument("--priority-date", metavar="DATE", help="say whether it is current")
    show.add_argument("--days-a-month", type=float, metavar="DAYS",
                      help="what if the date moved so")  # fmt: skip
    show.add_argument("--json", action="store_true", help="one object")
    show.set_defaults(func=run_show)


# ── add ──────────────────────────────────────────────────────────────────────────────────────


def run_add(args: argparse.Namespace) -> int:
    """0 when every month of the file was added; bad input (2) adds nothing."""
    from goldendoor.config import home
    from goldendoor.kernel import clock
    from goldendoor.law import bulletin, bulletin_files
    from goldendoor.law.library import Library

    path = Path(args.file)
    folder = home.folder() / "library" / "bulletins"
    with _alone(folder):
        held = bulletin.load(Library.shipped())
        new = bulletin_files.check(path, held, clock.today())
        bulletin_files.keep(new, folder)
    for text in new.lacks:
        print(f"Note: {text}.", file=sys.stderr)
    if args.json:
        print(json.dumps({"months": new.months, "cells": len(new.cells)}))
    else:
        print(f"Added {', '.join(new.months)}: {len(new.cells)} cells.")
    return 0


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time adds months; the lock goes with the process that holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # no such locks on this system: a second one at once is its user's care
        yield
        return
    with open(folder / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"A date is written like 2014-02-01, not {text!r}.") from None


# ── show ─────────────────────────────────────────────────────────────────────────────────────


def run_show(args: argparse.Namespace) -> int:
    """Always 0: what is not held is said to be unknown."""
    found = _shown(args)
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    print(f"{found['label']}, {found['column']}, {found['chart']}")
    for row in found["history"][-SHOWN_MONTHS:]:
        print(f"  {row['month']}  {row['text']}")
    if found["history"] and found["month"] != found["history"][-1]["month"]:
        print(f"  {found['month']}  {found['text']}")
    for part in ("availability", "projection"):
        for step in (found[part] or {}).get("because", []):
            print(step["step"])
    if found["projection"] and not (found["availability"] or {}).get("is_current"):
        print(_range(found["projection"]))
    return 0


def _range(found: dict[str, Any]) -> str:
    names = {"earliest": "fastest year", "typical": "whole past", "latest": "slowest year"}
    parts = [f"{text}: {found[name] or 'never'}" for name, text in names.items()]
    if found["as_asked"]:
        parts.append(f"as asked: {found['as_asked']}")
    return "What if it went on at the pace of the … " + ", ".join(parts)


def _shown(args: argparse.Namespace) -> dict[str, Any]:
    from goldendoor.law import availability, bulletin, bulletin_movement
    from goldendoor.law.library import Library

    library = Library.shipped()
    bulletins = bulletin.load(library)
    category = bulletins.category_id(args.category)
    month = args.month or bulletins.last_month
    column = bulletin.OTHER_AREAS
    if args.country:
        column = availability.column_of(args.country, library)
    cutoff = bulletins.cell(month, args.chart, category, column)
    history = bulletins.history(category, column, args.chart)
    answer = projection = None
    if args.priority_date:
        day = _date(args.priority_date)
        answer = availability.availability(
            day, category, column, month, bulletins, chart=args.chart
        ).to_json()
        projection = bulletin_movement.project(
            day, bulletins, category, column, chart=args.chart, days_per_month=args.days_a_month
        ).to_json()
    return {
        "category": category,
        "label": bulletins.categories[category]["label"],
        "chart": args.chart,
        "column": column,
        "month": month,
        "text": cutoff.text,
        "cutoff": cutoff.to_json(),
        "history": [{"month": one, "text": cell.text} for one, cell in history],
        "availability": answer,
        "projection": projection,
    }
