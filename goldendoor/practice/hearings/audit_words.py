"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "hearing.set": "put down a hearing or interview",
        "hearing.changed": "changed a hearing or interview",
        "hearing.moved": "moved a hearing or interview",
        "hearing.cancelled": "cancelled a hearing or interview",
        "hearing.outcome_recorded": "recorded how a hearing or interview went",
        "hearing.prepared": "went on with preparing a hearing or interview",
        "hearing.filing_days_started": "started the filing days of a hearing",
        "hearing.witness_added": "added a witness",
        "hearing.witness_changed": "changed what is known of a witness",
        "hearing.witness_removed": "took a witness off the list",
        "hearing.exhibits_listed": "set up the list of exhibits of a hearing",
    }
)
