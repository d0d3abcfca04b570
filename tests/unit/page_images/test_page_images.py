"""Scans of pages: found beside their texts, copied small and clean, shown where their text is, covered by verify."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from graph_workspace import make_workspace, manifest, sunqar
from PIL import Image
from scans_case import page, picture

from kg.page_images.index import copy_path, page_images
from kg.page_images.locate import Locator
from kg.store.oxigraph import OxigraphStore
from kg.verify import verify
from kg.workspace import open_workspace
from ontology.terms import RICO

sys.path.insert(0, str(Path(__file__).parents[2] / "contract"))
from samples.pdf import written


def _of(workspace: Path) -> dict[str, Path]:
    """Words of each page that has an image -> the largest copy."""
    edition = open_workspace(workspace).current_edition()
    store = OxigraphStore(edition.store_path, read_only=True)
    query = f"SELECT ?p ?w {{ ?t <{edition.vocabulary}text> ?w ; <{RICO.hasOrHadComponent}> ?p }}"
    words = {row["p"]: row["w"] for row in store.select(query)}
    return {words[iri]: copy_path(edition.path, one, 0) for iri, one in page_images(edition.path, words).items()}


def _damage(workspace: Path) -> list[str]:
    return [one.message for one in verify(open_workspace(workspace).current_edition())]


@pytest.mark.parametrize(
    ("source", "image", "name", "alone"),
    [
        ("d/1.xml", "d/1.tif", "1.tif", False),  # as it says
        ("d/1.xml", "d/img/1.tif", "img/1.tif", False),
        ("d/1.xml", "d/scan_9.JPG", "C:\\scans\\SCAN_9.jpg", False),  # by its name alone
        ("d/alto/1.xml", "d/images/1.jp2", "1.tif", False),  # another format, in a folder of its kind
        ("d/vol.xml", "d/vol/0158.png", "0158", False),  # a bare number, in the folder of the source's name
        ("d/vol.xml", "d/vol/facs_8.png", "#facs_8", False),
        ("d/0001.xml", "d/0001.tif", "urn:something", True),  # the scan that its text lies beside
        ("d/m.json", "d/0007.tif", "https://iiif.example/images/0007.jpg?x=1", False),
    ],
)
def test_an_image_is_found(tmp_path: Path, source: str, image: str, name: str, alone: bool) -> None:
    (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / image).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / image).touch()
    assert Locator().image_of(tmp_path / source, name, alone=alone) == tmp_path / image


@pytest.mark.parametrize("name", ["../secret.tif", "/etc/passwd", "link.tif", "below/secret.tif", "a\0.tif", ".", ""])
def test_no_name_leads_astray(tmp_path: Path, name: str) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "outside").mkdir()
    for secret in ("secret.tif", "outside/secret.tif"):
        (tmp_path / secret).touch()
    (tmp_path / "d" / "link.tif").symlink_to(tmp_path / "secret.tif")
    (tmp_path / "d" / "below").symlink_to(tmp_path / "outside")
    assert Locator().image_of(tmp_path / "d" / "1.xml", name, alone=True) is None


def test_a_cover_is_not_the_image_of_every_page(tmp_path: Path) -> None:
    (tmp_path / "vol.jpg").touch()
    assert Locator().image_of(tmp_path / "vol.xml", "facs_8", alone=False) is None


def test_images_are_published_with_what_is_open_and_with_nothing_else(tmp_path: Path) -> None:
    workspace, scans = make_workspace(tmp_path / "w"), tmp_path / "scans"
    page(scans, "A-1", 1, "open words")
    page(scans, "B-1", 1, "shut words")
    page(scans, "C-1", 1, "thief words", image="B-1.tif")  # open, and points at the scan of what is closed
    page(scans, "D-1", 1, "bomb words", image="D-1.png")
    picture(scans / "A-1.tif", (5000, 6250), "RGB")
    picture(scans / "B-1.tif")
    with ZipFile(scans / "z.zip", "w") as packed:
        packed.write(page(tmp_path / "z", "Z-1", 1, "zipped words"), "Z-1.xml")
        packed.write(picture(tmp_path / "z" / "Z-1.tif", (640, 800)), "Z-1.tif")
    (scans / "P-1.pdf").write_bytes(written("BT /F 20 Tf 36 160 Td (printed words) Tj ET"))
    (scans / "D-1.png").write_bytes(picture(tmp_path / "x.png").read_bytes()[:300])
    with (workspace / "sunqar.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[access]]\narchive = "qatar-gulf"\nunit = "B-1"\nstatus = "closed"\nreason = "test"\n')
    built = sunqar("build", scans, "--archive", "qatar-gulf", "--workspace", workspace, "--jobs", "1")
    assert "IMG001" in built.stderr
    assert "D-1.png" in built.stderr
    shown = _of(workspace)
    assert sorted(shown) == ["open words", "printed words", "zipped words"]
    with Image.open(shown["open words"]) as copy:
        assert (copy.format, copy.size) == ("JPEG", (3277, 4096))
    assert _damage(workspace) == []
    # The bytes are on the disk once, and a second edition shares them.
    assert os.stat(shown["open words"]).st_nlink == 2
    before = manifest(workspace)
    assert "unchanged" in sunqar("publish", "--workspace", workspace).stdout
    # Another scan under the same text makes an edition; nothing else of it changes.
    picture(scans / "A-1.tif", (400, 500))
    sunqar("build", scans, "--archive", "qatar-gulf", "--workspace", workspace, "--jobs", "1")
    after = manifest(workspace)
    assert (after["hash"], after["number"]) == (before["hash"], before["number"] + 1)
    with Image.open(_of(workspace)["open words"]) as copy:
        assert copy.size == (400, 500)
    path = _of(workspace)["open words"]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert _damage(workspace) == ["the image is not the one that was published"]
