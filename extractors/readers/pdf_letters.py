"""The characters of a PDF page with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

Corners = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A character. corners: left, top, right, bottom in pixels; base: height of its baseline.

    character  a space for a gap between words, a line feed for the end of a line
    """

    character: str
    corners: Corners = (0, 0, 0, 0)
    base: int = 0

    @property
    def middle(self) -> float:
        """Across."""
        return (self.corners[0] + self.corners[2]) / 2


def letters(page: pdfium.PdfPage, width: int, height: int) -> list[Mark]:
    """All characters in the order of the content. width, height: of the page in pixels.

    Presentation forms and ligatures are what pdfium makes of them: the letters they stand for. Characters that stand
    outside the page, cropped, are left out.
    """
    layer = page.get_textpage()
    found: list[Mark] = []
    high = 0
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        character = _character(code, bool(raw.FPDFText_IsHyphen(layer, index) == 1))
        if character in ("\n", " "):
            found.append(Mark(character))
        elif character:
            mark = _placed(page, layer, index, character, width, height)
            if mark is not None:
                found.append(mark)
    return found


def _character(code: int, hyphen: bool) -> str:
    """Empty for what is no character."""
    if hyphen and code in (0x02, 0xAD, 0xFFFE):
        return "-"  # pdfium marks hyphens at line ends so
    if code in (0x0A, 0x0D):
        return "\n"
    if code == 0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return ""
    character = chr(code)
    if character.isspace():
        return " "
    return character if code >= 0x20 and not 0x7F <= code < 0xA0 else ""


def _placed(
    page: pdfium.PdfPage, layer: pdfium.PdfTextPage, index: int, character: str, width: int, height: int
) -> Mark | None:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(layer, index, rectangle):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(layer, index, x, y)
    one = _pixel(page, rectangle.left, rectangle.top, width, height)
    other = _pixel(page, rectangle.right, rectangle.bottom, width, height)
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    if right < 0 or bottom < 0 or left > width or top > height:
        return None
    inside = (max(0, left), max(0, top), min(width, right), min(height, bottom))
    return Mark(character, inside, _pixel(page, x.value, y.value, width, height)[1])


def _pixel(page: pdfium.PdfPage, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value
