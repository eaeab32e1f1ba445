// Products, holders, assigning and taking away, pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PageIterator } from "@microsoft/microsoft-graph-client";
import { consumed, graph, licenses, newPerson, PLAN, server, SKU } from "../compat.js";

const client = graph();

test("products have their seats", async () => {
  const { value } = await client.api("/subscribedSkus").get();
  const e3 = value.find((sku) => sku.skuPartNumber === "ENTERPRISEPACK");
  assert.equal(e3.id, `${server.tenantId}_${SKU.ENTERPRISEPACK}`);
  assert.deepEqual(e3.prepaidUnits, { enabled: 80, suspended: 0, warning: 0, lockedOut: 0 });
  assert.equal(e3.subscriptionIds.length, 2);
  assert.equal(e3.servicePlans.find((plan) => plan.servicePlanName === "TEAMS1").servicePlanId, PLAN.TEAMS1);
  // What a person bought by self-service is not the organisation's (rules 25.22).
  assert.equal(value.find((sku) => sku.skuId === SKU.VISIOONLINE_PLAN1), undefined);
});

test("a product by its id, with $select", async () => {
  const sku = await client.api(`/subscribedSkus/${server.tenantId}_${SKU.POWER_BI_PRO}`).select("skuPartNumber").get();
  assert.equal(sku.skuPartNumber, "POWER_BI_PRO");
  assert.equal(sku.prepaidUnits, undefined);
});

async function holders(partNumber) {
  const { value } = await client
    .api("/users")
    .filter(`assignedLicenses/any(x:x/skuId eq ${SKU[partNumber]})`)
    .select(["id", "userPrincipalName"])
    .get();
  return value.map((person) => person.userPrincipalName);
}

test("the holders of a product", async () => {
  const found = await holders("POWER_BI_PRO");
  for (const name of ["person01", "person02", "person03", "person04"]) assert.ok(found.includes(server.upn(name)));
  assert.ok(!found.includes(server.upn("person08")));
});

test("assign and unassign move a seat and the holder", async (t) => {
  const person = await newPerson(t, client);
  const before = await consumed(client, "PROJECT_P1");
  const change = client.api(`/users/${person.id}/assignLicense`);

  const answer = await change.post(licenses(["PROJECT_P1"]));
  assert.equal(answer.userPrincipalName, person.userPrincipalName);
  assert.equal(await consumed(client, "PROJECT_P1"), before + 1);
  assert.ok((await holders("PROJECT_P1")).includes(person.userPrincipalName));

  await change.post(licenses([], ["PROJECT_P1"]));
  assert.equal(await consumed(client, "PROJECT_P1"), before);
  assert.ok(!(await holders("PROJECT_P1")).includes(person.userPrincipalName));
});

test("disabled plans, states and details of a licence", async (t) => {
  const person = await newPerson(t, client);
  const add = [{ skuId: SKU.ENTERPRISEPACK, disabledPlans: [PLAN.SWAY] }];
  await client.api(`/users/${person.userPrincipalName}/microsoft.graph.assignLicense`).post(licenses(add));

  const found = await client.api(`/users/${person.id}`).select("assignedLicenses,licenseAssignmentStates").get();
  assert.deepEqual(found.assignedLicenses, add);
  const [state] = found.licenseAssignmentStates;
  assert.deepEqual([state.state, state.error, state.assignedByGroup], ["Active", "None", null]);

  const { value } = await client.api(`/users/${person.id}/licenseDetails`).get();
  const plans = value[0].servicePlans;
  const status = Object.fromEntries(plans.map((plan) => [plan.servicePlanName, plan.provisioningStatus]));
  assert.deepEqual([status.SWAY, status.TEAMS1], ["Disabled", "Success"]);
});

test("the page iterator sees everybody once", async () => {
  const whole = await client.api("/users").top(999).select("id").get();
  const first = await client.api("/users").top(4).select("id").get();
  assert.equal(first.value.length, 4);
  assert.ok(first["@odata.nextLink"].startsWith(`${server.https}/v1.0/users?`));
  const seen = [];
  const pages = new PageIterator(client, first, (person) => seen.push(person.id) > 0);
  await pages.iterate();
  assert.ok(pages.isComplete());
  assert.deepEqual(seen.toSorted(), whole.value.map((person) => person.id).toSorted());
});

test("count, order and search", async () => {
  const counted = await client.api("/users").header("ConsistencyLevel", "eventual").count(true).top(1).get();
  assert.ok(counted["@odata.count"] >= 19 && counted.value.length === 1);
  assert.equal((await client.api("/users").count(true).top(1).get())["@odata.count"], undefined);

  const number = await client.api("/users/$count").header("ConsistencyLevel", "eventual").get();
  assert.ok(Number(number) >= 19);

  const { value } = await client
    .api("/users")
    .header("ConsistencyLevel", "eventual")
    .count(true)
    .search('"displayName:Person"')
    .orderby("displayName desc")
    .get();
  const names = value.map((person) => person.displayName);
  assert.ok(names.includes("Person 12"));
  assert.deepEqual(names, names.toSorted().toReversed());
});

test("deleted people come back with their licences", async (t) => {
  const person = await newPerson(t, client, ["PROJECT_P1"]);
  const held = await consumed(client, "PROJECT_P1");
  await client.api(`/users/${person.id}`).delete();
  assert.equal(await consumed(client, "PROJECT_P1"), held - 1);

  const { value } = await client.api("/directory/deletedItems/microsoft.graph.user").top(999).get();
  assert.ok(value.some((one) => one.id === person.id));
  await client.api(`/directory/deletedItems/${person.id}/restore`).post({});
  assert.equal(await consumed(client, "PROJECT_P1"), held);

  await client.api(`/users/${person.id}`).delete();
  await client.api(`/directory/deletedItems/${person.id}`).delete();
  await assert.rejects(client.api(`/directory/deletedItems/${person.id}`).get(), { statusCode: 404 });
});

test("a person's properties are changed", async (t) => {
  const person = await newPerson(t, client);
  await client.api(`/users/${person.id}`).patch({ jobTitle: "Archivist", usageLocation: "AT" });
  const found = await client.api(`/users/${person.id}`).select("jobTitle,usageLocation").get();
  assert.deepEqual([found.jobTitle, found.usageLocation], ["Archivist", "AT"]);
});
