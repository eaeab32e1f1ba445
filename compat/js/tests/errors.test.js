// Every refusal of a licence change that contract section 10 documents, as the client reads it. The numbers are its
// rows; 2, 12, 15 and 16 need what this server does not have yet, or do not happen on purpose.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  app, graph, licenses, newPerson, NOBODY, NOT_BOUGHT, PLAN, refusal, REPORTS, REPORTS_SECRET, server, SKU,
} from "../compat.js";

const client = graph();
const reports = graph(app(REPORTS, REPORTS_SECRET));
const BAD = "Request_BadRequest";

const change = (name, body) => {
  const key = name.includes("-") || name.includes("@") ? name : server.upn(name);
  return refusal(client.api(`/users/${key}/assignLicense`).post(body));
};

test("1: no usage location", async () => {
  const text = "License assignment cannot be done for user with invalid usage location.";
  assert.deepEqual(await change("nowhere", licenses(["POWER_BI_PRO"])), [400, BAD, text]);
});

for (const product of ["EXCHANGESTANDARD", "VISIOCLIENT"]) {
  test(`3: no seat of ${product} is free`, async (t) => {
    const person = await newPerson(t, client);
    const text = `Subscription with SKU ${SKU[product]} does not have any available licenses.`;
    assert.deepEqual(await change(person.id, licenses([product])), [400, BAD, text]);
  });
}

test("4: not held", async () => {
  const text = "User does not have a corresponding license.";
  assert.deepEqual(await change("person08", licenses([], ["POWER_BI_PRO"])), [400, BAD, text]);
});

test("5: not a product of the company", async () => {
  const text = `License ${NOT_BOUGHT} does not correspond to a valid company License.`;
  assert.deepEqual(await change("person08", licenses([NOT_BOUGHT])), [400, BAD, text]);
});

test("6: a product for the whole tenant", async () => {
  const text = `License ${SKU.HARBOUR_ARCHIVE_TENANT} cannot be assigned to a user.`;
  assert.deepEqual(await change("person08", licenses(["HARBOUR_ARCHIVE_TENANT"])), [400, BAD, text]);
});

test("7: a plan depends on another, when it comes and when the other goes", async (t) => {
  const start = `License assignment failed because service plan ${PLAN.MCOMEETADV} depends on the service plan(s) `;
  const [status, code, text] = await change("person08", licenses(["MCOMEETADV"]));
  assert.deepEqual([status, code, text.slice(0, start.length)], [400, BAD, start]);
  assert.deepEqual(text.slice(start.length).split(", ").toSorted(), [PLAN.TEAMS1, PLAN.MCOSTANDARD].toSorted());

  const person = await newPerson(t, client, ["ENTERPRISEPACK", "MCOMEETADV"]);
  assert.deepEqual(await change(person.id, licenses([], ["ENTERPRISEPACK"])), [400, BAD, text]);
});

test("8: plans exclude each other", async (t) => {
  const person = await newPerson(t, client, ["SHAREPOINTSTANDARD"]);
  const [status, code, text] = await change(person.id, licenses(["SHAREPOINTENTERPRISE"]));
  assert.deepEqual([status, code], [400, BAD]);
  const pattern = /^License assignment failed because service plans (\S+), (\S+) are mutually exclusive\.$/;
  const [, one, other] = pattern.exec(text);
  const both = [PLAN.SHAREPOINTSTANDARD, PLAN.SHAREPOINTENTERPRISE];
  assert.deepEqual([one, other].toSorted(), both.toSorted());
});

for (const [body, missing] of [
  [{ removeLicenses: [] }, "addLicenses"],
  [{ addLicenses: [] }, "removeLicenses"],
  [{}, "addLicenses, removeLicenses"],
]) {
  test(`9: ${missing} missing`, async () => {
    const text =
      "One or more parameters of the operation 'assignLicense' are missing from the request payload. " +
      `The missing parameters are: ${missing}.`;
    assert.deepEqual(await change("person08", body), [400, BAD, text]);
  });
}

test("10: not a GUID", async () => {
  const text =
    "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details.";
  assert.deepEqual(await change("person08", licenses([{ skuId: "E3" }])), [400, BAD, text]);
});

test("11: a plan that the product does not have", async () => {
  const add = [{ skuId: SKU.POWER_BI_PRO, disabledPlans: [PLAN.SWAY] }];
  const [status, code, text] = await change("person08", licenses(add));
  assert.deepEqual([status, code], [400, BAD]);
  assert.ok(text.includes(PLAN.SWAY), text);
});

test("13: nobody of that id", async () => {
  const text = `Resource '${NOBODY}' does not exist or one of its queried reference-property objects are not present.`;
  assert.deepEqual(await change(NOBODY, licenses(["POWER_BI_PRO"])), [404, "Request_ResourceNotFound", text]);
});

test("14: without the permission", async () => {
  const asked = reports.api(`/users/${server.upn("person08")}/assignLicense`).post(licenses(["POWER_BI_PRO"]));
  const text = "Insufficient privileges to complete the operation.";
  assert.deepEqual(await refusal(asked), [403, "Authorization_RequestDenied", text]);
});

test("a self-service purchase names its purchaser", async () => {
  const [status, code, text] = await change("person01", licenses([], ["VISIOONLINE_PLAN1"]));
  assert.deepEqual([status, code], [400, BAD]);
  assert.ok(text.includes(server.upn("person01")), text);
});

test("a token that is none", async () => {
  const stranger = graph({ getToken: async () => ({ token: "a.b.c", expiresOnTimestamp: Date.now() + 3_600_000 }) });
  const [status, code] = await refusal(stranger.api("/users").get());
  assert.deepEqual([status, code], [401, "InvalidAuthenticationToken"]);
});

test("an unknown segment is no stub", async () => {
  const [status, code, text] = await refusal(client.api("/teams").get());
  assert.deepEqual([status, code], [400, "BadRequest"]);
  assert.ok(text.includes("teams"), text);
});

test("a page that is too large", async () => {
  const text = "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.";
  assert.deepEqual(await refusal(client.api("/users").top(1000).get()), [400, "Request_UnsupportedQuery", text]);
});
