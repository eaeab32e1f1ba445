"""Asks everything that docs/openapi.json describes, rightly and wrongly, and holds the answers against it.

Schemathesis makes the requests: the edges of every schema first, then random ones from a fixed seed. An answer must be
none above 499, of a status, content type and shape that the document has. Usage: check.py [SECONDS]; without SECONDS a
fixed number of requests is made, which is what `make test` runs; `make test-long` gives it ten minutes.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
SEED = "20261123"
EXAMPLES = "25"
# The client, and the person of compat/tenant.yaml who may do everything.
CLIENT = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
PERSON, PASSWORD = "admin@cobalt.example", "Cobalt-Compat-2026!"
# The clock is not turned on: a jump of years ends every subscription, and all that follows is refused alike.
LEFT_OUT = ("/reseat/v1/clock",)


class Api:
    """The server, in the person's name."""

    def __init__(self, url: str) -> None:
        form = {
            "grant_type": "password", "client_id": CLIENT, "username": PERSON, "password": PASSWORD,
            "scope": "https://graph.microsoft.com/.default",
        }
        answer = requests.post(f"{url}/cobalt.example/oauth2/v2.0/token", data=form, timeout=30)
        answer.raise_for_status()
        self.url = url
        self.authorization = f"Bearer {answer.json()['access_token']}"

    def ask(self, method: str, path: str, body: object = None) -> dict:
        """The JSON of a good answer."""
        headers = {"Authorization": self.authorization}
        answer = requests.request(method, f"{self.url}{path}", json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        return answer.json()


def config(api: Api) -> str:
    """Ids of things that are there, so that requests get past the look-up of their id."""
    products = api.ask("GET", "/reseat/v1/products")["value"]
    sku = next(row["skuId"] for row in products if row["skuPartNumber"] == "POWER_BI_PRO")
    people = [row["id"] for row in api.ask("GET", "/v1.0/users?$top=3&$select=id")["value"]]
    change = {
        "people": {"ids": people}, "operation": {"kind": "assign", "products": [{"skuId": sku, "disabledPlans": []}]},
    }
    done = api.ask("POST", "/reseat/v1/changes", change)["changeSetId"]
    job = api.ask("POST", "/reseat/v1/changes", change | {"asJob": True})["job"]["id"]
    known = [
        ("/reseat/v1/products/{skuId}", "skuId", sku),
        ("/reseat/v1/products/{skuId}/users", "skuId", sku),
        ("/reseat/v1/products/{skuId}/unassign", "skuId", sku),
        ("/reseat/v1/products/{skuId}/unassign/preview", "skuId", sku),
        ("/reseat/v1/changeSets/{id}", "id", done),
        ("/reseat/v1/changeSets/{id}/items", "id", done),
        ("/reseat/v1/changeSets/{id}/revert", "id", done),
        ("/reseat/v1/changeSets/{id}/revert/preview", "id", done),
        ("/reseat/v1/jobs/{id}/results", "id", job),
        ("/reseat/v1/jobs/{id}/cancel", "id", job),
    ]
    tables = [
        f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ "path.{name}" = "{value}" }}\n'
        for path, name, value in known
    ]
    return "\n".join(tables)


def main() -> int:
    """Runs Schemathesis against the started server."""
    api = Api(json.loads(Path(os.environ["RESEAT_READY_FILE"]).read_text())["http"])
    seconds = sys.argv[1:2]
    with tempfile.TemporaryDirectory(prefix="reseat-openapi-") as folder:
        settings = Path(folder, "schemathesis.toml")
        settings.write_text(config(api))
        command = [
            str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(settings), "run",
            str(ROOT / "docs" / "openapi.json"), "--url", api.url, "--header", f"Authorization: {api.authorization}",
            "--checks", ",".join(CHECKS), "--seed", SEED, "--phases", "examples,coverage,fuzzing",
            "--max-examples", EXAMPLES, "--generation-database", "none", "--no-color", "--continue-on-failure",
            "--request-timeout", "30",
        ]
        for path in LEFT_OUT:
            command += ["--exclude-path", path]
        if seconds:
            command += ["--max-time", seconds[0]]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
