"""A crawler of every address: an outsider, a colleague without the compartment, a reader, a nobody.

Addresses come from the resolver and the names of posted fields from the code, so that a page added
tomorrow is attacked as well.
"""

import itertools
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from goldendoor.accounts.models import User
from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.config import cli
from goldendoor.documents import queries as document_queries
from goldendoor.exchange import queries as exchange
from goldendoor.foundation.errors import NotFound
from goldendoor.people import actions as people
from goldendoor.people import queries as people_queries
from tests import test_planted as world
from tests.architecture import walking
from tests.architecture.walking import PACKAGE
from tests.test_planted import CLOSED, DAY, NEEDLES, Place, traces

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
POSTED = re.compile(r"""(?:POST|post)(?:\.get|\.getlist)?[\[(]["']([\w-]+)["']""")
# Pages of allauth that a visitor without an account may open, and what monitors and browsers ask.
FOR_EVERYBODY = ("/health/", "/favicon.ico", "/account/")
SIGNED_OUT_REFUSED = {302, 401, 403, 404, 405}
HTMX = {"HX-Request": "true"}
# `make test` asks for one in four addresses of each route, `make test-all` for all.
SHARES = [pytest.param(4, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)]


def routes() -> list[tuple[str, Any]]:
    """Every route that is not a regular expression of a library."""
    return [
        (route, view) for route, view in walking.addresses(get_resolver()) if "(?P" not in route
    ]


def filled(route: str, ids: dict[str, list[str]]) -> list[str]:
    """Addresses of a route with every combination of ids; an unknown parameter gets them all."""
    names = PARAMETER.findall(route)
    everything = [some[0] for some in ids.values()]
    choices = [ids.get(name) or everything for name in names]
    if len(names) > 1:  # only a case is the first of several
        pairs = zip(names, choices, strict=True)
        choices = [some[:1] if name == "public_id" else some for name, some in pairs]
    found = []
    for values in itertools.product(*choices):
        address = route
        for value in values:
            address = PARAMETER.sub(value, address, count=1)
        found.append("/" + address)
    return found


def posted_names() -> set[str]:
    """The names of fields that any view reads."""
    found = {"person", "applicant-person", "petitioner-person", "version"}
    for path in PACKAGE.rglob("*.py"):
        if "tests" not in path.parts:
            found |= set(POSTED.findall(path.read_text(encoding="utf-8")))
    return found - {"declared_size", "csrfmiddlewaretoken", "max_mb"}


def bodies(ids: dict[str, list[str]]) -> list[dict[str, str]]:
    """A form with one closed id in every field there is, for each kind of id."""
    names = sorted(posted_names())
    kept = {"type": "practice.general", "forms": "AR-11:applicant", "row": "0", "version": "1"}
    wanted = [some[0] for name, some in ids.items() if name not in ("section_id", "number")]
    return [{**dict.fromkeys(names, one), **kept} for one in wanted]


def ask(browser: Any, address: str, body: dict[str, str] | None = None) -> Iterator[Any]:
    """The address by GET (or POST of the body), plainly and as htmx asks."""
    for headers in ({}, HTMX):
        if body is None:
            yield browser.get(address, headers=headers)
        else:
            yield browser.post(address, body, headers=headers)


def share_of(route: str, addresses: list[str], share: int) -> list[str]:
    """Every `share`th address of a route, at least one; which of them follows from the route."""
    if share == 1 or len(addresses) == 1:
        return addresses
    return addresses[zlib.crc32(route.encode()) % min(share, len(addresses)) :: share]


def attack(browser: Any, ids: dict[str, list[str]], share: int) -> tuple[int, list[str]]:
    """Ask for everything with these ids; (answers, what was wrong with some of them)."""
    asked, wrong = 0, []
    forms = bodies(ids)
    for route, view in routes():
        if route.startswith("account/logout"):
            continue
        for number, address in enumerate(share_of(route, filled(route, ids), share)):
            every = "<" not in route and getattr(view, "policy", "")
            some = [None, *forms] if every else [None, forms[number % len(forms)]]
            for response in itertools.chain(*(ask(browser, address, body) for body in some)):
                asked += 1
                found = traces(response)
                if found:
                    wrong.append(f"{address}: {response.status_code} tells {found}")
                if "<" in route and response.status_code < 300:
                    wrong.append(f"{address}: {response.status_code}")
                if response.status_code >= 500:
                    wrong.append(f"{address}: {response.status_code}")
    return asked, wrong


