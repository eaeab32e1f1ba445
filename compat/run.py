"""Runs each suite of client libraries against a server of its own and sums up. See README.md."""

import argparse
import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENV = HERE / ".venv"
JS = HERE / "js"

READY_SECONDS = 60
STOP_SECONDS = 20
SUITE_SECONDS = 240
# The long form of the OpenAPI suite is told how long it may take: compat/run.sh --only openapi -- 600
OPENAPI_SECONDS = 3_600
INSTALL_SECONDS = 600

# Names for which the server answers besides localhost: tests that leave a client's defaults alone ask for these.
CLOUD_HOSTS = ("login.microsoftonline.com", "graph.microsoft.com")
PUBLIC_URL = "https://reseat.example"
# A machine's own settings must not send the tests' traffic elsewhere, nor trust other authorities.
FOREIGN = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "NODE_OPTIONS")


class Failure(Exception):
    """What went wrong, in words for the person who runs this."""


def fingerprint(*parts: bytes) -> str:
    """Changes when what is installed has to change."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def quiet(command: list[str | Path], cwd: Path = HERE) -> None:
    """Runs an installation, and shows what it printed only when it failed."""
    done = subprocess.run(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=INSTALL_SECONDS, check=False,
    )
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}")


def install(marker: Path, wanted: str, steps: list[list[str | Path]], cwd: Path) -> None:
    """Runs `steps` unless `marker` says that they were run for the same pins before."""
    if marker.exists() and marker.read_text() == wanted:
        return
    for step in steps:
        quiet(step, cwd)
    marker.write_text(wanted)


def install_python() -> None:
    """A virtual environment with exactly what requirements.txt pins."""
    pins = HERE / "python" / "requirements.txt"
    wanted = fingerprint(pins.read_bytes(), sys.version.encode(), str(VENV).encode())
    if not (VENV / "installed").exists() or (VENV / "installed").read_text() != wanted:
        venv.create(VENV, clear=True, with_pip=True)
    pip: list[str | Path] = [VENV / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    # The list is complete, so nothing is resolved; `pip check` proves that it is.
    steps = [[*pip, "install", "--quiet", "--no-deps", "--no-compile", "--requirement", pins], [*pip, "check"]]
    install(VENV / "installed", wanted, steps, HERE)


def install_js() -> None:
    """node_modules exactly as package-lock.json has it."""
    wanted = fingerprint((JS / "package-lock.json").read_bytes(), (JS / "package.json").read_bytes())
    install(JS / "node_modules" / ".installed", wanted, [["npm", "ci", "--no-audit", "--no-fund"]], JS)


def binary(given: str | None) -> Path:
    """The server to run; built when none was named and none is there."""
    named = given or os.environ.get("RESEAT_BIN")
    path = Path(named).resolve() if named else ROOT / "target" / "debug" / "reseat"
    if not path.exists() and not named:
        subprocess.run(["cargo", "build", "--locked", "-p", "reseat-cli"], cwd=ROOT, check=True)
    if not path.exists():
        raise Failure(f"{path} does not exist. Build it with: cargo build -p reseat-cli")
    return path


def wait_ready(server: subprocess.Popen[bytes], ready: Path, log: Path) -> dict[str, str]:
    """Polls for the file that the server writes once it answers."""
    deadline = time.monotonic() + READY_SECONDS
    while not ready.exists():
        if server.poll() is not None:
            raise Failure(f"The server ended with {server.returncode}:\n{log.read_text()}")
        if time.monotonic() > deadline:
            raise Failure(f"The server was not ready after {READY_SECONDS} s:\n{log.read_text()}")
        time.sleep(0.02)
    return json.loads(ready.read_text())


def stop(server: subprocess.Popen[bytes], log: Path) -> None:
    """Stops the server as an operator does; it has to end by itself and say so."""
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    try:
        code = server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        raise Failure(f"The server did not stop within {STOP_SECONDS} s of SIGTERM:\n{log.read_text()}") from None
    if code != 0:
        raise Failure(f"The server ended with {code} instead of 0:\n{log.read_text()}")


@contextlib.contextmanager
def running(reseat: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A server on free ports with an empty data directory and compat's organisation."""
    with tempfile.TemporaryDirectory(prefix="reseat-compat-") as directory:
        ready, log = Path(directory, "ready.json"), Path(directory, "log")
        command: list[str | Path] = [
            reseat, "serve", "--data-dir", Path(directory, "data"), "--tenant", HERE / "tenant.yaml",
            "--simulated-clock", "--listen", "https://localhost:0", "--listen", "http://localhost:0",
            "--public-url", PUBLIC_URL, "--ready-file", ready, "--log", "warn",
        ]
        for host in CLOUD_HOSTS:
            command += ["--cloud-host", host]
        with log.open("wb") as out:
            server = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            yield ready, wait_ready(server, ready, log)
        except BaseException:
            server.kill()
            server.wait()
            raise
        stop(server, log)
        noise = log.read_text()
        if noise:
            print(f"--- the server said:\n{noise}")


