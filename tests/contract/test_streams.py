"""``sunqar extract``, ``sunqar dates`` and ``sunqar relations``: JSON Lines in, JSON Lines out, in order."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

SUNQAR = [sys.executable, "-c", "from kg.cli import main; main()"]


def run(command: str, *lines: str, flags: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], int]:
    done = subprocess.run(
        [*SUNQAR, command, *flags], input="\n".join(lines).encode(), capture_output=True, check=False, timeout=120
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode


def test_extract_gives_code_point_offsets_in_order() -> None:
    texts = [
        {"id": 3, "text": "𐍈𐍈 Mr. Dulles flew to Karachi on May 3, 1955."},
        {"id": "б", "text": "Президент Назарбаев прибыл в Доху 3 мая 1998 г.", "lang": "ru"},
        {"id": None, "text": ""},
    ]
    out, code = run("extract", *(json.dumps(text) for text in texts))
    assert code == 0
    assert [line["id"] for line in out] == [3, "б", None]
    assert [line["lang"] for line in out] == ["en", "ru", "und"]
    for text, line in zip(texts, out, strict=True):
        for mention in line["mentions"]:
            assert mention["text"] == str(text["text"])[mention["start"] : mention["end"]]
            assert mention["label"] in {"PERSON", "PLACE", "ORG", "EVENT", "DATE"}
            assert 0 < mention["confidence"] <= 1
    assert {"Dulles", "Karachi"} <= {mention["text"] for mention in out[0]["mentions"]}


def test_bad_lines_answer_in_their_place() -> None:
    good = '{"id": 1, "text": "Doha"}'
    out, code = run(
        "extract", good, "no json", '{"id": 2}', "", '{"id": 4, "text": "\\ud800"}', good, flags=("--json",)
    )
    assert code == 4
    assert [line["id"] for line in out] == [1, None, 2, 4, 1]
    assert [line.get("error", {}).get("code") for line in out] == [None, "STREAM001", "STREAM002", "STREAM004", None]
    assert out[1]["error"]["where"] == "line 2"


def test_nothing_in_nothing_out() -> None:
    assert run("extract") == ([], 0)
    assert run("dates", "", "  ") == ([], 0)


def test_dates() -> None:
    out, code = run(
        "dates",
        '{"id": 1, "text": "12 Rajab 1285", "lang": "en"}',
        '{"id": 2, "text": "в августе 1920 г."}',
        '{"id": 3, "text": "1916-13-99"}',
        '{"id": 4, "text": "before 1871"}',
        flags=("--lang", "en"),
    )
    assert code == 0
    promised = {
        "id": 1, "edtf": "1868-10-29~", "earliest": "1868-10-29", "latest": "1868-10-29", "calendar": "hijri"
    }  # fmt: skip
    assert promised.items() <= out[0].items()
    assert out[1]["edtf"] is None  # told that it is English
    nothing = {"id": 3, "edtf": None, "earliest": None, "latest": None, "calendar": None}
    assert nothing.items() <= out[2].items()
    assert out[3]["latest"] == "1871-12-31"


def test_help_is_fast_to_read() -> None:
    for command in ("extract", "dates"):
        text = subprocess.run([*SUNQAR, command, "--help"], capture_output=True, check=True, text=True).stdout
        assert "Example" in text
        assert f"sunqar {command}" in text


def test_relations_give_places_of_both_ends_and_of_the_evidence() -> None:
    texts = [
        {"id": "a", "text": "𐍈 Secretary Rusk visited Madrid on December 16, 1965."},
        {"id": 2, "text": "Президент Казахстана Нурсултан Назарбаев выступил.", "lang": "ru"},
        {"id": 3, "text": "Rusk did not visit Madrid."},
    ]
    out, code = run("relations", *(json.dumps(text) for text in texts), "[]")
    assert code == 4
    assert [line["id"] for line in out] == ["a", 2, 3, None]
    assert out[3]["error"]["code"] == "STREAM001"
    for text, line in zip(texts, out, strict=False):
        for relation in line["relations"]:
            for end in ("subject", "object"):
                assert relation["evidence"][0] <= relation[end][0] < relation[end][1] <= relation["evidence"][1]
            assert 0 < relation["confidence"] < 1
            assert relation["evidence"][1] <= len(str(text["text"]))
    (visit,) = (relation for relation in out[0]["relations"] if relation["type"] == "visited")
    words = str(texts[0]["text"])
    assert [words[slice(*visit[part])] for part in ("subject", "object")] == ["Rusk", "Madrid"]
    assert [relation["type"] for relation in out[1]["relations"]] == ["held_position"]
    assert [relation["type"] for relation in out[2]["relations"]] == []
