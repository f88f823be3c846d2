"""A conflict check over 100,000 names, on SQLite and on PostgreSQL.

    python -m bench.conflicts [--json] [--rows 100000] [--checks 20]

A throw-away office is made with as many people: common given names and surnames in the shares they
have in real lists, the rest made of syllables, a tenth behind a wall. Each check asks about an
enquirer with a former name, a relative and an opposing party. Measured: seconds a check, asking to
answer kept, without the wait for the beat. PostgreSQL is left out where none answers.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

URL = "postgresql://postgres@127.0.0.1:5432/postgres"
NAME = f"goldendoor_bench_{os.getpid()}"
ROWS, CHECKS = 100_000, 20
GOALS = {"slowest_s": 1.0}
GIVEN = ("María", "José", "Mohammed", "Ana", "Juan", "Fatima", "Olga", "Wei", "Thi", "Luis")
FAMILY = ("García", "Rodríguez", "Nguyễn", "López", "Hernández", "Ahmadi", "Wang", "Singh", "Ali")
SYLLABLES = [one + vowel for one in "bdfghjklmnprstvwyz" for vowel in "aeio"]


def names(rows: int, seed: int = 7) -> list[tuple[str, str]]:
    """(given, family): two in five given names and one in four surnames are common ones."""
    chance = random.Random(seed)

    def made(parts: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(parts)).capitalize()

    return [
        (
            chance.choice(GIVEN) if chance.random() < 0.4 else made(2),
            chance.choice(FAMILY) if chance.random() < 0.25 else made(3),
        )
        for _ in range(rows)
    ]


def fill(access: Any, rows: int) -> list[tuple[str, str]]:
    """People with names and keys, set-wise."""
    from goldendoor.people import matching, rules
    from goldendoor.people.models import Name, NameKey, Person

    office = {"organisation_id": access.organisation_id}
    made = names(rows)
    Person.objects.bulk_create((Person(**office) for _ in made), batch_size=5000)
    ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    items = [{"given": given, "family": family} for given, family in made]
    Name.objects.bulk_create(
        (
            Name(
                **office,
                person_id=pk,
                compartment="sheltered" if number % 10 == 0 else "",
                data=item,
                **rules.name_columns(item),
            )
            for number, (pk, item) in enumerate(zip(ids, items, strict=True))
        ),
        batch_size=2000,
    )
    NameKey.objects.bulk_create(
        (
            NameKey(**office, name=name, key=key)
            for name in Name.objects.order_by("pk").iterator()
            for key in matching.keys(str(name))
        ),
        batch_size=5000,
    )
    return made


def measure(rows: int, checks: int) -> dict[str, Any]:
    """Within the throw-away database."""
    from goldendoor.config import boot

    boot.prepared_database()
    from django.db import connection

    from goldendoor.accounts import actions as accounts
    from goldendoor.practice.conflicts import actions, rules

    access = accounts.system_access(accounts.create_organisation(name="Bench"))
    accounts.create_compartment(access=access, key="sheltered", label="Sheltered")
    made = fill(access, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    spent, found = [], 0
    for number in range(checks):
        known = " ".join(made[number * 37 % len(made)])
        asked = [
            rules.Asked("enquirer", (known, f"Maria {made[number * 53 % len(made)][1]}")),
            rules.Asked("relative", ("Jose Garcia Lopez",)),
            rules.Asked("opposing", (f"Muhammad {made[number * 71 % len(made)][1]}h",)),
        ]
        begun = time.perf_counter()
        check = actions.ask(access=access, people=asked)
        spent.append(time.perf_counter() - begun)
        found += any(hit["asked"] == 0 and hit["score"] == 100 for hit in check.hits)
    spent.sort()
    return {
        "rows": rows,
        "checks": checks,
        "median_s": round(spent[len(spent) // 2], 3),
        "slowest_s": round(spent[-1], 3),
        "known_found": found,
    }


def run(rows: int, checks: int) -> dict[str, Any]:
    """Both databases, each in a process and a data folder of its own."""
    results: dict[str, Any] = {"sqlite": _inner(rows, checks, {}), "goals": GOALS}
    try:
        import psycopg

        server = os.environ.get("GOLDENDOOR_DATABASE_URL") or URL
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except (ImportError, OSError) as error:
        return results | {"postgresql": f"left out: {type(error).__name__}"}
    except psycopg.Error:
        return results | {"postgresql": "left out: none answers"}
    own = urlunsplit(urlsplit(server)._replace(path=f"/{NAME}"))
    with connection:
        connection.execute(f'CREATE DATABASE "{NAME}"')
        try:
            results["postgresql"] = _inner(rows, checks, {"GOLDENDOOR_DATABASE_URL": own})
        finally:
            connection.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')
    return results


def _inner(rows: int, checks: int, more: dict[str, str]) -> dict[str, Any]:
    home = tempfile.mkdtemp(prefix="goldendoor-bench-")
    environment = {key: value for key, value in os.environ.items() if "DATABASE_URL" not in key}
    command = [sys.executable, "-m", "bench.conflicts", "--inner"]
    command += ["--rows", str(rows), "--checks", str(checks)]
    try:
        done = subprocess.run(
            command, env=environment | more | {"GOLDENDOOR_HOME": home},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    """Print the figures; 1 when a check took too long or missed a known name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--checks", type=int, default=CHECKS)
    args = parser.parse_args()
    found = (measure if args.inner else run)(args.rows, args.checks)
    print(json.dumps(found, indent=None if args.json or args.inner else 1))
    if args.inner:
        return 0
    measured = [one for one in found.values() if isinstance(one, dict) and "slowest_s" in one]
    runs = [one for one in measured if "rows" in one]
    fast = all(one["slowest_s"] <= GOALS["slowest_s"] for one in runs)
    return 0 if fast and all(one["known_found"] == one["checks"] for one in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
