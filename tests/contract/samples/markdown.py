from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "readout.md",
    "test",
    b"""---
title: Readout of a call
date: '2024-05-06'
source_url: https://example.org/readout
tags: [calls]
---
The President spoke with the Amir
of **Qatar**.

## Next
- One
- Two
""",
)
