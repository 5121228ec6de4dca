"""The rules that find who speaks: one for each way in which channels write it."""

import re
from collections.abc import Callable

from tui.sources.titles.draft import Draft, Rule
from tui.sources.titles.marks import kind_prefix
from tui.sources.titles.names import Likeness, likeness
from tui.sources.titles.people import People, names_only, people_with_companies

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,60})[)\]]\s*$")
_BY = re.compile(r",?\s+(?:[Bb]y:?|BY:?|presented by)\s+(?=[^\W\d_]|[\"“@])")
_TALK_BY = re.compile(r"(?:(?:lightning |keynote )?talk|keynote|workshop|session) by ", re.IGNORECASE)
_FIRST = re.compile(r"(.{3,80}?)(\s+[-–—|]+\s+|-\s+|\s*:\s+|\s+on\s+(?=[\"“]))(?=\S)")
_QUOTED = re.compile(r"(.{0,80}?)[\"“]([^\"“”]{3,})[\"”](.{0,80})")
_DASHES = re.compile(r"\s+[–—|/]\s+|\s+//\s+")
_HYPHEN = re.compile(r"\s+-+\s+|(?<=[\w?!)])-\s+|\s-(?=[^\W\d_])")
_LONGEST_SPLIT = 400


def _take(draft: Draft, title: str, people: People) -> None:
    """Accepts what a rule found. Of a title cut at its end the last name or company is not whole: it goes."""
    title = title.strip(" -–—|/,:")
    if not title:
        return
    speakers, companies = people.speakers, people.companies
    if draft.cut_at_end:
        if companies:
            companies = companies[:-1]
        else:
            speakers = speakers[:-1]
    draft.text, draft.speakers, draft.companies = title, speakers, companies


def _by(draft: Draft) -> None:
    """`Title by A and B`: the last "by" behind which there is nothing but names."""
    for match in reversed(list(_BY.finditer(draft.text))):
        people = names_only(draft.text[match.end() :]) or people_with_companies(draft.text[match.end() :])
        if people is not None and match.start() > 0:
            _take(draft, draft.text[: match.start()], people)
            return


def _slash(draft: Draft) -> None:
    """`Title / A @handle`."""
    head, slash, tail = draft.text.rpartition(" / ")
    people = names_only(tail) if slash else None
    if people is not None:
        _take(draft, head, people)


def _hyphen(draft: Draft) -> None:
    """`Title - A, Company & B, Company`: the last hyphen behind which people stand.

    One further left wins where it has known names and the last has none: the last is part of a role then
    ("A, Engineer - Storage Team, Company").
    """
    chosen: tuple[str, People] | None = None
    for match in list(reversed(list(_HYPHEN.finditer(draft.text))))[:4]:
        head, people = draft.text[: match.start()], people_with_companies(draft.text[match.end() :])
        before = names_only(head)
        if people is None or (before is not None and (before.sure or not people.sure)):
            continue
        known = all(likeness(name) is Likeness.DOES for name in people.speakers)
        if chosen is None or (known and people.sure):
            chosen = head, people
        if known:
            break
    if chosen is not None:
        _take(draft, *chosen)


def _dash(draft: Draft) -> None:
    """`Title — A`, `Title | A`: only names that are known to be some."""
    for match in list(reversed(list(_DASHES.finditer(draft.text))))[:3]:
        people = people_with_companies(draft.text[match.end() :])
        if people is not None and people.sure:
            _take(draft, draft.text[: match.start()], people)
            return


def _ellipsis(draft: Draft) -> None:
    """`Title... A & B`: the title was cut to make room for speakers, at least one of them a known name."""
    head, dots, tail = draft.text.rpartition("... ")
    if not dots:
        head, dots, tail = draft.text.rpartition("… ")
    people = names_only(tail.rstrip(" ,")) if dots and len(draft.text) >= 80 else None
    if people is not None and any(likeness(name) is Likeness.DOES for name in people.speakers):
        draft.cut = True
        _take(draft, head + dots, people)


def _parenthesis(draft: Draft) -> None:
    """`Title (A & B)`: only names that are known to be some."""
    match = _BRACKETED.search(draft.text[-80:])
    people = names_only(match[1]) if match is not None else None
    if match is not None and people is not None and people.sure:
        _take(draft, draft.text[: len(draft.text) - len(match[0])], people)


def _speaker_first(draft: Draft) -> None:
    """`A - Title`, `A: Title`, `A & B | Title`: known names; with a hyphen, what could be names will do."""
    match = _FIRST.match(draft.text)
    people = names_only(_TALK_BY.sub("", match[1])) if match is not None else None
    if match is None or people is None:
        return
    rest = draft.text[match.end() :]
    plausible = (
        match[2].strip() == "-" and len(rest.split()) > 2 and all(map(_has_two_words, people.speakers))
    )
    if people.sure or plausible:
        _take(draft, rest, people)


def _has_two_words(name: str) -> bool:
    return len(name.split()) in (2, 3)


def _quoted(draft: Draft) -> None:
    """`A "Title"`, `"Title", A`: only names that are known to be some."""
    match = _QUOTED.fullmatch(draft.text)
    people = names_only((match[1] or match[3]).strip(" ,:-–—")) if match is not None else None
    if match is not None and people is not None and people.sure and not (match[1] and match[3]):
        _take(draft, match[2], people)


def _comma(draft: Draft) -> None:
    """`Title, A`: only a name that is known to be one."""
    head, comma, tail = draft.text.rpartition(", ")
    if comma and " " in tail and " " in head and "," not in head and likeness(tail) is Likeness.DOES:
        _take(draft, head, People((tail,)))


def _kind_with_name(draft: Draft) -> None:
    """`Keynote: A`: the title is the kind, where all the rest is a name."""
    end = kind_prefix(draft.text)
    people = names_only(draft.text[end:].strip()) if end else None
    if people is not None and people.sure:
        _take(draft, draft.text[:end], people)


def _unless_named(find: Callable[[Draft], None]) -> Callable[[Draft], None]:
    """A rule for speakers, skipped where an earlier one found them or the title is too long to have any."""

    def apply(draft: Draft) -> None:
        if not draft.speakers and len(draft.text) <= _LONGEST_SPLIT:
            find(draft)

    return apply


SPEAKERS = (
    Rule("kind with name", _unless_named(_kind_with_name)),
    Rule("by", _unless_named(_by)),
    Rule("slash", _unless_named(_slash)),
    Rule("hyphen", _unless_named(_hyphen)),
    Rule("dash", _unless_named(_dash)),
    Rule("ellipsis", _unless_named(_ellipsis)),
    Rule("parenthesis", _unless_named(_parenthesis)),
    Rule("quoted", _unless_named(_quoted)),
    Rule("speaker first", _unless_named(_speaker_first)),
    Rule("comma", _unless_named(_comma)),
)
"""In this order; the first that finds somebody is the last that is asked."""
