"""The pinned public files: the manifest is true, and fetching fails plainly."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extractors.errors import RunAborted
from kg.demo.fetch import PublicFile, fetch, manifest
from kg.demo.sources import archives, own_sources, public_sources

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
WORDS = b"a public file\n"


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "a.xml").write_bytes(WORDS)
    handler = partial(QuietHandler, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{made.server_address[1]}"
        made.shutdown()
        thread.join()


def public_file(base: str, words: bytes = WORDS, name: str = "a.xml") -> PublicFile:
    return PublicFile(f"ead/{name}", f"{base}/{name}", hashlib.sha256(words).hexdigest())


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not beside the repository")
def test_the_sums_of_the_manifest_are_those_of_the_corpus() -> None:
    files = manifest()
    assert len(files) >= 200
    for file in files:
        assert hashlib.sha256((CORPUS / file.path).read_bytes()).hexdigest() == file.sha256, file.path


def test_addresses_are_pinned_to_commits() -> None:
    for file in manifest():
        _, _, host, _, _, commit, path = file.url.split("/", 6)
        assert host == "raw.githubusercontent.com"
        assert len(commit) == 40
        assert path
        assert " " not in file.url


def test_paths_are_unique_and_lie_below_the_folder() -> None:
    paths = [file.path for file in manifest()]
    assert len(set(paths)) == len(paths)
    assert not any(path.startswith("/") or ".." in path for path in paths)


def test_a_file_is_fetched_once_and_checked(server: str, tmp_path: Path) -> None:
    folder = fetch(tmp_path / "corpus", [public_file(server)])
    assert (folder / "ead" / "a.xml").read_bytes() == WORDS
    gone = PublicFile("ead/a.xml", "http://127.0.0.1:9/a.xml", public_file(server).sha256)
    assert fetch(folder, [gone]) == folder  # already there, with the right sum: no address is asked


def test_other_bytes_than_pinned_are_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(RunAborted, match="sha256") as caught:
        fetch(tmp_path / "corpus", [public_file(server, b"something else")])
    assert caught.value.code == "DEMO002"
    assert not (tmp_path / "corpus" / "ead" / "a.xml").exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.xml", "http://no-such-host.invalid/a.xml"])
def test_offline_is_said_plainly(address: str, tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as caught:
        fetch(tmp_path / "corpus", [PublicFile("a.xml", address, "0" * 64)], timeout_s=3)
    assert caught.value.code == "DEMO001"
    assert caught.value.where == address
    assert "SUNQAR_CORPUS" in caught.value.advice


def test_a_missing_page_is_said_plainly(server: str, tmp_path: Path) -> None:
    with pytest.raises(RunAborted) as caught:
        fetch(tmp_path / "corpus", [public_file(server, name="missing.xml")])
    assert caught.value.code == "DEMO001"


def test_every_source_belongs_to_a_named_archive(tmp_path: Path) -> None:
    known = archives()
    assert all(set(names) == {"en", "ar", "ru", "kk"} for names in known.values())
    assert {source.archive for source in own_sources()} == {"qatar-gulf", "kazakhstan-ca"}
    for file in manifest():
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
    sources = public_sources(tmp_path, fetched=True)
    assert {source.archive for source in sources} <= set(known)
    for file in manifest():
        assert any((tmp_path / file.path).is_relative_to(source.path) for source in sources), file.path


def test_an_absent_corpus_leaves_our_own(tmp_path: Path) -> None:
    assert public_sources(tmp_path / "nowhere") == ()
    assert all(source.path.exists() for source in own_sources())


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not beside the repository")
def test_the_corpus_gives_at_least_900_files_without_the_whole_volumes() -> None:
    patterns = [(source.path, pattern) for source in public_sources(CORPUS) for pattern in source.include]
    files = {file for folder, pattern in patterns for file in folder.glob(pattern) if file.is_file()}
    assert len([file for file in files if ".last-modified" not in file.parts]) >= 900
    assert not any("frus_volumes" in file.parts for file in files)
