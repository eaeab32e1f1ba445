"""Tokens for applications and for people, as azure-identity and MSAL fetch them at the server's own address."""

import threading
import webbrowser
from urllib.parse import parse_qs, urlsplit

import msal
import pytest
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import DeviceCodeCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder

from browser import Browser
from compat import PASSWORD, SCRIPTS, SCRIPTS_SECRET, TOOLS, licenses, users_query

SCOPES = ["User.Read", "Organization.Read.All"]


@pytest.fixture
def public(server):
    """MSAL for a tool on somebody's machine."""
    return msal.PublicClientApplication(TOOLS, authority=server.authority, instance_discovery=False)


def device_credential(server, name):
    """azure-identity's device code, with the person who answers it at once."""

    def prompt(address, code, _expires):
        page = Browser().enter_code(address, code, server.upn(name), PASSWORD)
        assert page.status_code == 200, page.text

    return DeviceCodeCredential(
        TOOLS, tenant_id=server.tenant_id, authority=server.https, disable_instance_discovery=True,
        prompt_callback=prompt,
    )


def test_an_application_gets_a_token_and_keeps_it(server):
    confidential = msal.ConfidentialClientApplication(
        SCRIPTS, client_credential=SCRIPTS_SECRET, authority=server.authority, instance_discovery=False
    )
    scopes = [f"{server.https}/.default"]
    first = confidential.acquire_token_for_client(scopes)
    assert first["token_type"] == "Bearer" and first["token_source"] == "identity_provider", first
    assert confidential.acquire_token_for_client(scopes)["token_source"] == "cache"


def test_a_tenant_may_be_named_by_its_domain(server):
    confidential = msal.ConfidentialClientApplication(
        SCRIPTS, client_credential=SCRIPTS_SECRET, authority=f"{server.https}/{server.domain}", instance_discovery=False
    )
    assert "access_token" in confidential.acquire_token_for_client(["https://graph.microsoft.com/.default"])


@pytest.mark.parametrize(
    ("client", "secret", "number"),
    [
        (SCRIPTS, "wrong", "AADSTS7000215"),
        ("00000000-0000-4000-8000-000000000001", "any", "AADSTS700016"),
    ],
)
def test_wrong_secrets_and_unknown_applications_are_told_apart(server, client, secret, number):
    with pytest.raises(ClientAuthenticationError, match=number):
        server.app(client, secret).get_token(f"{server.https}/.default")


def test_an_unknown_tenant(server):
    with pytest.raises(ValueError, match="AADSTS90002"):
        try:
            msal.PublicClientApplication(
                TOOLS, authority=f"{server.https}/nobody.example", instance_discovery=False
            ).initiate_device_flow(SCOPES)
        except ValueError as error:
            raise ValueError(f"{error} {error.__context__}") from error


def test_device_code_and_me(run, server):
    me = server.graph(device_credential(server, "licenses"))
    query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters
    options = query(select=["id", "displayName", "department"])
    found = run(me.me.get(request_configuration=RequestConfiguration(query_parameters=options)))
    assert (found.display_name, found.department) == ("Linus Vogt", "IT")
    [details] = run(me.me.license_details.get()).value
    assert details.sku_part_number == "ENTERPRISEPACK"


def test_a_license_administrator_changes_licences_in_their_own_name(run, server, new_person):
    linus = server.graph(device_credential(server, "licenses"))
    person = new_person()
    run(linus.users.by_user_id(person.id).assign_license.post(licenses(add=["PROJECT_P1"])))
    run(linus.users.by_user_id(person.id).assign_license.post(licenses(remove=["PROJECT_P1"])))


def test_14_the_scope_without_the_role_is_not_enough(run, server):
    rhea = server.graph(device_credential(server, "reader"))
    assert run(rhea.users.get(request_configuration=users_query(top=1))).value
    with pytest.raises(ODataError) as caught:
        run(rhea.users.by_user_id(server.upn("person08")).assign_license.post(licenses(add=["POWER_BI_PRO"])))
    assert caught.value.response_status_code == 403
    assert caught.value.error.code == "Authorization_RequestDenied"


