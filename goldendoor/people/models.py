"""Persons and their facts. Every fact has its own compartment beside the person's."""

from typing import ClassVar

from django.db import models

from goldendoor.foundation.fields import EncryptedJSONField, EncryptedTextField
from goldendoor.foundation.models import Record, RecordQuerySet
from goldendoor.kernel import clock


class Person(Record):
    """A human being. Everything known about one stands in the tables below.

    `collections` remembers the shape and version of each top-level key, so that an empty list comes
    out as an empty list: `{"addresses": {"shape": "list", "version": 3}}`.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment",)

    file_id = models.CharField("id in the case file", max_length=100, blank=True)
    # The first open name, for lists; names in a compartment never come here.
    label = models.CharField(max_length=300, blank=True)
    collections = models.JSONField(default=dict)
    compartment = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["organisation_id", "label", "id"], name="people_by_label")]

    def __str__(self) -> str:
        return self.label or "Unnamed person"


class PersonFact(Record):
    """What the three tables of facts share: a place in a collection, a compartment, the item."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("compartment", "person__compartment")

    position = models.PositiveIntegerField(default=0)
    compartment = models.CharField(max_length=40, blank=True)
    # An item of a case file may be null itself.
    data = models.JSONField(null=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Name(PersonFact):
    """One name: as in a passport, before marriage, in another script. `data` is the whole item."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=40, blank=True)
    family = models.CharField(max_length=200, blank=True)
    given = models.CharField(max_length=200, blank=True)
    middle = models.CharField(max_length=200, blank=True)
    script = models.CharField(max_length=40, blank=True)
    # As known: a year, a month or a day.
    starts = models.CharField(max_length=10, blank=True)
    ends = models.CharField(max_length=10, blank=True)
    search_key = models.CharField(max_length=700, blank=True)

    class Meta(PersonFact.Meta):
        indexes = [
            models.Index(fields=["organisation_id", "search_key"], name="people_by_folded_name")
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.given, self.middle, self.family) if part)


class NameKey(models.Model):
    """A key under which a name is found, of `matching.keys` (sounds) or `rules.words_of` (`w:` and
    a word, for the beginnings that people type); kept up whenever the name is written.

    It says nothing that the name does not; whoever reads it goes on to the names they may see.
    """

    LONGEST: ClassVar[int] = 40

    organisation_id = models.BigIntegerField(editable=False)
    key = models.CharField(max_length=40)
    name = models.ForeignKey(Name, on_delete=models.CASCADE, related_name="keys")

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation_id", "key", "name"],
                name="people_names_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.key


class Identifier(PersonFact):
    """A number a government gave. `data` is the item without its value, which is encrypted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=40, blank=True)
    value = EncryptedTextField(null=True)
    blind_index = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=40, blank=True)
    issued = models.CharField(max_length=10, blank=True)
    expires = models.CharField(max_length=10, blank=True)

    class Meta(PersonFact.Meta):
        indexes = [
            models.Index(fields=["organisation_id", "blind_index"], name="people_by_identifier")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class Fact(PersonFact):
    """One item of any other collection: an address, a job, the birth, an answer.

    Encrypted as a whole: an entry has the number of a passport, an answer may have any number.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    collection = models.CharField(max_length=80)
    data = EncryptedJSONField(null=True)

    class Meta(PersonFact.Meta):
        indexes = [
            models.Index(
                fields=["organisation_id", "person", "collection", "position"],
                name="people_facts_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.position} of {self.person_id}"


class Draft(Record):
    """What someone typed and has not left yet: shown to that person only, not yet in the history.

    `key` names one answer of a collection that is an object; "" means the whole collection.
    `body` is JSON text `{"value": …, "expected": …}`, encrypted, since it may hold a number.
    """

    compartment_paths: ClassVar[tuple[str, ...]] = ("person__compartment",)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    user_id = models.BigIntegerField()
    collection = models.CharField(max_length=80)
    key = models.CharField(max_length=200, blank=True)
    body = EncryptedTextField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "user_id", "person", "collection", "key"],
                name="people_one_draft_per_answer",
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.collection} {self.key}"


class Relationship(Record):
    """How one person is related to another; `kind` reads from → to (“spouse”, “child of”)."""

    compartment_paths: ClassVar[tuple[str, ...]] = (
        "compartment",
        "from_person__compartment",
        "to_person__compartment",
    )

    from_person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="relationships_from"
    )
    to_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships_to")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    compartment = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "from_person"], name="people_related_from")
        ]

    def __str__(self) -> str:
        return f"{self.from_person_id} {self.kind} {self.to_person_id}"
