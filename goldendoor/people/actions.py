"""Recording facts about persons."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.foundation import encryption, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.foundation.models import change
from goldendoor.kernel import canonical, clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people import matching, queries, rules
from goldendoor.people.models import Draft, Fact, Identifier, Name, NameKey, Person, Relationship


@transaction.atomic
def add_person(*, access: Access, data: Mapping[str, Any], compartment: str = "") -> Person:
    """A new person from a case file's JSON object. Raises NotAllowed, BadInput."""
    registries.demand("people.change", access)
    _open(access, compartment)
    person = Person.objects.create(
        organisation_id=access.organisation_id,
        file_id=_file_id(data),
        compartment=compartment,
    )
    _record(access, person, "person.added", {"id": person.file_id}, compartment)
    for key, collection in rules.split(data).items():
        _write(access, person, key, collection)
    _save_shapes(person)
    return person


@transaction.atomic
def replace_person(
    *, access: Access, person: Person, data: Mapping[str, Any], version: int | None = None
) -> Person:
    """Make the person what `data` says; facts this access cannot see stay as they are.

    `version` is the person's, from when the data was read; Conflict if it has changed since.
    """
    registries.demand("people.change", access, person)
    person = _locked(person)
    if version is not None and version != person.version:
        raise Conflict(
            what=str(person),
            version=person.version,
            theirs=queries.person_dict(person, access),
            yours=dict(data),
        )
    collections = rules.split(data)
    gone = [key for key in queries.person_dict(person, access) if key not in {*collections, "id"}]
    for key in gone:
        _write(access, person, key, None)
    for key, collection in collections.items():
        _write(access, person, key, collection)
    person.file_id = _file_id(data) or person.file_id
    _save_shapes(person)
    return person


@transaction.atomic
def set_collection(
    *, access: Access, person: Person, collection: str, value: Any, version: int | None = None
) -> Person:
    """Make one collection (`addresses`, `birth`, …) what `value` says; None removes it.

    `version` is `queries.version(person, collection)` when the form was opened. Two people may work
    on two collections of one person; on the same one the second gets a Conflict with both versions.
    """
    registries.demand("people.change", access, person)
    person = _locked(person)
    stored = queries.version(person, collection)
    if version is not None and version != stored:
        theirs = queries.value(person, collection, access)
        if theirs == value:
            return person
        raise Conflict(
            what=f"{person}: {collection.replace('_', ' ')}",
            version=stored,
            theirs={collection: theirs},
            yours={collection: value},
        )
    _write(
        access, person, collection, None if value is None else rules.collection(collection, value)
    )
    _save_shapes(person)
    return person


@transaction.atomic
def set_values(
    *,
    access: Access,
    person: Person,
    collection: str,
    values: Mapping[str, Any],
    expected: Mapping[str, Any] | None = None,
) -> Person:
    """Change single keys of a collection that is one object (such as `answers`); None removes one.

    `expected` holds what each key had when the form was opened (absent: None): only a key that
    someone else changed meanwhile is a Conflict, so two people can answer different questions.
    """
    registries.demand("people.change", access, person)
    person = _locked(person)
    stored = queries.value(person, collection, access) or {}
    if not isinstance(stored, dict):
        raise BadInput(f"“{collection}” is a list; set it as a whole.")
    if expected is not None:
        clashes = {
            key: value
            for key, value in values.items()
            if stored.get(key) != expected.get(key) and stored.get(key) != value
        }
        if clashes:
            version = queries.version(person, collection)
            raise Conflict(what=str(person), version=version, theirs=stored, yours=clashes)
    merged = {**stored, **values}
    kept = {key: value for key, value in merged.items() if value is not None}
    _write(access, person, collection, rules.collection(collection, kept), tell=False)
    _save_shapes(person)
    for key, value in values.items():
        if stored.get(key) != value:
            _record_answer(access, person, collection, kept, (key, stored.get(key), value))
    return person


