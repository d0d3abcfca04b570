"""What the pages promise whoever extends Sunqar: the code of the page plus one line is a working plug-in.

Each example is installed as a distribution of its own, which is a folder with the module and its entry points.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from textwrap import dedent

import pytest
from outside_engine import outside_engine

ROOT = Path(__file__).parents[3]
USES = {
    "add-a-format": """
        from extractors.registry import names, reader_for
        from extractors.source import Source
        words = "Call-Number: QNA-X/1\\nTitle: A letter\\nDate: 1 July 1993\\n\\nSir, I have the honour to write.\\n"
        source = Source("a.letter", "naq", words.encode())
        reader = reader_for(source)
        (document,) = reader.read(source)
        assert list(document.check()) == []
        print(reader.name, document.id, document.title, document.dates[0].expressed)
    """,
    "add-a-language": """
        from extractors.recognise import Recogniser
        text = "M. Benckendorff fut reçu à Tachkent le 3 août 1907, vers 1325 de l’hégire."
        found = Recogniser(tier="fast").find(text, "fr")
        names = (text[one.start : one.end] for one in found.mentions if one.label != "DATE")
        print(*names, *(date.edtf for date in found.dates), sep="; ")
    """,
    "add-a-store": """
        import os
        from pathlib import Path
        from kg.push.action import store_of
        from kg.settings import Settings
        store = store_of(Settings(store=os.environ["ADDRESS"], store_layout="audited"))
        store.put_graph("x:g", (b"<x:a> <x:b> <x:c> .\\n",))
        print(*store.graph_lines("x:g"), Path("pushed-graphs.txt").read_text().split()[:2])
    """,
    "add-a-linker": """
        from extractors.registry import load
        from kg.rdf.facts import Facts
        from kg.resolve.candidates import Candidate
        from kg.resolve.proposals import LINKERS, propose
        name = ("ali khan bukeikhanov",)
        one, other, third = (
            Candidate(f"x:{at}", "PERSON", "a", (), name, (), (), (), True, Facts(born=(year, year)))
            for at, year in enumerate((1866, 1866, 1901))
        )
        proposed = propose((one, other, third), (), None, (load(LINKERS, "same-birth")(),)).judgements
        print(*((j.left, j.right, j.verdict, j.method) for j in proposed))
    """,
}
ANSWERS = {
    "add-a-format": "letter QNA-X/1 A letter 1 July 1993",
    "add-a-language": "Benckendorff; 1907-08-03; 1907-02-14~/1908-02-03~",
    "add-a-store": "<x:a> <x:b> <x:c> <x:g> .\n ['put', 'x:g']",
    "add-a-linker": "('x:0', 'x:1', 'UNSURE', 'same-birth')",
}


def block(page: str, language: str) -> str:
    """The first block of that language on the page."""
    found = re.search(rf"```{language}\n(.*?)```", (ROOT / f"docs/how-to/{page}.md").read_text("utf-8"), re.DOTALL)
    assert found, page
    return found[1]


def installed(page: str, folder: Path) -> None:
    """Write the example of the page into the folder, with the entry point that the page has."""
    group, name, module, made = re.findall(
        r'^\[project\.entry-points\."([\w.]+)"\]\n([\w-]+) = "([\w.]+):(\w+)"$', block(page, "toml"), re.MULTILINE
    )[0]
    (folder / f"{module.rpartition('.')[2]}.py").write_text(block(page, "python"), "utf-8")
    information = folder / f"sunqar_{name.replace('-', '_')}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sunqar-{name}\nVersion: 1.0\n", "utf-8")
    entry = f"[{group}]\n{name} = {module.rpartition('.')[2]}:{made}\n"
    (information / "entry_points.txt").write_text(entry, "utf-8")


@pytest.mark.parametrize("page", USES)
def test_the_example_works(page: str, tmp_path: Path) -> None:
    installed(page, tmp_path)
    with outside_engine(tmp_path) if page == "add-a-store" else nullcontext() as engine:
        assert used(page, tmp_path, engine.address if engine else "") == ANSWERS[page]


def used(page: str, folder: Path, address: str) -> str:
    """What the use of the example prints, in a process that finds it installed."""
    code = dedent(USES[page])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "ADDRESS": address}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("page", USES)
def test_the_example_keeps_our_own_rules(page: str, tmp_path: Path) -> None:
    installed(page, tmp_path)
    tools = Path(sys.executable).parent
    files = [str(path) for path in tmp_path.glob("*.py")]
    command = [str(tools / "ruff"), "check", "--config", str(ROOT / "pyproject.toml"), "--no-cache", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
