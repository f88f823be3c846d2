"""The base of every record of ours, and the keys that make a repeated request harmless."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.db import models

from goldendoor.foundation import access as access_module
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotFound
from goldendoor.kernel import clock, opaque
from goldendoor.kernel.errors import BadInput


class RecordQuerySet(models.QuerySet):
    """Reads start with `visible_to`."""

    def visible_to(self, access: Access | None) -> Self:
        """Only what this person may see; nothing without access. Behind every list and count."""
        allowed = access_module.visible_filter(self.model, access)
        return self.none() if allowed is None else self.filter(allowed)

    def select_for_update(
        self,
        nowait: bool = False,
        skip_locked: bool = False,
        of: Sequence[str] = ("self",),
        no_key: bool = False,
    ) -> Self:
        """Lock the rows themselves, not those that the access filter joins: PostgreSQL locks no
        row that may be missing."""
        return super().select_for_update(nowait, skip_locked, of, no_key)

    def one(self, access: Access | None, public_id: str) -> Any:
        """The record of this public id; NotFound when there is none or it may not be seen."""
        found = self.visible_to(access).filter(public_id=public_id).first()
        if found is None:
            raise NotFound(f"There is no {self.model._meta.verbose_name} {public_id}.")
        return found


class Record(models.Model):
    """A row that belongs to one organisation.

    `organisation_id` is a plain number (accounts stands above this layer) and leads in every list
    index, so that tables can be partitioned by it. `version` grows by one with each change.
    """

    # Fields, also across relations, whose value must be empty or one of the reader's compartments.
    compartment_paths: ClassVar[tuple[str, ...]] = ()

    organisation_id = models.BigIntegerField(editable=False)
    public_id = models.CharField(
        max_length=opaque.LENGTH, default=opaque.new_id, editable=False, unique=True
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.public_id}"


class IdempotencyKey(models.Model):
    """A request that was carried out, with what it answered; a repeat gets the same answer."""

    organisation_id = models.BigIntegerField()
    user_id = models.BigIntegerField(null=True)
    scope = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "scope", "key"], name="foundation_one_use_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"


def change(record: Record, *, version: int | None, changes: dict[str, Any], what: str = "") -> dict:
    """Write `changes` if the record still has `version` (None: whatever it has now).

    Returns `{field: [old, new]}` of what really changed, for the history. Raises Conflict, holding
    both versions, when someone else was first. For `actions.py` only, in a transaction.
    """
    model = type(record)
    _fitting(model, changes)
    if version is not None and version != record.version:
        record.refresh_from_db()
    expected = record.version if version is None else version
    before = {field: getattr(record, field) for field in changes}
    changed = {
        field: [before[field], value] for field, value in changes.items() if before[field] != value
    }
    if not changed:
        return {}
    matching = model._default_manager.filter(pk=record.pk, version=expected)
    if matching.update(**changes, version=expected + 1):
        record.refresh_from_db()
        return changed
    record.refresh_from_db()
    theirs = {field: getattr(record, field) for field in changes}
    if theirs == changes:
        return {}
    raise Conflict(what=what or str(record), version=record.version, theirs=theirs, yours=changes)


def _fitting(model: type[Record], changes: dict[str, Any]) -> None:
    """Raises BadInput for a text that its column cannot hold (SQLite would keep it, others not)."""
    for name, value in changes.items():
        if not isinstance(value, str):
            continue
        field = model._meta.get_field(name)
        label = str(getattr(field, "verbose_name", name)).capitalize()
        longest = getattr(field, "max_length", None)
        if longest and len(value) > longest:
            raise BadInput(f"{label} may have at most {longest} characters; this has {len(value)}.")
        if "\0" in value:
            raise BadInput(f"{label} holds an invisible NUL character; remove it.")
