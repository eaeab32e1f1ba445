"""Clients with nothing set but a proxy: they believe that they talk to the public cloud."""

import httpx
import msal
import pytest
from azure.identity import ClientSecretCredential
from msgraph import GraphServiceClient

from cloud import proxy
from compat import PASSWORD, SCRIPTS, SCRIPTS_SECRET, SKU, TOOLS, licenses


@pytest.fixture(autouse=True)
def cloud(server, monkeypatch):
    """Nobody asks for anything but the cloud's own names."""
    with proxy(server.port) as running:
        monkeypatch.setenv("HTTPS_PROXY", running.url)
        yield running
        assert running.strangers == []


def test_the_sdk_as_its_readme_shows_it(run, server, new_person):
    person = new_person()
    credential = ClientSecretCredential(server.tenant_id, SCRIPTS, SCRIPTS_SECRET)
    graph = GraphServiceClient(credential)
    skus = {sku.sku_part_number: str(sku.sku_id) for sku in run(graph.subscribed_skus.get()).value}
    assert skus["ENTERPRISEPACK"] == SKU["ENTERPRISEPACK"]
    changed = run(graph.users.by_user_id(person.id).assign_license.post(licenses(add=["PROJECT_P1"])))
    assert changed.id == person.id
    run(graph.users.by_user_id(person.id).assign_license.post(licenses(remove=["PROJECT_P1"])))


def test_next_links_stay_in_the_cloud(run, server):
    graph = GraphServiceClient(ClientSecretCredential(server.tenant_id, SCRIPTS, SCRIPTS_SECRET))
    page = run(graph.users.with_url("https://graph.microsoft.com/v1.0/users?$top=5").get())
    assert page.odata_next_link.startswith("https://graph.microsoft.com/v1.0/users?")
    assert run(graph.users.with_url(page.odata_next_link).get()).value


def test_name_and_password(server):
    public = msal.PublicClientApplication(TOOLS, authority=f"https://login.microsoftonline.com/{server.tenant_id}")
    scopes = ["https://graph.microsoft.com/User.Read"]
    result = public.acquire_token_by_username_password(server.upn("licenses"), PASSWORD, scopes)
    assert "access_token" in result, result
    header = {"Authorization": f"Bearer {result['access_token']}"}
    me = httpx.get("https://graph.microsoft.com/v1.0/me", headers=header)
    assert me.json()["userPrincipalName"] == server.upn("licenses")

    # Asks for the instance's aliases first.
    [account] = public.get_accounts()
    assert public.acquire_token_silent(scopes, account)["access_token"] == result["access_token"]

    wrong = public.acquire_token_by_username_password(server.upn("licenses"), "wrong", scopes)
    assert wrong["error"] == "invalid_grant" and 50126 in wrong["error_codes"]


def test_an_authority_of_ones_own_is_found_by_instance_discovery(server):
    own = msal.ConfidentialClientApplication(
        SCRIPTS, client_credential=SCRIPTS_SECRET, authority=f"https://reseat.example/{server.tenant_id}"
    )
    assert "access_token" in own.acquire_token_for_client(["https://reseat.example/.default"])


def test_an_authority_that_is_not_known_is_refused(server):
    stranger = msal.ConfidentialClientApplication
    with pytest.raises(ValueError, match="invalid_instance"):
        stranger(
            SCRIPTS, client_credential=SCRIPTS_SECRET, authority=f"https://elsewhere.example/{server.tenant_id}"
        ).acquire_token_for_client(["https://graph.microsoft.com/.default"])
