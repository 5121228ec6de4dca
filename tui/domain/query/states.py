"""States, names and categories in a query: each value as a function of a talk, made once for a log."""

from collections.abc import Callable
from typing import TypeAlias

from tui.domain.folding import fold
from tui.domain.log import Log
from tui.domain.query.fields import WATCH_STATES
from tui.domain.section import Category, Talk, Verdict

Test: TypeAlias = Callable[[Talk], bool]
"""Whether a talk is found."""


def _state(value: str, log: Log) -> Test:
    match value:
        case "decided":
            return lambda talk: talk.verdict is not Verdict.INBOX
        case "unavailable":
            return lambda talk: not talk.available
        case "unsorted":
            return lambda talk: talk.verdict.placed and _category_of(log, talk) is None
        case "companion":
            return lambda talk: talk.parent is not None and isinstance(log.sections.get(talk.parent), Talk)
        case _ if value in WATCH_STATES:
            watch = WATCH_STATES[value]
            return lambda talk: talk.watch is watch
        case _:
            verdict = Verdict(value)
            return lambda talk: talk.standing is verdict


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
        category = _category_of(log, talk)
        if category is None:
            return False
        if category.id not in known:
            known[category.id] = any(above in wanted for above in _with_ancestors(log, category))
        return known[category.id]

    return within


def _category_of(log: Log, talk: Talk) -> Category | None:
    """The category of a talk by its own value, which need not be the log's."""
    if talk.parent is None:
        return None
    above = log.sections.get(talk.parent)
    return above if above is None or isinstance(above, Category) else log.category_of(above.id)


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


EXACT: dict[str, Callable[[str, Log], Test]] = {
    "is": _state,
    "tag": _tag,
    "lang": _language,
    "note": _note,
    "watch": _watch,
    "key": _key,
    "cat": _category,
}
"""How a talk is asked for one value of a field, by the field."""
MISSING: dict[str, Callable[[Log], Test]] = {
    "speaker": lambda log: lambda talk: not talk.speakers,
    "company": lambda log: lambda talk: not talk.company,
    "abstract": lambda log: lambda talk: not talk.abstract,
    "tag": lambda log: lambda talk: not talk.tags,
    "lang": lambda log: lambda talk: not talk.language,
    "date": lambda log: lambda talk: not talk.date,
    "min": lambda log: lambda talk: talk.seconds is None,
    "rating": lambda log: lambda talk: talk.rating is None,
    "cat": lambda log: lambda talk: _category_of(log, talk) is None,
}
"""How a talk is asked whether nothing is known of a field, by the field."""