def test_a_declined_device(server, public):
    flow = public.initiate_device_flow(SCOPES)
    assert {"user_code", "device_code", "message"} <= set(flow), flow
    browser = Browser()
    page = browser.open(f"{flow['verification_uri']}?otc={flow['user_code']}")
    assert browser.send(page, cancel="1").status_code == 200
    assert public.acquire_token_by_device_flow(flow)["error"] == "authorization_declined"


def test_an_unanswered_device_is_asked_to_wait(public):
    flow = public.initiate_device_flow(SCOPES)
    # One question, no waiting: what MSAL calls leaving.
    answer = public.acquire_token_by_device_flow(flow, exit_condition=lambda _: True)
    assert answer["error"] == "authorization_pending"


def test_code_with_pkce_refresh_and_silence(server, public):
    redirect = "http://localhost:43211"
    flow = public.initiate_auth_code_flow(SCOPES, redirect_uri=redirect, login_hint=server.upn("reader"))
    address = flow["auth_uri"]
    assert parse_qs(urlsplit(address).query)["code_challenge_method"] == ["S256"]
    back = Browser().sign_in(address, server.upn("reader"), PASSWORD)
    sent = answer_of(back, redirect)
    result = public.acquire_token_by_auth_code_flow(flow, sent)
    assert result.get("id_token_claims", {}).get("preferred_username") == server.upn("reader"), result
    assert result["id_token_claims"]["tid"] == server.tenant_id

    [account] = public.get_accounts()
    assert account["username"] == server.upn("reader")
    assert account["home_account_id"].endswith(f".{server.tenant_id}")
    assert public.acquire_token_silent(SCOPES, account)["token_source"] == "cache"
    fresh = public.acquire_token_silent(SCOPES, account, force_refresh=True)
    assert fresh["token_source"] == "identity_provider" and fresh["access_token"] != result["access_token"]

    # A code is good for one use.
    again = msal.PublicClientApplication(TOOLS, authority=server.authority, instance_discovery=False)
    assert again.acquire_token_by_auth_code_flow(flow, sent)["error"] == "invalid_grant"


def answer_of(response, redirect):
    """What the server sent to the application."""
    assert response.status_code in (302, 303), (response.status_code, response.text)
    address = response.headers["location"]
    assert address.startswith(redirect)
    parts = urlsplit(address)
    return {name: values[0] for name, values in parse_qs(parts.query or parts.fragment).items()}


def test_interactive_sign_in_opens_a_browser_and_comes_back(server, public):
    failures = []

    class Person(webbrowser.BaseBrowser):
        """A browser with somebody in front of it."""

        def open(self, url, new=0, autoraise=True):
            threading.Thread(target=self.answer, args=(url,), daemon=True).start()
            return True

        @staticmethod
        def answer(url):
            try:
                browser = Browser()
                browser.arrive(browser.sign_in(url, server.upn("admin"), PASSWORD))
            except Exception as error:  # noqa: BLE001 - shown by the test
                failures.append(error)

    webbrowser.register("compat", None, Person("compat"), preferred=True)
    # MSAL listens on a port of its own and asks for response_mode=form_post.
    result = public.acquire_token_interactive(SCOPES, timeout=20)
    assert not failures and result.get("id_token_claims", {}).get("name") == "Greta Adler", (failures, result)


def test_a_wrong_password_is_said_on_the_page(server, public):
    flow = public.initiate_auth_code_flow(SCOPES, redirect_uri="http://localhost:43211")
    page = Browser().sign_in(flow["auth_uri"], server.upn("reader"), "wrong")
    assert page.status_code == 401 and 'role="alert"' in page.text


def test_an_application_that_may_not_return_there_is_shown_a_page(public):
    flow = public.initiate_auth_code_flow(SCOPES, redirect_uri="https://elsewhere.example/")
    page = Browser().client.get(flow["auth_uri"])
    assert page.status_code == 400 and "AADSTS50011" in page.text
