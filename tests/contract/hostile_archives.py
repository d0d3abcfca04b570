"""Archives that mean harm, made by hand where a library would not write them."""

from __future__ import annotations

import gzip
import stat
import struct
import tarfile
import zipfile
from io import BytesIO

Item = tuple[str | zipfile.ZipInfo, bytes]


def zipped(*items: Item, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in items:
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(*members: tarfile.TarInfo | tuple[str, bytes], mode: str = "") -> bytes:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{mode}") as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tuple):
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, BytesIO(member[1]))
            else:
                archive.addfile(member)
    return packed.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zip_link(name: str, target: bytes) -> bytes:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return zipped((info, target))


def zip_named(name: bytes, data: bytes = b"evil") -> bytes:
    """A ZIP whose one member has any bytes for a name."""
    stand_in = b"N" * len(name)
    return zipped((stand_in.decode(), data)).replace(stand_in, name)


def encrypted() -> bytes:
    packed = bytearray(zipped(("a.txt", b"secret"), method=zipfile.ZIP_STORED))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        packed[packed.index(signature) + offset] |= 1
    return bytes(packed)


def twice(name: str, other: str) -> bytes:
    return zipped((name, b"one"), (other, b"two"))


def overlapping(times: int = 1000, size: int = 1_000_000) -> bytes:
    """Many entries of the directory that share the bytes of one file."""
    whole = zipped(("a", bytes(size)))
    start = whole.index(b"PK\1\2")
    entry = whole[start : whole.index(b"PK\5\6")]
    directory = entry * times
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, times, times, len(directory), start, 0)
    return whole[:start] + directory + end


def lying(claimed: int, actual: bytes) -> bytes:
    """A member that claims another size than it has, in both of its headers."""
    packed = bytearray(zipped(("a.txt", actual)))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        place = packed.index(signature) + offset
        packed[place : place + 4] = struct.pack("<L", claimed)
    return bytes(packed)


def lying_zip64() -> bytes:
    """The sizes of a ZIP64 extra field say 2^63 bytes."""
    info = zipfile.ZipInfo("a.txt")
    info.extra = struct.pack("<2H2Q", 1, 16, 1 << 63, 4)
    packed = bytearray(zipped((info, b"abcd"), method=zipfile.ZIP_STORED))
    place = packed.index(b"PK\1\2") + 24
    packed[place : place + 4] = b"\xff" * 4
    return bytes(packed)


def empty_entries(count: int) -> bytes:
    """A ZIP of that many empty members, written without a library for speed."""
    local, central = bytearray(), bytearray()
    for number in range(count):
        name = b"%07d" % number
        central += (
            struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 7, 0, 0, 0, 0, 0, len(local)) + name
        )
        local += struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 7, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(central), len(local), 0)
    return bytes(local + central + end)


def empty_headers(count: int) -> bytes:
    """A compressed tar of that many empty members."""
    packed = BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="w", compresslevel=1, mtime=0) as out:
        for number in range(count):
            out.write(tarfile.TarInfo(str(number)).tobuf(tarfile.USTAR_FORMAT))
        out.write(bytes(1024))
    return packed.getvalue()


def long_header(size: int) -> bytes:
    """A tar with an extended header of that many bytes, all digits."""
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, size
    body = b"1" * size + bytes(-size % 512)
    return gzip.compress(header.tobuf() + body + tarfile.TarInfo("a").tobuf() + bytes(1024))


def nested(depth: int, inner: bytes = b"words") -> bytes:
    packed = zipped(("a.txt", inner))
    for level in range(depth):
        packed = zipped((f"level{level}.zip", packed))
    return packed
