"""An answer comes at fixed moments after the question, whatever was found."""

import time

# Longer than a check over 100,000 names takes; a longer check waits for the next beat.
SECONDS = 1.5


def start() -> float:
    """The moment of the question."""
    return time.monotonic()


def keep(started: float) -> None:
    """Wait for the next beat after `started`."""
    if SECONDS > 0:
        time.sleep(left(time.monotonic() - started))


def left(elapsed: float) -> float:
    """Seconds from `elapsed` to the next beat."""
    return SECONDS - elapsed % SECONDS
