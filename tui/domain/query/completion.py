"""What can stand where the cursor is in a query."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tui.domain.folding import fold
from tui.domain.log import Log
from tui.domain.query.fields import FIELDS, IS_VALUES, Field, field_named, nearest_field
from tui.domain.query.terms import NONE, quoted_value
from tui.domain.query.tokens import Token, tokens_of
from tui.domain.section import Talk

MOST = 50
"""How many completions are offered at most."""


@dataclass(frozen=True)
class Completion:
    """What may be put in place of the text from `start` to `end` (in characters)."""

    start: int
    end: int
    text: str
    """Raw: it may hold a stranger's name."""
    help: str
    """What it means, or how many talks have it; safe to print as it is."""


def complete_query(text: str, cursor: int, log: Log) -> tuple[Completion, ...]:
    """What can be put at the cursor: fields, and the values that this log has for them; the likeliest first.

    Costs a walk over the log's talks where names are completed.
    """
    cursor = max(0, min(cursor, len(text)))
    before = tokens_of(text[:cursor])
    token = before[-1] if before and before[-1].end == cursor else None
    if token is None or token.kind in ("(", "-") or text[token.start : cursor] == "-":
        return tuple(Completion(cursor, cursor, _begun(field), field.help) for field in FIELDS.values())
    if token.kind not in ("text", "field") or (token.quoted and token.closed):
        return ()
    end = next((other.end for other in tokens_of(text) if other.start == token.start), cursor)
    found = _words(token.text) if token.kind == "text" else _values(token, log)
    if token.kind == "text" and token.quoted:
        return ()
    pairs = [pair for pair, _ in zip(found, range(MOST), strict=False)]
    return tuple(Completion(token.start, end, completed, help_text) for completed, help_text in pairs)


def _begun(field: Field) -> str:
    """A field as one begins to type it."""
    return {"min": "min<", "rating": "rating>="}.get(field.name, f"{field.name}:")


def _words(typed: str) -> Iterator[tuple[str, str]]:
    """Fields, and states without their field: `inb` is on its way to `is:inbox`."""
    wanted = fold(typed)
    for field in FIELDS.values():
        if any(name.startswith(wanted) for name in (field.name, *field.aliases)):
            yield _begun(field), field.help
    for value, help_text in IS_VALUES.items():
        if value.startswith(wanted):
            yield f"is:{value}", help_text


def _values(token: Token, log: Log) -> Iterator[tuple[str, str]]:
    field = field_named(token.field)
    if field is None:
        near = nearest_field(token.field)
        if near is not None:
            yield f"{near}{token.operator}{token.text and quoted_value(token.text)}", FIELDS[near].help
        return
    wanted = " ".join(fold(token.text).split())
    operator = ":" if token.operator == "=" else token.operator
    if field.values is not None and operator == ":" and not token.quoted:
        for value, help_text in field.values.items():
            if value.startswith(wanted):
                yield f"{field.name}:{value}", help_text
    reserved = frozenset(field.values or ())
    for value, help_text in _known(field, log, wanted):
        yield f"{field.name}{operator}{quoted_value(value, reserved)}", help_text


def _known(field: Field, log: Log, wanted: str) -> Iterator[tuple[str, str]]:
    """The values that the log has for a field and that go on from what is typed, the commonest first."""
    if field.name == "cat":
        yield from _categories(log, wanted)
        return
    known = _ranked(field, log)
    starting = [entry for entry in known if entry[0].startswith(wanted)]
    inside = [entry for entry in known if f" {wanted}" in entry[0]] if wanted else []
    for _, value, count in starting + inside:
        yield value, f"{count} talk{'' if count == 1 else 's'}"


_Ranked: TypeAlias = list[tuple[str, str, int]]
"""Values as they are compared and as they are written, with the number of talks that have them."""
_last_ranked: dict[str, tuple[object, _Ranked]] = {}
"""By field, beside the sections they were counted in: typing on asks for the same again."""


def _ranked(field: Field, log: Log) -> _Ranked:
    """The values of a field: the commonest first, dates in the order of time, whole years before months."""
    cached = _last_ranked.get(field.name)
    if cached is not None and cached[0] is log.sections:
        return cached[1]
    ranked = [(fold(value), value, count) for value, count in _counted(field, log).items()]
    if field.kind in ("date", "bound"):
        ranked.sort(key=lambda entry: (len(entry[1]), entry[1]))
    else:
        ranked.sort(key=lambda entry: (-entry[2], entry[0], entry[1]))
    _last_ranked[field.name] = (log.sections, ranked)
    return ranked


def _counted(field: Field, log: Log) -> Mapping[str, int]:
    """How many talks have each value of a field."""
    talks = (section for section in log.sections.values() if isinstance(section, Talk))
    match field.name:
        case "speaker":
            return Counter(" ".join(name.split()) for talk in talks for name in talk.speakers)
        case "company":
            return Counter(" ".join(talk.company.split()) for talk in talks if talk.company)
        case "tag":
            return Counter(" ".join(tag.split()) for talk in talks for tag in talk.tags)
        case "lang":
            return Counter(talk.language for talk in talks if talk.language)
        case "date" | "after" | "before":
            days = [talk.date for talk in talks if talk.date and len(talk.date) == 10]
            return Counter(period for day in days for period in (day[:4], day[:7], day))
        case _:
            return {}


def _categories(log: Log, wanted: str) -> Iterator[tuple[str, str]]:
    """By title where only one category has it, else by path; in the post's order."""
    categories = [category for _, category in log.categories()]
    titles = Counter(fold(category.title) for category in categories)
    for category in categories:
        title = fold(category.title)
        name = category.title if titles[title] == 1 and title != NONE else log.path_of(category)
        starts = f" {wanted}" in f" {fold(category.title)}" or fold(category.interest_name).startswith(wanted)
        if starts or str(category.digit) == wanted:
            tally = log.tally(category.id)
            key = f"key {category.digit} · " if category.digit is not None else ""
            yield " ".join(name.split()), f"{key}{tally.done} done of {tally.kept + tally.done}"
