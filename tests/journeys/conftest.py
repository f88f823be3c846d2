"""A real browser on a real server."""

import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.walking import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


# About fitting itself: these run at both sizes in `make test` too.
BOTH_SIZES = ("test_every_page.py",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make test` drives each journey at one size, about half at each; `make test-all` at both."""
    for item in items:
        size = getattr(getattr(item, "callspec", None), "params", {}).get("page")
        if size not in SIZES or item.path.name in BOTH_SIZES:
            continue
        name = item.nodeid.split("[")[0].rpartition("/")[2]
        if size != list(SIZES)[zlib.crc32(name.encode()) % len(SIZES)]:
            item.add_marker(pytest.mark.slow)


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
