"""The law, in one run: one warm computation, a million deadlines, a million waiting cases.

    python -m bench.law [--json] [--rows 1000000] [--cases 1000000]

The deadlines need PostgreSQL (`GOLDENDOOR_DATABASE_URL`, else 127.0.0.1:5432); without it that part
is left out and said so. Every rule's worked examples are computed warm; the slowest example counts.
"""

import argparse
import datetime
import json
import statistics
import time
from typing import Any

from bench import law_bulletin, law_deadlines
from goldendoor.law import check
from goldendoor.law.compute import compute
from goldendoor.law.library import SHIPPED, Library

TODAY = datetime.date(2026, 11, 25)
REPEATS, ROUNDS = 200, 5
GOAL_MICROSECONDS = 200.0


def one_compute() -> dict[str, Any]:
    """Warm `compute` of every worked example: median of rounds; the middle and the slowest."""
    library = Library((SHIPPED,))
    found = []
    for rule_id in library.ids("rules"):
        for example in library.rule(rule_id)["examples"]:
            facts = check.plain(example["inputs"])
            today = example.get("today") or TODAY
            compute(rule_id, facts, today, library)
            rounds = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                for _ in range(REPEATS):
                    compute(rule_id, facts, today, library)
                rounds.append((time.perf_counter() - start) / REPEATS * 1e6)
            found.append((statistics.median(rounds), rule_id))
    slowest, rule_id = max(found)
    return {
        "examples": len(found),
        "median_us": statistics.median(one for one, _ in found),
        "slowest_us": slowest,
        "slowest_rule": rule_id,
        "goal_us": GOAL_MICROSECONDS,
        "reached": slowest <= GOAL_MICROSECONDS,
    }


def deadlines(rows: int) -> dict[str, Any]:
    """The part on PostgreSQL, or why it is left out."""
    import psycopg

    try:
        found = law_deadlines.run(rows)
    except psycopg.OperationalError as error:
        return {"left_out": f"no PostgreSQL answers: {error}".strip()}
    goals = law_deadlines.GOALS
    reached = (
        found["seconds"] <= goals["seconds"] and found["times_a_loop"] >= goals["times_a_loop"]
    )
    return {**found, "reached": reached}


def main() -> int:
    """Run all parts and report; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=law_deadlines.ROWS)
    parser.add_argument("--cases", type=int, default=law_bulletin.CASES)
    options = parser.parse_args()
    parts = {
        "one warm law.compute": one_compute(),
        "waiting cases that became current": law_bulletin.run(options.cases),
        "deadlines after a change of holidays": deadlines(options.rows),
    }
    if options.json:
        print(json.dumps(parts, indent=1))
    else:
        for title, found in parts.items():
            print(title)
            for name, value in found.items():
                shown = f"{value:,.3f}" if isinstance(value, float) else value
                print(f"  {name:24} {shown}")
    return 0 if all(found.get("reached", True) for found in parts.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
