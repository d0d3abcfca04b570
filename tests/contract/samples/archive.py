from __future__ import annotations

import zipfile
from io import BytesIO

from extractors.source import Source


def _packed() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in (("delo-12/letter.txt", "Письмо послу\n"), ("delo-12/0002.txt", "Second page\n")):
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
        archive.writestr(zipfile.ZipInfo("__MACOSX/._letter.txt", (2020, 1, 1, 0, 0, 0)), b"\0\5\x16\7")
    return packed.getvalue()


SAMPLE = Source("delo.zip", "test", _packed())
