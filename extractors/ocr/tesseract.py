"""The tesseract program: where it is, which models it has, one run of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from extractors.errors import InputRejected

MENDED_BY = "Install it with `make setup-system` (Debian: apt-get install tesseract-ocr tesseract-ocr-{models})."
MODELS = ("ara", "eng", "kaz", "osd", "rus")


def available() -> bool:
    """Whether the program is on the path."""
    return shutil.which("tesseract") is not None


def check(name: str) -> None:
    """InputRejected OCR001 where there is no tesseract, OCR002 naming the models it lacks. name: the file to read."""
    if not available():
        raise InputRejected(
            "OCR001",
            "There is no tesseract on this machine, so no page image can be read.",
            where=name,
            advice=MENDED_BY.format(models="{" + ",".join(MODELS) + "}"),
        )
    lacking = sorted(set(MODELS) - installed())
    if lacking:
        raise InputRejected(
            "OCR002",
            f"Tesseract has no model for {', '.join(lacking)}.",
            where=name,
            advice=MENDED_BY.format(models=lacking[0] if len(lacking) == 1 else "{" + ",".join(lacking) + "}"),
        )


@cache
def installed() -> frozenset[str]:
    """Names of the models that tesseract has."""
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)  # noqa: S607
    return frozenset(done.stdout.decode("utf-8", "replace").split()[1:])


@cache
def version() -> str:
    """``tesseract 5.3.0``."""
    done = subprocess.run(["tesseract", "--version"], capture_output=True, check=False)  # noqa: S607
    return (done.stdout or done.stderr).decode("utf-8", "replace").split("\n")[0].strip()


def run(image: bytes, *, mode: int, models: tuple[str, ...] = (), output: str = "hocr") -> str:
    """What tesseract says of an image file (PNG, PNM): hOCR, or the answer of orientation and script (mode 0).

    mode  page segmentation: 0 orientation and script, 3 layout of any kind, 4 one column, 6 one block
    One thread, so that the figures of two runs are the same. InputRejected OCR003 where it fails.
    """
    command = ["tesseract", "stdin", "stdout", "--psm", str(mode), "--dpi", "300"]
    command += ["-l", "+".join(models)] if models else []
    command += [output] if mode else []
    done = subprocess.run(  # noqa: S603
        command, input=image, capture_output=True, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
    )
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:200]
        raise InputRejected("OCR003", f"Tesseract cannot read the image: {reason or done.returncode}.")
    return done.stdout.decode("utf-8", "replace")
