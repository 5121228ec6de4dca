"""The fields of the query language: names, what each takes, and the words that help with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

from tui.domain.section import Verdict, Watch

FieldKind: TypeAlias = Literal["choice", "text", "name", "number", "date", "bound"]
"""What stands after the colon: one of a list, text to look for, a whole name, a number, a date, one bound of
a span of dates."""

WATCH_STATES: dict[str, Watch] = {
    "watched": Watch.WATCHED,
    "partly": Watch.PARTLY,
    "abandoned": Watch.ABANDONED,
    "unwatched": Watch.NONE,
}
"""The watch states as `is:` names them."""

IS_VALUES: dict[str, str] = {
    Verdict.INBOX: "not decided yet, and available",
    Verdict.MAYBE: "put aside for later",
    Verdict.KEPT: "kept, not done yet",
    Verdict.DONE: "done with",
    Verdict.SKIPPED: "turned down",
    "decided": "any verdict but inbox",
    "unsorted": "kept or done, in no category",
    "companion": "nested under another talk",
    "unavailable": "private, deleted or gone",
    "watched": "watched to the end",
    "partly": "watched in part",
    "abandoned": "stopped watching",
    "unwatched": "not watched at all",
}
WATCH_VALUES: dict[str, str] = {
    Watch.NONE: "not watched at all",
    Watch.PARTLY: "watched in part",
    Watch.WATCHED: "watched to the end",
    Watch.ABANDONED: "stopped watching",
}


@dataclass(frozen=True)
class Field:
    """One field: everything that reading, completing and explaining it needs."""

    name: str
    kind: FieldKind
    help: str
    takes: str
    """What is expected after it, for an error: "a number of minutes, as in min<30"."""
    values: dict[str, str] | None = None
    """The values of a choice, or those with a meaning of their own, each with its help."""
    aliases: tuple[str, ...] = ()


_DATES = "a year, month or day, as in 2023, 2023-11 or 2023-11-07"
FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("is", "choice", "verdict or state", "a state", IS_VALUES, ("verdict",)),
        Field(
            "min",
            "number",
            "length in whole minutes",
            "a number of minutes, as in min<30, min>=20 or min:20..40",
            {"none": "length unknown"},
            ("minutes",),
        ),
        Field("speaker", "text", "a speaker's name", "a name", {"none": "no speaker known"}, ("by",)),
        Field("company", "text", "the speakers' company", "a name", {"none": "no company known"}, ("org",)),
        Field("title", "text", "words of the title", "text"),
        Field("abstract", "text", "words of the abstract", "text", {"none": "no abstract known"}),
        Field(
            "note",
            "text",
            "whether there is a note, or its words",
            "yes, no or text",
            {"yes": "has a note", "no": "has no note"},
        ),
        Field("tag", "name", "a tag, whole", "a tag", {"none": "no tag"}, ("tags",)),
        Field(
            "cat",
            "name",
            "a category, its subcategories too",
            "a category",
            {"none": "in no category"},
            ("category",),
        ),
        Field(
            "lang",
            "name",
            "the language",
            "a language, as in en",
            {"none": "language unknown"},
            ("language",),
        ),
        Field("after", "bound", "on that date or later", _DATES),
        Field("before", "bound", "earlier than that date", _DATES),
        Field("date", "date", "in a year, a month, on a day", _DATES, {"none": "date unknown"}),
        Field(
            "rating",
            "number",
            "your interest, -5 to 5",
            "a number from -5 to 5, as in rating>=2",
            {"none": "never rated"},
        ),
        Field("watch", "choice", "how much was watched", "a watch state", WATCH_VALUES),
        Field("key", "name", "an id elsewhere, or a URL", "a key, as in key:yt:29yKJ1312AM", None, ("url",)),
    )
}
"""All fields by their names, in the order in which they are offered."""

_BY_ANY_NAME = {name: field for field in FIELDS.values() for name in (field.name, *field.aliases)}


def field_named(name: str) -> Field | None:
    """The field of a name or an alias, case ignored; None where there is none."""
    return _BY_ANY_NAME.get(name.casefold())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant; None where none is near."""
    wanted = word.casefold()
    candidates = list(known)
    starting = [candidate for candidate in candidates if candidate.startswith(wanted)] if wanted else []
    found = starting or get_close_matches(wanted, candidates, 1, 0.6)
    return found[0] if found else None


def nearest_field(word: str) -> str | None:
    """The field that was most likely meant by an unknown name; None where none is near."""
    found = nearest(word, _BY_ANY_NAME)
    return _BY_ANY_NAME[found].name if found else None
