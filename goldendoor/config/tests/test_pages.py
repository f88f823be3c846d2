"""Pages everybody meets: sign-in, errors, health, headers."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from goldendoor.config import urls
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people

PASSWORD = "correct horse battery staple"


def raising(error: Exception) -> Any:
    @needs("public")
    def view(request: Any) -> Any:
        raise error

    return view


@pytest.fixture
def page_that_fails(monkeypatch) -> Any:
    """`page_that_fails(error)` → a browser's answer from a page that raises it."""

    def answer(error: Exception, **post: Any) -> Any:
        class Addresses:
            urlpatterns = [*urls.urlpatterns[:-1], path("fails/", raising(error), name="fails")]
            handler400, handler403 = urls.handler400, urls.handler403
            handler404, handler500 = urls.handler404, urls.handler500

        monkeypatch.setattr("django.conf.settings.ROOT_URLCONF", Addresses)
        browser = Client(raise_request_exception=False)
        return browser.post("/fails/", post) if post else browser.get("/fails/")

    return answer


def test_a_refusal_shows_its_reason(page_that_fails, db) -> None:
    response = page_that_fails(NotAllowed("Only an owner may do this."))
    assert response.status_code == 403
    assert "Only an owner may do this." in response.content.decode()


def test_bad_input_is_a_400_with_its_sentence(page_that_fails, db) -> None:
    response = page_that_fails(BadInput("“x.pdf” is not a PDF."))
    assert response.status_code == 400
    assert "“x.pdf” is not a PDF." in response.content.decode()


def test_a_conflict_shows_both_versions_and_loses_nothing_typed(page_that_fails, db) -> None:
    error = Conflict(
        what="The case", version=7, theirs={"title": "Theirs"}, yours={"title": "Mine"}
    )
    response = page_that_fails(error, title="Mine", remark="typed <b>", version="5")
    page = response.content.decode()
    assert response.status_code == 409
    for text in ("Theirs", "Mine", 'name="version" value="7"', 'value="typed &lt;b&gt;"'):
        assert text in page
    assert 'value="5"' not in page


def test_a_broken_page_says_that_nothing_was_done(page_that_fails, db) -> None:
    response = page_that_fails(RuntimeError("secret detail"))
    assert response.status_code == 500
    assert "Something broke" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_an_unknown_address_is_a_404_in_the_look_of_the_house(client, db) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_health_says_how_the_installation_is(client, db) -> None:
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "disk": "ok",
        "library": "ok",
    }


def test_a_missing_library_turns_health_red(client, db, settings, tmp_path) -> None:
    settings.LIBRARY_DIR = tmp_path
    response = client.get("/health/")
    assert (response.status_code, response.json()["library"]) == (503, "missing")


def test_no_page_may_run_an_inline_script(client, db) -> None:
    response = client.get("/account/login/")
    policy = response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy
    page = response.content.decode()
    assert "<style" not in page
    assert "onclick" not in page
    for script in page.split("<script")[1:]:
        assert "src=" in script.split(">")[0] or "application/json" in script.split(">")[0]


def test_a_person_signs_in_with_their_address_in_any_case(client, owner) -> None:
    from goldendoor.accounts.models import User

    address = User.objects.get(pk=owner.user_id).email.upper()
    response = client.post("/account/login/", {"login": address, "password": PASSWORD})
    assert response.status_code == 302
    assert client.get("/account/").status_code == 200


def test_after_many_wrong_passwords_the_address_is_locked(client, owner, settings) -> None:
    from goldendoor.accounts.models import User

    address = User.objects.get(pk=owner.user_id).email
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/account/login/", {"login": address, "password": "wrong"})
    response = client.post("/account/login/", {"login": address, "password": PASSWORD})
    assert response.status_code == 429
    assert "Locked for a while" in response.content.decode()


def test_strangers_cannot_sign_up(client, db) -> None:
    from goldendoor.accounts.models import User

    client.post("/account/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="x@example.org").exists()


def test_where_a_second_factor_is_required_nothing_else_opens(owner, signed_in, settings) -> None:
    settings.REQUIRE_MFA = True
    browser = signed_in(owner)
    response = browser.get("/search/")
    assert (response.status_code, response.url) == (302, "/account/2fa/")
    assert browser.get("/account/2fa/").status_code == 200


def test_a_totp_secret_is_encrypted_at_rest() -> None:
    from goldendoor.accounts.sign_in import EncryptedMfa

    adapter = EncryptedMfa(RequestFactory().get("/"))
    token = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in token
    assert adapter.decrypt(token) == "JBSWY3DPEHPK3PXP"


def test_the_search_box_finds_ones_own_and_nothing_of_others(
    case, caseworker, stranger, signed_in
) -> None:
    people.add_person(access=caseworker, data={"names": [{"family": "Haddad"}]})
    mine = signed_in(caseworker).post("/search/", {"q": "haddad"}, headers={"HX-Request": "true"})
    assert "Haddad" in mine.content.decode()
    assert "<html" not in mine.content.decode()
    theirs = signed_in(stranger).post("/search/", {"q": "haddad"})
    assert "Nothing is called" in theirs.content.decode()


def test_the_fixed_day_stands_in_the_header(owner, signed_in) -> None:
    assert "Mon 3 Aug 2026" in signed_in(owner).get("/account/").content.decode()


def test_the_gallery_is_for_contributors(owner, signed_in, settings) -> None:
    browser = signed_in(owner)
    assert browser.get("/gallery/").status_code == 404
    settings.DEBUG = True
    assert "Components" in browser.get("/gallery/").content.decode()


def test_somebody_without_an_office_is_told_whom_to_ask(client, db) -> None:
    from goldendoor.accounts.models import User

    user = User.objects.create_user("lone@example.org", PASSWORD)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/search/")
    assert response.status_code == 403
    assert "Ask its owner" in response.content.decode()
