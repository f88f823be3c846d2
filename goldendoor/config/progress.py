"""A progress bar on standard error for work that takes a while; silent when nobody watches."""

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")
WIDTH = 28
AT_MOST_EVERY = 0.1  # seconds between redraws


def over(items: Iterable[Item], label: str) -> Iterator[Item]:
    """The items, with a bar drawn as they are worked through (only on a terminal)."""
    total = len(items) if isinstance(items, Sized) else 0
    watched = sys.stderr.isatty() and total > 1
    drawn = 0.0
    for done, item in enumerate(items):
        if watched and time.monotonic() - drawn > AT_MOST_EVERY:
            draw(label, done, total)
            drawn = time.monotonic()
        yield item
    if watched:
        sys.stderr.write("\r\x1b[K")


def draw(label: str, done: int, total: int) -> None:
    """One line, redrawn in place: label, bar, count."""
    filled = WIDTH * done // max(total, 1)
    sys.stderr.write(f"\r\x1b[K{label} [{'█' * filled}{'·' * (WIDTH - filled)}] {done}/{total}")
    sys.stderr.flush()
