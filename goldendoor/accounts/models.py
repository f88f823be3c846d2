"""Organisations, users, memberships and compartments."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from goldendoor.foundation.models import Record
from goldendoor.kernel import clock, opaque


class Organisation(models.Model):
    """An office with its own cases. Practice and agency data never share rows."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", "Law firm or nonprofit"
        AGENCY = "agency", "Immigration agency"

    public_id = models.CharField(max_length=opaque.LENGTH, default=opaque.new_id, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PRACTICE)
    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Users by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this address."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; None means that only a passkey or a reset gets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who may sign in. What they may do comes from their memberships."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    # Contributors and operators; opens the components gallery, no case.
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_one_user_per_email")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        """As colleagues know the person."""
        return str(self)


class Membership(models.Model):
    """A role of a user in an organisation, while it lasts."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        ATTORNEY = "attorney", "Attorney"
        ACCREDITED_REPRESENTATIVE = "accredited_representative", "Accredited representative"
        CASEWORKER = "caseworker", "Caseworker"
        PARALEGAL = "paralegal", "Paralegal"
        CONFLICTS_OFFICER = "conflicts_officer", "Conflicts officer"
        # Beside “accredited representative”: before the agency only, not in court (8 CFR 1292.1).
        PARTIAL_ACCREDITATION = "partial_accreditation", "Partial accreditation"
        VOLUNTEER = "volunteer", "Volunteer"
        READER = "reader", "Reader"
        # From outside: sees what the desk shows to their company, and no record of the office.
        EMPLOYER_CONTACT = "employer_contact", "Employer's contact"

    OUTSIDE: ClassVar[tuple[str, ...]] = (Role.EMPLOYER_CONTACT,)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=Role.choices)
    starts_date = models.DateField(default=clock.today)
    ends_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"], name="accounts_one_membership_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.get_role_display().lower()} at {self.organisation}"


class Compartment(Record):
    """A part of the files that is closed unless opened to a person."""

    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "key"], name="accounts_one_compartment_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.label


class CompartmentGrant(models.Model):
    """A compartment opened to a user."""

    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="compartment_grants")
    granted_at = models.DateTimeField(default=clock.now)
    ends_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "user"], name="accounts_one_grant_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.compartment} open to {self.user}"


class Deputy(Record):
    """`deputy` does the work of `user` from one day to another.

    `compartments` are keys of those open to `user` that are open to the deputy for that time.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in_for")
    starts_date = models.DateField()
    ends_date = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    compartments = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "deputies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("deputy")), name="accounts_nobody_deputises_self"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_date__gte=models.F("starts_date")),
                name="accounts_deputy_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "deputy", "ends_date"], name="accounts_deputies"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.user}"
