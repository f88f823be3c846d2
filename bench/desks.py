"""The practice desk under load: 100,000 cases, ten requests a second for a minute, open loop.

    python -m bench.desks [--json] [--cases 100000] [--seconds 60] [--rate 10] [--database both]

An office is filled set-wise in a folder (or a throw-away PostgreSQL database), the product is
served by granian as always, and requests leave at fixed moments whether or not earlier ones have
come back. Server time and queries come from the server itself (`bench.desks_server`); the
generator's lateness and processor time are reported beside it.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit, urlunsplit

GOALS = {"p95_ms": 100.0, "queries": 25}
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
PORT = 8765
PASSWORD = "quiet lamp on the pier 2026"
EMAIL = "bench@harbor.example"


class Office:
    """A filled office with its server, gone afterwards."""

    def __init__(self, cases: int, database: str) -> None:
        self.cases, self.database = cases, database
        self.home = tempfile.mkdtemp(prefix="goldendoor-desks-")
        self.environment = os.environ | {
            "GOLDENDOOR_HOME": self.home,
            "GOLDENDOOR_TODAY": "2026-08-03",
        }
        self.server: subprocess.Popen[bytes] | None = None
        self.name = f"goldendoor_desks_{os.getpid()}"

    def __enter__(self) -> "Office":
        self.environment.pop("GOLDENDOOR_DATABASE_URL", None)
        if self.database == "postgres":
            server = os.environ.get("GOLDENDOOR_DATABASE_URL") or POSTGRES
            self._sql(server, f'CREATE DATABASE "{self.name}"')
            own = urlunsplit(urlsplit(server)._replace(path=f"/{self.name}"))
            self.environment["GOLDENDOOR_DATABASE_URL"] = own
        command = [sys.executable, "-m", "bench.desks_office", str(self.cases), EMAIL, PASSWORD]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        self.places = json.loads(done.stdout.splitlines()[-1])
        self.server = subprocess.Popen(
            [sys.executable, "-m", "bench.desks_server", str(PORT)], env=self.environment
        )
        self._wait()
        return self

    def _wait(self) -> None:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("The server did not start.")

    def __exit__(self, *_: object) -> None:
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=30)
        if self.database == "postgres":
            server = os.environ.get("GOLDENDOOR_DATABASE_URL") or POSTGRES
            self._sql(server, f'DROP DATABASE "{self.name}" WITH (FORCE)')
        shutil.rmtree(self.home, ignore_errors=True)

    @staticmethod
    def _sql(server: str, statement: str) -> None:
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


def cookie(places: dict[str, Any]) -> str:
    """The session made with the office."""
    return f"sessionid={places['session']}; csrftoken={places['csrf']}"


def pages(places: dict[str, Any], count: int) -> list[tuple[str, str, bytes | None]]:
    """Which page at each moment: name, address, body. The mix of a working morning; fixed seed."""
    rng = random.Random(20260803)
    filters = [f"/cases/?{one}" for one in places["filters"]]
    found: list[tuple[str, str, bytes | None]] = []
    for _ in range(count):
        draw = rng.random()
        if draw < 0.2:
            found.append(("today", "/", None))
        elif draw < 0.55:
            address = rng.choice(filters)
            found.append((f"cases {urlsplit(address).query or 'all'}", address, None))
        elif draw < 0.85:
            found.append(("case", f"/cases/{rng.choice(places['cases'])}/", None))
        else:
            body = f"q={rng.choice(places['words'])}&csrfmiddlewaretoken={places['csrf']}"
            found.append(("search", "/search/", body.encode()))
    return found


async def ask(path: str, body: bytes | None, places: dict[str, Any]) -> tuple[int, float, int]:
    """One request by hand, so that the generator stays light: status, server ms, queries."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    method = "POST" if body is not None else "GET"
    head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{PORT}", f"Cookie: {cookie(places)}"]
    head += ["Connection: close", f"Referer: http://127.0.0.1:{PORT}/"]
    if body is not None:
        head += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
    writer.write("\r\n".join([*head, "", ""]).encode() + (body or b""))
    await writer.drain()
    answer = await reader.read()
    writer.close()
    lines = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1").split("\r\n")
    headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
    status = int(lines[0].split()[1])
    return status, float(headers.get("x-server-ms", "nan")), int(headers.get("x-queries", "-1"))


