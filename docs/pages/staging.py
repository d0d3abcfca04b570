"""Copy the Markdown of the repository to where Sphinx reads it, so that its links hold there as on a code host."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from os.path import normpath, relpath
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OUTSIDE = {
    "README.md": "project/readme.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "CHANGELOG.md": "project/changes.md",
    "kg/demo/corpus/SOURCES.md": "project/sources-of-the-corpus.md",
    "examples/README.md": "project/examples.md",
    "extractors/encoder/weights/README.md": "project/model-accurate.md",
    **{f"extractors/models/{code}.md": f"project/model-fast-{code}.md" for code in ("en", "ar", "ru", "kk")},
}
"""Pages that stand elsewhere in the repository, and their place among the built ones."""
LEFT_OUT = {"docs/README.md"}
"""The map for readers on a code host; the built pages have ``docs/index.md`` in its place."""

_FENCED = re.compile(r"(^ {0,3}(`{3,}|~{3,}|:{3,}).*?^ {0,3}\2[`~:]*[ \t]*$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(\]\()(?!https?:|mailto:|#)([^)#\s]+)((?:#[^)\s]*)?\))")


def pages() -> dict[str, str]:
    """Every page that is built: its path in the repository -> its path below the folder that Sphinx reads."""
    found = {path: place for path, place in OUTSIDE.items() if (ROOT / path).is_file()}
    for path in sorted(DOCS.rglob("*.md")):
        name = path.relative_to(ROOT).as_posix()
        if name not in LEFT_OUT:
            found[name] = name.removeprefix("docs/")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        found[f"notebooks/{path.name}"] = f"notebooks/{path.name}"
    return found


def broken_links() -> Iterator[str]:
    """``page: target`` for each relative link of a Markdown page that leads to no file or folder."""
    for page in [*pages(), *sorted(LEFT_OUT)]:
        if page.endswith(".md"):
            for _, target, _ in _LINK.findall(_FENCED.sub("", (ROOT / page).read_text("utf-8"))):
                if not ((ROOT / page).parent / target).exists():
                    yield f"{page}: {target}"


def stage(folder: Path) -> int:
    """Write all pages and what they show below the folder, which is emptied first; how many pages there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    known = pages()
    for name, place in known.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".md"):
            target.write_text(turned((ROOT / name).read_text("utf-8"), name, known, folder), "utf-8")
        else:
            shutil.copyfile(ROOT / name, target)
    for name in ("_static", "images"):
        if (DOCS / name).is_dir():
            shutil.copytree(DOCS / name, folder / name)
    shutil.copyfile(DOCS / "conf.py", folder / "conf.py")
    return len(known)


def turned(text: str, page: str, known: dict[str, str], folder: Path) -> str:
    """The page's text with its relative links as they lead from its place among the built pages.

    A link to a page leads to the built page, one to a picture of docs/ to its copy, one to any other file to the file
    in the repository, of which Sphinx makes a download. Links to folders become plain words: there is no page of them.
    """
    known = known | {"docs/README.md": "index.md"}
    here = (folder / known[page]).parent

    def lead(match: re.Match[str]) -> str:
        target = normpath((Path(page).parent / match[2]).as_posix())
        if target in known:
            found = folder / known[target]
        elif target.startswith("docs/images/"):
            found = folder / target.removeprefix("docs/")
        else:
            found = ROOT / target
        return f"{match[1]}{Path(relpath(found, here)).as_posix()}{match[3]}"

    def outside(part: str) -> str:
        return _LINK.sub(lead, _without_folders(part, page))

    parts = _FENCED.split(text)
    # Splitting by two groups gives: text, a whole block, its fence, text, …
    return "".join(outside(part) if at % 3 == 0 else part if at % 3 == 1 else "" for at, part in enumerate(parts))


def _without_folders(text: str, page: str) -> str:
    def plain(match: re.Match[str]) -> str:
        return match[1] if ((ROOT / page).parent / match[2]).is_dir() else match[0]

    return re.sub(r"(?<!!)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)#\s]+)\)", plain, text)
