"""Every refusal of a licence change that contract section 10 documents, as the SDK reads it. The numbers are its rows.

Rows 2 (inherited), 12 (addresses), 15 (parallel change) and 16 (throttling) need what this server does not have yet,
or do not happen on purpose.
"""

import httpx
import pytest
from msgraph.generated.models.assigned_license import AssignedLicense

from compat import NOBODY, NOT_BOUGHT, PLAN, REPORTS, REPORTS_SECRET, SKU, licenses

BAD = "Request_BadRequest"


@pytest.fixture
def change(graph, refused):
    """The refusal of a change of one person's licences."""

    def ask(key, add=None, remove=None):
        return refused(graph.users.by_user_id(key).assign_license.post(licenses(add, remove)))

    return ask


def raw(server, path, body):
    """A request that the SDK would not send; authorised by the same credential."""
    token = server.app().get_token(f"{server.https}/.default").token
    answer = httpx.post(f"{server.https}/v1.0{path}", json=body, headers={"Authorization": f"Bearer {token}"})
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["message"]


def test_1_no_usage_location(change, server):
    text = "License assignment cannot be done for user with invalid usage location."
    assert change(server.upn("nowhere"), add=["POWER_BI_PRO"]) == (400, BAD, text)


@pytest.mark.parametrize("product", ["EXCHANGESTANDARD", "VISIOCLIENT"])
def test_3_no_seat_is_free(change, new_person, product):
    text = f"Subscription with SKU {SKU[product]} does not have any available licenses."
    assert change(new_person().id, add=[product]) == (400, BAD, text)


def test_4_not_held(change, server):
    text = "User does not have a corresponding license."
    assert change(server.upn("person08"), remove=["POWER_BI_PRO"]) == (400, BAD, text)


@pytest.mark.parametrize("sku", [NOT_BOUGHT, NOBODY])
def test_5_not_a_product_of_the_company(change, server, sku):
    text = f"License {sku} does not correspond to a valid company License."
    assert change(server.upn("person08"), add=[sku]) == (400, BAD, text)


def test_6_a_product_for_the_whole_tenant(change, server):
    text = f"License {SKU['HARBOUR_ARCHIVE_TENANT']} cannot be assigned to a user."
    assert change(server.upn("person08"), add=["HARBOUR_ARCHIVE_TENANT"]) == (400, BAD, text)


def test_7_a_plan_depends_on_another(change, server, new_person):
    status, code, text = change(server.upn("person08"), add=["MCOMEETADV"])
    start = f"License assignment failed because service plan {PLAN['MCOMEETADV']} depends on the service plan(s) "
    assert (status, code) == (400, BAD)
    assert text.startswith(start) and set(text.removeprefix(start).split(", ")) == {PLAN["TEAMS1"], PLAN["MCOSTANDARD"]}

    person = new_person(hold=["ENTERPRISEPACK", "MCOMEETADV"])
    assert change(person.id, remove=["ENTERPRISEPACK"]) == (400, BAD, text)


def test_8_plans_exclude_each_other(change, new_person):
    person = new_person(hold=["SHAREPOINTSTANDARD"])
    status, code, text = change(person.id, add=["SHAREPOINTENTERPRISE"])
    start, end = "License assignment failed because service plans ", " are mutually exclusive."
    assert (status, code) == (400, BAD) and text.startswith(start) and text.endswith(end)
    plans = text.removeprefix(start).removesuffix(end).split(", ")
    assert set(plans) == {PLAN["SHAREPOINTSTANDARD"], PLAN["SHAREPOINTENTERPRISE"]}


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ({"removeLicenses": []}, "addLicenses"),
        ({"addLicenses": []}, "removeLicenses"),
        ({}, "addLicenses, removeLicenses"),
    ],
)
def test_9_both_arrays_are_mandatory(server, body, missing):
    text = (
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. "
        f"The missing parameters are: {missing}."
    )
    assert raw(server, f"/users/{server.upn('person08')}/assignLicense", body) == (400, BAD, text)


def test_10_not_a_guid(server):
    body = {"addLicenses": [{"skuId": "ENTERPRISEPACK"}], "removeLicenses": []}
    text = "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
    assert raw(server, f"/users/{server.upn('person08')}/assignLicense", body) == (400, BAD, text)


def test_11_a_plan_that_the_product_does_not_have(change, server):
    choice = AssignedLicense(sku_id=SKU["POWER_BI_PRO"], disabled_plans=[PLAN["SWAY"]])
    status, code, text = change(server.upn("person08"), add=[choice])
    assert (status, code) == (400, BAD) and PLAN["SWAY"] in text


def test_13_nobody_of_that_id(change):
    text = f"Resource '{NOBODY}' does not exist or one of its queried reference-property objects are not present."
    assert change(NOBODY, add=["POWER_BI_PRO"]) == (404, "Request_ResourceNotFound", text)


def test_14_without_the_permission(reports, refused, server):
    request = reports.users.by_user_id(server.upn("person08")).assign_license.post(licenses(add=["POWER_BI_PRO"]))
    assert refused(request) == (
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."
    )


def test_a_self_service_purchase_names_its_purchaser(change, server):
    status, code, text = change(server.upn("person01"), remove=["VISIOONLINE_PLAN1"])
    assert (status, code) == (400, BAD) and server.upn("person01") in text


def test_all_or_nothing_within_one_request(change, run, graph, new_person):
    person = new_person(hold=["PROJECT_P1"])
    change(person.id, add=["EXCHANGESTANDARD"], remove=["PROJECT_P1"])
    details = run(graph.users.by_user_id(person.id).license_details.get()).value
    assert [item.sku_part_number for item in details] == ["PROJECT_P1"]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer a.b.c"}])
def test_a_request_without_a_good_token_is_401(server, header):
    answer = httpx.get(f"{server.https}/v1.0/users", headers=header)
    assert answer.status_code == 401 and "Bearer" in answer.headers["www-authenticate"]
    assert answer.json()["error"]["code"] == "InvalidAuthenticationToken"


def test_an_unknown_segment_is_no_stub(server):
    token = server.app(REPORTS, REPORTS_SECRET).get_token(f"{server.https}/.default").token
    answer = httpx.get(f"{server.https}/v1.0/teams", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")
    assert "teams" in answer.json()["error"]["message"]
