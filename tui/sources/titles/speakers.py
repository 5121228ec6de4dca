"""The rules that find who speaks: one for each way in which channels write it.

Those for people behind the title are here, the others in `speakers_before`.
"""

import re
from collections.abc import Callable

from tui.sources.titles.draft import Draft, Rule
from tui.sources.titles.names import Likeness, likeness
from tui.sources.titles.people import People, is_plain_name, names_only, people_with_companies, take
from tui.sources.titles.speakers_before import (
    kind_with_name,
    name_alone,
    quoted,
    speaker_between,
    speaker_first,
)

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,60})[)\]]\s*$")
_BY = re.compile(r",?\s+(?:[Bb]y:?|BY:?|presented by)\s+(?=[^\W\d_]|[\"“@])")
_FOREIGN_BY = re.compile(r"(?<=\w)\s+(?:por|par|von|door|av|da|od|от)\s+(?=[^\W\d_])")
_DASHES = re.compile(r"\s+[–—|/]\s+|\s+//\s+")
_HYPHEN = re.compile(r"\s+-+\s+|(?<=[\w?!)])-\s+|\s-(?=[^\W\d_])")
_HANDLES = re.compile(r"(?:^|\s)@[\w.-]+")
_HANDLE_ALONE = re.compile(r"@[\w.-]+")
_GLUED_SLASH = re.compile(r"(?<=\w)/ ")
_SURNAME_FIRST = re.compile(r"\s*([A-Z]{2,}), ([A-Z][a-z]+)")
_WITH = re.compile(r"(?:\s|\s*[,|]\s*)(?:[Ww]ith|[Cc]on|com|avec|mit|met|med)\s+(?=[^\W\d_])")
_DASH = re.compile(r"\s+[-–—|]\s+")
_LONGEST_SPLIT = 400


def _by(draft: Draft) -> None:
    """`Title by A and B`: the last "by" behind which there is nothing but names."""
    for match in reversed(list(_BY.finditer(draft.text))):
        tail = draft.text[match.end() :]
        people = names_only(tail, placed=True)
        if people is None or ("," in tail and not people.sure):
            people = people_with_companies(tail) or people
        if people is not None and match.start() > 0:
            take(draft, draft.text[: match.start()], people)
            return
    for match in _FOREIGN_BY.finditer(draft.text):
        people = names_only(draft.text[match.end() :])
        if people is not None and people.sure and all(" " in name for name in people.speakers):
            take(draft, draft.text[: match.start()], people)
            return


def _slash(draft: Draft) -> None:
    """`Title / A @handle`: with a handle behind it any short word is a person."""
    head, slash, tail = _GLUED_SLASH.sub(" / ", draft.text).rpartition(" / ")
    if not slash:
        return
    if _HANDLE_ALONE.fullmatch(tail):
        head, _, tail = head.rpartition(" / ")
    surname_first = _SURNAME_FIRST.fullmatch(_HANDLES.sub("", tail))
    people = names_only(f"{surname_first[1]} {surname_first[2]}" if surname_first else tail)
    if people is None or len(_HANDLES.findall(tail)) > 1:
        people = _with_handles(tail) or people
    if head and people is not None:
        take(draft, head, people)


def _with_handles(tail: str) -> People | None:
    """Reads `A @handle, B @handle`, `@handle`, `A B C D @first @second`; None where it is something else."""
    handles = _HANDLES.findall(tail)
    words = _HANDLES.sub("", tail).split()
    if len(handles) > 1 and len(words) == 2 * len(handles) and "," not in tail:
        return People(tuple(" ".join(words[n : n + 2]) for n in range(0, len(words), 2)), sure=True)
    pieces = [piece.strip() for piece in re.split(r",|\s(?:and|&)\s", tail)]
    named = [_HANDLES.sub("", piece).strip() for piece in pieces]
    if not any(named) or not all(map(_HANDLES.search, pieces)) or max(map(len, named)) > 40:
        # A handle alone is seldom what its bearer is called in print.
        return None
    return People(tuple(name or piece[1:] for name, piece in zip(named, pieces, strict=True)), sure=True)


