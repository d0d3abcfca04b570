"""What CONTRIBUTING promises a newcomer: the class of the page plus one line is a working format."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
LETTER = "Call-Number: QNA-X/1\nTitle: A letter\nDate: 1 July 1993\n\nSir, I have the honour to write.\n"
USE = """
from extractors.registry import names, reader_for
from extractors.source import Source
source = Source("a.letter", "naq", open("a.letter", "rb").read())
reader = reader_for(source)
(document,) = reader.read(source)
assert reader.name == "letter", reader.name
assert list(document.check()) == []
print(document.id, document.title, document.dates[0].expressed)
"""


def block(language: str, containing: str) -> str:
    found = [text for text in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL) if containing in text]
    assert len(found) == 1, containing
    return found[0]


def test_the_reader_of_the_page_is_found_and_reads(tmp_path: Path) -> None:
    (tmp_path / "letter_reader.py").write_text(block("python", "class LetterReader"), "utf-8")
    line = re.search(r'^letter = "extractors\.readers\.letter:(\w+)"$', block("toml", "sunqar.readers"), re.MULTILINE)
    assert line
    information = tmp_path / "sunqar_letter-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: sunqar-letter\nVersion: 1.0\n", "utf-8")
    entry = f"[sunqar.readers]\nletter = letter_reader:{line[1]}\n"
    (information / "entry_points.txt").write_text(entry, "utf-8")
    (tmp_path / "a.letter").write_text(LETTER, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "QNA-X/1 A letter 1 July 1993"


def test_the_example_keeps_our_own_rules(tmp_path: Path) -> None:
    path = tmp_path / "letter_reader.py"
    path.write_text(block("python", "class LetterReader"), "utf-8")
    ruff = Path(sys.executable).parent / "ruff"
    command = [str(ruff), "check", "--config", str(ROOT / "pyproject.toml"), "--no-cache", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


def test_the_files_that_the_page_names_exist() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", PAGE):
        assert (ROOT / target).exists(), target
    for group in re.findall(r"`(sunqar\.\w+)`", PAGE):
        assert group in (ROOT / "pyproject.toml").read_text("utf-8"), group
