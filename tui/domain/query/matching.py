"""Which talks a query finds: its parts become functions of a talk, made once for a log."""

import operator
import re
from collections.abc import Callable
from typing import Any

from tui.domain.folding import FIELD_END, fold, folded_talk
from tui.domain.log import Log
from tui.domain.query.states import EXACT, MISSING, Test
from tui.domain.query.terms import (
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
from tui.domain.section import Talk

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
            return MISSING[field](log)
        case Exact(field, value):
            return EXACT[field](value, log)
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
    first, phrase = words[0], re.compile(pattern_of(term))
    return lambda folded: first in folded and phrase.search(folded) is not None


def pattern_of(term: Text) -> str:
    """A regular expression that finds a term's text in folded text."""
    wanted = fold(term.text)
    words = wanted.split()
    if not term.whole or not words:
        return re.escape(wanted)
    before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
    behind = r"(?!\w)" if re.search(r"\w$", words[-1]) else ""
    return before + r"\s+".join(re.escape(word) for word in words) + behind


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
