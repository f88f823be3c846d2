"""The Case Status API on this computer: it speaks as the agency does. Numbers are made up."""

import http.server
import json
import threading
from collections import Counter
from typing import Any

NUMBER = "ZZZ9012345678"
LIVE = {
    "case_status": {
        "receiptNumber": NUMBER,
        "formType": "I-130",
        "submittedDate": "09-05-2023 14:28:46",
        "modifiedDate": "09-06-2023 10:00:00",
        "current_case_status_text_en": "Case Was Approved",
        "current_case_status_desc_en": "We approved it.",
        "current_case_status_text_es": "Caso Fue Aprobado",
        "current_case_status_desc_es": "Lo aprobamos.",
        "hist_case_status": None,
    },
    "message": "Query was successful",
}


class Service(http.server.BaseHTTPRequestHandler):
    """`script` holds (code, body, headers) for the next requests; then LIVE with `changed`."""

    script: list = []
    asked: Counter = Counter()
    changed: dict = {}

    def log_message(self, *_arguments):
        pass

    def do_POST(self):
        self.asked["token"] += 1
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "client_secret=right" not in form:
            return self.answer(401, {"code": 401, "message": "Invalid client"})
        return self.answer(200, {"access_token": f"t{self.asked['token']}", "expires_in": "1799"})

    def do_GET(self):
        self.asked[self.path.rsplit("/", 1)[1]] += 1
        if self.script:
            code, body, headers = self.script.pop(0)
            return self.answer(code, body, headers)
        number = self.path.rsplit("/", 1)[1]
        told = {**LIVE["case_status"], "receiptNumber": number, **self.changed}
        return self.answer(200, {"case_status": told})

    def answer(self, code, body, headers=None):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def start() -> Any:
    """A running server with nothing asked yet; stop it with `shutdown` and `server_close`."""
    Service.script, Service.asked, Service.changed = [], Counter(), {}
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
