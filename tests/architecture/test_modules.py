"""The shape of modules: sizes, names, who writes, who reads."""

import ast

import pytest

from tests.architecture import walking

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40
FORBIDDEN_NAMES = {"utils", "helpers", "misc", "managers", "util", "helper", "common"}
WRITES = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete",
}  # fmt: skip
# Where a write is no change of a case: Django's own hooks, and mechanisms that actions call.
MAY_WRITE = {
    "goldendoor/foundation/models.py",
    "goldendoor/foundation/idempotency.py",
    "goldendoor/accounts/models.py",
}


def paths(*, tests: bool) -> list:
    return [pytest.param(path, id=walking.name(path)) for path in walking.python_files(tests=tests)]


@pytest.mark.parametrize("path", paths(tests=True))
def test_files_are_short(path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{walking.name(path)} has {lines} lines: make it a package"


@pytest.mark.parametrize("path", paths(tests=True))
def test_functions_are_short(path) -> None:
    for node in ast.walk(walking.tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {lines} lines"


def test_no_module_is_called_after_nothing() -> None:
    found = [walking.name(path) for path in walking.python_files() if path.stem in FORBIDDEN_NAMES]
    assert found == []


@pytest.mark.parametrize("path", paths(tests=False))
def test_public_functions_have_hints_and_a_docstring(path) -> None:
    for node in walking.tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{walking.name(path)}: {node.name} says nothing"
            assert node.returns is not None, f"{walking.name(path)}: {node.name} has no hint"


@pytest.mark.parametrize(
    "path", [one for one in paths(tests=False) if one.values[0].name == "views.py"]
)
def test_views_hold_no_objects(path) -> None:
    held = [
        node.lineno
        for node in ast.walk(walking.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
    assert held == [], "ask queries.py instead"


def database_writes(path) -> list[str]:
    """Calls such as `Case.objects.create` or `row.save()` outside of any file handling."""
    found = []
    for node in ast.walk(walking.tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        through_objects = ".objects." in ast.unparse(node.func)
        changes_rows = node.func.attr in {*WRITES, "update"}
        if through_objects and changes_rows:
            found.append(f"line {node.lineno}: {ast.unparse(node.func)}")
    return found


@pytest.mark.parametrize("path", paths(tests=False))
def test_only_actions_write(path) -> None:
    if path.stem == "actions" or "actions" in path.parts or walking.name(path) in MAY_WRITE:
        return
    if walking.ROOT / "goldendoor" not in path.parents:
        return
    assert database_writes(path) == []


@pytest.mark.parametrize(
    "path", [one for one in paths(tests=False) if one.values[0].stem == "actions"]
)
def test_actions_take_keywords_only(path) -> None:
    for node in walking.tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            positional = [argument.arg for argument in node.args.args]
            # `system_access` makes no change; it is how the installation itself acts.
            assert positional == [] or node.name == "system_access", f"{node.name}{positional}"


@pytest.mark.parametrize(
    "path", [one for one in paths(tests=False) if one.values[0].stem == "actions"]
)
def test_every_writing_action_leaves_an_entry(path) -> None:
    """A public action records, itself or through a function it calls by name in its module.

    Autosave is the exception the map makes: a draft is not in the history until it is committed.
    """
    silent = {"system_access", "save_draft", "discard_drafts"}
    body = walking.tree(path).body
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    others = [
        f"{alias.asname or alias.name}."
        for node in body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == "actions"
    ]

    def records(name: str, seen: frozenset[str] = frozenset()) -> bool:
        text = ast.unparse(functions[name])
        if "audit.record(" in text or "Entry.objects.create(" in text:
            return True
        called = {
            node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            for node in ast.walk(functions[name])
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
        }
        inner = (called & set(functions)) - seen - {name}
        # An action of another app that is called leaves its own entry.
        by_others = any(module in text for module in others)
        return by_others or any(records(one, seen | {name}) for one in inner)

    for name in functions:
        if not name.startswith("_") and name not in silent:
            assert records(name), f"{walking.name(path)}: {name} leaves no entry"


def test_effects_and_guards_are_registered_under_their_app() -> None:
    from goldendoor.foundation import registries

    for registry in (registries.effects, registries.guards):
        for name in registry:
            _, app, feature, *_ = [*registry.get(name).__module__.split("."), ""]
            # A feature of a desk has a label of its own: `practice_reviews`.
            assert name.split(".")[0] in {app, f"{app}_{feature}"}