def _hyphen(draft: Draft) -> None:
    """`Title - A, Company & B, Company`: the last hyphen behind which people stand.

    One further left wins where it has known names and the last has none: the last is part of a role then
    ("A, Engineer - Storage Team, Company").
    """
    chosen: tuple[str, People] | None = None
    for match in list(reversed(list(_HYPHEN.finditer(draft.text))))[:4]:
        if _is_between(draft.text, match.start()):
            break
        head, people = draft.text[: match.start()], people_with_companies(draft.text[match.end() :])
        before = names_only(head)
        if people is None or (before is not None and (before.sure or not people.sure)):
            continue
        known = all(likeness(name) is Likeness.DOES for name in people.speakers)
        better = people.sure and any(likeness(name) is Likeness.DOES for name in people.speakers)
        if chosen is None or (known and people.sure) or (better and not chosen[1].sure):
            chosen = head, people
        if known:
            break
    if chosen is not None:
        take(draft, *chosen)


def _is_between(text: str, joint: int) -> bool:
    """Whether people stand behind a joint and a title, longer than what stands before, behind them."""
    parts = _DASH.split(text[joint:].lstrip(" -"), maxsplit=1)
    if len(parts) < 2 or len(parts[1].split()) <= len(text[:joint].split()):
        return False
    people = names_only(parts[0])
    return people is not None and people.sure


def _dash(draft: Draft) -> None:
    """`Title — A`, `Title | A`: only names that are known to be some."""
    for match in list(reversed(list(_DASHES.finditer(draft.text))))[:3]:
        people = people_with_companies(draft.text[match.end() :])
        if people is not None and people.sure:
            take(draft, draft.text[: match.start()], people)
            return


def _ellipsis(draft: Draft) -> None:
    """`Title... A & B`: the title was cut to make room for speakers, at least one of them a known name."""
    head, dots, tail = draft.text.rpartition("... ")
    if not dots:
        head, dots, tail = draft.text.rpartition("… ")
    people = names_only(tail.rstrip(" ,")) if dots and len(draft.text) >= 80 else None
    if people is not None and any(likeness(name) is Likeness.DOES for name in people.speakers):
        draft.cut = True
        take(draft, head + dots, people)


def _parenthesis(draft: Draft) -> None:
    """`Title (A & B)`: only names that are known to be some."""
    match = _BRACKETED.search(draft.text[-80:])
    people = names_only(match[1]) or people_with_companies(match[1]) if match is not None else None
    if people is not None and any(likeness(name) is not Likeness.DOES for name in people.speakers):
        return
    if match is not None and people is not None and people.sure:
        take(draft, draft.text[: len(draft.text) - len(match[0])], people)


def _with(draft: Draft) -> None:
    """`Title with A`, `Title with A and B: Podcast 12`: only known names, of two words or more."""
    for match in _WITH.finditer(draft.text):
        people = names_only(re.split(r": | \| ", draft.text[match.end() :], maxsplit=1)[0])
        if people is not None and people.sure and match.start() and all(map(is_plain_name, people.speakers)):
            draft.speakers, draft.companies = people.speakers, people.companies
            return


def _comma(draft: Draft) -> None:
    """`Title, A`: only a name that is known to be one."""
    head, comma, tail = draft.text.rpartition(", ")
    if comma and " " in tail and " " in head and likeness(tail) is Likeness.DOES:
        take(draft, head, People((tail,)))


def _unless_named(find: Callable[[Draft], None]) -> Callable[[Draft], None]:
    """A rule for speakers, skipped where an earlier one found them or the title is too long to have any."""

    def apply(draft: Draft) -> None:
        if not draft.speakers and len(draft.text) <= _LONGEST_SPLIT:
            find(draft)

    return apply


SPEAKERS = (
    Rule("kind with name", _unless_named(kind_with_name)),
    Rule("by", _unless_named(_by)),
    Rule("slash", _unless_named(_slash)),
    Rule("hyphen", _unless_named(_hyphen)),
    Rule("dash", _unless_named(_dash)),
    Rule("ellipsis", _unless_named(_ellipsis)),
    Rule("parenthesis", _unless_named(_parenthesis)),
    Rule("quoted", _unless_named(quoted)),
    Rule("speaker first", _unless_named(speaker_first)),
    Rule("speaker between", _unless_named(speaker_between)),
    Rule("comma", _unless_named(_comma)),
    Rule("with", _unless_named(_with)),
    Rule("name alone", _unless_named(name_alone)),
)
"""In this order; the first that finds somebody is the last that is asked."""