async def drive(places: dict[str, Any], rate: float, seconds: float) -> dict[str, Any]:
    """Send on time, whatever comes back; everything measured."""
    plan = pages(places, int(rate * seconds))
    results: list[tuple[str, int, float, int, float]] = []
    late: list[float] = []
    begun = time.perf_counter()

    async def one(name: str, path: str, body: bytes | None) -> None:
        start = time.perf_counter()
        status, server_ms, queries = await ask(path, body, places)
        results.append((name, status, server_ms, queries, (time.perf_counter() - start) * 1e3))

    tasks = []
    for number, planned in enumerate(plan):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        late.append((time.perf_counter() - due) * 1e3)
        tasks.append(asyncio.create_task(one(*planned)))
    await asyncio.gather(*tasks)
    return {"results": results, "late_ms": late, "wall_s": time.perf_counter() - begun}


def summed(driven: dict[str, Any]) -> dict[str, Any]:
    """Percentiles for each page and all, and the generator's own load."""
    by_page: dict[str, list[tuple[float, int]]] = defaultdict(list)
    bad = [(name, status) for name, status, *_ in driven["results"] if status >= 400]
    for name, _status, server_ms, queries, _ms in driven["results"]:
        by_page[name].append((server_ms, queries))
        by_page["all"].append((server_ms, queries))
    rows = {}
    for name, some in sorted(by_page.items()):
        times = sorted(ms for ms, _ in some)
        rows[name] = {
            "requests": len(times),
            "median_ms": statistics.median(times),
            "p95_ms": times[min(len(times) - 1, int(len(times) * 0.95))],
            "most_queries": max(queries for _, queries in some),
        }
    usage = resource.getrusage(resource.RUSAGE_SELF)
    wall_times = sorted(ms for *_, ms in driven["results"])
    return {
        "pages": rows,
        "failed": bad[:10],
        "wall_p95_ms": wall_times[int(len(wall_times) * 0.95)],
        "generator": {
            "late_p95_ms": sorted(driven["late_ms"])[int(len(driven["late_ms"]) * 0.95)],
            "processor_share": (usage.ru_utime + usage.ru_stime) / driven["wall_s"],
        },
    }


def run(cases: int, database: str, rate: float, seconds: float) -> dict[str, Any]:
    """One office on one database."""
    with Office(cases, database) as office:
        asyncio.run(drive(office.places, 2, 5))
        found = summed(asyncio.run(drive(office.places, rate, seconds)))
    over = [
        name
        for name, row in found["pages"].items()
        if row["p95_ms"] > GOALS["p95_ms"] or row["most_queries"] > GOALS["queries"]
    ]
    return {"cases": cases, "database": database, **found, "over_goal": over}


def main() -> int:
    """Run on the databases asked for; exit code 1 when a page misses the goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    options = parser.parse_args()
    wanted = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    found = [run(options.cases, one, options.rate, options.seconds) for one in wanted]
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        for one in found:
            print(f"{one['database']}, {one['cases']:,} cases")
            for name, row in one["pages"].items():
                print(
                    f"  {name:34} {row['requests']:4}  median {row['median_ms']:7.1f}  "
                    f"p95 {row['p95_ms']:7.1f} ms  at most {row['most_queries']} queries"
                )
            print(f"  generator {one['generator']}  failed {one['failed']}")
            print(f"  over the goal: {', '.join(one['over_goal']) or 'nothing'}")
    return 1 if any(one["over_goal"] or one["failed"] for one in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
