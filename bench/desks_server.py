"""The product behind granian, saying with each answer how long it took and how many queries.

python -m bench.desks_server PORT
"""

import sys
import time
from typing import Any

from goldendoor.config.wsgi import application as product


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The product's answer with `X-Server-Ms` and `X-Queries`."""
    from django.db import connection

    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    begun = time.perf_counter()

    def started(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        spent = (time.perf_counter() - begun) * 1e3
        more = [("X-Server-Ms", f"{spent:.2f}"), ("X-Queries", str(count))]
        return start_response(status, [*headers, *more], exc_info)

    with connection.execute_wrapper(counting):
        return product(environ, started)


if __name__ == "__main__":
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "bench.desks_server:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
    ).serve()