@transaction.atomic
def relate(
    *,
    access: Access,
    from_person: Person,
    to_person: Person,
    kind: str,
    data: Mapping[str, Any] | None = None,
    compartment: str = "",
) -> Relationship:
    """Record that one person is `kind` of another; the same pair and kind is recorded once."""
    for person in (from_person, to_person):
        registries.demand("people.change", access, person)
    _open(access, compartment)
    place = {
        "organisation_id": access.organisation_id,
        "from_person": from_person,
        "to_person": to_person,
        "kind": kind,
        "compartment": compartment,
    }
    # Whoever relates the same two at the same time waits here and then finds the row.
    _locked(from_person)
    found = Relationship.objects.select_for_update().filter(**place).first()
    told = {"to": to_person.public_id, "kind": kind}
    closed = compartment or from_person.compartment or to_person.compartment
    if found is None:
        found = Relationship.objects.create(**place, data=dict(data or {}))
        _record(access, from_person, "person.related", told, closed)
    elif data is not None and change(found, version=None, changes={"data": dict(data)}):
        _record(access, from_person, "person.relationship_changed", told, closed)
    return found


@transaction.atomic
def unrelate(*, access: Access, relationship: Relationship) -> None:
    """Remove a relationship. Raises NotFound when it cannot be seen."""
    found = Relationship.objects.one(access, relationship.public_id)
    registries.demand("people.change", access, found.from_person)
    told = {"to": found.to_person.public_id, "kind": found.kind, "data": found.data}
    ends = found.from_person.compartment or found.to_person.compartment
    _record(access, found.from_person, "person.unrelated", told, found.compartment or ends)
    found.delete()


@transaction.atomic
def save_draft(
    *,
    access: Access,
    person: Person,
    collection: str,
    value: Any,
    key: str = "",
    expected: Any = None,
) -> Draft:
    """Autosave: keep what was typed, with no history entry yet; it survives a crash.

    `key` is one answer of an object collection and `expected` what it was when the form was opened;
    without a key the draft is the whole collection and `expected` its version.
    """
    registries.demand("people.change", access, person)
    rules.check_storable(f"{collection}.{key}", value)
    if access.user_id is None:
        raise BadInput("Only somebody who is signed in has drafts.")
    own = queries.own_drafts(access, person).select_for_update()
    found = own.filter(collection=collection, key=key).first()
    if found is None:
        found = Draft(
            organisation_id=access.organisation_id,
            user_id=access.user_id,
            person=person,
            collection=collection,
            key=key,
        )
        found.body = canonical.text({"value": value, "expected": expected})
    else:
        # What was there when the form was opened stays what later conflicts are measured by.
        first = json.loads(found.body)["expected"]
        found.body = canonical.text({"value": value, "expected": first})
    found.saved_at = clock.now()
    found.save()
    return found


@transaction.atomic
def commit_drafts(*, access: Access, person: Person, collection: str | None = None) -> Person:
    """Leaving a section: this person's drafts become facts, one entry each, all or none.

    Raises Conflict when someone else changed one of them meanwhile; the drafts then stay.
    """
    registries.demand("people.change", access, person)
    kept = queries.own_drafts(access, person).select_for_update()
    if collection is not None:
        kept = kept.filter(collection=collection)
    drafts = list(kept.order_by("collection", "key"))
    for draft in drafts:
        typed = json.loads(draft.body)
        shared: dict[str, Any] = {"access": access, "collection": draft.collection}
        if draft.key:
            values, expected = {draft.key: typed["value"]}, {draft.key: typed["expected"]}
            person = set_values(**shared, person=person, values=values, expected=expected)
        else:
            value, stored = typed["value"], typed["expected"]
            person = set_collection(**shared, person=person, value=value, version=stored)
    Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    return person


@transaction.atomic
def discard_drafts(*, access: Access, person: Person, collection: str, key: str = "") -> None:
    """Throw away what this person typed and did not want to keep."""
    queries.own_drafts(access, person).filter(collection=collection, key=key).delete()


def _file_id(data: Mapping[str, Any]) -> str:
    file_id = data.get("id", "")
    if not isinstance(file_id, str) or len(file_id) > 100:
        raise BadInput("The id of a person must be a text of at most 100 characters.")
    return file_id


def _open(access: Access, compartment: str) -> None:
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")


def _locked(person: Person) -> Person:
    found = Person.objects.select_for_update().filter(pk=person.pk).first()
    if found is None:
        raise NotFound("There is no such person any more.")
    return found


