"""Cases by the beginning of a word and by receipt; receipts awaited and mailings by index."""

import django.db.models.deletion
from django.db import migrations, models

from goldendoor.cases import rules

AT_ONCE = 2000


def fill(apps, schema_editor):
    """The words of every case."""
    case_model = apps.get_model("cases", "Case")
    word_model = apps.get_model("cases", "CaseWord")
    rows = []
    columns = ("id", "organisation_id", "number", "title")
    for pk, organisation_id, *texts in case_model.objects.values_list(*columns).iterator(AT_ONCE):
        rows += [
            word_model(organisation_id=organisation_id, case_id=pk, word=word)
            for word in rules.search_words(*texts)
        ]
        if len(rows) >= AT_ONCE:
            word_model.objects.bulk_create(rows)
            rows = []
    word_model.objects.bulk_create(rows)


def no_longer_awaited(apps, schema_editor):
    """A receipt that came is not expected any more."""
    filings = apps.get_model("cases", "Filing").objects.filter(receipt_expected_date__isnull=False)
    filings.exclude(status__in=["mailed", "delivered"]).update(receipt_expected_date=None)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_lists_and_counts_by_index"),
        ("people", "0005_names_by_beginning"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField(editable=False)),
                ("word", models.CharField(max_length=40)),
            ],
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=models.Q(("receipt_expected_date__isnull", False)),
                fields=["organisation_id", "receipt_expected_date", "id"],
                name="cases_receipts_awaited",
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=models.Q(("receipt_number", ""), _negated=True),
                fields=["organisation_id", "receipt_number"],
                name="cases_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="filing",
            index=models.Index(
                condition=models.Q(("mailed_date__isnull", False)),
                fields=["organisation_id", "status", "mailed_date"],
                name="cases_by_mailing",
            ),
        ),
        migrations.AddField(
            model_name="caseword",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="words", to="cases.case"
            ),
        ),
        migrations.AddIndex(
            model_name="caseword",
            index=models.Index(
                fields=["organisation_id", "word", "case"],
                name="cases_words_beginning",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            ),
        ),
        migrations.RunPython(no_longer_awaited, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
