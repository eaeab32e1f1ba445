// Several requests in one: $batch, through the client's own classes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BatchRequestContent, BatchResponseContent } from "@microsoft/microsoft-graph-client";
import { graph, licenses, newPerson, NOBODY, server } from "../compat.js";

const client = graph();

const get = (path) => new Request(`${server.https}/v1.0${path}`);
const post = (path, body) =>
  new Request(`${server.https}/v1.0${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function batch(...steps) {
  const content = new BatchRequestContent(steps);
  return new BatchResponseContent(await client.api("/$batch").post(await content.getContent()));
}

test("answers are read one by one", async () => {
  const answers = await batch(
    { id: "skus", request: get("/subscribedSkus?$select=skuPartNumber") },
    { id: "person", request: get(`/users/${server.upn("person07")}`) },
    { id: "nobody", request: get(`/users/${NOBODY}`) },
  );
  assert.equal(answers.getResponses().size, 3);
  const person = answers.getResponseById("person");
  assert.ok(person.ok);
  assert.equal((await person.json()).displayName, "Person 07");
  assert.ok((await answers.getResponseById("skus").json()).value.length >= 10);
  const nobody = answers.getResponseById("nobody");
  assert.equal(nobody.status, 404);
  assert.equal((await nobody.json()).error.code, "Request_ResourceNotFound");
});

test("changes one after the other", async (t) => {
  const person = await newPerson(t, client);
  const path = `/users/${person.id}`;
  const answers = await batch(
    { id: "1", request: post(`${path}/assignLicense`, licenses(["PROJECT_P1"])) },
    { id: "2", request: get(`${path}/licenseDetails`), dependsOn: ["1"] },
    { id: "3", request: post(`${path}/assignLicense`, licenses([], ["PROJECT_P1"])), dependsOn: ["2"] },
  );
  assert.deepEqual(["1", "2", "3"].map((id) => answers.getResponseById(id).status), [200, 200, 200]);
  const { value } = await answers.getResponseById("2").json();
  assert.deepEqual(value.map((details) => details.skuPartNumber), ["PROJECT_P1"]);
  assert.deepEqual((await client.api(`${path}/licenseDetails`).get()).value, []);
});

test("what depends on a refusal is not done", async (t) => {
  const person = await newPerson(t, client);
  const path = `/users/${person.id}/assignLicense`;
  const answers = await batch(
    { id: "first", request: post(path, licenses([], ["POWER_BI_PRO"])) },
    { id: "second", request: post(path, licenses(["POWER_BI_PRO"])), dependsOn: ["first"] },
  );
  assert.equal(answers.getResponseById("first").status, 400);
  const { error } = await answers.getResponseById("first").json();
  assert.equal(error.message, "User does not have a corresponding license.");
  assert.equal(answers.getResponseById("second").status, 424);
  assert.deepEqual((await client.api(`/users/${person.id}/licenseDetails`).get()).value, []);
});

test("an answer without a body", async (t) => {
  const person = await newPerson(t, client);
  const request = new Request(`${server.https}/v1.0/users/${person.id}`, { method: "DELETE" });
  const answer = (await batch({ id: "gone", request })).getResponseById("gone");
  assert.equal(answer.status, 204);
});

test("twenty in one batch, and not one more", async () => {
  const path = `/users/${server.upn("person07")}`;
  const steps = Array.from({ length: 20 }, (_, n) => ({ id: `${n}`, request: get(path) }));
  const answers = await batch(...steps);
  assert.ok(steps.every(({ id }) => answers.getResponseById(id).status === 200));

  const requests = Array.from({ length: 21 }, (_, n) => ({ id: `${n}`, method: "GET", url: "/subscribedSkus" }));
  await assert.rejects(client.api("/$batch").post({ requests }), { statusCode: 400 });
});
