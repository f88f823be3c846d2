"""Reading persons; everything goes through the access filter."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, Max, OuterRef, QuerySet, Sum, Value, When

from goldendoor.foundation import encryption
from goldendoor.foundation.access import Access
from goldendoor.kernel.folding import fold
from goldendoor.people import families, matching, rules
from goldendoor.people.models import (
    Draft,
    Fact,
    Identifier,
    Name,
    NameKey,
    Person,
    PersonFact,
    Relationship,
)

TABLES: dict[str, type[Name] | type[Identifier]] = {
    rules.NAMES: Name,
    rules.IDENTIFIERS: Identifier,
}

# So many names sharing the most telling keys are compared one by one.
COMPARED = 300
# How far the words of a search are counted to find the rarest, and how many of them.
COUNTED = 500
MOST_WORDS = 5


@dataclass(frozen=True)
class Candidate:
    """A known name that may be that of the person asked about, and in which way."""

    asked: str
    name: Name
    match: matching.Match


def get(access: Access, public_id: str) -> Person:
    """The person of this public id; raises NotFound."""
    return Person.objects.one(access, public_id)


def rows(person: Person, collection: str, access: Access) -> QuerySet[Any]:
    """The visible rows of one collection, in order."""
    if collection in TABLES:
        return (
            TABLES[collection]
            .objects.visible_to(access)
            .filter(person=person)
            .order_by("position", "id")
        )
    return (
        Fact.objects.visible_to(access)
        .filter(person=person, collection=collection)
        .order_by("position", "id")
    )


def has_rows(person: Person, collection: str) -> bool:
    """Whether anything is left of a collection, seen or unseen: never shown as it is."""
    table = TABLES.get(collection)
    if table is not None:
        return table.objects.filter(person=person).exists()
    return Fact.objects.filter(person=person, collection=collection).exists()


def item(row: PersonFact) -> Any:
    """A row as the item it came from."""
    if isinstance(row, Identifier) and row.value is not None:
        return {**(row.data or {}), "number": row.value}
    return row.data


def person_dict(person: Person, access: Access) -> dict[str, Any]:
    """The person as a case file has it, with only the facts this access may see."""
    return person_dicts([person], access)[0]


def person_dicts(persons: Iterable[Person], access: Access) -> list[dict[str, Any]]:
    """Each person as `person_dict`, in order; three queries however many they are."""
    wanted = list(persons)
    found: dict[int, dict[str, list[Any]]] = {
        person.pk: {key: [] for key in person.collections} for person in wanted
    }
    for key, table in TABLES.items():
        named = table.objects.visible_to(access).filter(person__in=wanted)
        for row in named.order_by("position", "id"):
            if key in found[row.person_id]:
                found[row.person_id][key].append(item(row))
    facts = Fact.objects.visible_to(access).filter(person__in=wanted)
    for fact in facts.order_by("position", "id"):
        found[fact.person_id].setdefault(fact.collection, []).append(fact.data)
    return [_dict_of(person, found[person.pk]) for person in wanted]


def _dict_of(person: Person, found: dict[str, list[Any]]) -> dict[str, Any]:
    data: dict[str, Any] = {"id": person.file_id} if person.file_id else {}
    for key, items in found.items():
        shape = person.collections.get(key, {}).get("shape", rules.LIST)
        # A list of which nothing may be seen is not there; an empty one is an empty list.
        if items or (shape == rules.LIST and not has_rows(person, key)):
            data[key] = rules.Collection(shape, items).value()
    return data


def value(person: Person, collection: str, access: Access) -> Any:
    """One collection as in `person_dict`; None when there is none."""
    shape = person.collections.get(collection, {}).get("shape")
    items = [item(row) for row in rows(person, collection, access)]
    if shape is None or (not items and (shape == rules.ONE or has_rows(person, collection))):
        return None
    return rules.Collection(shape, items).value()


def own_drafts(access: Access, person: Person) -> QuerySet[Draft]:
    """The drafts of this user; the command line has none."""
    kept = Draft.objects.visible_to(access).filter(person=person)
    return kept.none() if access.user_id is None else kept.filter(user_id=access.user_id)


def drafts(access: Access, person: Person) -> dict[tuple[str, str], Any]:
    """What this user typed and has not left yet: {(collection, key): value}."""
    kept = own_drafts(access, person)
    return {(draft.collection, draft.key): json.loads(draft.body)["value"] for draft in kept}


def idle_drafts(before: datetime) -> list[tuple[int, int, str]]:
    """(organisation id, user id, person's public id) of drafts nobody touched since `before`."""
    newest = Draft.objects.values("organisation_id", "user_id", "person__public_id").annotate(
        newest=Max("saved_at")
    )
    rows = newest.filter(newest__lt=before).order_by("newest")
    return list(rows.values_list("organisation_id", "user_id", "person__public_id"))


def version(person: Person, collection: str) -> int:
    """The version a form must send back with its changes of this collection; 0 if there is none."""
    return int(person.collections.get(collection, {}).get("version", 0))


def search(access: Access, text: str, *, limit: int = 20) -> QuerySet[Person]:
    """Persons of whose visible names one holds every word of `text`, as `names_holding` reads.

    Of very many only some are found: more words find the right one.
    """
    words = fold(text).split()
    if not words:
        return Person.objects.none()
    # Read first: a database that sorts by label while it looks may walk through every person.
    names = names_holding(access, words).order_by().values_list("person", flat=True)
    found = Person.objects.visible_to(access).filter(pk__in=[0, *names[:COUNTED]])
    return found.order_by("label", "id")[:limit]


def names_holding(access: Access, words: Sequence[str]) -> QuerySet[Name]:
    """Names in any script and order with a word that begins with the rarest of these folded words,
    and with the others anywhere. Found by an index, however many names there are."""
    first, _ = rarest_key(access, words)
    keys = NameKey.objects.visible_to(access).filter(key__begins=first)
    return _with_the_rest(Name.objects.visible_to(access), words, first).filter(
        pk__in=keys.values("name")
    )


def rarest_key(access: Access, words: Sequence[str]) -> tuple[str, int]:
    """The key of the rarest of these words among names, and how many have it (counted to some)."""
    return rarest(NameKey.objects.visible_to(access), "key", [f"w:{word}" for word in words])


def _with_the_rest(names: QuerySet[Name], words: Sequence[str], first: str) -> QuerySet[Name]:
    for word in words:
        if word != first[2:]:
            names = names.filter(search_key__contains=word)
    return names


def rarest(index: QuerySet, column: str, beginnings: Sequence[str]) -> tuple[str, int]:
    """Of these beginnings the one with the fewest rows in an index of words, and how many: counted
    up to `COUNTED`, which is then many."""
    cut = dict.fromkeys(one[: NameKey.LONGEST] for one in beginnings[:MOST_WORDS])
    counts = {one: index.filter(**{f"{column}__begins": one})[:COUNTED].count() for one in cut}
    return min(counts.items(), key=lambda one: (one[1], -len(one[0])))


def candidates(access: Access, asked: Iterable[str], *, most: int = COMPARED) -> list[Candidate]:
    """Names that may be one person's with any of `asked`, the likeliest first.

    Of all names sharing a key, the `most` with the rarest keys in common are compared.
    """
    found: list[Candidate] = []
    for text in asked:
        index = NameKey.objects.visible_to(access)
        nearest = likeliest(index, matching.keys(text), "name_id", most=most)
        rows = Name.objects.visible_to(access).filter(pk__in=[0, *nearest])
        for row in rows.select_related("person"):
            match = matching.compare(text, str(row))
            if match.is_worth_a_look:
                found.append(Candidate(text, row, match))
    return sorted(found, key=lambda one: (-one.match.score, one.name.pk))


def likeliest(index: QuerySet, keys: Iterable[str], of: str, *, most: int = COMPARED) -> list[int]:
    """Ids (column `of`) of an index of keys, those with the rarest keys in common first.

    `index` has the column `key`; a key that a tenth of the office shares counts for little.
    """
    wanted = sorted({key[: NameKey.LONGEST] for key in keys}) or [""]
    index = index.filter(key__in=wanted)
    counts = dict(index.values_list("key").annotate(rows=Count("pk")))
    weights = [
        When(key=key, then=Value(round(1000 / math.log2(2 + counts.get(key, 0))))) for key in wanted
    ]
    ranked = (
        index.values(of)
        .annotate(weight=Sum(Case(*weights, default=Value(0))), row=F(of))
        .order_by("-weight", of)
    )
    return [row["row"] for row in ranked[:most]]


def with_identifier(access: Access, *, kind: str, number: str) -> QuerySet[Person]:
    """Persons who have exactly this number, whatever its spaces and dashes."""
    index = encryption.blind_index(number, organisation_id=access.organisation_id, kind=kind)
    numbers = Identifier.objects.visible_to(access).filter(
        person=OuterRef("pk"), kind=kind, blind_index=index
    )
    return Person.objects.visible_to(access).filter(Exists(numbers)).order_by("label", "id")


def relationships(access: Access, persons: Iterable[Person]) -> QuerySet[Relationship]:
    """Visible relationships between any two of these persons."""
    people = list(persons)
    if len(people) < 2:
        return Relationship.objects.none()
    return (
        Relationship.objects.visible_to(access)
        .filter(from_person__in=people, to_person__in=people)
        .select_related("from_person", "to_person")
        .order_by("id")
    )


def family_ties(access: Access, persons: Iterable[Person]) -> list[families.Tie]:
    """The visible ties between these persons, by public id, as `families.tree` takes them."""
    return [
        families.Tie(
            row.from_person.public_id,
            row.to_person.public_id,
            row.kind,
            str(row.data.get("how") or ""),
            str(row.data.get("since") or ""),
            str(row.data.get("until") or ""),
        )
        for row in relationships(access, persons)
    ]