def signed_in_as(client: Any, access: Any) -> Any:
    """A browser that shows refusals as pages, the way people get them."""
    user = User.objects.get(pk=access.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.raise_request_exception = False
    return client


def state(place: Place) -> list[dict[str, Any]]:
    """Every stored column of everything closed."""
    rows = []
    for record in place.records:
        found = type(record)._default_manager.filter(pk=record.pk).values()
        rows.append(found.get() if found.exists() else {})
    return rows


@pytest.fixture
def insider(make_access: Any) -> Any:
    """Somebody to whom the compartment is open."""
    return make_access("attorney", CLOSED)


@pytest.fixture
def closed(insider: Any) -> Place:
    """A case in a compartment, with everything on it."""
    place = world.closed_place(insider, CLOSED)
    world.hang_on_case(insider, place)
    return place


@pytest.fixture
def shared(insider: Any) -> Place:
    """An open case; its person has facts in the compartment, and somebody closed is a party."""
    data = {
        "names": [
            {"kind": "legal", "family": "Openly", "given": "Olga"},
            {"kind": "other", "family": "Quillonhidden", "compartment": CLOSED},
        ],
        "addresses": [
            {"kind": "physical", "street": "1 Main St", "city": "Utica"},
            {"kind": "safe", "street": "7 Lindenshelter Lane", "compartment": CLOSED},
        ],
        "identifiers": [{"kind": "a_number", "number": "A219000111", "compartment": CLOSED}],
    }
    person = people.add_person(access=insider, data=data)
    case = cases.open_case(
        access=insider, type_id="practice.general", title="Openly: open", today=DAY,
        filing_date=DAY, open_compartments=[CLOSED],
    )  # fmt: skip
    cases.add_party(access=insider, case=case, person=person, role="applicant")
    filing = cases.add_filing(access=insider, case=case, form_id="us.ar-11", person=person)
    hidden = people.add_person(access=insider, data=world.person_data(), compartment=CLOSED)
    people.relate(access=insider, from_person=hidden, to_person=person, kind="hiddenrole")
    place = world.fill(insider, case, hidden, CLOSED)
    place.ids["own"] = [case.public_id, person.public_id, filing.public_id]
    return place


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("role", ["owner", pytest.param("reader", marks=pytest.mark.slow)])
def test_a_colleague_without_the_compartment_sees_no_trace_of_a_closed_case(
    client, make_access, closed, role, share
) -> None:
    before = state(closed)
    asked, wrong = attack(signed_in_as(client, make_access(role)), closed.ids, share)
    assert wrong == []
    assert asked > 200
    assert state(closed) == before


@pytest.mark.parametrize("share", SHARES)
def test_another_office_sees_no_trace_of_a_case(client, insider, stranger, share) -> None:
    place = world.closed_place(insider)
    world.hang_on_case(insider, place)
    before = state(place)
    asked, wrong = attack(signed_in_as(client, stranger), place.ids, share)
    assert wrong == []
    assert asked > 200
    assert state(place) == before


@pytest.mark.parametrize("share", SHARES)
def test_closed_ids_under_ones_own_case_open_nothing(client, make_access, closed, share) -> None:
    colleague = make_access("caseworker")
    own = cases.open_case(access=colleague, type_id="practice.general", title="Own", today=DAY)
    ids = {**closed.ids, "public_id": [own.public_id]}
    before = state(closed)
    browser, wrong = signed_in_as(client, colleague), []
    for route, _view in routes():
        if len(PARAMETER.findall(route)) < 2:
            continue
        some = share_of(route, filled(route, ids), share)
        for address, body in itertools.product(some, [None, bodies(ids)[1]]):
            for response in ask(browser, address, body):
                found = traces(response)
                if found or response.status_code < 300 or response.status_code >= 500:
                    wrong.append(f"{address}: {response.status_code} {found}")
    assert wrong == []
    assert state(closed) == before


def test_on_an_open_case_what_is_closed_in_it_leaves_no_trace(client, make_access, shared) -> None:
    browser = signed_in_as(client, make_access("caseworker"))
    case, person, filing = shared.ids["own"]
    ids = {"public_id": [case, person], "filing_id": [filing], "number": ["1"],
           "owner": [person, f"form-{filing}"], "section_id": ["f0", "s0"]}  # fmt: skip
    seen, wrong = 0, []
    for route, _view in routes():
        if not {*PARAMETER.findall(route)} <= {*ids} or route.startswith("account/logout"):
            continue
        for response in itertools.chain(*(ask(browser, one) for one in filled(route, ids))):
            seen += response.status_code == 200
            wrong += [(route, word) for word in traces(response)]
    assert wrong == []
    assert seen > 20


def test_signed_out_there_is_only_the_way_in(client, closed) -> None:
    client.raise_request_exception = False
    for route, view in routes():
        ours = getattr(view, "policy", "public") != "public"
        for address in filled(route, closed.ids):
            for response in [*ask(client, address), *ask(client, address, {"q": "quillon"})]:
                assert traces(response) == [], address
                assert response.status_code < 500, address
                if ours or not address.startswith(FOR_EVERYBODY):
                    assert response.status_code in SIGNED_OUT_REFUSED, address
                    assert leads_to_sign_in(client, response), address


def leads_to_sign_in(client: Any, response: Any) -> bool:
    """Refused, or sent on (once more at most) to the page for signing in."""
    for _ in range(2):
        address = response.get("Location", "/account/login/")
        if address.startswith("/account/login/"):
            return True
        response = client.get(address)
    return False


@pytest.mark.parametrize("needle", NEEDLES)
def test_searches_lists_and_counts_find_nothing_closed(
    client, make_access, closed, shared, needle
) -> None:
    colleague = make_access("owner")
    browser = signed_in_as(client, colleague)
    for address in ("/search/", "/cases/", "/people/", "/cases/new/people/"):
        for name in ("q", "role-search", "applicant-search"):
            body = {"q": needle, name: needle, "role": name.removesuffix("-search")}
            for response in ask(browser, address, body):
                assert traces(response) == [], address
    assert list(people_queries.search(colleague, needle)) == []
    assert case_queries.search(colleague, needle) == []
    assert sum(case_queries.counts_by_stage(colleague).values()) == 1
    number = people_queries.with_identifier(colleague, kind="a_number", number="219-000-111")
    assert list(number) == []


def test_an_export_holds_nothing_that_is_closed(make_access, insider, closed, shared) -> None:
    colleague = make_access("owner")
    told = json.dumps(exchange.case_file(colleague, shared.case), ensure_ascii=False)
    assert [word for word in world.SECRETS if word in told] == []
    assert "1 Main St" in told
    everything = json.dumps(exchange.case_file(insider, shared.case), ensure_ascii=False)
    assert "Lindenshelter" in everything
    with pytest.raises(NotFound):
        exchange.find_case(colleague, closed.case.number)
    with pytest.raises(NotFound):
        exchange.file_reader(colleague, shared.case)("sheltercontract.pdf")
    assert document_queries.received_count(colleague, shared.case) == (0, 0)


def test_the_command_line_exports_only_what_its_user_may_see(
    make_access, closed, shared, capsys, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("goldendoor.config.boot.prepared_database", lambda: None)
    colleague = User.objects.get(pk=make_access("caseworker").user_id).email
    assert cli.main(["case", "export", closed.case.number, "--as", colleague]) != 0
    target = tmp_path / "case.json"
    arguments = ["case", "export", shared.case.number, "--as", colleague, "-o", str(target)]
    assert cli.main(arguments) == 0
    told = capsys.readouterr()
    text = target.read_text(encoding="utf-8") + told.out + told.err
    assert [word for word in world.SECRETS if word in text] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.json"]


def test_whoever_it_is_open_to_sees_every_planted_word(client, insider, closed) -> None:
    """The control: the same crawl does find each word where it may be found."""
    browser, seen = signed_in_as(client, insider), set()
    for route, _view in routes():
        if not route.startswith("account/"):
            for address in filled(route, closed.ids):
                seen |= set(traces(browser.get(address)))
    assert set(world.SECRETS) - seen == set()
