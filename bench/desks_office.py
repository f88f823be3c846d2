"""Fills an office set-wise for `bench.desks` and prints its addresses as JSON.

python -m bench.desks_office CASES EMAIL PASSWORD
"""

import datetime
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

AT_ONCE = 2_000
TODAY = datetime.date(2026, 8, 3)
STAGES = ["intake", "prepare", "review", "sign", "mailed", "filed", "closed"]
FAMILY = ["Haddad", "Núñez", "Okonkwo", "Tanaka", "Ivanova", "Rojas", "Nguyen", "Silva", "Mwangi"]
GIVEN = ["Amal", "José", "Chidi", "Sora", "Olga", "Camila", "Hoa", "João", "Wanjiru", "Zsófia"]
TAIL = ["Example", "Ejemplo", "Prueba", "Fictif", "Sample", "Inventado"]


def main() -> int:
    """Everything in a few bulk inserts; one history entry for some thousand cases."""
    cases, email, password = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    from goldendoor.config import boot

    boot.prepared_database()
    from goldendoor.accounts import actions as accounts
    from goldendoor.accounts import queries

    organisation = accounts.create_organisation(name="Fictional Load Office")
    access = accounts.system_access(organisation)
    user, _ = accounts.add_user(
        access=access, email=email, full_name="Bench Example", role="owner", password=password
    )
    types = ["practice.us.family-adjustment", "practice.us.naturalization", "practice.us.asylum"]
    made = fill(organisation.pk, user.pk, cases, types)
    tell(queries.access_for(user), made[:3_000])
    analyse()
    print(json.dumps({**addresses(made, types, user), **session(user)}))
    return 0


def fill(organisation_id: int, user_id: int, count: int, types: list[str]) -> list[Any]:
    """People, names, cases, parties, forms, tasks; returns the cases."""
    from goldendoor.cases import rules
    from goldendoor.cases.models import Case, CaseWord, Filing, Party, Task
    from goldendoor.people.models import Name, NameKey, Person

    rng = random.Random(7)
    found: list[Any] = []
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        people = Person.objects.bulk_create(person(organisation_id, n, rng) for n in numbers)
        names = Name.objects.bulk_create(name(organisation_id, one) for one in people)
        NameKey.objects.bulk_create(
            NameKey(organisation_id=organisation_id, name=one, key=key[: NameKey.LONGEST])
            for one in names
            for key in keys_of(one)
        )
        some = Case.objects.bulk_create(
            case(organisation_id, user_id, n, one, types, rng)
            for n, one in zip(numbers, people, strict=True)
        )
        CaseWord.objects.bulk_create(
            CaseWord(organisation_id=organisation_id, case=one, word=word)
            for one in some
            for word in rules.search_words(one.number, one.title)
        )
        common = {"organisation_id": organisation_id}
        Party.objects.bulk_create(
            Party(case=c, person=p, role="beneficiary", **common)
            for c, p in zip(some, people, strict=True)
        )
        Filing.objects.bulk_create(filings(some, people, rng))
        Task.objects.bulk_create(
            Task(case=c, title="Ask for the lease", due_date=soon(rng), **common)
            for c in some
            if rng.random() < 0.5
        )
        found += some
    return found


def person(organisation_id: int, number: int, rng: random.Random) -> Any:
    """A person with a made-up name."""
    from goldendoor.people.models import Person

    label = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}-{rng.choice(TAIL)} {number}"
    return Person(organisation_id=organisation_id, label=label, file_id=f"p{number}")


def name(organisation_id: int, one: Any) -> Any:
    """The name of a person, as search finds it."""
    from goldendoor.kernel.folding import fold
    from goldendoor.people.models import Name

    given, family = one.label.split(" ", 1)
    return Name(
        organisation_id=organisation_id, person=one, kind="current", given=given, family=family,
        search_key=fold(one.label),
    )  # fmt: skip


def keys_of(one: Any) -> frozenset[str]:
    """Under which a search finds the name."""
    from goldendoor.people import matching, rules

    return matching.keys(str(one)) | rules.words_of(one.given, one.middle, one.family)


def case(
    organisation_id: int, user_id: int, number: int, one: Any, types: list[str], rng: random.Random
) -> Any:
    """A case at some stage, of some type."""
    from goldendoor.cases import rules
    from goldendoor.cases.models import Case

    title = f"{one.label}: matter {number}"
    reference = rules.number(2026, number + 1)
    at = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Case(
        organisation_id=organisation_id,
        number=reference,
        type_id=rng.choice(types),
        title=title,
        search_key=rules.search_key(reference, title),
        stage=rng.choice(STAGES),
        stage_since=TODAY - datetime.timedelta(days=rng.randrange(300)),
        filing_date=soon(rng) if rng.random() < 0.4 else None,
        assigned_to_id=user_id if rng.random() < 0.01 else None,
        updated_at=at + datetime.timedelta(minutes=rng.randrange(300_000)),
    )


def soon(rng: random.Random) -> datetime.date:
    """A day around the day of the office."""
    return TODAY + datetime.timedelta(days=rng.randrange(-60, 400))


def filings(some: list[Any], people: list[Any], rng: random.Random) -> Iterator[Any]:
    """Two forms a case; some mailed, waiting for their receipt."""
    from goldendoor.cases.models import Filing

    for one, someone in zip(some, people, strict=True):
        for form in ("us.i-130", "us.i-485"):
            mailed = one.stage in ("mailed", "filed") and rng.random() < 0.3
            yield Filing(
                organisation_id=one.organisation_id,
                case=one,
                person=someone,
                form_id=form,
                status="mailed" if mailed else "wanted",
                receipt_expected_date=soon(rng) if mailed else None,
            )


def tell(access: Any, some: list[Any]) -> None:
    """A history entry for each of these cases, as if colleagues had worked on them."""
    from django.db import transaction

    from goldendoor.audit import actions as audit

    with transaction.atomic():
        for one in some:
            audit.record(
                access=access, subject_kind="case", subject_id=one.public_id,
                action="case.changed", payload={"changes": {}},
            )  # fmt: skip


def analyse() -> None:
    """What the worker and autovacuum have done in an office that has been filled for a while."""
    from django.db import connection

    from goldendoor.config import boot

    boot.refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def addresses(made: list[Any], types: list[str], user: Any) -> dict[str, Any]:
    """Cases to open, filters to choose, words to search."""
    rng = random.Random(3)
    filters = ["", "assigned_to=me", *(f"stage={one}" for one in STAGES)]
    filters += [f"type_id={one}" for one in types[:5]]
    words = [f"{one}" for one in (*FAMILY[:4], *GIVEN[:4])]
    words += [f"GD-2026-{rng.randrange(1000, 9000)}" for _ in range(10)]
    return {
        "cases": [one.public_id for one in rng.sample(made, min(400, len(made)))],
        "filters": filters,
        "words": words,
    }


def session(user: Any) -> dict[str, str]:
    """A signed-in session, so that the load is of pages and not of passwords."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return {"session": str(store.session_key), "csrf": _get_new_csrf_string()}


if __name__ == "__main__":
    raise SystemExit(main())
