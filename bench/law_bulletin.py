"""Which of a million waiting cases became current this month, and other questions of the bulletin.

    python -m bench.law_bulletin [--json] [--cases 1000000]

Beside us: the same question asked of each case by itself, on a sample, scaled up.
"""

import argparse
import json
import random
import statistics
import time
from array import array
from collections.abc import Callable
from datetime import date

from goldendoor.law import availability, bulletin, bulletin_movement
from goldendoor.law.library import SHIPPED, Library

CASES, SAMPLE, GOAL_SECONDS = 1_000_000, 5_000, 2.0
MONTH = "2026-04"


def timed(work: Callable[[], object], repeats: int = 5) -> float:
    """Median wall time in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def waiting(bulletins: bulletin.Bulletins, count: int) -> tuple[list, array, array]:
    """Groups, the group of each case, its priority date as an ordinal; with a fixed seed."""
    categories = [one for one, row in bulletins.categories.items() if "until" not in row]
    groups = [(one, column) for one in categories for column in bulletin.COLUMNS[:5]]
    rng = random.Random(20260401)
    first, last = date(2000, 1, 1).toordinal(), date(2026, 3, 31).toordinal()
    group_of = array("i", (rng.randrange(len(groups)) for _ in range(count)))
    return groups, group_of, array("i", (rng.randint(first, last) for _ in range(count)))


def one_by_one(bulletins: bulletin.Bulletins, groups: list, group_of, ordinals) -> list[int]:
    """The plain way: each case against this month and the month before."""
    before = bulletin.named(bulletin.number(MONTH) - 1)
    found = []
    for place, (group, ordinal) in enumerate(zip(group_of, ordinals, strict=True)):
        day = date.fromordinal(ordinal)
        cells = [bulletins.cell(month, "final_action", *groups[group]) for month in (before, MONTH)]
        was, now = (bulletin.is_current(day, cell) for cell in cells)
        if now and not was:
            found.append(place)
    return found


def run(cases: int = CASES) -> dict:
    """Seconds and counts; `reached` says whether a million cases take at most two seconds."""
    library = Library((SHIPPED,))
    bulletin.load(library)
    load = timed(lambda: (bulletin._load.cache_clear(), bulletin.load(library)))
    bulletins = bulletin.load(library)
    groups, group_of, ordinals = waiting(bulletins, cases)
    day = date(2014, 2, 1)

    def ask() -> list[int]:
        return availability.became_current(MONTH, bulletins, groups, group_of, ordinals)

    found, seconds = ask(), timed(ask)
    sample = min(SAMPLE, cases)
    plain = timed(lambda: one_by_one(bulletins, groups, group_of[:sample], ordinals[:sample]), 3)
    same = one_by_one(bulletins, groups, group_of[:sample], ordinals[:sample])
    return {
        "cases": cases,
        "became_current": len(found),
        "seconds": seconds,
        "goal_seconds": GOAL_SECONDS,
        "reached": seconds <= GOAL_SECONDS,
        "agrees_with_one_by_one": same == [place for place in found if place < sample],
        "one_by_one_seconds": plain * cases / sample,
        "load_seconds": load,
        "windows_seconds": timed(lambda: availability.windows(MONTH, bulletins)),
        "availability_seconds": timed(
            lambda: availability.availability(day, "EB2", "india", MONTH, bulletins), 200
        ),
        "project_seconds": timed(
            lambda: bulletin_movement.project(day, bulletins, "EB2", "india"), 200
        ),
    }


def main() -> int:
    """Run and report; exit code 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=CASES)
    options = parser.parse_args()
    found = run(options.cases)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print(f"{found['became_current']:,} of {found['cases']:,} waiting cases became current in "
              f"{MONTH}: {found['seconds']:.3f} s (goal {found['goal_seconds']:g} s); one by one "
              f"{found['one_by_one_seconds']:.1f} s")  # fmt: skip
        print(f"read all bulletins {found['load_seconds'] * 1e3:.1f} ms; windows of a month "
              f"{found['windows_seconds'] * 1e3:.2f} ms; one availability "
              f"{found['availability_seconds'] * 1e6:.0f} µs; one projection "
              f"{found['project_seconds'] * 1e6:.0f} µs")  # fmt: skip
    return 0 if found["reached"] and found["agrees_with_one_by_one"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
