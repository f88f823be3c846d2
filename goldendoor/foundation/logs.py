"""The log tells where something went wrong, and nothing about any case."""

import logging
import traceback
from types import TracebackType
from typing import Any


class WithoutFacts(logging.Formatter):
    """Tracebacks with every place and kind of error, but without messages: they quote values.

    PostgreSQL, for one, names the row it refused. With GOLDENDOOR_DEBUG=1 the log is complete.
    """

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The traceback of an error and of what led to it, oldest first."""
        lines: list[str] = []
        error: Any = ei[1]
        while error is not None:
            places = "".join(traceback.format_tb(error.__traceback__))
            lines.insert(0, f"{places}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
