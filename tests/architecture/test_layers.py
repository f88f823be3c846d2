"""Imports and relations point down the map."""

import configparser
import os
import subprocess
import sys

import pytest
from django.apps import apps

from tests.architecture.walking import PACKAGE, ROOT


def layers() -> list[set[str]]:
    """The layers of `.importlinter` from the top, without parentheses."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:layers"]["layers"].split("\n")
    named = [line.split("#")[0].strip() for line in lines]
    return [{part.strip(" ()") for part in line.split("|")} for line in named if line]


def depth(app: str) -> int:
    """How far down an app stands; 0 is the top."""
    return next(number for number, layer in enumerate(layers()) if app in layer)


def ours() -> list:
    return [model for model in apps.get_models() if model.__module__.startswith("goldendoor.")]


def test_the_import_contracts_hold() -> None:
    linter = os.path.join(os.path.dirname(sys.executable), "lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_layers_that_exist_have_lost_their_parentheses() -> None:
    text = (ROOT / ".importlinter").read_text()
    built = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
    assert [app for app in built if f"({app})" in text] == []


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_relations_point_down(model) -> None:
    own = depth(model.__module__.split(".")[1])
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        points = field.concrete and field.is_relation
        if points and target and target.__module__.startswith("goldendoor."):
            other = depth(target.__module__.split(".")[1])
            assert other >= own, f"{model._meta.label}.{field.name} points up"


def test_every_record_is_filtered_by_access() -> None:
    """Everything that belongs to an organisation has `visible_to` on its default manager."""
    plain = {"audit.Head", "cases.CaseNumber", "foundation.IdempotencyKey"}
    for model in ours():
        fields = {field.name for field in model._meta.concrete_fields}
        if "organisation_id" in fields and model._meta.label not in plain:
            assert hasattr(model._default_manager, "visible_to"), model._meta.label


def test_every_compartment_is_part_of_the_filter() -> None:
    for model in ours():
        fields = {field.name for field in model._meta.concrete_fields}
        if "compartment" in fields and model._meta.label != "accounts.CompartmentGrant":
            assert "compartment" in model.compartment_paths, model._meta.label


def test_list_indexes_start_with_the_organisation() -> None:
    for model in ours():
        fields = {field.name for field in model._meta.concrete_fields}
        if "organisation_id" not in fields:
            continue
        for index in model._meta.indexes:
            assert index.fields[0] == "organisation_id", index.name
