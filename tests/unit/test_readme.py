"""Every command of the README and of the pages of docs/ runs, in order, and prints what the page says.

Blocks fenced as ``console`` hold commands after ``$ ``; the lines below a command must be in its output, where ``…``
stands for anything. They run in a copy of the checkout made of links, on the corpus that comes with Sunqar.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", "build", "dist", "node_modules"}
ADDRESS = "127.0.0.1:8010"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
WRITTEN = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PAGES = tuple(path.relative_to(ROOT).as_posix() for path in WRITTEN if BLOCK.search(path.read_text("utf-8")))


def commands(page: str) -> list[tuple[str, list[str]]]:
    """Each command, continued lines joined, with the lines of output that the page shows."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall((ROOT / page).read_text("utf-8")):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.strip():
                found[-1][1].append(line)
    return found


def folded(text: str) -> str:
    return " ".join(re.sub(r"[│┃━─┏┓┗┛┡┩╇┳┻└┘┌┐├┤┬┴┼]", " ", text).split())


def holds(output: str, line: str) -> bool:
    """Whether the output holds the line, its ``…`` standing for anything."""
    parts = [re.escape(folded(part)) for part in line.split("…")]
    return re.search(".*?".join(parts), folded(output)) is not None


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as links, so that what the commands build lands elsewhere."""
    folder = tmp_path_factory.mktemp("checkout")
    for entry in ROOT.iterdir():
        if entry.name not in LEFT_OUT:
            (folder / entry.name).symlink_to(entry)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "no-corpus").mkdir()
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def environment(checkout: Path) -> dict[str, str]:
    port = free_port()
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("SUNQAR_")},
        "SUNQAR_CORPUS": str(checkout / "no-corpus"),
        "PORT": str(port),
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }


def run(command: str, checkout: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", command], cwd=checkout, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def demonstration(checkout: Path, environment: dict[str, str]) -> Iterator[str]:
    """``make demo`` as the README has it, with the server in the background; gives its address."""
    run("make -o .venv/.base demo SERVE=0", checkout, environment)
    address = f"127.0.0.1:{environment['PORT']}"
    serve = [".venv/bin/sunqar", "serve", "--workspace", "build/demo", "--port", environment["PORT"]]
    with subprocess.Popen(serve, cwd=checkout, env=environment) as server:
        try:
            wait_for(f"http://{address}/healthz", server)
            yield address
        finally:
            server.terminate()


def wait_for(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"{url} does not answer")


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_the_page_run_and_print_what_it_says(
    page: str, checkout: Path, environment: dict[str, str], demonstration: str
) -> None:
    listed = commands(page)
    assert listed
    for command, expected in listed:
        if command == "make demo":
            continue  # run by the fixture, with the server in the background
        if "curl" in command and not shutil.which("curl"):
            continue
        output = run(command.replace(ADDRESS, demonstration), checkout, environment)
        for line in expected:
            assert holds(output, line), f"$ {command}\nshould print: {line}\nprinted:\n{output}"


def test_the_readme_starts_with_make_demo() -> None:
    assert "make demo" in [command for command, _ in commands("README.md")]


LINKING = ("README.md", "SECURITY.md", "CHANGELOG.md", "docs/README.md")
"""Those of the other pages are followed when the documentation is built."""


@pytest.mark.parametrize("page", LINKING)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target
