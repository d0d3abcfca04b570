"""Terms that do not exist, in any text that writes them: Turtle, SPARQL, Python, Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.namespaces import NAMESPACES, PLACEHOLDER
from ontology.replaced import instead
from ontology.terms import Vocabulary

_DECLARED = re.compile(r"(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_FULL = re.compile(r"<([a-z]+://[^\s<>\"{}|\\^`]*)>")
_PREFIXED = re.compile(r"(?<![\w.:/#<-])([a-z]+):([A-Za-z_][\w-]*)(?![\w{:-])")
_CONSTANT = re.compile(r"(?<![\w.])([A-Z]+)\.([A-Za-z_]\w*)")


def unknown(text: str, *, vocabulary: str = PLACEHOLDER) -> Iterator[tuple[int, str]]:
    """Each use of a term that its namespace does not define: (line from 1, ``prefix:name``), in order.

    vocabulary is the namespace of our own terms in the text. Prefixes mean what the text declares, else what they
    mean in our files; other namespaces are not judged. ``RICO.name`` of Python text is looked at too.
    """
    spaces = NAMESPACES | {"kg": vocabulary} | dict(_DECLARED.findall(text))
    known = {namespace: prefix for prefix, namespace in (NAMESPACES | {"kg": vocabulary}).items()}
    bare = _DECLARED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found: list[tuple[int, str | None, str]] = []
    for use in _PREFIXED.finditer(bare):
        if use[2] == "name" and use[1] != "rico":
            continue  # how prose writes "a prefixed name"
        found.append((use.start(), known.get(spaces.get(use[1], "")), use[2]))
    for use in _FULL.finditer(bare):
        namespace = next((space for space in known if use[1].startswith(space)), "")
        name = use[1].removeprefix(namespace)
        if namespace and re.fullmatch(r"\w[\w-]*", name):
            found.append((use.start(), known[namespace], name))
    for use in _CONSTANT.finditer(bare):
        if use[1].lower() in NAMESPACES and not hasattr(str, use[2]) and use[2] not in vars(Vocabulary):
            found.append((use.start(), use[1].lower(), use[2]))
    for start, prefix, name in sorted(found, key=lambda each: each[0]):
        if prefix is not None and name not in Vocabulary(prefix, NAMESPACES[prefix]):
            yield text.count("\n", 0, start) + 1, f"{prefix}:{name}"


def unknown_terms(text: str, *, vocabulary: str = PLACEHOLDER) -> list[str]:
    """The same, sorted, each term once."""
    return sorted({term for _, term in unknown(text, vocabulary=vocabulary)})


def advice(term: str) -> str:
    """What is wrong with an unknown ``prefix:name`` and what to write, as one or two sentences."""
    prefix, _, name = term.partition(":")
    if prefix == "rico":
        version, right = instead(name)
        if version:
            return f"{name} is RiC-O {version}: use {right}."
        return f"rico:{name} is no term of RiC-O 1.1." + (f" Did you mean {right}?" if right else "")
    return f"{term} is not a term of the vocabularies that we use."
