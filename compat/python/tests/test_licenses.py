"""Assigning and taking away: assignLicense and what is seen afterwards."""

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder

from compat import PLAN, SKU, held, licenses, users_query


def one(graph, person):
    return graph.users.by_user_id(person.id)


def read(run, graph, person, *names):
    query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=["id", *names])
    return run(one(graph, person).get(request_configuration=RequestConfiguration(query_parameters=query)))


def consumed(run, graph, part_number):
    skus = run(graph.subscribed_skus.get()).value
    return next(sku.consumed_units for sku in skus if sku.sku_part_number == part_number)


def holders(run, graph, part_number):
    wanted = f"assignedLicenses/any(x:x/skuId eq {SKU[part_number]})"
    found = run(graph.users.get(request_configuration=users_query(filter=wanted, select=["id", "userPrincipalName"])))
    return {person.id for person in found.value}


def test_assign_and_unassign_move_a_seat_and_the_holder(run, graph, new_person):
    person = new_person()
    before = consumed(run, graph, "PROJECT_P1")

    answer = run(one(graph, person).assign_license.post(licenses(add=["PROJECT_P1"])))
    assert answer.id == person.id and answer.user_principal_name == person.user_principal_name
    assert consumed(run, graph, "PROJECT_P1") == before + 1
    assert person.id in holders(run, graph, "PROJECT_P1")

    answer = run(one(graph, person).assign_license.post(licenses(remove=["PROJECT_P1"])))
    assert answer.id == person.id
    assert consumed(run, graph, "PROJECT_P1") == before
    assert person.id not in holders(run, graph, "PROJECT_P1")
    assert held(read(run, graph, person, "assignedLicenses")) == set()


def test_disabled_plans_are_kept_and_overwritten(run, graph, new_person):
    person = new_person()
    off = [PLAN["SWAY"], PLAN["YAMMER_ENTERPRISE"]]
    choice = AssignedLicense(sku_id=SKU["ENTERPRISEPACK"], disabled_plans=off)
    run(one(graph, person).assign_license.post(licenses(add=[choice])))
    [kept] = read(run, graph, person, "assignedLicenses").assigned_licenses
    assert {str(plan) for plan in kept.disabled_plans} == set(off)

    before = consumed(run, graph, "ENTERPRISEPACK")
    again = AssignedLicense(sku_id=SKU["ENTERPRISEPACK"], disabled_plans=[PLAN["SWAY"]])
    run(one(graph, person).assign_license.post(licenses(add=[again])))
    [kept] = read(run, graph, person, "assignedLicenses").assigned_licenses
    assert [str(plan) for plan in kept.disabled_plans] == [PLAN["SWAY"]]
    assert consumed(run, graph, "ENTERPRISEPACK") == before


def test_a_swap_is_one_step(run, graph, new_person):
    person = new_person(hold=["SHAREPOINTSTANDARD"])
    # Together they would exclude each other (error 8).
    run(one(graph, person).assign_license.post(licenses(["SHAREPOINTENTERPRISE"], ["SHAREPOINTSTANDARD"])))
    assert held(read(run, graph, person, "assignedLicenses")) == {SKU["SHAREPOINTENTERPRISE"]}


def test_states_and_plans_of_a_licence(run, graph, new_person):
    person = new_person(hold=["ENTERPRISEPACK"])
    found = read(run, graph, person, "licenseAssignmentStates", "assignedPlans")
    [state] = found.license_assignment_states
    assert (str(state.sku_id), state.state, state.error) == (SKU["ENTERPRISEPACK"], "Active", "None")
    assert state.assigned_by_group is None and state.last_updated_date_time is not None
    plans = {str(plan.service_plan_id): plan.capability_status for plan in found.assigned_plans}
    assert plans[PLAN["TEAMS1"]] == "Enabled"

    run(one(graph, person).assign_license.post(licenses(remove=["ENTERPRISEPACK"])))
    found = read(run, graph, person, "licenseAssignmentStates", "assignedPlans")
    assert found.license_assignment_states == []
    plans = {str(plan.service_plan_id): plan.capability_status for plan in found.assigned_plans}
    assert plans[PLAN["TEAMS1"]] == "Deleted"


def test_license_details_name_product_and_plans(run, graph, server):
    found = run(graph.users.by_user_id(server.upn("switched")).license_details.get()).value
    [details] = found
    assert (details.sku_part_number, str(details.sku_id)) == ("ENTERPRISEPACK", SKU["ENTERPRISEPACK"])
    plans = {plan.service_plan_name: plan.provisioning_status for plan in details.service_plans}
    assert (plans["SWAY"], plans["TEAMS1"]) == ("Disabled", "Success")

    again = run(
        graph.users.by_user_id(server.upn("switched")).license_details.by_license_details_id(details.id).get()
    )
    assert again.sku_part_number == "ENTERPRISEPACK"


def test_holders_of_a_product_are_found_by_filter(run, graph, server):
    names = {f"person0{number}" for number in range(1, 5)}
    wanted = f"assignedLicenses/any(x:x/skuId eq {SKU['POWER_BI_PRO']})"
    options = users_query(filter=wanted, select=["userPrincipalName"])
    found = {person.user_principal_name for person in run(graph.users.get(request_configuration=options)).value}
    assert {server.upn(name) for name in names} <= found
    assert server.upn("person08") not in found

    either = f"{wanted[:-1]} or x/skuId eq {SKU['SPE_E5']})"
    options = users_query(filter=either, select=["userPrincipalName"])
    more = {person.user_principal_name for person in run(graph.users.get(request_configuration=options)).value}
    assert found | {server.upn("admin"), server.upn("person06")} <= more