def _write(
    access: Access,
    person: Person,
    key: str,
    collection: rules.Collection | None,
    *,
    tell: bool = True,
) -> None:
    """Bring the visible rows of one collection to its items, row by row, and tell the history."""
    items = collection.items if collection else []
    for item in items:
        _open(access, rules.compartment_of(item))
    rows = list(queries.rows(person, key, access))
    before = [queries.item(row) for row in rows]
    known = person.collections.get(key)
    if before == items and known and collection and known["shape"] == collection.shape:
        return
    for position, item in enumerate(items):
        if position >= len(rows):
            _new_row(person, key, position, item)
        elif before[position] != item or rows[position].position != position:
            _update_row(rows[position], position, item)
    for row in rows[len(items) :]:
        row.delete()
    if collection is None:
        if not queries.has_rows(person, key):
            person.collections.pop(key, None)
    else:
        version = queries.version(person, key) + 1
        person.collections[key] = {"shape": collection.shape, "version": version}
    if key == rules.NAMES:
        person.label = rules.label(items)
    if tell:
        _tell(access, person, key, before, items)


def _columns(key: str, person: Person, item: Any) -> dict[str, Any]:
    shared = {"compartment": rules.compartment_of(item), "data": item}
    if key == rules.NAMES:
        return {**shared, **rules.name_columns(item)}
    if key != rules.IDENTIFIERS:
        return shared
    columns = rules.identifier_columns(item)
    value = item.get("number")
    index = encryption.blind_index(
        value or "", organisation_id=person.organisation_id, kind=columns["kind"]
    )
    return {
        **shared,
        **columns,
        "data": {name: part for name, part in item.items() if name != "number"},
        "value": value,
        "blind_index": index if value else "",
    }


def _new_row(person: Person, key: str, position: int, item: Any) -> None:
    columns = {
        "organisation_id": person.organisation_id,
        "person": person,
        "position": position,
        **_columns(key, person, item),
    }
    if key == rules.NAMES:
        _index(Name.objects.create(**columns))
    elif key == rules.IDENTIFIERS:
        Identifier.objects.create(**columns)
    else:
        Fact.objects.create(**columns, collection=key)


def _update_row(row: Name | Identifier | Fact, position: int, item: Any) -> None:
    key = {Name: rules.NAMES, Identifier: rules.IDENTIFIERS}.get(type(row), "")
    for name, column in _columns(key, row.person, item).items():
        setattr(row, name, column)
    row.position = position
    row.version += 1
    row.save()
    if isinstance(row, Name):
        _index(row)


def _index(row: Name) -> None:
    found = matching.keys(str(row)) | rules.words_of(row.given, row.middle, row.family)
    keys = sorted({key[: NameKey.LONGEST] for key in found})
    row.keys.all().delete()
    NameKey.objects.bulk_create(
        NameKey(organisation_id=row.organisation_id, key=key, name=row) for key in keys
    )


def _save_shapes(person: Person) -> None:
    person.version += 1
    person.save(update_fields=["collections", "label", "file_id", "version"])


def _tell(access: Access, person: Person, key: str, before: list, after: list) -> None:
    """One entry per compartment touched, so that the history opens to those the facts open to."""
    places = {rules.compartment_of(item) for item in [*before, *after]} or {""}
    for place in sorted(places):
        old = [item for item in before if rules.compartment_of(item) == place]
        new = [item for item in after if rules.compartment_of(item) == place]
        if old == new and len(places) > 1:
            continue
        payload = {
            "collection": key,
            "old": rules.without_values(key, old),
            "new": rules.without_values(key, new),
        }
        _record(access, person, "person.facts_changed", payload, place or person.compartment)


def _record_answer(
    access: Access,
    person: Person,
    collection: str,
    kept: dict[str, Any],
    answer: tuple[str, Any, Any],
) -> None:
    """One entry per answer: `answer` is (key, old, new)."""
    key, old, new = answer
    payload = {"collection": collection, "key": key, "old": old, "new": new}
    compartment = rules.compartment_of(kept) or person.compartment
    _record(access, person, "person.answer_changed", payload, compartment)


def _record(access: Access, person: Person, action: str, payload: dict, compartment: str) -> None:
    audit.record(
        access=access,
        subject_kind="person",
        subject_id=person.public_id,
        action=action,
        payload=payload,
        compartment=compartment,
    )
