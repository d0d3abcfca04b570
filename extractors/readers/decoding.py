"""Bytes to text: which encoding a file of plain text is in, decided by how plausible it reads, with a margin.

UTF-8 where it is valid UTF-8; UTF-16 by its mark or its zero bytes; else the candidate of ``LEGACY`` whose reading the
language classifier finds most like English, Arabic, Russian, Kazakh or French and least like garbage. Where two
readings that differ are nearly as good, the file is rejected and both are named: a guess would be a forgery.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.errors import InputRejected
from extractors.readers.mojibake import garbled_lines
from extractors.source import Source

LEGACY = (
    "windows-1251", "windows-1252", "kz1048", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic", "ptcp154",
    "windows-1256", "iso-8859-6",
)  # fmt: skip
"""Code pages that these languages were typed in, commonest first: of two that read the same, the first is named."""
FEWEST_LETTERS = 12
"""Letters beyond ASCII that it takes to call a text garbage."""
GARBAGE = 10
"""Points a code point by which a wrong encoding must lead over our languages before a text is called garbage."""
FOREIGN = 0.5
"""Bytes beyond ASCII for each letter of ASCII: with fewer, and no three together, a text is in Latin letters."""
FEWEST = 4
"""Different bytes beyond ASCII that it takes to tell one code page from another."""
LATIN = ("windows-1252", "mac-roman")
"""Those of a text in Latin letters in which only accents and quotation marks are not ASCII."""
SAMPLE = 20_000
"""Bytes that are judged, from the first line that is not ASCII."""
MARGIN = 150
"""Points of the classifier by which the best reading must lead; about four letters' worth."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FAMILIAR = re.compile("[\t\n\r\f -~\u00a0-\u024f\u0400-\u052f\u0600-\u06ff\u2010-\u203a\u2116\ufeff]")
_BEYOND, _ASCII_LETTER, _RUN = re.compile(rb"[\x80-\xff]"), re.compile(rb"[A-Za-z]"), re.compile(rb"[\x80-\xff]{3}")
_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with its line ends as ``\\n``, the encoding it was in, and what is worth a warning."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(source: Source) -> str:
    """The text of a source; see ``decoded``."""
    return decoded(source).text


