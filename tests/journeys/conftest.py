"""A real browser on a real server."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.walking import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A fresh browser window at desktop and phone size; a refused script or style fails."""
    context = chromium.new_context(viewport=SIZES[request.param])
    window = context.new_page()
    refused: list[str] = []
    window.on(
        "console",
        lambda message: (
            refused.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    window.on("pageerror", lambda error: refused.append(str(error)))
    yield window
    context.close()
    assert refused == []


@pytest.fixture
def violations() -> Any:
    """`violations(page)`: what axe-core finds wrong with a page, one line each."""
    if not AXE.exists():
        pytest.skip("no axe-core: run make setup")
    source = AXE.read_text(encoding="utf-8")

    def find(window: Any) -> list[str]:
        # Through the debugger, since the page's own policy refuses injected scripts.
        session = window.context.new_cdp_session(window)
        session.send("Runtime.evaluate", {"expression": source})
        answer = session.send(
            "Runtime.evaluate",
            {"expression": "axe.run()", "awaitPromise": True, "returnByValue": True},
        )
        found = answer["result"]["value"]["violations"]
        return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]

    return find
