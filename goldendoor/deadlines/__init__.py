"""Due dates and clocks on cases, each with its reasons; recomputing, reminders, calendar feeds."""
