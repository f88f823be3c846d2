"""Where a fact of a person is asked: its topic, and which longer list asks it already. Pure."""

from __future__ import annotations

# First word of a person's path → topic, in the order in which people tell their story.
TOPICS: dict[str, tuple[str, ...]] = {
    "identity": (
        "name", "birth_name", "name_at_birth", "native_name", "other_names", "sex", "birth",
        "citizenships", "citizenship", "current_citizenships", "a_number", "other_a_numbers",
        "ssn", "uscis_account", "passport", "travel_document", "travel_papers", "national_id",
    ),
    "contact": (
        "address_history", "address", "previous_addresses", "phone", "email",
    ),
    "family": (
        "marital_status", "times_married", "marriage", "marriages", "spouse", "prior_marriages",
        "prior_spouses", "children", "spouse_and_children", "father", "mother", "parents",
        "siblings",
    ),
    "work": ("job", "jobs", "previous_jobs", "jobs_abroad", "education", "income", "assets",
             "household"),
    "immigration": (
        "last_entry", "entries", "status", "status_history", "trips", "residence",
        "naturalization", "citizen_how",
    ),
    "looks": ("physical",),
    "record": ("arrests", "memberships", "military"),
    "intake": ("intake",),
}  # fmt: skip
TOPIC_OF = {word: topic for topic, words in TOPICS.items() for word in words}
RANK = {word: place for words in TOPICS.values() for place, word in enumerate(words)}

# A question whose rows another question lists already would ask the same twice.
ASKED_BY: dict[str, tuple[str, ...]] = {
    "address.physical": ("address_history",),
    "address.other_physical": ("address_history", "address.physical"),
    "previous_addresses": ("address_history",),
    "job": ("jobs",),
    "previous_jobs": ("jobs",),
    "jobs_abroad": ("jobs",),
    "citizenship": ("citizenships", "current_citizenships"),
    "current_citizenships": ("citizenships",),
    "marriage": ("marriages",),
    "prior_marriages": ("marriages",),
    "travel_papers": ("passport",),
}
# A reading path that falls back to another fact is asked as the fact itself.
ASKED_AS = {"address.mailing": "address.separate_mailing", "name_at_birth": "birth_name"}

TITLES = {
    "en": {
        "identity": "Name, birth and numbers",
        "contact": "Addresses and contact",
        "family": "Family",
        "work": "Work, school and money",
        "immigration": "Immigration",
        "looks": "Appearance",
        "record": "Record and groups",
        "intake": "How the answers were given",
        "helpers": "Who helps",
        "case": "The case",
        "filing": "For form {form}",
    },
    "es": {
        "identity": "Nombre, nacimiento y números",
        "contact": "Direcciones y contacto",
        "family": "Familia",
        "work": "Trabajo, escuela y dinero",
        "immigration": "Inmigración",
        "looks": "Aspecto físico",
        "record": "Antecedentes y grupos",
        "intake": "Cómo se dieron las respuestas",
        "helpers": "Quién ayuda",
        "case": "El caso",
        "filing": "Para el formulario {form}",
    },
}


# Roles in the forms, as the list of people names them.
ROLES_ES = {
    "applicant": "solicitante",
    "petitioner": "peticionario",
    "beneficiary": "beneficiario",
    "sponsor": "patrocinador",
    "client": "cliente",
    "spouse": "cónyuge",
    "requestor": "solicitante",
    "payer": "pagador",
}


def role_words(roles: list[str], language: str) -> str:
    """“petitioner, sponsor” in the language of the questions."""
    known = ROLES_ES if language == "es" else {}
    return ", ".join(dict.fromkeys(known.get(role, role.replace("_", " ")) for role in roles))


def topic_of(rest: str) -> str | None:
    """The topic of a path below a person; None for what only forms ask."""
    return TOPIC_OF.get(rest.split(".")[0])


def rank_of(rest: str) -> int:
    """The place of a fact within its topic."""
    return RANK.get(rest.split(".")[0], 99)
