"""PDFs and page images that mean harm, written by hand: a header that promises what the bytes do not hold."""

from __future__ import annotations

import struct
import zlib
from functools import cache


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", start: int | None = None) -> bytes:
    """A PDF of those objects, numbered from 1; ``%%START`` in the trailer becomes the place of its own table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %s >>\n" % (len(objects) + 1, trailer.replace(b"%%START", b"%d" % table))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % (table if start is None else start))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


CATALOG, FONT = b"<< /Type /Catalog /Pages 2 0 R %s >>", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> %s >>"
)
ONE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
WORDS = stream(b"BT /F 12 Tf 20 200 Td (Treaty of Doha) Tj ET")
SOUND = (CATALOG % b"", ONE, PAGE % b"", WORDS, FONT)
FORM = b"/Type /XObject /Subtype /Form"


def page_with(catalog: bytes = b"", page: bytes = b"", contents: bytes = WORDS, *more: bytes) -> bytes:
    """A sound PDF of one page with words on it, and with more in its catalogue or its page."""
    return pdf(CATALOG % catalog, ONE, PAGE % page, contents, FONT, *more)


@cache
def _packed(what: str) -> bytes:
    return zlib.compress(bytes(200_000_000) if what == "zeros" else b"BT /F 12 Tf (abc) Tj ET " * 4_000_000, 1)


def pdf_attacks(address: str, victim: str) -> dict[str, bytes]:
    """By name; address must not be called, the file victim must not come to be."""
    launch = b"<< /S /Launch /F (/bin/sh) /Unix << /F (/bin/sh) /P (-c 'touch %s') >> >>" % victim.encode()
    script = b"<< /S /JavaScript /JS (app.launchURL\\('%s'\\); while \\(true\\) {}) >>" % address.encode()
    deep = b"[" * 50_000 + b"]" * 50_000
    return {
        "no PDF": b"%PDF-1.7\n",
        "table that follows itself": pdf(*SOUND, trailer=b"/Root 1 0 R /Prev %%START"),
        "table nowhere": pdf(*SOUND, start=999_999_999),
        "page box of 10^9": page_with(page=b"/MediaBox [0 0 1000000000 1000000000]", contents=stream(b"")),
        "page box of NaN": page_with(page=b"/MediaBox [0 0 nan 1e400]", contents=stream(b"")),
        "pages that hold themselves": pdf(CATALOG % b"", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>"),
        "10^5 pages": pdf(
            CATALOG % b"",
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>", PAGE % b"", WORDS, FONT,
        ),
        "10^9 pages claimed": pdf(SOUND[0], ONE.replace(b"/Count 1", b"/Count 1000000000"), *SOUND[2:]),
        "script": page_with(b"/OpenAction 6 0 R /AA << /WC 6 0 R >>", b"/AA << /O 6 0 R >>", WORDS, script),
        "launch": page_with(b"/OpenAction 6 0 R", b"/AA << /O 6 0 R >>", WORDS, launch),
        "address": page_with(b"/OpenAction << /S /URI /URI (%s) >>" % address.encode()),
        "form sent away": page_with(b"/OpenAction << /S /SubmitForm /F << /FS /URL /F (%s) >> >>" % address.encode()),
        "outside stream": page_with(contents=stream(b"", b"/F << /FS /URL /F (%s) >>" % address.encode())),
        "password": pdf(
            CATALOG % b"", ONE, PAGE % b"", WORDS, FONT,
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>",
            trailer=b"/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]",
        ),
        "embedded file": page_with(
            b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>", b"", WORDS,
            b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>", stream(b"MZ evil"),
        ),
        "stream of 200 MB": page_with(contents=stream(_packed("zeros"), b"/Filter /FlateDecode")),
        "stream of words without end": page_with(
            contents=stream(_packed("words"), b"/Filter /FlateDecode")
        ),
        "deep arrays": page_with(b"/X " + deep),
        "form within itself": page_with(
            b"", b"/Resources << /XObject << /X 6 0 R >> >>", stream(b"/X Do"),
            stream(b"/X Do /X Do", FORM + b" /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),
        ),
        "image of 10^5 by 10^5": page_with(
            b"", b"/Resources << /XObject << /X 6 0 R >> >>", stream(b"300 0 0 300 0 0 cm /X Do"),
            stream(
                zlib.compress(bytes(1000)),
                b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB"
                b" /BitsPerComponent 8 /Filter /FlateDecode",
            ),
        ),
    }  # fmt: skip


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def png_text_bomb() -> bytes:
    small = png(10, 10)
    text = b"Comment\0\0" + zlib.compress(bytes(200_000_000))
    chunk = struct.pack(">L", len(text)) + b"zTXt" + text + struct.pack(">L", zlib.crc32(b"zTXt" + text))
    return small[:33] + chunk * 5 + small[33:]


def jpeg(width: int, height: int) -> bytes:
    table = b"\xff\xdb\0\x43\0" + bytes([1] * 64)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    codes = b"\xff\xc4" + struct.pack(">HB", 20, 0) + bytes([1] + [0] * 15) + b"\0"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\1\0\0\x3f\0" + b"\0" * 1000
    return b"\xff\xd8" + table + frame + codes + scan + b"\xff\xd9"


def tiff(width: int, height: int, *, loops: bool = False) -> bytes:
    fields = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1)]
    fields += [(278, 4, height), (279, 4, 1000)]
    entries = b"".join(struct.pack("<2HLL", tag, kind, 1, value) for tag, kind, value in fields)
    return (
        struct.pack("<2sHLH", b"II", 42, 8, len(fields)) + entries + struct.pack("<L", 8 if loops else 0) + bytes(1000)
    )


def jpeg2000(width: int, height: int) -> bytes:
    size = struct.pack(">HH8LH", 41, 0, width, height, 0, 0, width, height, 0, 0, 1) + b"\x07\1\1"
    style = b"\xff\x52" + struct.pack(">H10B", 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 0)
    steps = b"\xff\x5c" + struct.pack(">HB", 19, 0x40) + bytes(16)
    tile = b"\xff\x90" + struct.pack(">HHLBB", 10, 0, 0, 0, 1) + b"\xff\x93" + bytes(100) + b"\xff\xd9"
    return b"\xff\x4f\xff\x51" + size + style + steps + tile


def image_attacks() -> dict[str, bytes]:
    """By name; all claim pixels that would fill tens of gigabytes, or hold other bombs."""
    return {
        "png": png(100_000, 100_000),
        "png of one row": png(2**31 - 1, 1),
        "png with text of 1 GB": png_text_bomb(),
        "jpeg": jpeg(65_500, 65_500),
        "tiff": tiff(100_000, 100_000),
        "tiff of 2^32": tiff(2**32 - 1, 2**32 - 1),
        "tiff whose pages go in a circle": tiff(100, 100, loops=True),
        "jpeg 2000": jpeg2000(100_000, 100_000),
    }
