"""Roles, the organisation, applications, sessions and the audit, as the SDK has them."""

import time

import httpx
import pytest
from azure.core.exceptions import ClientAuthenticationError
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.applications.item.add_password.add_password_post_request_body import (
    AddPasswordPostRequestBody,
)
from msgraph.generated.applications.item.remove_password.remove_password_post_request_body import (
    RemovePasswordPostRequestBody,
)
from msgraph.generated.audit_logs.directory_audits.directory_audits_request_builder import (
    DirectoryAuditsRequestBuilder,
)
from msgraph.generated.models.application import Application
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.reference_create import ReferenceCreate
from msgraph.generated.models.required_resource_access import RequiredResourceAccess
from msgraph.generated.models.resource_access import ResourceAccess
from msgraph.generated.models.unified_role_assignment import UnifiedRoleAssignment
from msgraph.generated.models.user import User
from msgraph.generated.role_management.directory.role_assignments.role_assignments_request_builder import (
    RoleAssignmentsRequestBuilder,
)

from compat import NOBODY, PASSWORD, TOOLS, users_query

GLOBAL = "62e90394-69f5-4237-9190-012177145e10"
HELPDESK = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
GRAPH = "00000003-0000-0000-c000-000000000000"
DIRECTORY_READ_ALL = "7ab1d382-f21e-4acd-a863-ba3e13f7da61"
BAD = "Request_BadRequest"


def assignments(**options):
    query = RoleAssignmentsRequestBuilder.RoleAssignmentsRequestBuilderGetQueryParameters(**options)
    return RequestConfiguration(query_parameters=query)


def audits(**options):
    query = DirectoryAuditsRequestBuilder.DirectoryAuditsRequestBuilderGetQueryParameters(**options)
    return RequestConfiguration(query_parameters=query)


def token_of(server, name):
    """A token of a person, by name and password."""
    form = {
        "grant_type": "password",
        "client_id": TOOLS,
        "username": server.upn(name),
        "password": PASSWORD,
        "scope": "offline_access User.Read",
    }
    answer = httpx.post(f"{server.authority}/oauth2/v2.0/token", data=form)
    assert answer.status_code == 200, answer.text
    return answer.json()


