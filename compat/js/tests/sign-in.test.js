// Tokens for applications and for people, as @azure/identity and @azure/msal-node fetch them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DeviceCodeCredential } from "@azure/identity";
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from "@azure/msal-node";
import { Browser } from "../browser.js";
import {
  app, graph, licenses, newPerson, PASSWORD, refusal, SCRIPTS, SCRIPTS_SECRET, server, TOOLS,
} from "../compat.js";

const auth = { authority: server.authority, knownAuthorities: [server.host] };
const SCOPES = ["User.Read", "Organization.Read.All"];
// How long a test waits for somebody who does not answer.
const WAIT_SECONDS = 60;
const tools = () => new PublicClientApplication({ auth: { ...auth, clientId: TOOLS } });

const answeredBy = (name) => (device) =>
  new Browser().enterCode(device.verificationUri, device.userCode, server.upn(name), PASSWORD);

/** Graph in the name of somebody who answers the device code at once; asked for one token however often it is used. */
function graphAs(name) {
  let answered;
  const credential = new DeviceCodeCredential({
    tenantId: server.tenantId,
    clientId: TOOLS,
    authorityHost: server.https,
    disableInstanceDiscovery: true,
    userPromptCallback: (device) => {
      answered = answeredBy(name)(device);
    },
  });
  const getToken = async (scopes, options) => {
    const abortSignal = AbortSignal.timeout(WAIT_SECONDS * 1000);
    const token = await credential.getToken(scopes, { ...options, abortSignal });
    await answered;
    return token;
  };
  return graph({ getToken });
}

test("an application gets a token and keeps it", async () => {
  const scripts = new ConfidentialClientApplication({
    auth: { ...auth, clientId: SCRIPTS, clientSecret: SCRIPTS_SECRET },
  });
  const first = await scripts.acquireTokenByClientCredential({ scopes: [server.scope] });
  assert.deepEqual([first.tokenType, first.fromCache], ["Bearer", false]);
  const again = await scripts.acquireTokenByClientCredential({ scopes: [server.scope] });
  assert.deepEqual([again.fromCache, again.accessToken], [true, first.accessToken]);
});

test("wrong secrets and unknown applications are told apart", async () => {
  const token = (clientId, clientSecret) =>
    new ConfidentialClientApplication({ auth: { ...auth, clientId, clientSecret } }).acquireTokenByClientCredential({
      scopes: [server.scope],
    });
  await assert.rejects(token(SCRIPTS, "wrong"), (error) => {
    assert.equal(error.errorCode, "invalid_client");
    assert.match(error.errorMessage, /AADSTS7000215/);
    return true;
  });
  await assert.rejects(token("00000000-0000-4000-8000-000000000001", "any"), /AADSTS700016/);
  await assert.rejects(app(SCRIPTS, "wrong").getToken(server.scope), /AADSTS7000215/);
});

// Together, because the clients ask, wait for the five seconds that the server names, and ask again.
describe("device codes", { concurrency: true }, () => {
  test("a device code with MSAL", async () => {
    const result = await tools().acquireTokenByDeviceCode({
      scopes: SCOPES,
      timeout: WAIT_SECONDS,
      deviceCodeCallback: answeredBy("reader"),
    });
    assert.equal(result.account.username, server.upn("reader"));
    assert.equal(result.account.tenantId, server.tenantId);
    assert.deepEqual(result.scopes.toSorted().filter((scope) => SCOPES.includes(scope)), SCOPES.toSorted());
  });

  test("a device code with @azure/identity, and /me", async () => {
    const linus = graphAs("licenses");
    const me = await linus.api("/me").select("displayName,department").get();
    assert.deepEqual([me.displayName, me.department], ["Linus Vogt", "IT"]);
    const { value } = await linus.api("/me/licenseDetails").get();
    assert.deepEqual(value.map((details) => details.skuPartNumber), ["ENTERPRISEPACK"]);
  });

  test("a license administrator changes licences in their own name", async (t) => {
    const person = await newPerson(t, graph());
    const change = graphAs("licenses").api(`/users/${person.id}/assignLicense`);
    await change.post(licenses(["PROJECT_P1"]));
    await change.post(licenses([], ["PROJECT_P1"]));
  });

  test("14: the scope without the role is not enough", async () => {
    const change = graphAs("reader").api(`/users/${server.upn("person08")}/assignLicense`);
    const asked = change.post(licenses(["POWER_BI_PRO"]));
    assert.deepEqual((await refusal(asked)).slice(0, 2), [403, "Authorization_RequestDenied"]);
  });

  test("a declined device", async () => {
    const declined = tools().acquireTokenByDeviceCode({
      scopes: SCOPES,
      timeout: WAIT_SECONDS,
      deviceCodeCallback: async ({ verificationUri, userCode }) => {
        const browser = new Browser();
        await browser.send(await browser.open(`${verificationUri}?otc=${userCode}`), { cancel: "1" });
      },
    });
    // MSAL asks at once; when the person was slower than that, once more after the interval that the server named.
    await assert.rejects(declined, /authorization_declined/);
  });
});

test("code with PKCE, silence and refresh", async () => {
  const msal = tools();
  const redirectUri = "http://localhost:43212";
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const url = await msal.getAuthCodeUrl({
    scopes: SCOPES,
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
    state: "s-1",
    responseMode: "query",
  });
  const back = await new Browser().signIn(url, server.upn("reader"), PASSWORD);
  assert.equal(back.origin, redirectUri);
  assert.equal(back.searchParams.get("state"), "s-1");
  const code = back.searchParams.get("code");

  const result = await msal.acquireTokenByCode({ scopes: SCOPES, redirectUri, code, codeVerifier: verifier });
  assert.equal(result.account.username, server.upn("reader"));
  assert.equal(result.idTokenClaims.preferred_username, server.upn("reader"));

  const account = result.account;
  assert.ok((await msal.acquireTokenSilent({ scopes: SCOPES, account })).fromCache);
  const fresh = await msal.acquireTokenSilent({ scopes: SCOPES, account, forceRefresh: true });
  assert.ok(!fresh.fromCache && fresh.accessToken !== result.accessToken);

  // A code is good for one use.
  await assert.rejects(tools().acquireTokenByCode({ scopes: SCOPES, redirectUri, code, codeVerifier: verifier }), {
    errorCode: "invalid_grant",
  });
});

test("interactive sign-in opens a browser and comes back", async () => {
  let page;
  const result = await tools().acquireTokenInteractive({
    scopes: SCOPES,
    openBrowser: async (url) => {
      // MSAL redirects its own page once more and closes the listener at once: where that leads matters to nobody.
      page = new Browser().signIn(url, server.upn("admin"), PASSWORD).then((back) => fetch(back, { redirect: "manual" }));
    },
  });
  await page;
  assert.equal(result.account.name, "Greta Adler");
});

test("a name and a password", async () => {
  const result = await tools().acquireTokenByUsernamePassword({
    scopes: SCOPES, username: server.upn("licenses"), password: PASSWORD,
  });
  assert.equal(result.account.username, server.upn("licenses"));
});
