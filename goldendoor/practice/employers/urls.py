"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.employers.views import companies, company, season

ONE = "employers/<slug:employer_id>/"
SEASON = "employers/seasons/<slug:season_id>/"
REGISTRANT = "employers/registrants/<slug:registrant_id>/"
CONTACT = "employers/contacts/<slug:contact_id>/"
urlpatterns = [
    path("company/", company.company, name="my_company"),
    path("company/<slug:employer_id>/", company.company, name="company"),
    path("employers/", companies.employers, name="employers"),
    path("employers/new/", companies.add, name="new_employer"),
    path("employers/seasons/", season.open_season, name="open_season"),
    path(SEASON, season.season, name="season"),
    path(f"{SEASON}cases/", season.open_cases, name="season_cases"),
    path(f"{SEASON}new/", season.new_registrant, name="new_registrant"),
    path(f"{SEASON}sheets/", season.bring, name="bring_sheet"),
    path("employers/sheets/<slug:sheet_id>/", season.sheet, name="sheet"),
    path(REGISTRANT, season.registrant, name="registrant"),
    path(f"{REGISTRANT}<slug:verb>/", season.step, name="registrant_step"),
    path("employers/files/<slug:file_id>/", companies.access_file, name="access_file"),
    path("employers/people/<slug:employee_id>/", companies.employee, name="employee"),
    path(f"{CONTACT}invite/", companies.invite, name="invite_contact"),
    path(f"{CONTACT}end/", companies.end_contact, name="end_contact"),
    path(ONE, companies.employer, name="employer"),
    path(f"{ONE}change/", companies.change, name="change_employer"),
    path(f"{ONE}employees/new/", companies.add_employee, name="new_employee"),
    path(f"{ONE}files/", companies.add_file, name="add_access_file"),
    path(f"{ONE}<slug:what>/", companies.add_to, name="add_to_employer"),
]
