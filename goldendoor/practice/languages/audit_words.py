"""What this feature's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "translation.asked": "asked for a translation",
        "translation.changed": "changed a translation job",
        "translation.returned": "took in a translation",
        "translation.certified": "recorded the certificate of a translation",
        "translation.cancelled": "cancelled a translation job",
        "interpreter.added": "added an interpreter",
        "interpreter.changed": "changed what is known of an interpreter",
        "interpreter.tied": "noted whom an interpreter knows",
        "interpreter.untied": "took back whom an interpreter knows",
        "interpreter.booked": "booked an interpreter",
        "interpreter.booking_changed": "changed the state of a booking",
    }
)
