"""The `goldendoor` command.

Exit codes: 0 done · 1 something failed or a check found a fault · 2 bad input or usage, said in one
sentence on standard error · 130 interrupted. A traceback is shown only with `GOLDENDOOR_DEBUG=1`.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

import goldendoor
from goldendoor.kernel.errors import BadInput

# Each module has `register(subparsers)`; modules must import only what `--help` needs.
COMMANDS = (
    "goldendoor.config.commands.serve",
    "goldendoor.config.commands.worker",
    "goldendoor.config.commands.demo",
    "goldendoor.config.commands.user",
    "goldendoor.config.commands.forms",
    "goldendoor.config.commands.packet",
    "goldendoor.config.commands.case",
    "goldendoor.config.commands.law",
    "goldendoor.config.commands.notices",
    "goldendoor.config.commands.check_library",
    "goldendoor.config.commands.audit",
)

EXAMPLES = """examples:
  goldendoor serve                                    start the office on this computer
  goldendoor forms add FOLDER                         recognise and keep official blanks
  goldendoor packet build case.json -o packet.pdf     a packet to print, sign and mail
  goldendoor law show RFE                             one rule of law, dated and cited
  goldendoor audit verify                             prove that no history was altered
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line, with every command whose module is present."""
    root = argparse.ArgumentParser(
        prog="goldendoor",
        description="Open case management for immigration.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"goldendoor {goldendoor.__version__}")
    subparsers = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        if importlib.util.find_spec(name) is not None:
            importlib.import_module(name).register(subparsers)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = parser().parse_args(argv)
    try:
        return int(args.func(args) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) went away; keep Python from complaining again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("GOLDENDOOR_DEBUG") == "1":
            raise
        print(f"goldendoor: {_sentence(error)}", file=sys.stderr)
        return 2 if _is_bad_input(error) else 1


def _is_bad_input(error: Exception) -> bool:
    """Errors of ours are sentences for the caller to act on; so are files that aren't there."""
    ours = type(error).__module__.startswith("goldendoor.")
    return ours or isinstance(error, BadInput | OSError)


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    if _is_bad_input(error):
        return text
    return f"unexpected {type(error).__name__}: {text} (GOLDENDOOR_DEBUG=1 shows where)"
