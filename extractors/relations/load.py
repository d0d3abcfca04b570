"""Rule files in: YAML of the languages' folders, checked to the last key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from extractors.errors import InputRejected
from extractors.languages import CORE
from extractors.languages.fold import fold
from extractors.relations.rules import Owner, Phrase, Rule, RuleSet, Slot
from extractors.relations.types import ENDS, POSITION, WORDS

LEAST_PRECISION = 0.8
LEAST_JUDGED = 10
_FOLDER = Path(__file__).parent.parent / "languages"
_RULE_KEYS = frozenset(
    (
        *("id", "type", "trigger", "unless", "subject", "object", "owner", "date", "lead", "before_not"),
        *("publish", "judged", "examples", "counterexamples"),
    )
)
_SLOT_KEYS = frozenset(("labels", "at", "gap", "through", "without", "next_to", "led_by", "skip", "words"))


@cache
def rule_set(languages: tuple[str, ...] = CORE) -> RuleSet:
    """The rules of these languages together. InputRejected (REL001) names the rule that is not well made."""
    return assembled(_parsed(code) for code in languages)


@cache
def published_rules(languages: tuple[str, ...] = CORE) -> RuleSet:
    """Those of the rules that are good enough for the graph."""
    return indexed(rule_set(languages), tuple(rule for rule in rule_set(languages).rules if rule.publish))


def assembled(files: Iterable[Mapping[str, Any]]) -> RuleSet:
    """One set of rules of several parsed files. InputRejected REL001 where two have one id."""
    rules: list[Rule] = []
    words: dict[str, set[str]] = {"blockers": set(), "denied_after": set(), "abbreviations": set(), "prefixes": set()}
    for content in files:
        for key, found in words.items():
            found.update(_folded(content.get(key, ())))
        endings = frozenset(_folded(content.get("endings", ())))
        rules += [_rule(given, endings) for given in content["rules"]]
    if len({rule.id for rule in rules}) < len(rules):
        raise InputRejected("REL001", "Two rules of relation have one id.", advice="Give each rule an id of its own.")
    empty: Mapping[str, tuple[tuple[Phrase, Rule], ...]] = {}
    return indexed(
        RuleSet(
            (),
            empty,
            frozenset(words["blockers"]),
            frozenset(words["denied_after"]),
            frozenset(words["abbreviations"]),
            tuple(sorted(words["prefixes"])),
        ),
        tuple(rules),
    )


def indexed(words: RuleSet, rules: tuple[Rule, ...]) -> RuleSet:
    """These rules, to be looked up by first word, with the word lists of another set."""
    by_word: dict[str, list[tuple[Phrase, Rule]]] = {}
    for rule in rules:
        for phrase in rule.triggers:
            for form in sorted(phrase[0]):
                by_word.setdefault(form, []).append((phrase, rule))
    longest_first = {
        word: tuple(sorted(found, key=lambda item: (-len(item[0]), item[1].id))) for word, found in by_word.items()
    }
    return replace(words, rules=rules, by_word=MappingProxyType(longest_first))


def _parsed(code: str) -> Mapping[str, Any]:
    import yaml

    path = _FOLDER / code / "relations.yaml"
    if not path.is_file():  # a language that another distribution brings
        return {"rules": ()}
    content: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def _rule(given: Mapping[str, Any], endings: frozenset[str]) -> Rule:
    name = str(given.get("id"))
    if unknown := sorted(set(given) - _RULE_KEYS):
        raise _wrong(name, f"has the unknown key {unknown[0]}")
    if given.get("type") not in ENDS:
        raise _wrong(name, f"has the unknown type {given.get('type')}")
    judged = given.get("judged", {})
    office = given.get("object") == POSITION
    rule = Rule(
        name,
        given["type"],
        tuple(_phrase(text, endings) for text in given["trigger"]),
        frozenset(_folded(given.get("unless", ()))),
        _slot(name, given["subject"], endings),
        None if office else _slot(name, given["object"], endings),
        _owner(name, given["owner"]) if "owner" in given else None,
        _slot(name, {"labels": ["DATE"], **given["date"]}, endings) if "date" in given else None,
        given.get("lead", 4),
        frozenset(given.get("before_not", ())),
        given.get("publish", False),
        judged.get("right", 0),
        judged.get("wrong", 0),
        tuple(given["examples"]),
        tuple(given["counterexamples"]),
    )
    subjects, objects = ENDS[rule.type]
    ends = rule.object.labels if rule.object else frozenset({POSITION})
    if not (rule.subject.labels <= subjects and ends <= objects):
        raise _wrong(name, "has an end that its type cannot have")
    if not rule.examples or not rule.counterexamples:
        raise _wrong(name, "lacks examples of what it finds and of what it leaves")
    if rule.publish and (rule.precision < LEAST_PRECISION or rule.right + rule.wrong < LEAST_JUDGED):
        raise _wrong(name, f"is published on {rule.right} right and {rule.wrong} wrong finds")
    return rule


def _slot(rule: str, given: Mapping[str, Any], endings: frozenset[str]) -> Slot:
    if unknown := sorted(set(given) - _SLOT_KEYS):
        raise _wrong(rule, f"has a slot with the unknown key {unknown[0]}")
    words = tuple(_phrase(text, endings) for text in given.get("words", ()))
    return Slot(
        frozenset({WORDS}) if words else frozenset(given["labels"]),
        _side(rule, given["at"]),
        given["gap"],
        frozenset(given.get("through", ())),
        frozenset(_folded(given.get("without", ()))),
        frozenset(_folded(given.get("next_to", ()))),
        frozenset(_folded(given.get("led_by", ()))),
        given.get("skip", 0),
        words,
    )


def _owner(rule: str, given: Mapping[str, Any]) -> Owner:
    return Owner(_side(rule, given["at"]), frozenset(_folded(given.get("joins", ()))), given.get("required", False))


def _side(rule: str, value: Any) -> Any:
    if value not in ("before", "after"):
        raise _wrong(rule, f"has a slot at {value}, which is neither before nor after")
    return value


def _phrase(text: str, endings: frozenset[str]) -> Phrase:
    return tuple(
        frozenset(fold(word) + ending for ending in endings) if word.endswith("*") else frozenset({fold(word)})
        for word in text.split()
    )


def _folded(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        if not isinstance(text, str):  # "no" and "on" are truth values to YAML
            raise InputRejected(
                "REL001", f"A list of words holds {text!r}.", advice="Put quotation marks around the word."
            )
        yield fold(text)


def _wrong(rule: str, what: str) -> InputRejected:
    return InputRejected("REL001", f"The rule of relation {rule} {what}.", advice="Mend it in its relations.yaml.")
