"""Two more roles: who decides about conflicts, and who may not go to court."""

from django.db import migrations, models

ROLES = [
    ("owner", "Owner"),
    ("attorney", "Attorney"),
    ("accredited_representative", "Accredited representative"),
    ("caseworker", "Caseworker"),
    ("paralegal", "Paralegal"),
    ("conflicts_officer", "Conflicts officer"),
    ("partial_accreditation", "Partial accreditation"),
    ("volunteer", "Volunteer"),
    ("reader", "Reader"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_deputies")]

    operations = [
        migrations.AlterField("membership", "role", models.CharField(max_length=40, choices=ROLES)),
    ]
