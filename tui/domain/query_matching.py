"""Which talks a query finds: its parts become functions of a talk, made once for a log."""

import operator
import re
from collections.abc import Callable
from typing import Any, TypeAlias

from tui.domain.folding import FIELD_END, fold, folded_talk
from tui.domain.log import Log
from tui.domain.query_fields import WATCH_STATES
from tui.domain.query_terms import (
    Between,
    Compare,
    Either,
    Every,
    Exact,
    Missing,
    Node,
    Not,
    Operator,
    Text,
)
from tui.domain.section import Category, Talk, Verdict

Test: TypeAlias = Callable[[Talk], bool]

_COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


def test_of(node: Node, log: Log) -> Test:
    """The function that tells whether a talk of this log is found."""
    match node:
        case Every(nodes):
            # What looks through texts is asked last, of the few that are left.
            tests = [test_of(inner, log) for inner in sorted(nodes, key=_cost)]
            return _every(tests)
        case Either(nodes):
            either = [test_of(inner, log) for inner in nodes]
            return lambda talk: any(test(talk) for test in either)
        case Not(inner):
            wanted = test_of(inner, log)
            return lambda talk: not wanted(talk)
        case Text():
            return _text(node)
        case Missing(field):
            return _MISSING[field](log)
        case Exact(field, value):
            return _EXACT[field](value, log)
        case Compare() | Between():
            return _measured(node)


