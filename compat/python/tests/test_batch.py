"""Several requests in one: $batch, as the SDK's batch classes send it.

Two things that these versions of the SDK cannot do, with any server, and that the JavaScript suite tests instead: they
send `depends_on` where Graph reads `dependsOn`, so the order that they ask for is not heard; and they drop the body of
every answer that is a JSON object (microsoft/kiota-python issue 737), so bodies are read here from the same request
sent by hand.
"""

import httpx
import pytest
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_content_collection import BatchRequestContentCollection
from msgraph_core.requests.batch_request_item import BatchRequestItem

from compat import NOBODY, licenses


@pytest.fixture
def item(graph):
    """One request of a batch."""

    def make(request, name):
        request.path_parameters["baseurl"] = graph.request_adapter.base_url
        return BatchRequestItem(request, id=name)

    return make


def batch(*items):
    content = BatchRequestContent()
    for entry in items:
        content.add_request(entry.id, entry)
    return content


@pytest.fixture
def by_hand(run, graph, server):
    """Sends what the SDK would send, and gives back the answers by id."""

    def send(content):
        request = run(graph.batch.to_post_request_information(content))
        token = server.app().get_token(f"{server.https}/.default").token
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        answer = httpx.post(f"{server.https}/v1.0/$batch", content=request.content, headers=headers)
        assert answer.status_code == 200, answer.text
        return {part["id"]: part for part in answer.json()["responses"]}

    return send


def test_each_request_has_its_answer(run, graph, item, server, by_hand):
    content = batch(
        item(graph.subscribed_skus.to_get_request_information(), "skus"),
        item(graph.users.by_user_id(server.upn("person07")).to_get_request_information(), "person"),
        item(graph.users.by_user_id(NOBODY).to_get_request_information(), "nobody"),
    )
    answer = run(graph.batch.post(content))
    assert answer.get_response_status_codes() == {"skus": 200, "person": 200, "nobody": 404}
    assert answer.get_response_by_id("person").content_type.startswith("application/json")

    parts = by_hand(content)
    assert parts["person"]["body"]["displayName"] == "Person 07"
    assert len(parts["skus"]["body"]["value"]) >= 10
    assert parts["nobody"]["body"]["error"]["code"] == "Request_ResourceNotFound"


def test_changes_of_several_people(run, graph, item, new_person):
    people = [new_person() for _ in range(4)]
    change = licenses(add=["PROJECT_P1"])
    ones = [graph.users.by_user_id(person.id) for person in people]
    answer = run(graph.batch.post(batch(
        *(item(one.assign_license.to_post_request_information(change), str(n)) for n, one in enumerate(ones))
    )))
    assert answer.get_response_status_codes() == {str(n): 200 for n in range(4)}
    for one in ones:
        assert [held.sku_part_number for held in run(one.license_details.get()).value] == ["PROJECT_P1"]


def test_one_refusal_does_not_stop_the_others(graph, item, new_person, by_hand):
    first, second = (graph.users.by_user_id(new_person().id).assign_license for _ in range(2))
    parts = by_hand(batch(
        item(first.to_post_request_information(licenses(remove=["POWER_BI_PRO"])), "refused"),
        item(second.to_post_request_information(licenses(add=["PROJECT_P1"])), "done"),
    ))
    assert {name: part["status"] for name, part in parts.items()} == {"refused": 400, "done": 200}
    assert parts["refused"]["body"]["error"]["message"] == "User does not have a corresponding license."


def test_deletions_have_no_body(run, graph, item, new_person):
    people = [new_person() for _ in range(3)]
    answer = run(graph.batch.post(batch(
        *(item(graph.users.by_user_id(one.id).to_delete_request_information(), one.id) for one in people)
    )))
    assert answer.get_response_status_codes() == {one.id: 204 for one in people}


def test_more_than_twenty_go_in_several_batches(run, graph, item, server):
    many = BatchRequestContentCollection()
    for number in range(25):
        request = graph.users.by_user_id(server.upn("person07")).to_get_request_information()
        many.add_batch_request_item(item(request, f"r{number}"))
    answers = run(graph.batch.post(many))
    codes = {}
    for part in answers.get_responses():
        codes |= part.get_response_status_codes()
    assert codes == {f"r{number}": 200 for number in range(25)}
