"""Public docstrings say what the code cannot: units of numbers, errors; and what they show as an example is so.

Checked is what a reader would miss, not forms: a public function names each coded error that it raises itself, by its
class, its code or a class above; a number of a public function has its unit or meaning in its name or docstring.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
PACKAGES = ("kg", "ontology", "extractors", "sparql_endpoint")
FILES = sorted(path for package in PACKAGES for path in (REPO / package).rglob("*.py"))
ERRORS = {
    "UsageError", "InputRejected", "RunAborted", "HttpProblem", "ServiceError", "RemoteError", "BadRequest", "NotFound",
    "NotOffered", "GraphUnreachable", "QueryRejected", "QueryTooHeavy", "QueryFailed", "PoolError", "StoreRefused",
}  # fmt: skip
ABOVE = ("CodedError", "ClientError")
UNIT = re.compile(
    r"(^|_)(s|ms|seconds|mib|bytes|px|x|y|years|days|km|kilometres|dpi|latitude|longitude|least|most|share"
    r"|probability|confidence|weight|score|scored|value|default|deadline|temperature|rate|dropout|ridge)$"
)
"""Endings of a number's name that are a unit, or that say on which scale it is: that of what is compared or counted."""


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef, str]]:
    """Public functions and methods: their dotted name, themselves, and the docstring of the class around."""

    def below(node: ast.Module | ast.ClassDef, name: str) -> Iterator[tuple[str, ast.FunctionDef, str]]:
        for child in node.body:
            if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
                yield from below(child, f"{name}{child.name}.")
            elif isinstance(child, ast.FunctionDef) and not child.name.startswith("_"):
                around = ast.get_docstring(node) if isinstance(node, ast.ClassDef) else ""
                yield name + child.name, child, around or ""

    return below(tree, "")


@cache
def everything() -> list[tuple[Path, str, ast.FunctionDef, str]]:
    """All of them, with their files."""
    return [(path, *found) for path in FILES for found in functions(ast.parse(path.read_text("utf-8")))]


def own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """All nodes of a function, without those of functions inside."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)


def raised(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Class and code (empty where it is worked out) of each coded error that the function raises itself."""
    for node in own_nodes(function):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            codes = [each.value for each in node.exc.args if isinstance(each, ast.Constant)]
            code = next((str(one) for one in codes if re.fullmatch(r"[A-Z]+\d+", str(one))), "")
            if node.exc.func.id in ERRORS:
                yield node.exc.func.id, code


def is_entry(path: Path, function: ast.FunctionDef) -> bool:
    """Whether a command or an address: its reader is who uses it, and the errors stand in the reference."""
    decorated = " ".join(ast.unparse(each) for each in function.decorator_list)
    return bool(re.search(r"blueprint|\.command\(|\.callback\(|\.route\(", decorated)) or path.name == "commands.py"


def test_coded_errors_are_named() -> None:
    missing = []
    for path, name, function, around in everything():
        told = f"{ast.get_docstring(function) or ''} {around}"
        for error, code in raised(function):
            known = (error, code, *ABOVE)
            if not is_entry(path, function) and not any(one and one in told for one in known):
                missing.append(f"{path.relative_to(REPO)}: {name} raises {error} {code}")
    assert not missing, "\n".join(missing)


def test_numbers_have_units() -> None:
    missing = []
    for path, name, function, around in everything():
        told = f"{ast.get_docstring(function) or ''} {around}"
        for argument in (*function.args.args, *function.args.kwonlyargs):
            kind = ast.unparse(argument.annotation) if argument.annotation else ""
            named = UNIT.search(argument.arg) or re.search(rf"\b{argument.arg}\b", told)
            if kind in ("float", "float | None") and not named:
                missing.append(f"{path.relative_to(REPO)}: {name}({argument.arg}: {kind})")
    assert not missing, "\n".join(missing)


DOCTESTED = [path for path in FILES if re.search(r"^\s*>>> ", path.read_text("utf-8"), re.MULTILINE)]


@pytest.mark.parametrize("path", DOCTESTED, ids=lambda path: str(path.relative_to(REPO)))
def test_examples_are_so(path: Path) -> None:
    parts = path.relative_to(REPO).with_suffix("").parts
    module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    failed, tried = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert tried, "the example is not found: it stands where doctest does not look"
    assert not failed


def test_there_are_examples() -> None:
    assert len(DOCTESTED) > 20