def _every(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda talk: first(talk) and second(talk)
    return lambda talk: all(test(talk) for test in tests)


def _cost(node: Node) -> int:
    if isinstance(node, Not):
        return _cost(node.node)
    if isinstance(node, Text):
        return 3 if node.field in (None, "note", "abstract") else 2
    if isinstance(node, Every | Either):
        return max((_cost(inner) for inner in node.nodes), default=0)
    return 1 if isinstance(node, Exact) and node.field in ("cat", "tag", "key") else 0


# Texts


def _text(term: Text) -> Test:
    if term.field is None and not term.whole:
        word = fold(term.text)

        # Called for each of 50,000 talks: one call less counts.
        def has_word(talk: Talk) -> bool:
            folded = folded_talk(talk)
            return word in folded.head or word in folded.abstract

        return has_word
    within = _finder(term)
    match term.field:
        case None:
            return lambda talk: within((folded := folded_talk(talk)).head) or within(folded.abstract)
        case "abstract":
            return lambda talk: within(folded_talk(talk).abstract)
        case "title":
            return lambda talk: within(fold(talk.title))
        case "speaker":
            return lambda talk: within(fold(FIELD_END.join(talk.speakers)))
        case "company":
            return lambda talk: talk.company is not None and within(fold(talk.company))
        case _:
            return lambda talk: within(fold(talk.note))


def _finder(term: Text) -> Callable[[str], bool]:
    """Whether folded text has a term's text: any part of it, or these words whole and in a row.

    Between words may stand any blanks and line ends.
    """
    wanted = fold(term.text)
    words = wanted.split()
    if not term.whole or not words:
        return lambda folded: wanted in folded
    first, inner = words[0], r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    behind = r"(?!\w)" if re.search(r"\w$", words[-1]) else ""
    phrase = re.compile(before + inner + behind)
    return lambda folded: first in folded and phrase.search(folded) is not None


# Numbers and dates


def _measured(term: Compare | Between) -> Test:
    if term.field in ("date", "after", "before"):
        return _dated(term)
    value_of = _minutes if term.field == "min" else _rating
    if isinstance(term, Compare):
        compare, bound = _COMPARISONS[term.operator], term.value
        return lambda talk: (value := value_of(talk)) is not None and compare(value, bound)
    low, high = int(term.low), int(term.high)
    return lambda talk: (value := value_of(talk)) is not None and low <= value <= high


def _minutes(talk: Talk) -> int | None:
    """Whole minutes, as the clock shows them: 30:45 is 30."""
    return None if talk.seconds is None else talk.seconds // 60


def _rating(talk: Talk) -> int | None:
    return talk.rating


def _dated(term: Compare | Between) -> Test:
    """Dates are compared as far as the period goes: 2023-11-07 is neither before nor after 2023-11."""
    if isinstance(term, Compare):
        compare, period = _COMPARISONS[term.operator], str(term.value)
        return lambda talk: talk.date is not None and compare(talk.date[: len(period)], period)
    low, high = str(term.low), str(term.high)
    return lambda talk: (
        talk.date is not None and talk.date[: len(low)] >= low and talk.date[: len(high)] <= high
    )


# States, names, categories


def _state(value: str, log: Log) -> Test:
    match value:
        case "decided":
            return lambda talk: talk.verdict is not Verdict.INBOX
        case "unavailable":
            return lambda talk: not talk.available
        case "unsorted":
            return lambda talk: talk.verdict.placed and log.category_of(talk.id) is None
        case "companion":
            return lambda talk: talk.parent is not None and isinstance(log.sections.get(talk.parent), Talk)
        case _ if value in WATCH_STATES:
            watch = WATCH_STATES[value]
            return lambda talk: talk.watch is watch
        case _:
            verdict = Verdict(value)
            return lambda talk: talk.verdict is verdict


def _tag(value: str, log: Log) -> Test:
    wanted = fold(value)
    return lambda talk: any(fold(" ".join(tag.split())) == wanted for tag in talk.tags)


def _language(value: str, log: Log) -> Test:
    wanted = fold(value)
    # BCP 47: "en" is "en-GB" too.
    return lambda talk: (
        talk.language is not None and ((own := fold(talk.language)) == wanted or own.startswith(f"{wanted}-"))
    )


def _note(value: str, log: Log) -> Test:
    return (lambda talk: bool(talk.note)) if value == "yes" else (lambda talk: not talk.note)


def _watch(value: str, log: Log) -> Test:
    return lambda talk: talk.watch == value


def _key(value: str, log: Log) -> Test:
    """By the talk's id, a whole key, a key without its prefix, or a URL."""

    def has(talk: Talk) -> bool:
        if talk.id == value or value in talk.keys or value in talk.urls:
            return True
        return any(key.partition(":")[2] == value for key in talk.keys)

    return has


def _category(value: str, log: Log) -> Test:
    wanted = categories_named(log, value)
    if not wanted:
        return lambda talk: False
    known: dict[str, bool] = {}

    def within(talk: Talk) -> bool:
        if talk.parent is None:
            return False
        category = log.category_of(talk.id)
        if category is None:
            return False
        if category.id not in known:
            known[category.id] = any(above in wanted for above in _with_ancestors(log, category))
        return known[category.id]

    return within


def _with_ancestors(log: Log, category: Category) -> list[str]:
    found = [category.id]
    above = log.category_of(category.id)
    while above is not None and above.id not in found:
        found.append(above.id)
        above = log.category_of(above.id)
    return found


def categories_named(log: Log, value: str) -> frozenset[str]:
    """The ids of the categories that a name means: by path, title, interest name or digit, case ignored.

    Where none has the name whole, those of which a word begins with it.
    """
    wanted = _name_of(value)
    whole: set[str] = set()
    begun: set[str] = set()
    for section in log.sections.values():
        if not isinstance(section, Category):
            continue
        names = {_name_of(section.title), _name_of(log.path_of(section)), _name_of(section.interest_name)}
        if wanted in names or (section.digit is not None and value == str(section.digit)):
            whole.add(section.id)
        elif any(f" {wanted}" in f" {name}" for name in names):
            begun.add(section.id)
    return frozenset(whole or begun)


def _name_of(text: str) -> str:
    """A category's name or path as it is compared: however blanks stand around the slashes."""
    return " ".join(fold(text).replace("/", " / ").split())


_EXACT: dict[str, Callable[[str, Log], Test]] = {
    "is": _state,
    "tag": _tag,
    "lang": _language,
    "note": _note,
    "watch": _watch,
    "key": _key,
    "cat": _category,
}
_MISSING: dict[str, Callable[[Log], Test]] = {
    "speaker": lambda log: lambda talk: not talk.speakers,
    "company": lambda log: lambda talk: not talk.company,
    "abstract": lambda log: lambda talk: not talk.abstract,
    "tag": lambda log: lambda talk: not talk.tags,
    "lang": lambda log: lambda talk: not talk.language,
    "date": lambda log: lambda talk: not talk.date,
    "min": lambda log: lambda talk: talk.seconds is None,
    "rating": lambda log: lambda talk: talk.rating is None,
    "cat": lambda log: lambda talk: log.category_of(talk.id) is None,
}
