"""People: lists with every query option that licence tools use, pages, and the life of one person."""

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.default_query_parameters import QueryParameters
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_profile import PasswordProfile
from msgraph.generated.models.user import User
from msgraph.generated.models.user_collection_response import UserCollectionResponse
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

from compat import NOBODY, users_query


@pytest.fixture
def find(run, graph, server):
    """The first parts of the sign-in names that a query finds among the people of the tenant file, in its order."""

    def ask(eventual=False, **options):
        found = run(graph.users.get(request_configuration=users_query(eventual, top=999, **options)))
        names = [person.user_principal_name.split("@")[0] for person in found.value]
        return [name for name in names if not name.startswith("py-")]

    return ask


def test_the_default_properties_and_no_others(run, graph, server):
    person = run(graph.users.by_user_id(server.upn("person09")).get())
    assert (person.display_name, person.user_principal_name) == ("O'Neil Person 09", server.upn("person09"))
    assert person.usage_location is None and person.assigned_licenses is None and person.account_enabled is None


def test_select(run, graph, server):
    query = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters
    names = ["id", "department", "usageLocation", "accountEnabled", "userType", "createdDateTime", "assignedLicenses"]
    options = RequestConfiguration(query_parameters=query(select=names))
    person = run(graph.users.by_user_id(server.upn("left")).get(request_configuration=options))
    assert (person.department, person.usage_location, person.account_enabled) == ("Sales", "SE", False)
    assert person.user_type == "Member" and person.created_date_time.tzinfo is not None
    assert len(person.assigned_licenses) == 1 and person.display_name is None


def test_filters(find):
    assert set(find(filter="department eq 'sales'")) == {"full", "nowhere", "left"}
    assert find(filter="accountEnabled eq false") == ["left"]
    assert find(filter="startswith(displayName,'O''Neil')") == ["person09"]
    assert find(filter="department eq 'Rights & Permissions'") == ["person09"]
    assert find(filter="startswith(displayName,'陈')") == ["person01"]
    assert find(filter="usageLocation eq 'CN' and accountEnabled eq true") == ["person01"]


def test_advanced_filters_need_the_header(find, graph, refused):
    unlicensed = find(eventual=True, count=True, filter="assignedLicenses/$count eq 0")
    assert {"reader", "nowhere", "person08"} <= set(unlicensed) and "person07" not in unlicensed
    licensed = find(eventual=True, count=True, filter="assignedLicenses/$count ne 0")
    assert {"admin", "left", "person07"} <= set(licensed) and "person08" not in licensed
    assert "left" not in find(eventual=True, count=True, filter="accountEnabled ne false")

    request = graph.users.get(request_configuration=users_query(filter="endsWith(mail,'.example')"))
    status, code, message = refused(request)
    assert (status, code) == (400, "Request_UnsupportedQuery") and "ConsistencyLevel:eventual" in message


def test_order(find):
    names = find(orderby=["displayName"])
    people = [name for name in names if name.startswith("person") and name not in ("person01", "person09")]
    assert people == sorted(people)
    backwards = find(orderby=["displayName desc"])
    assert [name for name in backwards if name in people] == people[::-1]


def test_count_and_search(run, graph):
    options = users_query(eventual=True, count=True, top=1, search='"displayName:Person"')
    found = run(graph.users.get(request_configuration=options))
    assert found.odata_count >= 10 and len(found.value) == 1

    # Without the header the count is left out, not refused.
    found = run(graph.users.get(request_configuration=users_query(count=True, top=1)))
    assert found.odata_count is None

    configuration = RequestConfiguration(query_parameters=QueryParameters())
    configuration.headers.add("ConsistencyLevel", "eventual")
    assert run(graph.users.count.get(request_configuration=configuration)) >= 19


def test_a_page_that_is_too_large_is_refused(graph, refused):
    status, code, message = refused(graph.users.get(request_configuration=users_query(top=1000)))
    assert (status, code) == (400, "Request_UnsupportedQuery")
    assert message == "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."


def test_the_page_iterator_sees_everybody_once(run, graph):
    whole = run(graph.users.get(request_configuration=users_query(top=999, select=["id"])))
    expected = [person.id for person in whole.value]
    assert whole.odata_next_link is None and len(expected) >= 19

    first = run(graph.users.get(request_configuration=users_query(top=4, select=["id"])))
    assert len(first.value) == 4 and "$skiptoken" in first.odata_next_link
    seen = []
    pages = PageIterator(first, graph.request_adapter)
    run(pages.iterate(lambda person: seen.append(person.id) or True))
    assert sorted(seen) == sorted(expected)


def test_next_links_keep_filter_and_order(run, graph):
    options = users_query(top=3, filter="startswith(displayName,'Person')", select=["id", "displayName"])
    page = run(graph.users.get(request_configuration=options))
    names = [person.display_name for person in page.value]
    while page.odata_next_link:
        page = run(graph.users.with_url(page.odata_next_link).get())
        assert isinstance(page, UserCollectionResponse)
        names += [person.display_name for person in page.value]
    assert sorted(names) == [f"Person {number:02}" for number in (*range(2, 9), 10, 11, 12)]


def test_the_life_of_a_person(run, graph, server, new_person, refused):
    person = new_person(department="Archive", job_title="Archivist")
    assert person.id and person.user_principal_name.startswith("py-")
    assert run(graph.users.by_user_id(person.user_principal_name).get()).job_title == "Archivist"

    change = User(job_title="Head of archive", usage_location="AT", account_enabled=False)
    assert run(graph.users.by_user_id(person.id).patch(change)) is None
    options = RequestConfiguration(
        query_parameters=UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(
            select=["jobTitle", "usageLocation", "accountEnabled", "department"]
        )
    )
    found = run(graph.users.by_user_id(person.id).get(request_configuration=options))
    assert (found.job_title, found.usage_location, found.account_enabled) == ("Head of archive", "AT", False)
    assert found.department == "Archive"

    run(graph.users.by_user_id(person.id).delete())
    status, code, _ = refused(graph.users.by_user_id(person.id).get())
    assert (status, code) == (404, "Request_ResourceNotFound")


def test_a_sign_in_name_is_given_once(run, graph, server):
    twin = User(
        account_enabled=True, display_name="Twin", mail_nickname="admin", user_principal_name=server.upn("admin"),
        password_profile=PasswordProfile(password="Cobalt-Compat-2026!"),
    )
    with pytest.raises(ODataError) as caught:
        run(graph.users.post(twin))
    error = caught.value
    assert (error.response_status_code, error.error.code) == (400, "Request_BadRequest")
    text = "Another object with the same value for property userPrincipalName already exists."
    assert error.error.message == text
    assert [(item.code, item.target) for item in error.error.details] == [("ObjectConflict", "userPrincipalName")]


def test_the_reader_may_look_and_not_touch(run, reports, refused):
    assert run(reports.users.get(request_configuration=users_query(top=2))).value
    denied = (403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    assert refused(reports.users.by_user_id(NOBODY).patch(User(job_title="x"))) == denied
    assert refused(reports.users.by_user_id(NOBODY).delete()) == denied
    assert refused(reports.users.post(User(display_name="x"))) == denied
