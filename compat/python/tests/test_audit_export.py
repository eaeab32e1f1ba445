"""The recipe of docs/audit.md, which needs nothing of Reseat, checks what a server exports."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from compat import Server

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "audit.md"


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the document has it."""
    found = re.search(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert found, "docs/audit.md has no recipe"
    path = tmp_path_factory.mktemp("audit") / "recipe.py"
    path.write_text(found.group(1), "utf-8")
    return path


def exported(server: Server) -> str:
    """The whole export, page by page as the Link headers lead."""
    token = server.app().get_token(f"{server.https}/.default").token
    text, url = "", f"{server.https}/reseat/v1/audit/export?$top=50"
    while url:
        answer = httpx.get(url, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        text += answer.text
        url = answer.links.get("next", {}).get("url", "")
    return text


def check(recipe: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, recipe, path], capture_output=True, text=True, check=False)


def test_the_recipe_accepts_an_export_and_nothing_that_was_altered(
    server: Server, recipe: Path, tmp_path: Path
) -> None:
    text = exported(server)
    path = tmp_path / "audit.jsonl"
    path.write_text(text, "utf-8")
    good = check(recipe, path)
    assert good.returncode == 0, good.stderr
    assert "as it was written" in good.stdout
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    for altered in (
        text.replace('"success"', '"failure"', 1),
        "".join(lines[:middle] + lines[middle + 1 :]),
        "".join([*lines[:middle], lines[middle + 1], lines[middle], *lines[middle + 2 :]]),
    ):
        path.write_text(altered, "utf-8")
        assert check(recipe, path).returncode != 0
