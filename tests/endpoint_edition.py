"""An edition for the tests of the endpoint: the demonstration corpus, and one hostile document."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import kg.demo

COMMAND = [sys.executable, "-c", "from kg.cli import main; main()"]
BASE = "https://graph.example"
EVIL_TITLE = '<script>alert("title")</script>'
EVIL_NAME = '"onmouseover="alert(1)\u202e{{7*7}}<b>'

_SETTINGS = """base_iri = "{base}"
recognise = false
workers = 2

[archives.qatar-gulf]
en = "Stand-in for Qatar"
ar = "بديل قطر"
[archives.kazakhstan-ca]
en = "Stand-in for Kazakhstan"
kk = "Қазақстан орнына"

[[sources]]
path = "{corpus}/qatar-gulf"
archive = "qatar-gulf"
include = ["**/*.xml"]
[[sources]]
path = "{corpus}/kazakhstan-ca"
archive = "kazakhstan-ca"
include = ["**/*.xml"]
[[sources]]
path = "evil"
archive = "qatar-gulf"
include = ["**/*.xml"]
"""

_EVIL = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><idno type="callnumber">EVIL/1</idno>
<availability><licence target="javascript:alert(2)">none</licence></availability></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><div type="letter"><head>{title}</head>
{paragraphs}</div></body></text></TEI>"""


def build(folder: Path) -> Path:
    """A workspace with one published edition in the folder."""
    corpus = Path(kg.demo.__file__).parent / "corpus"
    (folder / "evil").mkdir(parents=True)
    name, title = _escaped(EVIL_NAME), _escaped(EVIL_TITLE)
    # More mentions than one page shows, so that paging is met.
    paragraph = f'<p>Seen again: <persName ref="evil:one">{name}</persName> near Doha.</p>'
    text = _EVIL.format(title=title, paragraphs=paragraph * 45)
    (folder / "evil" / "evil.xml").write_text(text, encoding="utf-8")
    (folder / "sunqar.toml").write_text(_SETTINGS.format(base=BASE, corpus=corpus), encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, "build", "--workspace", str(folder), "--jobs", "1"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def serve(folder: Path, *flags: str, **settings: str) -> tuple[subprocess.Popen[str], str]:
    """``sunqar serve`` on a free port, and its address without the last slash. This machine's tests have no budget."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--workspace", str(folder), "--port", "0", *flags],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"SUNQAR_UNMETERED_CLIENTS": '["127.0.0.1"]'} | settings,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + process.stderr.read()
    return process, found[0].rstrip("/")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
