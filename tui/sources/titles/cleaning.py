"""The rules that take away what is not the title: before speakers are looked for, and after."""

import html
import re

from tui.sources.titles.draft import Draft, Rule
from tui.sources.titles.marks import is_event, kinds, take_language, without_emoji
from tui.sources.titles.names import Likeness, likeness

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NUMBER = re.compile(r"(?:[#A-Z]?\d{1,2}[.)]\s+|\d{2}-\d{2,3}_)(?=\D)")
_FILE = re.compile(r"(?<=\w)\.(?:mp4|mkv|mov|avi|webm|m4v|mp3|flv|ogv)$", re.IGNORECASE)
_LENGTH = re.compile(r"(?<=[^\W\d])\s+\d{1,2}:[0-5]\d(?:\s?min)?$")
_BEFORE_EVENT = re.compile(r"\s+@(?=[A-Z])|\s+[-–—|/@]+\s*|[-–—|@]\s+|[,.:]\s+|\s+at\s+|\s+(?=#\w)")
_AFTER_EVENT = re.compile(r"\s*:\s*|\s+[-–—|]\s*|[-–—|]\s+|(?<=\d)-|\]\s*")
_GLUED_PREFIX = re.compile(r"((?:\S+\s+){1,4}?(?:19[89]|20[0-4])\d)\s+(?=[A-Z\d\"“'])")
_LANGUAGE_BEHIND = re.compile(r"\s*\[(EN|JA|DE|FR|ES|PT|IT|NL|PL|RU|UK|CS|ZH|KO|TR)\]$")
_HASHTAG = re.compile(r"\s+[/|]\s+#\w+$")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,60})[)\]]\s*$")
_YOUTUBE_LIMIT = 100


def _entities(draft: Draft) -> None:
    if "&" not in draft.text:
        return
    draft.text = _ENTITY.sub(lambda match: html.unescape(match[0]), draft.text)


def _invisible(draft: Draft) -> None:
    text = draft.text
    draft.text = " ".join(
        (text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)).split()
    )


def _cut(draft: Draft) -> None:
    """Dots at the end of a long title or before "by"; or a title of just the limit that stops short."""
    text = draft.text
    dots = text.endswith(("…", "...", ".."))
    draft.at_limit = len(text) in (_YOUTUBE_LIMIT - 1, _YOUTUBE_LIMIT, 255, 256)
    draft.cut_at_end = dots or (draft.at_limit and _stops_short(text))
    # A short title ends in dots for the sake of style ("And then..."): nobody cut that.
    draft.cut = (draft.cut_at_end and len(text) >= 60) or re.search(
        r"\w ?(?:…|\.{2,3}) by ", text
    ) is not None


def _stops_short(text: str) -> bool:
    """Whether a text ends inside something: a bracket, an enumeration, a word of one letter."""
    return text.count("(") > text.count(")") or text[-1:] in ",-&:;" or len(text.rsplit(maxsplit=1)[-1]) == 1


def _numbering(draft: Draft) -> None:
    draft.text = _FILE.sub("", _LENGTH.sub("", draft.text))
    draft.text = _NUMBER.sub("", draft.text, count=1) if _NUMBER.match(draft.text) else draft.text


def _language(draft: Draft) -> None:
    draft.text, draft.language = take_language(draft.text)
    if draft.language is not None:
        # "[JA][EN]": of two the first.
        draft.text = take_language(draft.text)[0]
    behind = _LANGUAGE_BEHIND.search(draft.text)
    if behind is not None and behind.start():
        draft.text, draft.language = draft.text[: behind.start()], draft.language or behind[1].lower()


def _emoji(draft: Draft) -> None:
    draft.text = without_emoji(draft.text)


def _kind(draft: Draft) -> None:
    draft.tags = kinds(draft.text)


def _event(draft: Draft) -> None:
    draft.text = _HASHTAG.sub("", draft.text) or draft.text
    for _ in range(3):
        shorter = _without_event_suffix(draft.text)
        shorter = _without_event_prefix(shorter)
        if shorter == draft.text:
            return
        draft.text = shorter
        draft.tags = tuple(dict.fromkeys((*draft.tags, *kinds(shorter))))


def _without_event_suffix(text: str) -> str:
    match = _BRACKETED.search(text[-80:])
    if match is not None and is_event(match[1], alone=match[1][-4:].isdigit()):
        return text[: -len(match[0])].strip() or text
    for match in _BEFORE_EVENT.finditer(text, max(0, len(text) - 80)):
        if match.start() and is_event(text[match.end() :], alone=_is_dash(match[0])):
            return text[: match.start()]
    return text


def _without_event_prefix(text: str) -> str:
    for match in _AFTER_EVENT.finditer(text, 0, 80):
        head, rest = text[: match.start()].strip("[( "), text[match.end() :].strip()
        event = is_event(head) or (likeness(rest) is Likeness.NO and is_event(head, alone=_is_dash(match[0])))
        if rest and event:
            return rest
    glued = _GLUED_PREFIX.match(text)
    if glued is not None and is_event(glued[1]):
        return text[glued.end() :].strip() or text
    return text


def _is_dash(joint: str) -> bool:
    """Whether a joint parts an event more strongly than a colon or a comma does."""
    return joint.strip() in ("-", "–", "—", "|", "@", "#", "/", "at", "")


def _quotes(draft: Draft) -> None:
    for left, right in ('""', "“”", "‘’", "''"):
        inside = draft.text[1:-1]
        if draft.text[:1] == left and draft.text[-1:] == right and inside and left not in inside:
            draft.text = inside.strip() or draft.text


BEFORE = (
    Rule("entities", _entities),
    Rule("invisible characters", _invisible),
    Rule("cut", _cut),
    Rule("numbering", _numbering),
    Rule("language", _language),
    Rule("emoji", _emoji),
    Rule("kind", _kind),
    Rule("event", _event),
)
"""What is done before speakers are looked for, in this order."""

AFTER = (Rule("quotes", _quotes),)
"""What is done when they are found."""
