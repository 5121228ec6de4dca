"""Titles as channels write them, split into title, speakers, company and tags by named rules.

Each rule is one function on a draft, applied in the order of `RULES`; `tui/docs/titles.md` says what each
does and what they reach together. The first rule that finds speakers wins, and where none is certain there
are none: none is better than a wrong one. The raw title is always kept by the caller.
"""

import html
import re
from collections.abc import Callable

import msgspec

from tui.sources.names import Likeness, likeness
from tui.sources.people import People, names_only, people_with_companies
from tui.sources.title_marks import is_event, kind_prefix, kinds, take_language, without_emoji


class CleanTitle(msgspec.Struct, frozen=True, kw_only=True):
    """What a raw title says."""

    title: str
    speakers: tuple[str, ...] = ()
    company: str | None = None
    """The speakers' company; several are joined by "; "."""
    tags: tuple[str, ...] = ()
    language: str | None = None
    """ISO 639-1, where the title itself names it: "[JA]"."""
    cut: bool = False
    """The host cut the title: its end is missing."""


class Draft(msgspec.Struct, kw_only=True):
    """A title on its way through the rules."""

    text: str
    speakers: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    cut: bool = False
    cut_at_end: bool = False
    """The last characters are missing: what stands there is not whole."""


class Rule(msgspec.Struct, frozen=True):
    """One named rule."""

    name: str
    apply: Callable[[Draft], None]


_LONGEST_SPLIT = 400
_YOUTUBE_LIMIT = 100
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NUMBER = re.compile(r"(?:#?\d{1,2}[.)]\s+)(?=\D)")
_DASHED = ("-", "–", "—", "|", "@", "#", "/", "at", "")
_BEFORE_EVENT = re.compile(r"\s+[-–—|/@]+\s*|[-–—|@]\s+|[,.:]\s+|\s+at\s+|\s+(?=#\w)")
_AFTER_EVENT = re.compile(r"\s*:\s*|\s+[-–—|]\s*|[-–—|]\s+|(?<=\d)-|\]\s*")
_GLUED_PREFIX = re.compile(r"((?:\S+\s+){1,4}?(?:19[89]|20[0-4])\d)\s+(?=[A-Z\d\"“'])")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,60})[)\]]\s*$")
_BY = re.compile(r",?\s+(?:[Bb]y:?|BY:?|presented by)\s+(?=[^\W\d_]|[\"“@])")
_FIRST = re.compile(r"(.{3,80}?)(\s+[-–—|]+\s+|-\s+|\s*:\s+|\s+on\s+(?=[\"“]))(?=\S)")
_TALK_BY = re.compile(r"(?:(?:lightning |keynote )?talk|keynote|workshop|session) by ", re.IGNORECASE)
_QUOTED = re.compile(r"(.{0,80}?)[\"“]([^\"“”]{3,})[\"”](.{0,80})")
_DASHES = re.compile(r"\s+[–—|/]\s+|\s+//\s+")
_HYPHEN = re.compile(r"\s+-+\s+|(?<=[\w?!)])-\s+|\s-(?=[^\W\d_])")


def split_title(raw: str) -> CleanTitle:
    """Splits a raw title into its parts; linear in its length, never raises.

    A title of more than 400 characters is only cleaned: no channel writes its speakers there.
    """
    draft = Draft(text=raw)
    for rule in RULES:
        rule.apply(draft)
    return CleanTitle(
        title=draft.text,
        speakers=draft.speakers,
        company="; ".join(draft.companies) or None,
        tags=draft.tags,
        language=draft.language,
        cut=draft.cut,
    )


def _entities(draft: Draft) -> None:
    draft.text = _ENTITY.sub(lambda match: html.unescape(match[0]), draft.text)


def _invisible(draft: Draft) -> None:
    draft.text = " ".join(_INVISIBLE.sub("", draft.text).split())


def _cut(draft: Draft) -> None:
    ends = draft.text.endswith(("…", "...", ".."))
    inside = re.search(r"\w ?(?:…|\.{2,3}) by ", draft.text) is not None
    draft.cut_at_end = ends or len(draft.text) in (_YOUTUBE_LIMIT - 1, _YOUTUBE_LIMIT, 255, 256)
    # A question of taste ends in dots too ("And then..."): only a long title is called cut for them.
    draft.cut = (
        (ends and len(draft.text) >= 60) or inside or (draft.cut_at_end and not ends and _half(draft.text))
    )


def _half(text: str) -> bool:
    """Whether a text of just the host's limit stops inside something: a bracket, a word, before a company."""
    return text.count("(") > text.count(")") or text[-1:] in ",-&:;" or len(text.rsplit(maxsplit=1)[-1]) == 1


