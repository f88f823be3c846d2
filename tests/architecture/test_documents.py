"""What is written down is true: migrations, settings, commands, links, addresses."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from goldendoor.config import cli, reference
from goldendoor.law.library import Library
from tests.architecture import walking
from tests.architecture.walking import ROOT

SETTINGS_PAGE = ROOT / "docs" / "how-to" / "settings.md"
COMMANDS_PAGE = ROOT / "docs" / "how-to" / "commands.md"


def committed() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git work tree")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_migrations_are_up_to_date(db) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_linear_and_named() -> None:
    for folder in walking.PACKAGE.rglob("migrations"):
        numbers = sorted(path.name[:4] for path in folder.glob("0*.py"))
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)], folder
        for path in folder.glob("0*.py"):
            assert not re.search(r"_(auto|initial)(_|\.)", path.name), path


def test_every_setting_is_documented() -> None:
    page = SETTINGS_PAGE.read_text(encoding="utf-8")
    read = set()
    for path in walking.python_files(tests=False):
        read |= set(re.findall(r"\bGOLDENDOOR_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8")))
    read = {name for name in read if not name.startswith("GOLDENDOOR_TEST_")}
    assert [name for name in sorted(read) if f"`{name}`" not in page] == []


def test_every_command_is_documented() -> None:
    page = COMMANDS_PAGE.read_text(encoding="utf-8")
    choices = cli.parser()._subparsers._group_actions[0].choices
    missing = []
    for name, command in choices.items():
        inner = command._subparsers._group_actions[0].choices if command._subparsers else {"": None}
        missing += [
            " ".join(filter(None, ("goldendoor", name, what)))
            for what in inner
            if " ".join(filter(None, ("goldendoor", name, what))) not in page
        ]
    assert missing == []


def test_the_reference_is_what_the_library_says() -> None:
    for name, text in reference.pages(Library.shipped()).items():
        kept = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert kept == text, f"docs/reference/{name} is out of date: run make reference"


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{walking.name(path)}: {target}")
    assert broken == []


def test_no_committed_file_names_a_registry_or_this_machine() -> None:
    home = str(Path.home())
    words = ["registry" + ".npmjs.org", "pypi" + ".org/simple", "files.python" + "hosted.org"]
    words += [str(ROOT) + "/"] + ([home + "/"] if len(home) > 2 else [])
    for path in committed():
        if path.suffix in {".png", ".svg", ".ttf", ".pdf", ".jpg"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert [word for word in words if word in text] == [], walking.name(path)


def test_no_official_blank_is_committed() -> None:
    assert [path for path in committed() if path.suffix.lower() == ".pdf"] == []


@pytest.mark.parametrize("name", ["law", "pdf", "kernel"])
def test_pure_packages_load_without_django(name: str) -> None:
    folder = walking.PACKAGE / name
    if not (folder / "__init__.py").exists():
        pytest.skip(f"no {name} yet")
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted(folder.rglob("*.py"))
        if "tests" not in path.parts and path.stem != "__main__"
    ]
    code = f"import sys, importlib; [importlib.import_module(m) for m in {modules!r}]; " + (
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
