"""Words with their tags, as they go through the spoilers and become an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from extractors.training.data import Sentence


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of one set, one after the other: words, whether a space is before each, tags, and what is unknown."""

    source: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[int, ...]
    unknown: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    def each(self, change: Callable[[str], str]) -> Words:
        """The same with every word changed; one that would be lost is kept."""
        return replace(self, words=tuple(change(word) or word for word in self.words))


def joined(sentences: Iterable[Sentence]) -> Words:
    """Sentences of one set as one text."""
    all_of = tuple(sentences)
    return Words(
        all_of[0].source,
        tuple(chain.from_iterable(one.words for one in all_of)),
        tuple(chain.from_iterable(one.spaces for one in all_of)),
        tuple(chain.from_iterable(one.tags for one in all_of)),
        tuple(chain.from_iterable(one.unknown for one in all_of)),
    )
