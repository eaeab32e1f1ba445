"""Fixtures: the server, clients signed in to it, and people whom a test may change."""

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest
from kiota_abstractions.api_error import APIError
from msgraph import GraphServiceClient
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_profile import PasswordProfile
from msgraph.generated.models.user import User

from compat import PASSWORD, REPORTS, REPORTS_SECRET, Server, licenses

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]
NewPerson = Callable[..., User]


@pytest.fixture(scope="session")
def server() -> Server:
    """The server of this run."""
    return Server.from_environment()


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Waits for a request: one loop for all, because a client keeps its connections in the loop it began in."""
    loop = asyncio.new_event_loop()
    yield loop.run_until_complete
    loop.close()


@pytest.fixture(scope="session")
def graph(server: Server) -> GraphServiceClient:
    """Graph as the application that may do everything."""
    return server.graph(server.app())


@pytest.fixture(scope="session")
def reports(server: Server) -> GraphServiceClient:
    """Graph as the application that may only read."""
    return server.graph(server.app(REPORTS, REPORTS_SECRET))


@pytest.fixture(scope="session")
def new_name() -> Callable[[], str]:
    """Names that nobody has yet."""
    numbers = itertools.count(1)
    return lambda: f"py-{next(numbers):03}"


@pytest.fixture
def new_person(
    run: Run, graph: GraphServiceClient, server: Server, new_name: Callable[[], str]
) -> Iterator[NewPerson]:
    """Makes people; they are deleted after the test, so that their seats are free again."""
    made: list[str] = []

    def make(hold: list[str] | None = None, **properties: Any) -> User:
        name = new_name()
        body = {
            "account_enabled": True,
            "display_name": f"Test {name}",
            "mail_nickname": name,
            "user_principal_name": server.upn(name),
            "usage_location": "DE",
            "password_profile": PasswordProfile(password=PASSWORD, force_change_password_next_sign_in=False),
        }
        person = run(graph.users.post(User(**(body | properties))))
        made.append(person.id)
        if hold:
            run(graph.users.by_user_id(person.id).assign_license.post(licenses(add=hold)))
        return person

    yield make
    for person_id in made:
        try:
            run(graph.users.by_user_id(person_id).delete())
        except ODataError as error:
            # The test deleted them itself.
            assert error.response_status_code == 404, error


@pytest.fixture(scope="session")
def refused(run: Run) -> Callable[[Coroutine[Any, Any, Any]], tuple[int, str, str]]:
    """Status, code and message of the refusal that a request is expected to meet, as the client read it."""

    def ask(request: Coroutine[Any, Any, Any]) -> tuple[int, str, str]:
        with pytest.raises(APIError) as caught:
            run(request)
        error = caught.value
        # Anything but ODataError means that the client could not read the body.
        assert isinstance(error, ODataError), error
        assert error.error.inner_error.request_id and error.error.inner_error.date
        return error.response_status_code, error.error.code, error.error.message

    return ask
