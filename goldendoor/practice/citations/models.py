"""Where citations stand: an index of texts that are encrypted."""

from typing import ClassVar

from django.db import models

from goldendoor.cases.models import Case
from goldendoor.foundation.models import Record
from goldendoor.kernel import opaque


class Use(Record):
    """A citation in a text. Made anew when the text is saved; says nothing beside the citation."""

    compartment_paths: ClassVar[tuple[str, ...]] = ("case__compartment",)

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=opaque.LENGTH)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "key"], name="citations_one_use_each"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "key"], name="citations_by_key"),
            models.Index(
                fields=["organisation_id", "source_kind", "source_id"], name="citations_of_text"
            ),
        ]

    def __str__(self) -> str:
        return self.key
