"""Asking the Case Status API within its limits: so many a second, so many a day, patient when told.

The client holds no database: whoever runs it hands in receipt numbers, what was spent of the day's
budget, and keeps every raw answer. It can be stopped at any receipt and go on from there.
"""

from __future__ import annotations

import datetime
import json
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from goldendoor.correspondence.case_status import answers
from goldendoor.correspondence.case_status.answers import Status
from goldendoor.law.library import Library

SERVICE = "us.case-status"
TIMEOUT_SECONDS = 30
LARGEST_BYTES = 2**20
EARLY_SECONDS = 60  # a token is renewed this long before it runs out
WAIT_FOR = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class NoAccess(Exception):
    """The agency does not know these credentials; asking on is useless."""


class Closed(Exception):
    """The service stays unavailable, or the day's budget is spent; go on later."""


@dataclass(frozen=True)
class Limits:
    """Addresses and limits of one host, from `library/services`."""

    base: str
    token: str
    a_second: float
    a_day: int
    token_minutes: int
    retries: int
    first_wait: float
    longest_wait: float

    @classmethod
    def of(cls, host: str, library: Library, base: str = "", token: str = "") -> Limits:
        """`production` or `sandbox`; other addresses for a test server."""
        entry = library.load("services", f"{SERVICE}.yaml")
        row = entry["hosts"][host]
        return cls(
            base=base or row["base"],
            token=token or row["token"],
            a_second=row["a_second"],
            a_day=row["a_day"],
            token_minutes=entry["token_minutes"],
            retries=entry["retries"],
            first_wait=entry["first_wait_seconds"],
            longest_wait=entry["longest_wait_seconds"],
        )


@dataclass(frozen=True)
class Answer:
    """What came for one receipt: a status, or why there is none. `raw` is the body as it came."""

    receipt_number: str
    status: Status | None
    raw: str
    code: int
    problem: str = ""


@dataclass
class Client:
    """One set of credentials. `spent` counts the requests of the day that began at `day`."""

    limits: Limits
    client_id: str
    client_secret: str = field(repr=False)
    spent: int = 0
    day: datetime.date | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    utc_today: Callable[[], datetime.date] = lambda: datetime.datetime.now(datetime.UTC).date()
    jitter: Callable[[], float] = random.random
    _token: str = field(default="", repr=False)
    _token_until: float = 0.0
    _next_at: float = 0.0

    def ask_all(self, receipt_numbers: Iterable[str]) -> Iterator[Answer]:
        """An answer for each receipt, in order. Raises Closed or NoAccess where it has to stop:
        what was not yielded was not answered, and is asked again later.
        """
        for number in receipt_numbers:
            yield self.ask(number)

    def ask(self, receipt_number: str) -> Answer:
        """One receipt, waiting as long as the limits and the agency ask for."""
        renewed = False
        for attempt in range(self.limits.retries + 1):
            code, body, retry_after = self._get(receipt_number)
            if code == HTTPStatus.OK:
                return _answer(receipt_number, body, code)
            if code == HTTPStatus.UNAUTHORIZED and not renewed:
                self._token, renewed = "", True
                continue
            if code == HTTPStatus.UNAUTHORIZED:
                raise NoAccess(answers.problem(body) or "The agency refuses the credentials.")
            if code in WAIT_FOR or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                self._wait(attempt, retry_after)
                continue
            text = answers.problem(body) or f"The agency answered {code}."
            return Answer(receipt_number, None, body, code, text)
        raise Closed(answers.problem(body) or "The service stays unavailable.")

    def _wait(self, attempt: int, retry_after: float) -> None:
        """Longer each time, never the same for two offices at once, at least what was asked."""
        wait = min(self.limits.first_wait * 2**attempt, self.limits.longest_wait)
        self.sleep(max(retry_after, wait * (0.5 + self.jitter())))

    def _get(self, receipt_number: str) -> tuple[int, str, float]:
        token = self._current_token()
        self._spend()
        address = f"{self.limits.base}/{urllib.parse.quote(receipt_number, safe='')}"
        return _send(_request(address, headers={"Authorization": f"Bearer {token}"}))

    def _spend(self) -> None:
        """Take one request from the day's budget and keep the pace of the second."""
        today = self.utc_today()
        if self.day != today:
            self.day, self.spent = today, 0
        if self.spent >= self.limits.a_day:
            raise Closed(f"The {self.limits.a_day:,} requests of the day are spent.")
        self.spent += 1
        pause = self._next_at - self.clock()
        if pause > 0:
            self.sleep(pause)
        self._next_at = max(self.clock(), self._next_at) + 1 / self.limits.a_second

    def _current_token(self) -> str:
        if self._token and self.clock() < self._token_until:
            return self._token
        form = urllib.parse.urlencode(
            {
                "grant_type": "client_credentials",
                "client_id": self.client_id,
                "client_secret": self.client_secret,
            }
        )
        code, body, _after = _send(_request(self.limits.token, form.encode()))
        if code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in WAIT_FOR:
            raise Closed(answers.problem(body) or "The service gives no token now.")
        found = _json(body)
        if code != HTTPStatus.OK or not found.get("access_token"):
            raise NoAccess(answers.problem(body) or "The agency refuses the credentials.")
        seconds = float(found.get("expires_in") or self.limits.token_minutes * 60)
        self._token = str(found["access_token"])
        self._token_until = self.clock() + max(seconds - EARLY_SECONDS, 1.0)
        return self._token


def _answer(receipt_number: str, body: str, code: int) -> Answer:
    try:
        status = answers.read(body)
    except answers.NotAnAnswer as error:
        return Answer(receipt_number, None, body, code, str(error))
    if status.receipt_number != receipt_number.upper():
        return Answer(receipt_number, None, body, code, "The answer is of another receipt.")
    return Answer(receipt_number, status, body, code)


def _request(
    address: str, data: bytes | None = None, headers: Mapping[str, str] | None = None
) -> urllib.request.Request:
    """A request over the web only, whatever address an office has set."""
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise NoAccess("The address of the case-status service must begin with https://.")
    return urllib.request.Request(address, data, dict(headers or {}))  # noqa: S310 (checked above)


def _send(request: urllib.request.Request) -> tuple[int, str, float]:
    """Status code, body, seconds to wait as the server asks. Raises Closed when nobody answers."""
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            return response.status, _body(response), 0.0
    except urllib.error.HTTPError as error:
        with error:
            after = error.headers.get("Retry-After", "")
            return error.code, _body(error), float(after) if after.isdigit() else 0.0
    except (urllib.error.URLError, OSError) as error:
        raise Closed("The agency's service cannot be reached.") from error


def _body(response: Any) -> str:
    return str(response.read(LARGEST_BYTES).decode("utf-8", "replace"))


def _json(body: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
