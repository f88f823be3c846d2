"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "organisation.created": "created the office",
        "user.added": "added a person",
        "user.password_set": "set a new password for a person",
        "user.deputy_named": "named a deputy for a person",
        "user.deputy_ended": "ended the time of a deputy",
        "user.role_given": "gave a role",
        "user.role_ended": "ended a role",
        "compartment.created": "created a compartment",
        "compartment.opened": "opened a compartment to a person",
        "compartment.closed": "closed a compartment to a person",
    }
)
