"""What this app's actions are called in the history."""

from goldendoor.audit import words

words.register(
    {
        "deadline.started": "started a deadline",
        "deadline.printed_date_recorded": "recorded the date printed on a notice",
        "deadline.satisfied": "satisfied a deadline",
        "deadline.corrected": "corrected a deadline",
        "deadline.cancelled": "cancelled a date of our own",
        "deadline.snoozed": "put off the reminders of a deadline",
        "deadline.reassigned": "gave a deadline to someone",
        "deadline.reminder_seen": "saw a reminder",
        "deadline.reminded": "was reminded of a deadline",
        "deadline.reminders_mailed": "was reminded of deadlines by e-mail",
        "deadlines.recomputed": "recomputed the deadlines",
        "deadlines.batch_confirmed": "confirmed the moved deadlines",
        "deadlines.batch_discarded": "discarded what recomputing found",
        "calendar.feed_made": "made a calendar feed",
        "calendar.feed_read": "read a calendar feed for the first time",
        "calendar.feed_revoked": "revoked a calendar feed",
        "case.priority_date_recorded": "recorded a priority date",
        "case.priority_date_ended": "ended a priority date",
    }
)
