"""What stands round a title and is not the title: events, years, languages, kinds of session."""

import re
import unicodedata
from functools import lru_cache

from tui.sources.titles.names import is_title_word

_EVENT_WORD = re.compile(
    r"#?\w*(?:conf|kaigi|camp|summit|unconf|ruko|ruco|hoedown|fuza)\w*|\w+(?:con|fest|day|days)|conference|world|"
    r"meetup|days?|fest|week|congress|symposium|forum|retreat|expo|convention|hackathon|devroom|takeout|fosdem|unplugged",
    re.IGNORECASE,
)
_STRONG_EVENT_WORD = re.compile(
    r"#?\w*(?:conf(?!i|e|l|r|u)|kaigi|unconf|ruko|ruco|hoedown|fuza)\w*|conference|\w{3,}fest|fosdem",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\w*['’]\d{2}|#?\D*(?:19[89]|20[0-4])\d")
_INNER = re.compile(r"[:|()\[\]]|\s[-–—]\s")
_EDITION = re.compile(r"[A-Z]{2,3}|\d{1,2}|[IVX]+|Online|Mini|Remote|Virtual")
_SMALL = re.compile("a|an|at|by|de|del|do|et|for|in|la|of|on|one|the|und|y|&")
_PREPOSITION = re.compile("in|since|until|before|after|by|for|with|from", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"\s*[\[(](EN|JA|DE|FR|ES|PT|IT|NL|PL|RU|UK|CS|ZH|KO|TR|SV|FI|DA|NO|HU|RO|EL|HE|AR|FA|HI|ID|VI|TH)\b"
    r"(?:[|/,] ?[A-Z]{2})*(?:\s+(?=\w))?[\])]?\s*(?=\S)"
)
_KIND = (
    r"(?:(?:sponsored|opening|closing|project|community|featured|plenary|invited|ignite|maintainer|day \d) )?"
    r"(?:keynotes?|lightning talks?|tutorial|poster session|panel discussion|panel|contribfest|workshop|bof|"
    r"demo theater|demo|session|fireside chat|intro \+ deep dive|intro & deep dive|maintainer track|"
    r"unconference|opening remarks|closing remarks)"
)
_KIND_AT_START = re.compile(
    rf"\W*({_KIND})(?: talk)?(?: #?\d{{1,2}}| I{{1,3}})?\s*(?:\]|[:|–—]|\s-\s|-\s|$|(?=\bby\b|\())",
    re.IGNORECASE,
)
_KIND_AT_END = re.compile(rf"(?:\s[-–—|]\s|[(\[]|:\s)({_KIND})[)\]]?\s*$", re.IGNORECASE)
_STATUS = re.compile(r"\W*(cancell?ed|sold out|postponed|virtual|cn)\b\]?\s*(?=[:\]\w])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_event(segment: str, *, alone: bool = False) -> bool:
    """Whether a segment between separators names an event: "RailsConf 2017", "#EuRuKo2017".

    It needs a year or a word that only events have, capitals, and no preposition that makes it a sentence
    ("Kubernetes in 2024"). With `alone` a plain name with a year will do: "Southeast Ruby 2017".
    """
    words = segment.strip(" .,:;!").split()
    if not 1 <= len(words) <= 7 or _INNER.search(segment.strip(" .,:;!")):
        return False
    if not (_YEAR.fullmatch(words[-1]) or _EVENT_WORD.fullmatch(words[-1]) or _EDITION.fullmatch(words[-1])):
        return False
    if any(word == "at" or word[0] == "@" for word in words[1:]) and not _STRONG_EVENT_WORD.fullmatch(
        words[0]
    ):
        return False
    if any(map(_PREPOSITION.fullmatch, words)):
        return False
    year = any(_YEAR.fullmatch(word.strip("().,")) for word in words[-3:])
    event = any(_EVENT_WORD.fullmatch(word) for word in words)
    capital = all(
        any(map(str.isupper, word)) or not word[:1].islower() or _SMALL.fullmatch(word.lower())
        for word in words
    )
    if event and year:
        return capital or len(words) < 4 or any(_STRONG_EVENT_WORD.fullmatch(word) for word in words)
    if any(_STRONG_EVENT_WORD.fullmatch(word) for word in words):
        return capital and len(words) <= 5
    if not year or not (capital or "." in words[0] or "_" in words[0]):
        return False
    if len(words) == 1:
        return alone or not words[0].islower()
    acronym = len(words) == 2 and (words[0].isupper() or any(char.isupper() for char in words[0][1:]))
    return acronym or (alone and not (is_title_word(words[0]) and len(words) == 2))


def take_language(text: str) -> tuple[str, str | None]:
    """The text without a leading "[EN]", and the language it names, as an ISO 639-1 code."""
    match = _LANGUAGE.match(text)
    if match is None:
        return text, None
    rest = text[match.end() :]
    if not match[0].rstrip().endswith(("]", ")")):
        # "[JA Keynote] x": the language goes, the rest of the bracket stays.
        rest = "[" + rest
    return rest, match[1].lower()


def kinds(text: str) -> tuple[str, ...]:
    """The kinds of session that the title names before or behind itself: "keynote", "lightning talk"."""
    found: list[str] = []
    status = _STATUS.match(text)
    if status is not None and status[1].lower() not in ("cn", "virtual"):
        found.append("canceled" if status[1].lower().startswith("cancel") else status[1].lower())
        text = text[status.end() :].lstrip(" :]")
    for match in (_KIND_AT_START.match(text), _KIND_AT_END.search(text[-60:])):
        if match is not None:
            kind = match[1].lower()
            first, _, rest = kind.partition(" ")
            if first == "sponsored":
                found.append(first)
            kind = (
                rest
                if first in ("sponsored", "opening", "closing", "project", "featured", "plenary")
                else kind
            )
            if kind not in ("session", "remarks"):
                found.append(kind.removesuffix("s") if kind.endswith(("talks", "keynotes")) else kind)
    return tuple(dict.fromkeys(found))


def kind_prefix(text: str) -> int:
    """How many characters the kind before a title takes, its colon included; 0 where there is none."""
    match = _KIND_AT_START.match(text)
    return (
        match.end() if match is not None and match[0].rstrip().endswith((":", "|", "-", "–", "—", "]")) else 0
    )


def without_emoji(text: str) -> str:
    """The text without pictures before and behind it; those inside stay."""
    start, end = 0, len(text)
    while start < end and (text[start] == " " or _is_picture(text[start])):
        start += 1
    while end > start and (text[end - 1] == " " or _is_picture(text[end - 1])):
        end -= 1
    return text[start:end] if start < end else text


def _is_picture(char: str) -> bool:
    """Whether a character is an emoji or a part of one."""
    return (unicodedata.category(char) in ("So", "Sk") and ord(char) > 0x2000) or char in "\ufe0f\u200d\u20e3"
