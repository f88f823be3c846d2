"""A mailbox on this computer that speaks as much IMAP as is needed, and notes what it was told."""

from __future__ import annotations

import re
import socketserver
import threading
from typing import Any


class Handler(socketserver.StreamRequestHandler):
    """One connection. The server has `mails` (uid → bytes), `validity`, `told`, `breaks_after`."""

    server: Any

    def handle(self) -> None:
        self.say("* OK ready")
        for raw in self.rfile:
            line = raw.decode("utf-8", "replace").strip()
            tag, _, command = line.partition(" ")
            self.server.told.append(command.split(" ", 1)[0] if "LOGIN" in command else command)
            if not self.answer(tag, command):
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, tag: str, command: str) -> bool:
        word = command.upper()
        if word.startswith("CAPABILITY"):
            self.say("* CAPABILITY IMAP4rev1")
        elif word.startswith("LOGIN") and "right" not in command:
            self.say(f"{tag} NO wrong password")
            return True
        elif word.startswith("EXAMINE"):
            self.say(f"* {len(self.server.mails)} EXISTS")
            self.say(f"* OK [UIDVALIDITY {self.server.validity}] yes")
        elif word.startswith("UID SEARCH"):
            first = int(re.search(r"UID (\d+):", word.removeprefix("UID ")).group(1))
            found = [uid for uid in sorted(self.server.mails) if uid >= first]
            last = [max(self.server.mails)] if self.server.mails and not found else []
            self.say("* SEARCH " + " ".join(str(uid) for uid in found or last))
        elif word.startswith("UID FETCH"):
            return self.fetch(tag, int(word.split()[2]))
        elif word.startswith("LOGOUT"):
            self.say("* BYE")
            self.say(f"{tag} OK")
            return False
        self.say(f"{tag} OK done")
        return True

    def fetch(self, tag: str, uid: int) -> bool:
        if self.server.breaks_after is not None and uid > self.server.breaks_after:
            return False
        raw = self.server.mails[uid]
        self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}")
        self.wfile.write(raw + b")\r\n")
        self.say(f"{tag} OK done")
        return True


def start() -> Any:
    """A running server; stop it with `shutdown` and `server_close`."""
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.mails, server.validity, server.told, server.breaks_after = {}, 7, [], None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
