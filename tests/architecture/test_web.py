"""Every address names its policy."""

import ast
import re
from collections.abc import Iterator

from django.urls import get_resolver

from goldendoor.audit import words
from goldendoor.foundation import registries
from tests.architecture import walking

# Sign-in pages belong to allauth, which guards them itself.
GUARDED_ELSEWHERE = ("allauth.", "django.")


def test_every_address_names_a_known_policy() -> None:
    found = 0
    for address, view in walking.addresses(get_resolver()):
        if view.__module__.startswith(GUARDED_ELSEWHERE):
            continue
        policy = getattr(view, "policy", None)
        assert policy, f"{address} names no policy: decorate its view with @needs"
        assert policy in registries.policies, f"{address}: no policy is called {policy}"
        found += 1
    assert found >= 5


def recorded_actions() -> Iterator[str]:
    """Every text like `case.opened` that is handed to a function that records."""
    for path in walking.python_files(tests=False):
        for node in ast.walk(walking.tree(path)):
            if not isinstance(node, ast.Call) or "record" not in ast.unparse(node.func):
                continue
            for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
                value = getattr(given, "value", None)
                if isinstance(value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", value):
                    yield value


def test_every_audit_action_in_the_code_has_words() -> None:
    recorded = set(recorded_actions())
    assert len(recorded) > 20
    assert recorded - words.all_actions() == set()


def test_no_words_are_left_over() -> None:
    """Words of an action nobody records any more are removed with it."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in walking.python_files(tests=False)
        if path.stem != "audit_words"
    )
    assert [action for action in words.all_actions() if f'"{action}"' not in code] == []


def test_templates_hold_no_script_and_no_style() -> None:
    for path in walking.PACKAGE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            if "<script" in line:
                assert "src=" in line or "application/json" in line, walking.name(path)
            for inline in (" style=", "<style", " onclick=", " onload=", " onchange=", "hx-on"):
                assert inline not in line, f"{walking.name(path)}: {inline.strip()}"
