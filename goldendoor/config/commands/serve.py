"""`goldendoor serve`: the web server and the background worker in one command."""

import argparse
import socket
import subprocess
import sys

from goldendoor.config import boot
from goldendoor.kernel.errors import BadInput

HIGHEST_PORT = 65535

EXAMPLES = """examples:
  goldendoor serve                          http://127.0.0.1:8000 with SQLite in GOLDENDOOR_HOME
  goldendoor serve --port 8080              another port
  goldendoor serve --host 0.0.0.0 --workers 4 --no-worker   behind a proxy, jobs run elsewhere
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "serve",
        help="start the web server and the background worker",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--host", default="127.0.0.1", help="address to listen on")
    command.add_argument("--port", type=int, default=8000, help="port to listen on")
    command.add_argument("--workers", type=int, default=1, help="web processes")
    command.add_argument("--no-worker", action="store_true", help="run no background jobs here")
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Migrate, then serve until interrupted; the worker ends with the server."""
    _require_free(args.host, args.port)
    boot.prepared_database()
    print(f"Golden Door is at http://{args.host}:{args.port}/ (stop with Ctrl-C)", flush=True)
    worker = None
    if not args.no_worker:
        worker = subprocess.Popen([sys.executable, "-m", "goldendoor", "worker"])
    try:
        _serve(host=args.host, port=args.port, workers=args.workers)
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait(timeout=30)
    return 0


def _require_free(host: str, port: int) -> None:
    """Two servers could share a port, each with half of the visitors: refuse instead."""
    if not 0 <= port <= HIGHEST_PORT:
        raise BadInput(f"{port} is no port: choose one from 1 to {HIGHEST_PORT}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput(
                f"Nothing can listen on {host}:{port} ({error.strerror}): "
                "end the other server, or choose another port with --port."
            ) from None


def _serve(*, host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "goldendoor.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
    ).serve()
