"""What an employer's contact sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.foundation.web import needs
from goldendoor.law.library import Library
from goldendoor.practice.employers import queries


@needs("employers.own")
def company(request: HttpRequest, employer_id: str = "") -> HttpResponse:
    """The company's people, registrations and public access files; nothing of the office."""
    found = queries.Company(request.access, employer_id)  # type: ignore[attr-defined]
    context = {
        "company": found,
        "people": found.people(Library.shipped()),
        "registrants": found.registrants(),
        "files": found.files(),
    }
    return render(request, "practice/employers/company.html", context)
