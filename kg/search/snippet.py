"""The words around what was found, and what was found as it is written there."""

from __future__ import annotations

from kg.search.words import placed_words

_LETTERS = 160


def snippet(text: str, lang: str, found: frozenset[str]) -> tuple[tuple[tuple[str, bool], ...], str]:
    """Parts of a stretch of the text, (text, whether it was found), and the found words joined.

    found: folded words. The stretch holds as many different ones as it can, the earliest of such stretches.
    """
    words = placed_words(text, lang)
    hits = [(start, end, forms & found) for start, end, forms in words if forms & found]
    if not hits:
        return ((text[:_LETTERS], False),), ""
    first = max(range(len(hits)), key=lambda at: (_different(hits, at), -at))
    begin = hits[first][0]
    inside = [hit for hit in hits[first:] if hit[1] <= begin + _LETTERS] or [hits[first]]
    end = inside[-1][1]
    room = max(0, _LETTERS - (end - begin)) // 2
    start, stop = _between_words(text, words, begin - room, end + room)
    parts, at = [("… " if start else "", False)], start
    for left, right, _ in inside:
        parts += [(text[at:left], False), (text[left:right], True)]
        at = right
    parts.append((text[at:stop] + (" …" if stop < len(text) else ""), False))
    written = dict.fromkeys(text[left:right] for left, right, _ in inside)
    return tuple((" ".join(part.split("\n")), hit) for part, hit in parts if part), " ".join(written)


def _different(hits: list[tuple[int, int, frozenset[str]]], at: int) -> int:
    begin = hits[at][0]
    inside = [forms for _, end, forms in hits[at:] if end <= begin + _LETTERS]
    return len(frozenset().union(*inside)) if inside else 0


def _between_words(
    text: str, words: list[tuple[int, int, frozenset[str]]], start: int, stop: int
) -> tuple[int, int]:
    """Widest stretch between the two places that cuts no word; the whole text where it is short enough."""
    if len(text) <= _LETTERS + _LETTERS // 4:
        return 0, len(text)
    first = min((left for left, _, _ in words if left >= start), default=0) if start > 0 else 0
    last = max((right for _, right, _ in words if right <= stop), default=len(text)) if stop < len(text) else len(text)
    return first, last