def environment(ready: Path, facts: dict[str, str]) -> dict[str, str]:
    """What tells the suites where the server is and whom to trust: the clients' own variables, and the ready file."""
    foreign = {name for upper in FOREIGN for name in (upper, upper.lower())}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    authority = facts["caFile"]
    return kept | {
        "RESEAT_READY_FILE": str(ready),
        "SSL_CERT_FILE": authority,
        "REQUESTS_CA_BUNDLE": authority,
        "NODE_EXTRA_CA_CERTS": authority,
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
    }


def suite_command(name: str, extra: list[str]) -> tuple[list[str | Path], Path]:
    """How a suite is run, and where."""
    if name == "openapi":
        return [VENV / "bin" / "python", HERE / "openapi" / "check.py", *extra], HERE / "openapi"
    if name == "python":
        return [VENV / "bin" / "python", "-m", "pytest", *extra], HERE / "python"
    files = sorted(str(path.relative_to(JS)) for path in (JS / "tests").glob("*.test.js"))
    # One after the other: the tests count seats.
    return ["node", "--test", "--test-concurrency=1", "--test-reporter=spec", *extra, *files], JS


def run_suite(reseat: Path, name: str, extra: list[str]) -> str | None:
    """Runs one suite; gives back what went wrong, if anything."""
    command, cwd = suite_command(name, extra)
    limit = OPENAPI_SECONDS if name == "openapi" and extra else SUITE_SECONDS
    try:
        with running(reseat) as (ready, facts):
            env = environment(ready, facts)
            done = subprocess.run(
                command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, timeout=limit, check=False
            )
    except subprocess.TimeoutExpired:
        return f"the tests were not done after {limit} s"
    except Failure as failure:
        return str(failure)
    return None if done.returncode == 0 else f"the tests ended with {done.returncode}"


def main() -> int:
    """Installs, runs, sums up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", nargs="?", help="the server's binary; else RESEAT_BIN, else target/debug/reseat")
    parser.add_argument("--only", choices=["python", "js", "openapi"], help="one suite")
    given = sys.argv[1:]
    cut = given.index("--") if "--" in given else len(given)
    options = parser.parse_args(given[:cut])
    extra = given[cut + 1 :]
    names = [options.only] if options.only else ["python", "js", "openapi"]
    if extra and not options.only:
        parser.error("arguments after -- belong to one suite: add --only python, js or openapi")

    reseat = binary(options.binary)
    began = time.monotonic()
    with ThreadPoolExecutor() as pool:
        steps = {install_js if name == "js" else install_python for name in names}
        for waiting in [pool.submit(step) for step in steps]:
            waiting.result()
    rows = [("dependencies", time.monotonic() - began, None)]
    for name in names:
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        problem = run_suite(reseat, name, extra)
        rows.append((name, time.monotonic() - start, problem))

    print(f"\n{'real clients':<20} {'seconds':>8}  result")
    for name, seconds, problem in rows:
        print(f"{name:<20} {seconds:>8.1f}  {'ok' if problem is None else 'FAILED: ' + problem}")
    return 0 if all(problem is None for _, _, problem in rows) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"compat: {failure}")
