"""What the tests share: the server they run against, its organisation's names, and clients set up for it."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from azure.core.credentials import TokenCredential
from azure.identity import ClientSecretCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.assigned_license import AssignedLicense
from msgraph.generated.models.user import User
from msgraph.generated.users.item.assign_license.assign_license_post_request_body import AssignLicensePostRequestBody
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

# The applications of compat/tenant.yaml.
SCRIPTS = "5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10"
SCRIPTS_SECRET = "cobalt-scripts-not-a-secret-2026"
REPORTS = "9a4c7e21-6d0b-4f58-8e13-b27f5d90c3a6"
REPORTS_SECRET = "cobalt-reports-not-a-secret-2026"
TOOLS = "1f6c2f4e-3a8b-4a57-8f0c-6f1d2b9c4e21"
PASSWORD = "Cobalt-Compat-2026!"

# Products by part number, as clients know them: by GUID.
SKU = {
    "ENTERPRISEPACK": "6fd2c87f-b296-42f0-b197-1e91e994b900",
    "SPE_E5": "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
    "POWER_BI_PRO": "f8a1db68-be16-40ed-86d5-cb42ce701560",
    "PROJECT_P1": "beb6439c-caad-48d3-bf46-0c82871e12be",
    "EXCHANGESTANDARD": "4b9405b0-7788-4568-add1-99614e613b69",
    "VISIOCLIENT": "c5928f49-12ba-48f7-ada3-0d743a3601d5",
    "MCOMEETADV": "0c266dff-15dd-4b49-8397-2bb16070ed52",
    "SHAREPOINTSTANDARD": "1fc08a02-8b3d-43b9-831e-f76859e04e1a",
    "SHAREPOINTENTERPRISE": "a9732ec9-17d9-494c-a51c-d6b45b384dcb",
    "HARBOUR_ARCHIVE_TENANT": "2e8b6c41-90d3-4f7a-b5c8-61d2e7f3a904",
    "VISIOONLINE_PLAN1": "4b244418-9658-4451-a2b8-b5e2b364e9bd",
}
PLAN = {
    "TEAMS1": "57ff2da0-773e-42df-b2af-ffb7a2317929",
    "MCOSTANDARD": "0feaeb32-d00e-4d66-bd5a-43b5b83db82c",
    "MCOMEETADV": "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40",
    "SWAY": "a23b959c-7ce8-4e57-9140-b90eb88a9e97",
    "YAMMER_ENTERPRISE": "7547a3fe-08ee-4ccb-b430-5077c5041653",
    "SHAREPOINTSTANDARD": "c7699d2e-19aa-44de-8edf-1736da088ca1",
    "SHAREPOINTENTERPRISE": "5dbe027f-2339-4123-9542-606e4d348a72",
}
NOT_BOUGHT = "c7df2760-2c81-4ef7-b578-5b5392b571df"
NOBODY = "00000000-0000-4000-8000-00000000dead"


@dataclass(frozen=True)
class Server:
    """The server of this run, from its ready file."""

    https: str
    http: str
    tenant_id: str
    domain: str

    @staticmethod
    def from_environment() -> "Server":
        """Reads the file that RESEAT_READY_FILE names."""
        facts = json.loads(Path(os.environ["RESEAT_READY_FILE"]).read_text())
        return Server(facts["https"], facts["http"], facts["tenantId"], facts["tenantDomain"])

    @property
    def authority(self) -> str:
        """The authority as MSAL wants it."""
        return f"{self.https}/{self.tenant_id}"

    @property
    def port(self) -> int:
        """The port of https."""
        return int(self.https.rsplit(":", 1)[1])

    def upn(self, name: str) -> str:
        """The sign-in name of one of compat/tenant.yaml's people."""
        return f"{name}@{self.domain}"

    def app(self, client_id: str = SCRIPTS, secret: str = SCRIPTS_SECRET) -> ClientSecretCredential:
        """An application's credential; its host is not one of Microsoft's, so it is not looked up there."""
        return ClientSecretCredential(
            self.tenant_id, client_id, secret, authority=self.https, disable_instance_discovery=True
        )

    def graph(self, credential: TokenCredential) -> GraphServiceClient:
        """Graph at this server's own address."""
        provider = AzureIdentityAuthenticationProvider(
            credential, scopes=[f"{self.https}/.default"], allowed_hosts=["localhost"]
        )
        adapter = GraphRequestAdapter(provider)
        adapter.base_url = f"{self.https}/v1.0"
        return GraphServiceClient(request_adapter=adapter)


def users_query(eventual: bool = False, **options: Any) -> RequestConfiguration:
    """Query options for a list of people; `eventual` asks for advanced queries."""
    query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(**options)
    configuration = RequestConfiguration(query_parameters=query)
    if eventual:
        configuration.headers.add("ConsistencyLevel", "eventual")
    return configuration


def licenses(
    add: list[str | AssignedLicense] | None = None, remove: list[str] | None = None
) -> AssignLicensePostRequestBody:
    """The body of assignLicense; products by part number or GUID."""
    added = [
        item if isinstance(item, AssignedLicense) else AssignedLicense(sku_id=SKU.get(item, item))
        for item in add or []
    ]
    return AssignLicensePostRequestBody(
        add_licenses=added, remove_licenses=[SKU.get(item, item) for item in remove or []]
    )


def held(user: User) -> set[str]:
    """The products a person holds, as GUIDs."""
    return {str(item.sku_id) for item in user.assigned_licenses or []}