def me(server, token):
    answer = httpx.get(f"{server.https}/v1.0/me", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


def test_directory_roles(run, graph, new_person, refused):
    roles = run(graph.directory_roles.get()).value
    assert {role.role_template_id for role in roles} >= {GLOBAL, HELPDESK}
    role = run(graph.directory_roles_with_role_template_id(HELPDESK).get())
    assert role.display_name == "Helpdesk Administrator"
    assert len(run(graph.directory_role_templates.get()).value) == len(roles)
    person = new_person()
    members = graph.directory_roles.by_directory_role_id(role.id).members
    reference = ReferenceCreate(odata_id=f"https://graph.microsoft.com/v1.0/directoryObjects/{person.id}")
    run(members.ref.post(reference))
    found = run(members.get()).value
    assert [type(member) for member in found] == [User] and found[0].id == person.id
    text = "One or more added object references already exist for the following modified properties: 'members'."
    assert refused(members.ref.post(reference)) == (400, BAD, text)
    run(members.by_directory_object_id(person.id).ref.delete())
    assert run(members.get()).value == []


def test_role_management(run, graph, new_person, refused):
    directory = graph.role_management.directory
    definitions = run(directory.role_definitions.get()).value
    helpdesk = next(role for role in definitions if role.template_id == HELPDESK)
    assert helpdesk.is_built_in and helpdesk.role_permissions[0].allowed_resource_actions
    person = new_person()
    body = UnifiedRoleAssignment(role_definition_id=helpdesk.id, principal_id=person.id, directory_scope_id="/")
    made = run(directory.role_assignments.post(body))
    assert made.principal_id == person.id and made.id.endswith("-1")
    status, code, message = refused(directory.role_assignments.post(body))
    # What Terraform's library looks for.
    assert (status, code) == (400, BAD)
    assert "A conflicting object with one or more of the specified property values is present in the directory" in message
    query = assignments(filter=f"principalId eq '{person.id}'", expand=["principal"])
    [found] = run(directory.role_assignments.get(query)).value
    assert found.id == made.id and isinstance(found.principal, User) and found.principal.id == person.id
    run(directory.role_assignments.by_unified_role_assignment_id(made.id).delete())
    assert run(directory.role_assignments.get(query)).value == []


def test_the_last_global_administrator_stays(run, graph, server, refused):
    query = assignments(filter=f"roleDefinitionId eq '{GLOBAL}'")
    [only] = run(graph.role_management.directory.role_assignments.get(query)).value
    item = graph.role_management.directory.role_assignments.by_unified_role_assignment_id(only.id)
    block = User(account_enabled=False)
    for request in (item.delete(), graph.users.by_user_id(server.upn("admin")).patch(block)):
        status, code, message = refused(request)
        assert (status, code) == (400, BAD) and "last enabled Global Administrator" in message


def test_organization(run, graph, server):
    [own] = run(graph.organization.get()).value
    assert (own.id, own.display_name, own.country_letter_code) == (server.tenant_id, "Cobalt Ferry", "DE")
    assert own.verified_domains[0].name == server.domain and own.assigned_plans
    assert run(graph.organization.by_organization_id(own.id).get()).display_name == own.display_name


def test_applications(run, graph, server, refused):
    access = ResourceAccess(id=DIRECTORY_READ_ALL, type="Role")
    required = RequiredResourceAccess(resource_app_id=GRAPH, resource_access=[access])
    made = run(graph.applications.post(Application(display_name="Nightly", required_resource_access=[required])))
    item = graph.applications.by_application_id(made.id)
    try:
        assert run(graph.applications_with_app_id(made.app_id).get()).id == made.id
        assert str(made.required_resource_access[0].resource_access[0].id) == DIRECTORY_READ_ALL
        credential = PasswordCredential(display_name="compat")
        secret = run(item.add_password.post(AddPasswordPostRequestBody(password_credential=credential)))
        assert secret.secret_text.startswith(secret.hint) and secret.end_date_time > secret.start_date_time
        nightly = server.graph(server.app(made.app_id, secret.secret_text))
        assert run(nightly.users.get(request_configuration=users_query(top=1))).value
        assert refused(nightly.users.by_user_id(server.upn("person08")).patch(User(department="X")))[0] == 403
        run(item.patch(Application(display_name="Daily")))
        kept = run(item.get())
        assert kept.display_name == "Daily" and kept.password_credentials[0].key_id == secret.key_id
        assert kept.password_credentials[0].secret_text is None
        run(item.remove_password.post(RemovePasswordPostRequestBody(key_id=secret.key_id)))
        with pytest.raises(ClientAuthenticationError, match="AADSTS7000215"):
            server.app(made.app_id, secret.secret_text).get_token(f"{server.https}/.default")
    finally:
        run(item.delete())
    # A token that it still has is of no use.
    with pytest.raises(Exception) as caught:
        run(nightly.users.get(request_configuration=users_query(top=1)))
    assert getattr(caught.value, "response_status_code", None) == 401, caught.value


def test_revoke_sign_in_sessions(run, graph, server, new_person, refused):
    person = new_person()
    name = person.user_principal_name.split("@")[0]
    before = token_of(server, name)
    assert me(server, before["access_token"]) == 200
    assert run(graph.users.by_user_id(person.id).revoke_sign_in_sessions.post()).value is True
    assert me(server, before["access_token"]) == 401
    form = {"grant_type": "refresh_token", "client_id": TOOLS, "refresh_token": before["refresh_token"]}
    assert httpx.post(f"{server.authority}/oauth2/v2.0/token", data=form).status_code == 400
    assert me(server, token_of(server, name)["access_token"]) == 200
    assert refused(graph.users.by_user_id(NOBODY).revoke_sign_in_sessions.post())[0] == 404


def test_audit_logs(run, graph, new_person):
    began = time.monotonic()
    person = new_person(hold=["PROJECT_P1"])
    text = f"targetResources/any(t:t/id eq '{person.id}')"
    found = run(graph.audit_logs.directory_audits.get(audits(filter=text, orderby=["activityDateTime desc"])))
    assert [entry.activity_display_name for entry in found.value] == ["Change user license", "Add user"]
    change = found.value[0]
    assert change.initiated_by.app.display_name == "Scripts" and change.category == "UserManagement"
    [target] = change.target_resources
    assert target.user_principal_name == person.user_principal_name
    assert target.modified_properties[0].display_name == "AssignedLicense"
    assert "PROJECT_P1" in target.modified_properties[0].new_value
    one = run(graph.audit_logs.directory_audits.by_directory_audit_id(change.id).get())
    assert one.correlation_id == change.correlation_id
    narrow = f"activityDisplayName eq 'Change user license' and {text}"
    assert len(run(graph.audit_logs.directory_audits.get(audits(filter=narrow, top=5))).value) == 1
    assert time.monotonic() - began < 60
