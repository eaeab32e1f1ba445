// What the tests share: the server they run against, its organisation's names, and clients set up for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ClientSecretCredential } from "@azure/identity";
import { Client, GraphError } from "@microsoft/microsoft-graph-client";
import azureTokens from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";

// The applications of compat/tenant.yaml.
export const SCRIPTS = "5b0d8a5e-7a3c-4c0e-9a55-0e2f6c1b7d10";
export const SCRIPTS_SECRET = "cobalt-scripts-not-a-secret-2026";
export const REPORTS = "9a4c7e21-6d0b-4f58-8e13-b27f5d90c3a6";
export const REPORTS_SECRET = "cobalt-reports-not-a-secret-2026";
export const TOOLS = "1f6c2f4e-3a8b-4a57-8f0c-6f1d2b9c4e21";
export const PASSWORD = "Cobalt-Compat-2026!";

// Products by part number, as clients know them: by GUID.
export const SKU = {
  ENTERPRISEPACK: "6fd2c87f-b296-42f0-b197-1e91e994b900",
  POWER_BI_PRO: "f8a1db68-be16-40ed-86d5-cb42ce701560",
  PROJECT_P1: "beb6439c-caad-48d3-bf46-0c82871e12be",
  EXCHANGESTANDARD: "4b9405b0-7788-4568-add1-99614e613b69",
  VISIOCLIENT: "c5928f49-12ba-48f7-ada3-0d743a3601d5",
  MCOMEETADV: "0c266dff-15dd-4b49-8397-2bb16070ed52",
  SHAREPOINTSTANDARD: "1fc08a02-8b3d-43b9-831e-f76859e04e1a",
  SHAREPOINTENTERPRISE: "a9732ec9-17d9-494c-a51c-d6b45b384dcb",
  HARBOUR_ARCHIVE_TENANT: "2e8b6c41-90d3-4f7a-b5c8-61d2e7f3a904",
  VISIOONLINE_PLAN1: "4b244418-9658-4451-a2b8-b5e2b364e9bd",
};
export const PLAN = {
  TEAMS1: "57ff2da0-773e-42df-b2af-ffb7a2317929",
  MCOSTANDARD: "0feaeb32-d00e-4d66-bd5a-43b5b83db82c",
  MCOMEETADV: "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40",
  SWAY: "a23b959c-7ce8-4e57-9140-b90eb88a9e97",
  SHAREPOINTSTANDARD: "c7699d2e-19aa-44de-8edf-1736da088ca1",
  SHAREPOINTENTERPRISE: "5dbe027f-2339-4123-9542-606e4d348a72",
};
export const NOT_BOUGHT = "c7df2760-2c81-4ef7-b578-5b5392b571df";
export const NOBODY = "00000000-0000-4000-8000-00000000dead";

const facts = JSON.parse(readFileSync(process.env.RESEAT_READY_FILE, "utf8"));

/** The server of this run. */
export const server = {
  https: facts.https,
  host: new URL(facts.https).host,
  tenantId: facts.tenantId,
  authority: `${facts.https}/${facts.tenantId}`,
  scope: `${facts.https}/.default`,
  /** The sign-in name of one of compat/tenant.yaml's people. */
  upn: (name) => `${name}@${facts.tenantDomain}`,
};

/** An application's credential; the server's host is not one of Microsoft's, so it is not looked up there. */
export function app(clientId = SCRIPTS, secret = SCRIPTS_SECRET) {
  return new ClientSecretCredential(server.tenantId, clientId, secret, {
    authorityHost: server.https,
    disableInstanceDiscovery: true,
  });
}

/** Graph at the server's own address. */
export function graph(credential = app()) {
  return Client.initWithMiddleware({
    authProvider: new azureTokens.TokenCredentialAuthenticationProvider(credential, { scopes: [server.scope] }),
    baseUrl: `${server.https}/`,
    customHosts: new Set(["localhost"]),
  });
}

/** The body of assignLicense; products by part number, GUID or entry. */
export function licenses(add = [], remove = []) {
  const id = (name) => SKU[name] ?? name;
  return {
    addLicenses: add.map((item) => (typeof item === "string" ? { skuId: id(item), disabledPlans: [] } : item)),
    removeLicenses: remove.map(id),
  };
}

/** The refusal that a request is expected to meet, as the client read it: status, code, message. */
export async function refusal(request) {
  const error = await request.then(
    (answer) => assert.fail(`expected a refusal, got ${JSON.stringify(answer)}`),
    (caught) => caught,
  );
  if (!(error instanceof GraphError)) throw error;
  assert.match(error.requestId, /^[0-9a-f-]{36}$/);
  assert.ok(error.date instanceof Date && !Number.isNaN(error.date.valueOf()));
  return [error.statusCode, error.code, error.message];
}

let made = 0;

/** Makes somebody whom the test `t` may change; deleted after it, so that their seats are free again. */
export async function newPerson(t, client, hold = []) {
  made += 1;
  const name = `js-${process.pid}-${made}`;
  const person = await client.api("/users").post({
    accountEnabled: true,
    displayName: `Test ${name}`,
    mailNickname: name,
    userPrincipalName: server.upn(name),
    usageLocation: "DE",
    passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: false },
  });
  t.after(async () => {
    await client.api(`/users/${person.id}`).delete().catch((error) => assert.equal(error.statusCode, 404));
  });
  if (hold.length > 0) await client.api(`/users/${person.id}/assignLicense`).post(licenses(hold));
  return person;
}

/** How many seats of a product are taken. */
export async function consumed(client, partNumber) {
  const { value } = await client.api("/subscribedSkus").get();
  return value.find((sku) => sku.skuPartNumber === partNumber).consumedUnits;
}
