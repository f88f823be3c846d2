"""Facts of a case by path, read by maps and written by answers; pure, no database."""

from goldendoor.official_forms.facts.case_file import CaseFile, Person, UnknownPerson
from goldendoor.official_forms.facts.scope import Scope, scope_for

__all__ = ["CaseFile", "Person", "Scope", "UnknownPerson", "scope_for"]
