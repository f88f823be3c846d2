"""A mailbox read over IMAP: nothing on the server is changed, marked or deleted."""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import imaplib
import json
import logging
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import typst

from goldendoor.foundation import uploads
from goldendoor.kernel.errors import BadInput
from goldendoor.pdf import fonts

PORTS = {"imaps": 993, "imap": 143}
TIMEOUT_SECONDS = 30
LARGEST_BYTES = 60 * 2**20
MOST_AT_ONCE = 200
MOST_LINES = 2000
TEMPLATE = Path(__file__).parent / "typst" / "mail.typ"
FAMILIES = ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans SC", "DejaVu Sans"]
EXAMPLE = "imaps://user:password@host:993/INBOX?office=Name"


class Unreachable(Exception):
    """The mailbox cannot be opened now; the sentence has no password in it."""


@dataclass(frozen=True)
class Address:
    """Where the mailbox is, and which office its mail belongs to ("" for the only one)."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    tls: bool = True
    office: str = ""

    @classmethod
    def of_url(cls, url: str) -> Address:
        """`imaps://user:password@host:993/INBOX?office=Name`, or BadInput (without the password).

        Without encryption only a mailbox on this computer is read.
        """
        parts = urlsplit(url)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if parts.scheme not in PORTS or not parts.hostname or not parts.username:
            raise BadInput(f"GOLDENDOOR_IMAP_URL must look like {EXAMPLE}.")
        if parts.scheme == "imap" and not local:
            raise BadInput("GOLDENDOOR_IMAP_URL must begin with imaps:// for another computer.")
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.strip("/")) or "INBOX",
            tls=parts.scheme == "imaps",
            office=parse_qs(parts.query).get("office", [""])[0],
        )


@dataclass(frozen=True)
class Paper:
    """Something of a message that may be a notice: an attachment, or its text set as pages."""

    filename: str
    data: bytes
    is_body: bool = False


@dataclass(frozen=True)
class Message:
    """A message of the mailbox. `key` tells it from every other, wherever it lies."""

    uid: int
    uid_validity: int
    key: str
    papers: tuple[Paper, ...] = ()
    left_out: int = 0


def messages(address: Address, *, after: dict[int, int]) -> Iterator[Message]:
    """Messages with a higher number than the last one taken (`after`: by validity), oldest first.

    Raises Unreachable; what was yielded before stays taken.
    """
    try:
        client = _connect(address)
        try:
            yield from _messages(client, address, after)
        finally:
            client.logout()
    except imaplib.IMAP4.error as error:
        raise Unreachable("The mailbox refuses: look at its user, password and folder.") from error
    except OSError as error:
        raise Unreachable("The mailbox cannot be reached.") from error


def _connect(address: Address) -> imaplib.IMAP4:
    if address.tls:
        context = ssl.create_default_context()
        client: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            address.host, address.port, ssl_context=context, timeout=TIMEOUT_SECONDS
        )
    else:
        client = imaplib.IMAP4(address.host, address.port, timeout=TIMEOUT_SECONDS)
    client.login(address.user, address.password)
    return client


def _messages(client: imaplib.IMAP4, address: Address, after: dict[int, int]) -> Iterator[Message]:
    folder = '"' + address.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    client.select(folder, readonly=True)
    validity = int((client.response("UIDVALIDITY")[1] or [b"0"])[0] or 0)
    last = after.get(validity, 0)
    _kind, found = client.uid("SEARCH", f"UID {last + 1}:*")
    uids = sorted(int(one) for one in (found[0] or b"").split())
    # “n:*” gives the last message even when its number is lower.
    for uid in [one for one in uids if one > last][:MOST_AT_ONCE]:
        _kind, parts = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        yield _read(uid, validity, raw)


def _read(uid: int, validity: int, raw: bytes) -> Message:
    """A message, however badly written: one that cannot be read must not hold up the others."""
    try:
        return _message(uid, validity, raw)
    except Exception:
        logging.getLogger("goldendoor.correspondence").error("A message could not be read.")
        return Message(uid, validity, hashlib.sha256(raw).hexdigest(), left_out=1)


def _message(uid: int, validity: int, raw: bytes) -> Message:
    parsed = email.message_from_bytes(raw[:LARGEST_BYTES], policy=email.policy.default)
    named = str(parsed.get("Message-ID") or "").strip()
    key = hashlib.sha256(named.encode() if named else raw).hexdigest()
    if len(raw) > LARGEST_BYTES:
        return Message(uid, validity, key, left_out=1)
    papers, left_out = [], 0
    for part in parsed.iter_attachments() if isinstance(parsed, EmailMessage) else ():
        data = _bytes(part)
        if data and uploads.recognise(data) is not None:
            papers.append(Paper(part.get_filename() or "attachment", data))
        else:
            left_out += 1
    text = body_text(parsed)
    if text:
        papers.append(Paper("e-mail.pdf", as_pdf(text), is_body=True))
    return Message(uid, validity, key, tuple(papers), left_out)


def _bytes(part: Any) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def body_text(message: Any) -> str:
    """The words of a message: its plain text, or its HTML without the marks."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except (LookupError, UnicodeError):
        text = _bytes(body).decode("utf-8", "replace")
    if body.get_content_type() == "text/html":
        text = re.sub(r"(?is)<(script|style).*?</\1>", " ", text)
        text = re.sub(r"(?i)<(br|/p|/div|/tr|/h\d|/li)[^>]*>", "\n", text)
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return text.replace("\0", "").strip()


def as_pdf(text: str) -> bytes:
    """The text of a message as pages, so that it is kept and shown like any paper."""
    lines = [line.expandtabs(4)[:1000] for line in text.splitlines()[:MOST_LINES]]
    folders = [
        str(folder) for folder in (fonts.VENDOR_FOLDER, *fonts.SYSTEM_FOLDERS) if folder.is_dir()
    ]
    data = json.dumps({"title": "E-mail", "lines": lines, "fonts": FAMILIES}, ensure_ascii=False)
    return bytes(typst.compile(str(TEMPLATE), font_paths=folders, sys_inputs={"data": data}))
