"""Notices that come by e-mail, from a mailbox on this computer. Everything in it is made up."""

from email.message import EmailMessage
from typing import Any

import pytest

from goldendoor.accounts import actions as accounts
from goldendoor.correspondence import fetching, mailbox
from goldendoor.correspondence.models import FetchedMail, IncomingNotice
from goldendoor.correspondence.tests import imap_server, papers
from goldendoor.kernel.errors import BadInput


@pytest.fixture
def server() -> Any:
    running = imap_server.start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def fetch(server: Any, organisation: Any, settings: Any) -> Any:
    """`fetch()`: take in what is new."""
    port = server.server_address[1]

    def run(password: str = "right", query: str = "") -> int:
        settings.IMAP_URL = f"imap://office:{password}@127.0.0.1:{port}/INBOX{query}"
        return fetching.fetch()

    return run


def mail(text: str = "See attached.", *attached: Any, named: str = "<1@example.org>") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "agency@example.org", "Your case"
    if named:
        message["Message-ID"] = named
    message.set_content(text)
    for name, data, kind in attached:
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


PDF = ("rfe.pdf", papers.pdf(papers.RFE).getvalue(), "application/pdf")


def test_an_attachment_is_taken_in_and_read_and_a_greeting_is_not(server, fetch):
    server.mails = {5: mail("See attached.", PDF)}
    assert fetch() == 1
    notice = IncomingNotice.objects.get()
    assert (notice.kind, notice.source, notice.state) == ("us.rfe", "mail", "to_confirm")


def test_the_text_of_a_mail_is_a_notice_when_it_speaks_as_one(server, fetch):
    text = "RECEIPT NOTICE. We have received your form. Receipt number: ZZZ9012345678\nمرحبا"
    server.mails = {5: mail(text), 6: mail(text + "!", PDF, named="<2@example.org>")}
    assert fetch() == 3
    kinds = sorted(IncomingNotice.objects.values_list("kind", flat=True))
    assert kinds == ["us.receipt", "us.receipt", "us.rfe"]


def test_html_is_read_as_words():
    message = EmailMessage()
    message.set_content("<p>Receipt&nbsp;number</p><script>x</script>ZZZ", subtype="html")
    parsed = mailbox._message(1, 1, message.as_bytes())
    assert parsed.papers[0].is_body


def test_each_message_is_taken_in_once_and_nothing_is_changed_on_the_server(server, fetch):
    server.mails = {5: mail("See attached.", PDF)}
    assert [fetch(), fetch()] == [1, 0]
    server.validity = 8  # the server numbers its mail anew
    assert fetch() == 0
    assert FetchedMail.objects.count() == IncomingNotice.objects.count() == 1
    words = {one.split()[0] for one in server.told}
    assert words <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}
    assert not [one for one in server.told if "STORE" in one or "BODY[" in one.replace("PEEK[", "")]


def test_a_message_without_a_name_is_told_apart_by_its_content(server, fetch):
    server.mails = {5: mail("", PDF, named="")}
    fetch()
    server.validity = 8
    assert fetch() == 0


def test_where_the_mailbox_breaks_off_the_rest_comes_next_time(server, fetch, caplog):
    other = ("bio.pdf", papers.pdf(papers.BIOMETRICS).getvalue(), "application/pdf")
    server.mails = {5: mail("", PDF), 6: mail("", other, named="<2@example.org>")}
    server.breaks_after = 5
    assert fetch() == 1
    server.breaks_after = None
    assert fetch() == 1


def test_what_is_no_paper_is_left_in_the_mailbox_and_counted(server, fetch):
    bad = ("virus.exe", b"MZ", "application/octet-stream")
    cut = ("cut.pdf", papers.pdf(papers.RFE).getvalue()[:200], "application/pdf")
    server.mails = {5: mail("", bad, cut)}
    assert fetch() == 0
    assert FetchedMail.objects.get().left_out == 2


def test_a_message_that_cannot_be_read_does_not_hold_up_the_others(server, fetch, monkeypatch):
    server.mails = {5: b"\xff\xfe nothing", 6: mail("", PDF)}
    real = mailbox._message

    def broken(uid: int, validity: int, raw: bytes) -> Any:
        if uid == 5:
            raise ValueError("broken")
        return real(uid, validity, raw)

    monkeypatch.setattr(mailbox, "_message", broken)
    assert fetch() == 1


def test_a_wrong_password_is_said_without_it(server, fetch, caplog):
    assert fetch(password="wrong-secret") == 0
    assert "refuses" in caplog.text
    assert "wrong-secret" not in caplog.text


def test_with_several_offices_the_setting_says_which(server, fetch, organisation):
    accounts.create_organisation(name="Second Office")
    server.mails = {5: mail("", PDF)}
    with pytest.raises(BadInput, match="which office"):
        fetch()
    assert fetch(query="?office=Second%20Office") == 1


@pytest.mark.parametrize(
    "url", ["imap://user:pass@mail.example.org", "http://x", "imaps://host", "imaps://"]
)
def test_an_address_that_cannot_be_meant_is_refused_without_the_password(url):
    with pytest.raises(BadInput) as error:
        mailbox.Address.of_url(url)
    assert "pass@" not in str(error.value) or "user:password@" in str(error.value)


def test_the_password_is_never_shown():
    assert "hunter" not in repr(mailbox.Address.of_url("imaps://me:hunter@mail.example.org"))
