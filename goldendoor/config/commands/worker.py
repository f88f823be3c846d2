"""`goldendoor worker`: runs background jobs until stopped."""

import argparse
import itertools
import logging
import threading
import time

from goldendoor.config import boot

SECONDS_BETWEEN_ROUNDS = 60
ROUNDS_BETWEEN_REMINDERS = 20
SECONDS_BETWEEN_MAIL_ROUNDS = 300

EXAMPLES = """examples:
  goldendoor worker             run jobs until stopped
  goldendoor worker --batch     run what is waiting, then stop
"""


def register(subparsers: argparse._SubParsersAction) -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "worker",
        help="run background jobs",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--batch", action="store_true", help="stop when nothing is waiting")
    command.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Serve the queue of the database backend."""
    boot.prepared_database()
    from django.core.management import call_command

    if not args.batch:
        _every_minute()
        _mail_rounds()
    call_command("db_worker", batch=args.batch, interval=0.5, startup_delay=False, reload=False)
    return 0


def _every_minute() -> None:
    """What nobody asks for but has to be done; beside the queue, so that no long job delays it."""
    from django.db import close_old_connections

    from goldendoor.deadlines import jobs as deadline_jobs
    from goldendoor.kernel import clock
    from goldendoor.people import jobs

    def rounds() -> None:
        for number in itertools.count():
            time.sleep(SECONDS_BETWEEN_ROUNDS)
            close_old_connections()
            try:
                jobs.commit_idle_drafts()
                if number % ROUNDS_BETWEEN_REMINDERS == 0:
                    deadline_jobs.remind(clock.today())
                    boot.refresh_statistics()
            except Exception:
                # The next round tries again; a fault here must not end the thread.
                logging.getLogger("goldendoor.worker").exception("A round failed.")

    threading.Thread(target=rounds, name="rounds", daemon=True).start()


def _mail_rounds() -> None:
    """The mailbox and the agency's status service: slow, so in a thread of their own."""
    from django.db import close_old_connections

    from goldendoor.correspondence import asking, fetching, jobs

    def rounds() -> None:
        while True:
            time.sleep(SECONDS_BETWEEN_MAIL_ROUNDS)
            close_old_connections()
            for work in (jobs.read_left_over, fetching.fetch, asking.round_of_all):
                try:
                    work()
                except Exception:
                    logging.getLogger("goldendoor.worker").exception("A round of mail failed.")

    threading.Thread(target=rounds, name="mail", daemon=True).start()
