"""Asks everything that docs/openapi.json describes, rightly and wrongly, and holds the answers against it.

Schemathesis makes the requests: the edges of every schema first, then random ones from a fixed seed. An answer must be
none above 499, of a status, content type and shape that the document has. Usage: check.py [SECONDS]; without SECONDS a
fixed number of requests is made, which is what `make test` runs; `make test-long` gives it ten minutes.
"""

import json
import os
import subprocess
import sys
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


def token(url: str) -> str:
    """An access token in the person's name."""
    form = {
        "grant_type": "password", "client_id": CLIENT, "username": PERSON, "password": PASSWORD,
        "scope": "https://graph.microsoft.com/.default",
    }
    answer = requests.post(f"{url}/cobalt.example/oauth2/v2.0/token", data=form, timeout=30)
    answer.raise_for_status()
    return answer.json()["access_token"]


def main() -> int:
    """Runs Schemathesis against the started server."""
    url = json.loads(Path(os.environ["RESEAT_READY_FILE"]).read_text())["http"]
    seconds = sys.argv[1:2]
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run", str(ROOT / "docs" / "openapi.json"), "--url", url,
        "--header", f"Authorization: Bearer {token(url)}", "--checks", ",".join(CHECKS), "--seed", SEED,
        "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--generation-database", "none",
        "--no-color", "--continue-on-failure", "--request-timeout", "30",
    ]
    for path in LEFT_OUT:
        command += ["--exclude-path", path]
    if seconds:
        command += ["--max-time", seconds[0]]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
