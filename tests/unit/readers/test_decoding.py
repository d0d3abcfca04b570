"""Which encoding a plain text is in: told, or refused with the candidates named."""

from __future__ import annotations

import pytest

from extractors.errors import InputRejected
from extractors.readers.decoding import decoded
from extractors.registry import reader
from extractors.source import Source

RUSSIAN = "Посол прибыл в столицу и вручил верительные грамоты. Я видел его вчера, и он объявил о съезде.\n"
KAZAKH = "Елші астанаға келіп, сенім грамоталарын тапсырды. Үкімет үйінде өткен жиынға көп адам қатысты.\n"
ARABIC = "وصل السفير إلى الدوحة يوم الأحد وقدم أوراق اعتماده إلى أمير دولة قطر في قصره العامر.\n"
ENGLISH = "He said “don’t” — and left the room with the Ambassador’s note.\n"
FRENCH = "L'élève a été reçu à la mairie, où il était né.\n"
CASES = [
    *((RUSSIAN, name) for name in ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic")),
    *((KAZAKH, name) for name in ("kz1048", "ptcp154")),
    *((ARABIC, name) for name in ("windows-1256", "iso-8859-6")),
    (ENGLISH, "windows-1252"),
    (FRENCH, "windows-1252"),
    (FRENCH, "mac-roman"),
    *((text, name) for text in (RUSSIAN, KAZAKH, ARABIC, ENGLISH) for name in ("utf-16-le", "utf-16-be", "utf-16")),
    *((text, name) for text in (RUSSIAN, KAZAKH, ARABIC) for name in ("utf-8", "utf-8-sig", "utf-32")),
]


def of(data: bytes) -> Source:
    return Source("a.txt", "x", data)


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_encodings(text: str, encoding: str) -> None:
    found = decoded(of(text.encode(encoding)))
    assert found.text == text
    assert bool(found.warnings) == (not encoding.startswith("utf-8"))
    assert all(warning.startswith("TXT006 line 1: ") for warning in found.warnings)


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, ARABIC, FRENCH])
@pytest.mark.parametrize("wrong", ["windows-1252", "windows-1251", "latin-1", "mac-cyrillic"])
def test_utf_8_saved_a_second_time(text: str, wrong: str) -> None:
    garbled = text.encode().decode(wrong, "replace")
    assert verdict(of(garbled.encode())) in ("TXT004", "TXT007")


def verdict(source: Source) -> str:
    """Code of the error, or of the first warning."""
    try:
        return (*decoded(source).warnings, "")[0][:6]
    except InputRejected as error:
        return error.code


def test_single_garbled_lines_are_named() -> None:
    text = RUSSIAN * 3 + KAZAKH.encode().decode("windows-1252", "replace") + RUSSIAN
    (warning,) = decoded(of(text.encode())).warnings
    assert warning == "TXT005 line 4: 1 lines are UTF-8 that was read as windows-1252"


@pytest.mark.parametrize(("wrote", "read"), [("koi8-r", "cp1251"), ("cp1251", "cp1252"), ("cp866", "cp1251")])
def test_one_byte_encodings_read_in_another(wrote: str, read: str) -> None:
    (warning,) = decoded(of(RUSSIAN.encode(wrote).decode(read, "replace").encode())).warnings
    assert warning.startswith("TXT007")


@pytest.mark.parametrize(
    "text", [RUSSIAN, KAZAKH, ARABIC, FRENCH, "Der Bär trägt über Österreich süße Äpfel\n", "№ 5 «Ñ»\n"]
)
def test_sound_texts_have_no_warning(text: str) -> None:
    assert decoded(of(text.encode())).warnings == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"one\ntwo " + "три".encode("cp1251"), "TXT001"), (b"\xff" * 50, "TXT001"), (b"\xff\xfe\x00", "TXT001"),
     (b"abc\0def", "TXT002"), (b"\0\xff\xfe\x01", "TXT002"), (b"", "TXT003"), (b" \r\n", "TXT003")],
)  # fmt: skip
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(InputRejected) as caught:
        decoded(of(data))
    assert caught.value.code == code


def test_the_candidates_are_named() -> None:
    with pytest.raises(InputRejected, match=r"may be .* or "):
        decoded(of("Да\n".encode("cp1251")))


def test_the_reader_records_the_encoding() -> None:
    (document,) = reader("text").read(of(RUSSIAN.encode("koi8-r")))
    assert document.text == RUSSIAN
    assert document.warnings == ("TXT006 line 1: the file is in koi8-r, not UTF-8",)
