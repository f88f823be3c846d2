"""What the pages of translations and interpreters show."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest

from goldendoor.accounts import queries as accounts
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.packets import sheets
from goldendoor.people import queries as people
from goldendoor.practice.caseload import frame
from goldendoor.practice.hearings import queries as hearings
from goldendoor.practice.hearings.models import Hearing
from goldendoor.practice.languages import forms, queries, rules, words
from goldendoor.practice.languages.models import Booking, Interpreter, Job

BOOKED_HOURS = datetime.timedelta(hours=2)
MOST_PEOPLE = 8


def of_office(request: HttpRequest) -> dict[str, Any]:
    """Bookings to come, open translations, the roster."""
    access = request.access  # type: ignore[attr-defined]
    language = request.GET.get("language", "")[:60]
    retired = bool(request.GET.get("all"))
    return {
        "bookings": queries.bookings(access, since=clock.today()),
        "jobs": queries.open_jobs(access),
        "roster": queries.roster(access, language, retired=retired),
        "language": language,
        "may": bool(registries.ask("practice_languages.keep_roster", access)),
    }


def of_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Translations and interpreters of a case."""
    access = request.access  # type: ignore[attr-defined]
    return {
        **frame.of_case(request, case, "hearings", "Translations and interpreters"),
        "jobs": queries.jobs_of_case(access, case),
        "bookings": queries.bookings(access, case=case),
        "may": bool(registries.ask("practice_languages.translate", access, case)),
        "may_book": bool(registries.ask("practice_languages.keep_roster", access)),
    }


def job_form(request: HttpRequest, case: Case, job: Job | None = None) -> forms.JobForm:
    """The form of a job, with the documents of the case and colleagues."""
    access = request.access  # type: ignore[attr-defined]
    papers = [] if job else queries.translatable(access, case)
    initial = forms.JobForm.initial_of(job) if job else {"document": request.GET.get("document")}
    return forms.JobForm(
        request.POST or None, papers=papers, colleagues=list(accounts.colleagues(access)),
        initial=initial,
    )  # fmt: skip


def of_job(request: HttpRequest, job: Job) -> dict[str, Any]:
    """One translation job with what comes next."""
    access = request.access  # type: ignore[attr-defined]
    colleague = str(job.translator_user) if job.translator_user else ""
    name = job.translator or colleague
    return {
        **frame.of_case(request, job.case, "hearings", "Translation"),
        "job": job,
        "is_open": job.state in Job.OPEN,
        "returned": forms.Returned(),
        "certifying": forms.Certifying(initial={"name": name, "signed_date": clock.today()}),
        "may": bool(registries.ask("practice_languages.translate", access, job.case)),
    }


def certificate_pdf(job: Job, name: str, address: str) -> bytes:
    """The certificate to sign: with what is known, or with lines to fill by hand."""
    colleague = str(job.translator_user) if job.translator_user else ""
    signer = rules.Signer(
        name=job.signed_name or name or job.translator or colleague,
        address=job.signed_address or address,
        signed_date=job.signed_date,
    )
    entry = words.entry(Library.shipped())
    told = rules.certificate(entry, signer, language=job.from_language, document=str(job.document))
    return sheets.letter_page(told)


def agreement_pdf(access: Access, interpreter: Interpreter) -> bytes:
    """The confidentiality agreement of an interpreter, to sign."""
    entry = words.entry(Library.shipped())
    office = access.organisation_label
    told = rules.agreement(entry, name=interpreter.name, office=office, day=clock.today())
    return sheets.letter_page(told)


def of_interpreter(request: HttpRequest, row: Interpreter) -> dict[str, Any]:
    """One of the roster: what is known, whom they know, when they come."""
    access = request.access  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()
    return {
        "interpreter": row,
        "ties": queries.ties(access, row),
        "bookings": queries.bookings(access, interpreter=row),
        "days": [rules.WEEKDAYS[one] for one in row.weekdays],
        "q": text,
        "people": people.search(access, text, limit=MOST_PEOPLE) if text else [],
        "may": bool(registries.ask("practice_languages.keep_roster", access)),
    }


def booking_form(request: HttpRequest, case: Case | None, hearing: Hearing | None) -> forms.Booked:
    """The form of a booking; day, hours and language are those of the hearing."""
    access = request.access  # type: ignore[attr-defined]
    initial: dict[str, Any] = {"time_zone": "America/New_York", "about": "consultation"}
    if hearing is not None:
        start = hearing.local
        initial = {
            "language": hearing.language, "about": Booking.About.HEARING,
            "day": hearing.held_date, "first": start.time(), "last": (start + BOOKED_HOURS).time(),
            "time_zone": hearing.time_zone, "place": hearing.place,
        }  # fmt: skip
    initial["interpreter"] = request.GET.get("interpreter", "")
    return forms.Booked(request.POST or None, roster=queries.roster(access), initial=initial)


def hearing_of(request: HttpRequest) -> Hearing | None:
    """The hearing that a booking is for, if the address names one."""
    access = request.access  # type: ignore[attr-defined]
    public_id = request.POST.get("hearing") or request.GET.get("hearing", "")
    return hearings.get(access, public_id) if public_id else None


def of_booking(request: HttpRequest, row: Booking) -> dict[str, Any]:
    """One booking with the oath to read out."""
    access = request.access  # type: ignore[attr-defined]
    return {
        "booking": row,
        "oath": words.entry(Library.shipped())["oath"],
        "is_open": row.state in (Booking.State.BOOKED, Booking.State.CONFIRMED),
        "is_over": row.held_date <= clock.today(),
        "may": bool(registries.ask("practice_languages.keep_roster", access)),
    }
