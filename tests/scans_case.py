"""A workspace with scans: ALTO pages whose images lie beside them, and some that should not be shown."""

from __future__ import annotations

from pathlib import Path

from graph_workspace import sunqar
from PIL import Image, ImageDraw

_ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation><fileName>{image}</fileName>
<fileIdentifier>{name}</fileIdentifier></sourceImageInformation></Description>
<Layout><Page PHYSICAL_IMG_NR="{number}" WIDTH="800" HEIGHT="1000" LANG="{lang}"><PrintSpace><TextBlock ID="b">
{lines}</TextBlock></PrintSpace></Page></Layout></alto>"""


def alto(name: str, image: str, number: int, *lines: str, lang: str = "en") -> str:
    """An ALTO page of 800 by 1000 pixels; words stand 20 pixels a letter apart, lines 60."""
    out = []
    for row, line in enumerate(lines):
        x, y, words = 60, 100 + 60 * row, []
        for word in line.split():
            words.append(f'<String CONTENT="{word}" HPOS="{x}" VPOS="{y}" WIDTH="{18 * len(word)}" HEIGHT="40"/>')
            x += 18 * len(word) + 20
        out.append(
            f'<TextLine ID="l{row}" HPOS="60" VPOS="{y}" WIDTH="{x}" HEIGHT="40">{"<SP/>".join(words)}</TextLine>'
        )
    return _ALTO.format(name=name, image=image, number=number, lang=lang, lines="\n".join(out))


def picture(path: Path, size: tuple[int, int] = (800, 1000), mode: str = "L") -> Path:
    """An image with a cross on it, in the format of its suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).line((0, 0, *size), fill=0, width=5)
    image.save(path)
    return path


def page(folder: Path, name: str, number: int, *lines: str, image: str | None = None, lang: str = "en") -> Path:
    """An ALTO file with its scan beside it."""
    path = folder / f"{name}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(alto(name, image or f"{name}.tif", number, *lines, lang=lang), "utf-8")
    return path


def build(folder: Path) -> Path:
    """A workspace with a published edition: a letter of three scanned pages in English, one of one page in Arabic."""
    for number, lines in enumerate(
        (
            ("Doha, 5 May 1995", "The Ambassador of Kazakhstan visited Qatar", "and met the Amir in Doha."),
            ("He left for Almaty on 7 May 1995", "by way of Dubai."),
            ("Nothing else was said.",),
        ),
        1,
    ):
        page(folder / "scans" / "D-7", f"000{number}", number, *lines)
        picture(folder / "scans" / "D-7" / f"000{number}.tif", mode="1")
    arabic = ("زار أمير قطر مدينة ألماتي في كازاخستان", "ثم عاد إلى الدوحة")
    page(folder / "scans", "A-7", 1, *arabic, image="A-7.png", lang="ar")
    picture(folder / "scans" / "A-7.png")
    (folder / "sunqar.toml").write_text(_SETTINGS, "utf-8")
    sunqar("build", "--workspace", folder, "--jobs", "1")
    return folder


_SETTINGS = """base_iri = "https://graph.example"
tier = "fast"
[archives.qatar-gulf]
en = "Stand-in for Qatar"
ar = "بديل قطر"
[[sources]]
path = "scans"
archive = "qatar-gulf"
"""
