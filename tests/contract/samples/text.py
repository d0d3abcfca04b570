from __future__ import annotations

from extractors.source import Source

SAMPLE = Source("note.txt", "test", b"First line\nSecond line\n")