def _numbering(draft: Draft) -> None:
    draft.text = _NUMBER.sub("", draft.text, count=1) if _NUMBER.match(draft.text) else draft.text


def _language(draft: Draft) -> None:
    draft.text, draft.language = take_language(draft.text)


def _emoji(draft: Draft) -> None:
    draft.text = without_emoji(draft.text)


def _kind(draft: Draft) -> None:
    draft.tags = kinds(draft.text)


def _event(draft: Draft) -> None:
    for _ in range(3):
        shorter = _without_event_suffix(draft.text)
        shorter = _without_event_prefix(shorter)
        if shorter == draft.text:
            return
        draft.text = shorter
        draft.tags = tuple(dict.fromkeys((*draft.tags, *kinds(shorter))))


def _without_event_suffix(text: str) -> str:
    match = _BRACKETED.search(text[-80:])
    if match is not None and is_event(match[1]):
        return text[: -len(match[0])].strip() or text
    for match in _BEFORE_EVENT.finditer(text, max(0, len(text) - 80)):
        joint = match[0].strip()
        if match.start() and is_event(text[match.end() :], alone=joint in _DASHED):
            return text[: match.start()]
    return text


def _without_event_prefix(text: str) -> str:
    for match in _AFTER_EVENT.finditer(text, 0, 80):
        head, rest = text[: match.start()].strip("[( "), text[match.end() :].strip()
        if rest and is_event(head, alone=match[0].strip() in _DASHED):
            if likeness(rest) is Likeness.NO or is_event(head):
                return rest
    match = _GLUED_PREFIX.match(text)
    if match is not None and is_event(match[1]):
        return text[match.end() :].strip() or text
    return text


def _take(draft: Draft, title: str, people: People) -> None:
    """Accepts what a rule found. Of a title cut at its end the last name or company is not whole: it goes."""
    title = title.strip(" -–—|/,:")
    if not title:
        return
    speakers, companies = people.speakers, people.companies
    if draft.cut_at_end and draft.cut:
        draft.cut = True
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
    """`Title - A, Company & B, Company`: the last hyphen behind which people stand."""
    for match in list(reversed(list(_HYPHEN.finditer(draft.text))))[:4]:
        head, tail = draft.text[: match.start()], draft.text[match.end() :]
        people = people_with_companies(tail)
        if people is None:
            continue
        before = names_only(head)
        if before is None or (people.sure and not before.sure):
            _take(draft, head, people)
            return


def _dash(draft: Draft) -> None:
    """`Title — A`, `Title | A`: only names that are known to be some."""
    for match in list(reversed(list(_DASHES.finditer(draft.text))))[:3]:
        people = people_with_companies(draft.text[match.end() :])
        if people is not None and people.sure:
            _take(draft, draft.text[: match.start()], people)
            return


def _parenthesis(draft: Draft) -> None:
    """`Title (A & B)`: only names that are known to be some."""
    match = _BRACKETED.search(draft.text[-80:])
    people = names_only(match[1]) if match is not None else None
    if match is not None and people is not None and people.sure:
        _take(draft, draft.text[: len(draft.text) - len(match[0])], people)


def _speaker_first(draft: Draft) -> None:
    """`A - Title`, `A: Title`, `A & B | Title`: names known to be some; with a hyphen what could be names will do."""
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


def _quotes(draft: Draft) -> None:
    for left, right in ('""', "“”", "‘’", "''"):
        inside = draft.text[1:-1]
        if draft.text[:1] == left and draft.text[-1:] == right and inside and left not in inside:
            draft.text = inside.strip() or draft.text


def _unless_named(find: Callable[[Draft], None]) -> Callable[[Draft], None]:
    """A rule for speakers, skipped where an earlier one found them or the title is too long to have any."""

    def apply(draft: Draft) -> None:
        if not draft.speakers and len(draft.text) <= _LONGEST_SPLIT:
            find(draft)

    return apply


RULES = (
    Rule("entities", _entities),
    Rule("invisible characters", _invisible),
    Rule("cut", _cut),
    Rule("numbering", _numbering),
    Rule("language", _language),
    Rule("emoji", _emoji),
    Rule("kind", _kind),
    Rule("event", _event),
    Rule("kind with name", _unless_named(_kind_with_name)),
    Rule("by", _unless_named(_by)),
    Rule("slash", _unless_named(_slash)),
    Rule("hyphen", _unless_named(_hyphen)),
    Rule("dash", _unless_named(_dash)),
    Rule("parenthesis", _unless_named(_parenthesis)),
    Rule("quoted", _unless_named(_quoted)),
    Rule("speaker first", _unless_named(_speaker_first)),
    Rule("comma", _unless_named(_comma)),
    Rule("quotes", _quotes),
)
"""All rules, in the order in which they are applied."""
