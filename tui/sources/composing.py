"""One talk from the fields that a source gives: the same cleaning for every format."""

from collections.abc import Iterable, Sequence

from tui.domain.text import visible
from tui.sources.reading import withdrawn
from tui.sources.record import SourceTalk
from tui.sources.titles import plain_title, split_title
from tui.sources.urls import Link


def compose(
    raw_title: str,
    *,
    links: Iterable[Link | None] = (),
    identity: str | Sequence[str] | None = None,
    speakers: tuple[str, ...] | None = None,
    seconds: int | None = None,
    date: str | None = None,
    abstract: str = "",
    tags: Iterable[str] = (),
    language: str | None = None,
    position: int | None = None,
    slides: str | None = None,
    watched: bool = False,
) -> SourceTalk | None:
    """A talk, or None where neither title nor identity says which.

    `identity` is a key of the provider's own ("pretalx:…"), or several of them. A video among the links comes
    first in the keys, then `identity`; a talk with either takes no key from other pages: many talks link to
    the same one. Where the source gives speakers, the title is not searched for them.
    """
    known = [link for link in links if link is not None]
    videos = [link.key for link in known if link.kind == "video"]
    own = [visible(key) for key in ([identity] if isinstance(identity, str) else identity or ())]
    pages = [link.key for link in known[:1] if not videos and not own]
    keys = tuple(dict.fromkeys([*videos[:1], *own, *videos[1:], *pages]))
    if not raw_title.strip() and not keys:
        return None
    hidden = withdrawn(raw_title)
    clean = split_title("" if hidden or speakers else raw_title)
    title = clean.title
    if hidden:
        title = raw_title.strip()
    elif speakers:
        title = plain_title(_without_speakers(raw_title, speakers))
    return SourceTalk(
        raw_title=raw_title,
        title=title or keys[0].removeprefix("yt:").removeprefix("url:") if keys else title or raw_title,
        speakers=speakers or clean.speakers,
        company=clean.company,
        keys=keys,
        urls=tuple(dict.fromkeys(link.url for link in known)),
        seconds=seconds,
        date=date,
        abstract=abstract.strip(),
        tags=tuple(dict.fromkeys(tag for tag in (*clean.tags, *tags) if tag)),
        language=language or clean.language,
        position=position,
        available=not hidden,
        slides=slides,
        watched=watched,
    )


def _without_speakers(raw_title: str, speakers: Sequence[str]) -> str:
    """The title without the speakers behind a hyphen, where these are the ones that the source gives."""
    head, joint, tail = raw_title.rpartition(" - ")
    for part in (tail, raw_title.partition(" - ")[2]):
        if joint and head.strip() and any(part.strip().startswith(name) for name in speakers if name):
            return raw_title[: len(raw_title) - len(part) - len(joint)]
    return raw_title
