"""Deleted people: they give their seats back, are kept for 30 days, and come back with their licences."""

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.directory.deleted_items.graph_user.graph_user_request_builder import GraphUserRequestBuilder
from msgraph.generated.models.user import User

from compat import held, users_query


@pytest.fixture
def deleted(run, graph, new_person):
    """Somebody with a licence who was deleted."""
    person = new_person(hold=["PROJECT_P1"])
    before = consumed(run, graph)
    run(graph.users.by_user_id(person.id).delete())
    assert consumed(run, graph) == before - 1
    return person


def consumed(run, graph):
    skus = run(graph.subscribed_skus.get()).value
    return next(sku.consumed_units for sku in skus if sku.sku_part_number == "PROJECT_P1")


def item(graph, person):
    return graph.directory.deleted_items.by_directory_object_id(person.id)


def test_the_list_has_them(run, graph, deleted):
    query = GraphUserRequestBuilder.GraphUserRequestBuilderGetQueryParameters(
        select=["id", "deletedDateTime", "userPrincipalName"], top=999
    )
    found = run(graph.directory.deleted_items.graph_user.get(RequestConfiguration(query_parameters=query)))
    mine = next(person for person in found.value if person.id == deleted.id)
    assert mine.deleted_date_time is not None
    # While deleted the name is out of the way of a successor's.
    assert mine.user_principal_name == deleted.id.replace("-", "") + deleted.user_principal_name


def test_one_of_them_is_a_user(run, graph, deleted):
    found = run(item(graph, deleted).get())
    assert isinstance(found, User) and found.id == deleted.id and found.deleted_date_time is not None


def test_restored_with_licence_and_name(run, graph, deleted):
    before = consumed(run, graph)
    found = run(item(graph, deleted).restore.post())
    assert found.id == deleted.id
    options = users_query(filter=f"id eq '{deleted.id}'", select=["userPrincipalName", "assignedLicenses"])
    [person] = run(graph.users.get(request_configuration=options)).value
    assert person.user_principal_name == deleted.user_principal_name and len(held(person)) == 1
    assert consumed(run, graph) == before + 1


def test_deleted_for_good(run, graph, deleted, refused):
    run(item(graph, deleted).delete())
    for request in (item(graph, deleted).get(), item(graph, deleted).delete()):
        status, code, _ = refused(request)
        assert (status, code) == (404, "Request_ResourceNotFound")


def test_the_reader_may_not_restore(reports, deleted, refused):
    status, code, _ = refused(item(reports, deleted).restore.post())
    assert (status, code) == (403, "Authorization_RequestDenied")
