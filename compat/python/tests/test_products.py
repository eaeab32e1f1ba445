"""Billing: subscribedSkus."""

import re

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.subscribed_skus.subscribed_skus_request_builder import SubscribedSkusRequestBuilder

from compat import SKU


def by_part_number(found):
    return {sku.sku_part_number: sku for sku in found.value}


def test_products_have_their_seats(run, graph, server):
    skus = by_part_number(run(graph.subscribed_skus.get()))
    # What a person bought by self-service is not the organisation's (rules 25.22).
    assert set(SKU) - set(skus) == {"VISIOONLINE_PLAN1"}
    e3 = skus["ENTERPRISEPACK"]
    assert str(e3.sku_id) == SKU["ENTERPRISEPACK"]
    assert e3.id == f"{server.tenant_id}_{SKU['ENTERPRISEPACK']}"
    # Two subscriptions, one pool.
    assert len(e3.subscription_ids) == 2
    assert (e3.prepaid_units.enabled, e3.prepaid_units.warning, e3.prepaid_units.suspended) == (80, 0, 0)
    assert e3.capability_status == "Enabled" and e3.applies_to == "User"
    assert e3.consumed_units >= 6
    plans = {plan.service_plan_name: plan for plan in e3.service_plans}
    assert plans["TEAMS1"].applies_to == "User" and plans["TEAMS1"].provisioning_status == "Success"


def test_a_product_in_grace_and_one_for_the_whole_tenant(run, graph):
    skus = by_part_number(run(graph.subscribed_skus.get()))
    visio = skus["VISIOCLIENT"]
    assert (visio.capability_status, visio.prepaid_units.enabled, visio.prepaid_units.warning) == ("Warning", 0, 2)
    assert skus["HARBOUR_ARCHIVE_TENANT"].applies_to == "Company"


def test_one_product_and_select(run, graph, server):
    key = f"{server.tenant_id}_{SKU['POWER_BI_PRO']}"
    sku = run(graph.subscribed_skus.by_subscribed_sku_id(key).get())
    assert (sku.sku_part_number, sku.prepaid_units.enabled) == ("POWER_BI_PRO", 30)

    query = SubscribedSkusRequestBuilder.SubscribedSkusRequestBuilderGetQueryParameters
    chosen = RequestConfiguration(query_parameters=query(select=["skuId", "consumedUnits"]))
    for sku in run(graph.subscribed_skus.get(request_configuration=chosen)).value:
        assert sku.sku_id and sku.consumed_units is not None
        assert sku.sku_part_number is None and sku.service_plans is None


def test_plain_http_on_this_machine(run, graph, server):
    plain = server.graph(server.app())
    plain.request_adapter.base_url = f"{server.http}/v1.0"
    assert len(run(plain.subscribed_skus.get()).value) == len(run(graph.subscribed_skus.get()).value)


def test_an_unknown_product_is_not_found(graph, server, refused):
    key = f"{server.tenant_id}_00000000-0000-4000-8000-000000000001"
    status, code, message = refused(graph.subscribed_skus.by_subscribed_sku_id(key).get())
    assert (status, code) == (404, "Request_ResourceNotFound")
    assert re.match(r"Resource '.+' does not exist", message)
