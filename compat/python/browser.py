"""A person at the sign-in pages: reads the forms that the server shows, fills them in, sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx


@dataclass
class Form:
    """One form of a page: where it goes and what it holds."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(values.get("action", "")))
        elif tag == "input" and self.found and "name" in values:
            self.found[-1].fields[values["name"]] = values.get("value", "")


def forms(page: httpx.Response) -> list[Form]:
    """The forms of a page."""
    reader = _Forms()
    reader.feed(page.text)
    return reader.found


class Browser:
    """Keeps cookies, follows nothing by itself."""

    def __init__(self) -> None:
        self.client = httpx.Client()

    def open(self, url: str) -> httpx.Response:
        """A page."""
        page = self.client.get(url)
        assert page.status_code == 200, (page.status_code, page.text)
        return page

    def send(self, page: httpx.Response, **values: str) -> httpx.Response:
        """Sends the page's first form, filled in."""
        form = forms(page)[0]
        unknown = set(values) - set(form.fields) - {"cancel"}
        assert not unknown, f"the form has no {unknown}"
        # A page of this server, so that the browser would say so.
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self.client.post(urljoin(str(page.url), form.action), data=form.fields | values, headers=headers)

    def sign_in(self, url: str, username: str, password: str) -> httpx.Response:
        """Opens an application's sign-in request and answers it; gives back the redirect to the application."""
        return self.send(self.open(url), username=username, password=password)

    def arrive(self, answer: httpx.Response) -> httpx.Response:
        """Carries the server's answer to the application: a redirect, or a form that a browser sends by itself."""
        if answer.is_redirect:
            return self.client.get(answer.headers["location"])
        form = forms(answer)[0]
        return self.client.post(form.action, data=form.fields)

    def enter_code(self, url: str, code: str, username: str, password: str) -> httpx.Response:
        """Enters a device's code at the address that the device showed, then signs in."""
        page = self.open(url)
        form = forms(page)[0]
        asked = self.client.get(urljoin(str(page.url), form.action), params=form.fields | {"otc": code})
        assert asked.status_code == 200, (asked.status_code, asked.text)
        return self.send(asked, username=username, password=password)
