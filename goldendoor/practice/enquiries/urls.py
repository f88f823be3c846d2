"""Addresses of this feature, within those of the desk."""

from django.urls import path

from goldendoor.practice.enquiries.views import consulting, taking

ONE = "<slug:public_id>/"
SCREENING = f"{ONE}screening/<slug:screening_id>/"
VERSION = f"{ONE}consultation/<slug:consultation_id>/"
urlpatterns = [
    path("", taking.enquiries, name="enquiries"),
    path("new/", taking.new, name="new_enquiry"),
    path(ONE, taking.enquiry, name="enquiry"),
    path(f"{ONE}people/", taking.people, name="enquiry_people"),
    path(f"{ONE}channels/", taking.channels, name="enquiry_channels"),
    path(f"{ONE}contact/", taking.contact, name="enquiry_contact"),
    path(f"{ONE}check/", taking.check, name="enquiry_check"),
    path(f"{ONE}person/", taking.person, name="enquiry_person"),
    path(f"{ONE}close/", taking.close, name="close_enquiry"),
    path(SCREENING, consulting.screening, name="screening"),
    path(f"{SCREENING}summary/", consulting.screening_summary, name="screening_summary"),
    path(f"{ONE}consultation/", consulting.consultation, name="consultation"),
    path(VERSION, consulting.version, name="consultation_version"),
    path(f"{VERSION}sign/", consulting.sign, name="sign_consultation"),
    path(f"{ONE}engagement/", consulting.engagement, name="engagement"),
    path(f"{ONE}engagement/letter.pdf", consulting.letter, name="engagement_letter"),
    path(f"{ONE}engagement/signed/", consulting.engagement_signed, name="engagement_signed"),
    path(f"{ONE}open/", consulting.open_case, name="open_enquiry"),
]
