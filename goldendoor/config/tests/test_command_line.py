"""The command line: sentences, exit codes, and no tracebacks."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from goldendoor.accounts import actions as accounts
from goldendoor.accounts import queries
from goldendoor.config import cli, home, mail
from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput

PASSWORD = "correct horse battery staple"


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if "DJANGO" not in key}
    clean.pop("GOLDENDOOR_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "goldendoor", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**clean, "GOLDENDOOR_HOME": str(home), **environment},
        check=False,
    )


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli.parser()._subparsers._group_actions
    return dict(actions[0].choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help_with_examples(name: str) -> None:
    text = commands()[name].format_help()
    assert "examples:" in text
    assert f"goldendoor {name}" in text


def test_an_unknown_command_is_bad_usage(tmp_path) -> None:
    done = run(tmp_path, "fly")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_first_user_becomes_owner_and_history_verifies(tmp_path) -> None:
    added = run(tmp_path, "user", "add", "ana@example.org", "--json", GOLDENDOOR_PASSWORD=PASSWORD)
    assert json.loads(added.stdout) == {"email": "ana@example.org", "role": "owner"}
    verified = run(tmp_path, "audit", "verify", "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["faults"] == []
    again = run(tmp_path, "user", "add", "ANA@example.org", GOLDENDOOR_PASSWORD=PASSWORD)
    assert (again.returncode, again.stderr) == (
        2,
        "goldendoor: ana@example.org is taken already.\n",
    )


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GOLDENDOOR_HOME", str(tmp_path / "new"))
    assert home.secret_key() == home.secret_key()
    assert home.field_keys() == home.field_keys()
    for name in ("secret_key", "field_keys.json"):
        assert (tmp_path / "new" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["x", "k1:not base64;index:AAAA", "k1:AAAA;index:AAAA", "k1:"])
def test_unusable_field_keys_are_named(text, monkeypatch) -> None:
    monkeypatch.setenv("GOLDENDOOR_FIELD_KEYS", text)
    with pytest.raises(BadInput, match=r"field key|FIELD_KEYS"):
        home.field_keys()


def test_a_wrong_day_is_bad_input(tmp_path) -> None:
    done = run(tmp_path, "audit", "verify", GOLDENDOOR_DATABASE_URL="mysql://x")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (BadInput("The thing is wrong."), 2, "The thing is wrong."),
        (FileNotFoundError(2, "No such file or directory", "case.json"), 2, "case.json: No such"),
        (OSError(28, "No space left on device", "out.pdf"), 2, "out.pdf: No space left"),
        (NotFound("There is no case GD-1."), 2, "goldendoor: There is no case GD-1."),
        (NotAllowed("Readers may not change anything."), 2, "Readers may not"),
        (KeyError("x"), 1, "unexpected KeyError"),
    ],
)
def test_errors_are_one_sentence(error, code, words, monkeypatch, capsys) -> None:
    def fail(args: argparse.Namespace) -> int:
        raise error

    def parser() -> argparse.ArgumentParser:
        root = argparse.ArgumentParser()
        root.set_defaults(func=fail)
        return root

    monkeypatch.setattr(cli, "parser", parser)
    assert cli.main([]) == code
    printed = capsys.readouterr().err
    assert words in printed
    assert printed.count("\n") == 1


def test_help_does_not_load_django() -> None:
    code = (
        "import sys, goldendoor.config.cli as c; c.parser();"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_commands_act_as_the_only_owner_and_ask_when_there_are_several(owner, stranger) -> None:
    with pytest.raises(BadInput, match=r"--as EMAIL \(owner1-"):
        queries.acting_user(None)
    assert queries.acting_user(f"OWNER1-{owner.organisation_id}@example.org").pk == owner.user_id
    with pytest.raises(BadInput, match="Nobody signs in as"):
        queries.acting_user("nobody@example.org")


def test_without_any_owner_commands_say_how_to_add_one(db) -> None:
    with pytest.raises(BadInput, match="goldendoor user add"):
        queries.acting_user(None)


def test_a_weak_password_is_refused_with_the_reason(db) -> None:
    with pytest.raises(BadInput, match="too short"):
        accounts.add_user_from_command_line(
            email="a@example.org", full_name="", organisation_name="", role=None, password="short"
        )


@pytest.mark.slow
def test_serve_answers_on_an_empty_folder_and_ends_with_its_worker(tmp_path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if "DJANGO" not in key}
    environment.pop("GOLDENDOOR_DATABASE_URL", None)
    command = [sys.executable, "-m", "goldendoor", "serve", "--port", str(port)]
    with subprocess.Popen(
        command,
        env={**environment, "GOLDENDOOR_HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            answer = wait_for(f"http://127.0.0.1:{port}/health/", server)
        finally:
            server.send_signal(signal.SIGINT)
        assert json.loads(answer)["status"] == "ok"
        assert server.wait(timeout=60) in (0, 130)


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(tmp_path, "serve", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--port" in done.stderr
    assert run(tmp_path, "serve", "--port", "99999").returncode == 2


def wait_for(address: str, server: subprocess.Popen) -> bytes:
    """The answer of an address, asked for until the server is up (or has ended)."""
    for _ in range(120):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address) as response:
                return response.read()
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{address} did not answer")


def test_a_forgotten_password_is_set_anew(tmp_path) -> None:
    run(tmp_path, "user", "add", "ana@example.org", GOLDENDOOR_PASSWORD=PASSWORD)
    done = run(tmp_path, "user", "password", "ana@example.org", GOLDENDOOR_PASSWORD=PASSWORD + "2")
    assert (done.returncode, done.stdout) == (0, "ana@example.org has a new password.\n")


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("smtp+tls://ana:s%40p@mail.example.org", "mail.example.org", 587),
        ("smtps://mail.example.org:4650", "mail.example.org", 4650),
        ("", "", 25),
    ],
)
def test_the_mail_server_is_read_from_its_address(url, host, port, monkeypatch) -> None:
    monkeypatch.setenv("GOLDENDOOR_EMAIL_URL", url)
    found = mail.from_environment()
    assert (found.host, found.port) == (host, port)
    monkeypatch.setenv("GOLDENDOOR_EMAIL_URL", "http://mail.example.org")
    with pytest.raises(BadInput, match=r"smtp\+tls"):
        mail.from_environment()
