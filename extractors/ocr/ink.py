"""What the ink of a page tells before anything is read: threshold, dark edges, skew, line pitch, columns.

All work on a small copy in grey (``numpy`` array of bytes, 255 is white).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Points = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Across and down of the dark pixels."""

_STRIPS = 8
_POINTS = 200_000


def threshold(values: Grey) -> int:
    """The grey value that parts ink from paper best (Otsu 1979)."""
    counts = np.bincount(values.ravel(), minlength=256).astype(np.float64)
    below = np.cumsum(counts)
    weight = np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = weight / below - (weight[-1] - weight) / above
        between = np.nan_to_num(below * above * gap**2)
    best = np.flatnonzero(between >= between.max())
    return int(best[len(best) // 2])


def dark_edges(dark: NDArray[np.bool_], most: float = 0.1) -> tuple[int, int, int, int]:
    """How many columns and rows of left, top, right, bottom belong to the dark surround of a scan."""
    across, down = dark.mean(axis=0), dark.mean(axis=1)

    def width(shares: NDArray[np.float64]) -> int:
        outer = np.flatnonzero(shares[: int(len(shares) * most)] > 0.6)
        return int(outer[-1]) + 1 if len(outer) and outer[0] < 3 else 0

    return width(across), width(down), width(across[::-1]), width(down[::-1])


def points(dark: NDArray[np.bool_]) -> Points:
    """The dark pixels, every n-th where they are very many."""
    down, across = np.nonzero(dark)
    step = max(1, len(down) // _POINTS)
    return across[::step].astype(np.float64), down[::step].astype(np.float64)


def skew(ink: Points, most: float = 6.0) -> float:
    """Degrees, anticlockwise, to turn the page so that its lines are level: there the row profile is sharpest."""

    def sharpness(angle: float) -> float:
        rows = _level(ink, angle)
        profile = np.bincount((rows - rows.min()).astype(np.intp)).astype(np.float64)
        return float((np.diff(profile) ** 2).sum())

    coarse = max(np.arange(-most, most + 0.1, 0.5), key=lambda angle: (sharpness(angle), -abs(angle)))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda angle: (sharpness(angle), -abs(angle)))
    return 0.0 if abs(fine) < 0.15 else round(float(fine), 1)


def _level(ink: Points, angle: float) -> NDArray[np.float64]:
    """How far down each point stands once the page is turned."""
    turn = math.radians(angle)
    return ink[1] * math.cos(turn) - ink[0] * math.sin(turn)


def pitch(ink: Points, angle: float) -> float | None:
    """Pixels from line to line: the period of the row profile, in the median of upright strips.

    Of a page with too few lines for that, one and a half times the height of its lines; None for no lines.

    angle  of the lines, degrees
    """
    rows = _level(ink, angle)
    strip = (ink[0] * _STRIPS / (ink[0].max() + 1)).astype(np.intp)
    found = []
    for number in range(_STRIPS):
        mine = rows[strip == number]
        period = _period(np.bincount((mine - rows.min()).astype(np.intp)).astype(np.float64)) if len(mine) else None
        if period is not None:
            found.append(period)
    return float(np.median(found)) if found else _by_height(rows)


def _by_height(rows: NDArray[np.float64]) -> float | None:
    profile = np.bincount((rows - rows.min()).astype(np.intp)).astype(np.float64)
    inked = profile > 0.05 * profile.max()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    heights = edges[1::2] - edges[::2]
    tall = heights[heights >= 6]
    return 1.5 * float(np.median(tall)) if len(tall) else None


def _period(profile: NDArray[np.float64]) -> float | None:
    if len(profile) < 40:
        return None
    # what is broader than lines is taken out: the share of ink of a paragraph is no line
    smooth = np.convolve(profile, np.ones(3) / 3, "same")
    wave = smooth - smooth.mean()
    spectrum = np.fft.rfft(wave, 2 * len(wave))
    alike = np.fft.irfft(spectrum * spectrum.conj())[: len(wave)]
    lags = alike / (alike[0] or 1.0) * len(wave) / np.arange(len(wave), 0, -1)
    last = min(len(wave) // 3, 250)
    peaks = [lag for lag in range(6, last) if lags[lag - 1] < lags[lag] >= lags[lag + 1] and lags[lag] > 0.15]
    if not peaks:
        return None
    best = max(lags[lag] for lag in peaks)
    return float(next(lag for lag in peaks if lags[lag] >= 0.7 * best))


def columns(ink: Points, angle: float, line: float) -> bool:
    """Whether the lines stand in columns: an empty gutter down the middle of at least half of the page.

    angle  of the lines, degrees
    line  pixels from line to line
    """
    turn = math.radians(angle)
    across = ink[0] * math.cos(turn) + ink[1] * math.sin(turn)
    rows = _level(ink, angle)
    across, rows = across - across.min(), rows - rows.min()
    high = max(1, int(rows.max() / (line * 4)))
    band = np.minimum((rows * high / (rows.max() + 1)).astype(np.intp), high - 1)
    wide = int(across.max()) + 1
    empty = np.zeros(wide)
    used = 0
    for number in range(high):
        mine = across[band == number].astype(np.intp)
        if len(mine) < len(across) / high / 4:
            continue
        used += 1
        counts = np.bincount(mine, minlength=wide)
        free = counts <= 0.02 * counts.mean()  # specks do not fill a gutter
        edges = np.flatnonzero(np.diff(np.concatenate(([0], free.view(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if end - start >= line * 0.5 and start > wide * 0.15 and end < wide * 0.85:
                empty[start:end] += 1
    return used > 1 and float(empty.max()) >= 0.6 * used
