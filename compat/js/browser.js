// A person at the sign-in pages: reads the forms that the server shows, fills them in, sends them.

import assert from "node:assert/strict";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#34;": '"', "&#38;": "&" };
const text = (html) => html.replace(/&(?:#\d+|\w+);/g, (entity) => ENTITIES[entity] ?? entity);

function attributes(tag) {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, text(value)]));
}

/** The first form of a page: where it goes and what it holds. */
export function firstForm(html) {
  const [, open, inside] = /<form([^>]*)>(.*?)<\/form>/s.exec(html) ?? assert.fail(`no form in ${html}`);
  const inputs = [...inside.matchAll(/<input([^>]*)>/g)].map(([, tag]) => attributes(tag));
  const fields = Object.fromEntries(inputs.filter(({ name }) => name).map(({ name, value = "" }) => [name, value]));
  return { action: attributes(open).action, fields };
}

/** Keeps cookies, follows nothing by itself. */
export class Browser {
  #cookies = new Map();

  async #request(url, options = {}) {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    const headers = { ...options.headers, ...(cookie && { cookie }) };
    const answer = await fetch(url, { ...options, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    return { url, status: answer.status, location: answer.headers.get("location"), html: await answer.text() };
  }

  async open(url) {
    const page = await this.#request(url);
    assert.equal(page.status, 200, page.html);
    return page;
  }

  /** Sends the page's first form, filled in. */
  async send(page, values) {
    const form = firstForm(page.html);
    return this.#request(new URL(form.action, page.url).href, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ ...form.fields, ...values }).toString(),
    });
  }

  /** Opens an application's sign-in request and answers it; gives back what the server sent to the application. */
  async signIn(url, username, password) {
    const answer = await this.send(await this.open(url), { username, password });
    assert.ok([302, 303].includes(answer.status), answer.html);
    return new URL(answer.location);
  }

  /** Enters a device's code at the address that the device showed, then signs in. */
  async enterCode(url, code, username, password) {
    const page = await this.open(url);
    const form = firstForm(page.html);
    const asked = new URL(form.action, page.url);
    asked.search = new URLSearchParams({ ...form.fields, otc: code }).toString();
    const done = await this.send(await this.open(asked.href), { username, password });
    assert.equal(done.status, 200, done.html);
  }
}