def decoded(source: Source) -> Decoded:
    """The text of a source without its byte order mark.

    InputRejected TXT001 for bytes whose encoding cannot be told, TXT002 for a NUL character (a binary file), TXT003 for
    no words at all, TXT004 for UTF-8 that was once read in a wrong encoding and saved again. Warnings: TXT005 for
    single lines of that kind, TXT006 for an encoding other than UTF-8, TXT007 for a text that reads like garbage.
    """
    encoding = _marked(source) or _unmarked(source)
    text = _strict(source.data, encoding)
    if text is None:
        raise _not_this(source, encoding)
    if "\0" in text:
        raise InputRejected(
            "TXT002",
            "There is a NUL character in the text.",
            where=f"{source.name}:{text.count(chr(10), 0, text.index(chr(0))) + 1}",
            advice="The file is binary; if it is text, save it as UTF-8.",
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputRejected("TXT003", "There are no words in the file.", where=source.name, advice="Leave it out.")
    return Decoded(text, encoding, tuple(_warnings(source, text, encoding)))


def _warnings(source: Source, text: str, encoding: str) -> Iterator[str]:
    if encoding not in ("utf-8", "utf-8-sig"):
        yield f"TXT006 line 1: the file is in {encoding}, not UTF-8"
    if text.isascii():
        return
    wrong = garbled_lines(text)
    if wrong is None:
        if len(_LETTER.findall(text, 0, SAMPLE)) >= FEWEST_LETTERS and plausibility(
            text[:SAMPLE], foreign=True
        ) < -GARBAGE * min(len(text), SAMPLE):
            yield "TXT007 line 1: the text reads as if it had once been read in a wrong encoding and saved again"
        return
    if wrong.whole:
        raise InputRejected(
            "TXT004",
            f"The text is UTF-8 that was read as {wrong.encoding} and saved again.",
            where=f"{source.name}:{wrong.first}",
            advice=f"Mend it: read it as UTF-8, write it as {wrong.encoding}, and what comes out is UTF-8.",
        )
    yield f"TXT005 line {wrong.first}: {wrong.count} lines are UTF-8 that was read as {wrong.encoding}"


def _marked(source: Source) -> str | None:
    return next((encoding for mark, encoding in _MARKS if source.data.startswith(mark)), None)


def _unmarked(source: Source) -> str:
    data = source.data
    if b"\0" in data:
        wide = _wide(data)
        if wide is None:
            raise InputRejected(
                "TXT002",
                "There is a NUL character in the text.",
                where=f"{source.name}:{data.count(bytes([10]), 0, data.index(0)) + 1}",
                advice="The file is binary; if it is text, save it as UTF-8.",
            )
        return wide
    if _strict(data, "utf-8") is not None:
        return "utf-8"
    return _legacy(source)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, by which of its two orders gives letters of our scripts; None where neither does."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text and len(_FAMILIAR.findall(text, 0, SAMPLE)) > 0.9 * len(text[:SAMPLE]):
            return encoding
    return None


def _legacy(source: Source) -> str:
    """The code page of 8-bit text; InputRejected TXT001 where two readings are too near each other."""
    first = next(at for at, byte in enumerate(source.data) if byte > 127)
    start = source.data.rfind(b"\n", 0, first) + 1
    sample = source.data[max(start, first - 200) : first + SAMPLE]
    beyond = _BEYOND.findall(sample)
    latin = len(beyond) < FOREIGN * len(_ASCII_LETTER.findall(sample)) and not _RUN.search(sample)
    readings: dict[str, str] = {}
    for encoding in LATIN if latin else LEGACY:
        text = _strict(sample, encoding)
        if text is not None and text not in readings and _strict(source.data, encoding) is not None:
            readings[text] = encoding
    ranked = sorted(
        ((plausibility(text), encoding) for text, encoding in readings.items()),
        key=lambda pair: (-pair[0], LEGACY.index(pair[1]) if pair[1] in LEGACY else len(LEGACY)),
    )
    if latin and ranked:
        return ranked[0][1]
    told = bool(ranked) and ranked[0][0] > 0 and len(set(beyond)) >= FEWEST
    if not told or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        raise _undecided(source, first, [encoding for _, encoding in ranked[:3]])
    return ranked[0][1]


def plausibility(text: str, *, foreign: bool = False) -> int:
    """Points by which the likeliest of our languages leads over a wrong encoding; stray controls count against it.

    foreign  whether any other language will do too
    """
    from extractors.languages.classifier import total  # numpy: only for what is not ASCII

    points = total(text)
    ours = max(points[code] for code in ("en", "ar", "ru", "kk", "fr"))
    best = max(ours, points["und"]) if foreign else ours
    return best - points["bad"] - 100 * len(_CONTROLS.findall(text))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _not_this(source: Source, encoding: str) -> InputRejected:
    return InputRejected(
        "TXT001",
        f"The byte order mark says {encoding}, but the bytes are none.",
        where=source.name,
        advice="The file may be cut short. Save it as UTF-8.",
    )


def _undecided(source: Source, first: int, candidates: list[str]) -> InputRejected:
    line = source.data.count(b"\n", 0, first) + 1
    column = first - source.data.rfind(b"\n", 0, first)
    named = f"may be {' or '.join(candidates)}" if candidates else "is in none of the encodings known here"
    return InputRejected(
        "TXT001",
        f"The byte 0x{source.data[first]:02x} at offset {first} is not UTF-8; the file {named}.",
        where=f"{source.name}:{line}:{column}",
        advice="Save the file as UTF-8.",
    )
