"""Text that the classifier was not trained on, from other sources, cut in blocks: what its marks are measured on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.training.language_data import french
from extractors.training.language_scripts import LOST, LOST_OTHERWISE, SCRIPTS, written


def held_out(corpus: Path) -> Mapping[str, list[str]]:
    """Name of a set -> its texts; the name begins with the language. Empty lists for what is not at hand."""
    kazakh = _conllu(corpus, "kk_ktb-ud-train", "kk_ktb-ud-test")
    sets = {
        "en whitehouse": [_body(path) for path in sorted(corpus.glob("whitehouse_md_en/*/*.md"))],
        "en factbook": [_words(path) for path in sorted(corpus.glob("factbook_json_en/*.json"))],
        "ar pud": [_conllu(corpus, "ar_pud-ud-test")],
        "ru pud": [_conllu(corpus, "ru_pud-ud-test")],
        "kk ktb": [kazakh],
        "kk ktb, letters lost to Russian ones": [kazakh.translate(LOST)],
        "kk ktb, letters lost otherwise": [kazakh.translate(LOST_OTHERWISE)],
        "fr alto": [french(corpus, True)],
    }
    for script in SCRIPTS:
        sets[f"kk ktb in {script}"] = [written(kazakh, script)]
    return sets


def blocks(texts: list[str], size: int, most: int = 1500) -> Iterator[str]:
    """Blocks of ``size`` code points, one after the other, cut at spaces."""
    made = 0
    for text in texts:
        at = 0
        while at + size <= len(text) and made < most:
            end = text.rfind(" ", at + size // 2, at + size)
            end = end if end > 0 else at + size
            block = text[at:end].strip()
            if sum(map(str.isalpha, block)) > size / 2:
                made += 1
                yield block
            at = end


def _conllu(corpus: Path, *names: str) -> str:
    found = []
    for name in names:
        path = corpus / "conllu_text" / f"{name}.conllu"
        if path.exists():
            found += re.findall(r"(?m)^# text = (.*)$", path.read_text("utf-8"))
    return " ".join(found)


def _body(path: Path) -> str:
    return " ".join(
        re.sub(r"\A---.*?\n---|<[^>]*>|[*_#]|\]\([^)]*\)", " ", path.read_text("utf-8"), flags=re.S).split()
    )


def _words(path: Path) -> str:
    found = re.findall(r'"text": "((?:[^"\\]|\\.)*)"', path.read_text("utf-8"))
    texts = (re.sub(r"<[^>]*>|&\w+;", " ", json.loads(f'"{text}"')) for text in found)
    return " ".join(" ".join(text for text in texts if text.isascii()).split())
