"""The rules that find people before or instead of a title: `A: Title`, `A "Title"`, `Keynote: A`, `A`."""

import re

from tui.sources.titles.draft import Draft
from tui.sources.titles.marks import is_event, kind_prefix
from tui.sources.titles.names import Likeness, likeness
from tui.sources.titles.people import People, is_plain_name, names_only, people_with_companies, take

_TALK_BY = re.compile(r"(?:.{0,40}\b)?(?:talk|keynote|workshop|session)(?: at \w+)? by ", re.IGNORECASE)
_FIRST = re.compile(r"(.{3,80}?)(\s+[-–—|]+\s+|-\s+|\s*:\s+|\s+on\s+(?=[\"“]|\S+ \S+ \S))(?=\S)")
_QUOTED = re.compile(r"(.{0,80}?)[\"“«]([^\"“”«»]{3,})[\"”»](.{0,80})")
_AT_EVENT = re.compile(r"\s*@\s*|\s+at\s+(?:the\s+)?")
_KIND_BARE = re.compile(
    r"((?:opening |closing )?keynote|interview|charla|palestra|lightning talk|"
    r"(?:q&a|fireside chat|conversation|interview|keynote) with(?: keynote)?)\s+(?=\S+ \S)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s[-–—|]\s")
_DAY = re.compile(r"Day \d{1,2}\s*[-–:|]\s*", re.IGNORECASE)


def kind_with_name(draft: Draft) -> None:
    """`Keynote: A`, `Q&A with A`: the title is the kind, where all the rest is a name."""
    bare = _KIND_BARE.match(draft.text)
    end = kind_prefix(draft.text) or (bare.end() if bare is not None else 0)
    if not end:
        return
    rest = draft.text[end:]
    read = (names_only(rest), people_with_companies(rest) if not _DASH.search(rest) else None)
    for people in read:
        if people is not None and all(likeness(name) is Likeness.DOES for name in people.speakers):
            take(draft, draft.text[:end], people)
            return


def quoted(draft: Draft) -> None:
    """`A "Title"`, `"Title", A`: only names that are known to be some."""
    match = _QUOTED.fullmatch(draft.text)
    beside = (match[1] or match[3]).strip(" .,:;-–—") if match is not None else ""
    people = _people_first(beside[kind_prefix(beside) :]) if beside else None
    if match is not None and people is not None and people.sure and not (match[1] and match[3]):
        take(draft, match[2], people, first=bool(match[1]))


def speaker_first(draft: Draft) -> None:
    """`A - Title`, `A: Title`, `A & B | Title`: known names; with a hyphen, what could be names will do."""
    day = _DAY.match(draft.text)
    for start in dict.fromkeys((day.end() if day is not None else 0, kind_prefix(draft.text))):
        match = _FIRST.match(draft.text, start)
        people = _people_first(match[1]) if match is not None else None
        if match is None or people is None:
            continue
        rest = draft.text[match.end() :]
        plausible = (
            match[2].strip() == "-" and len(rest.split()) > 2 and all(map(_has_two_words, people.speakers))
        )
        if match[2].strip() == "on" and not all(map(is_plain_name, people.speakers)):
            continue
        if people.sure or plausible:
            take(draft, f"{draft.text[:start].rstrip()} {rest}", people, first=True)
            return


def _people_first(head: str) -> People | None:
    """The people before a separator: `A`, `A at the Event 2019`, `Talk by A`, `A, Company`, `Keynote A`."""
    head = _KIND_BARE.sub("", _TALK_BY.sub("", head))
    name, _, event = _AT_EVENT.sub("\n", head, count=1).partition("\n")
    people = names_only(name if is_event(event, alone=True) else head)
    if people is None and "," in head:
        people = people_with_companies(head)
        if people is not None and any(likeness(name) is not Likeness.DOES for name in people.speakers):
            return None
    return people


def speaker_between(draft: Draft) -> None:
    """`Event - A - Title`: known names between two joints, where what stands before them is short."""
    parts = _DASH.split(draft.text, maxsplit=2)
    people = names_only(parts[1]) if len(parts) == 3 and len(parts[0].split()) <= 4 else None
    if people is not None and all(map(is_plain_name, people.speakers)) and people.sure:
        kind = f"{parts[0]}: " if kind_prefix(f"{parts[0]}: ") else ""
        take(draft, kind + parts[2], people, first=True)


def _has_two_words(name: str) -> bool:
    return len(name.split()) in (2, 3)


def name_alone(draft: Draft) -> None:
    """`A`, or `Keynote` behind it: the title stays what it is."""
    people = names_only(draft.text)
    if people is not None and people.sure and all(map(is_plain_name, people.speakers)):
        draft.speakers = people.speakers
