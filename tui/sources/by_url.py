"""A source by its URL: media.ccc.de through its API, data files as they are, everything else through yt-dlp.

Only http and https. What arrived before a failure is kept: the listing is `partial`, and reading the same
URL with `resume` goes on behind its last talk.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

import msgspec
import orjson

from tui.domain.text import visible
from tui.sources import media_ccc, ytdlp
from tui.sources.content import Content
from tui.sources.fetching import fetch
from tui.sources.joining import join_talks
from tui.sources.json_text import count_of, parse_object
from tui.sources.list_titles import read_anew
from tui.sources.reading import Watch, plural, shortfall
from tui.sources.record import SourceCancelled, SourceError, SourceListing, SourceTalk
from tui.sources.registry import read_source, recognise
from tui.sources.urls import Link, read_url
from tui.sources.ytdlp_errors import reasons, warnings_of
from tui.sources.ytdlp_run import LIST, ROW, Outcome, run_ytdlp, ytdlp_command

Progress = Callable[[int, int | None], None]

CCC_API = "https://api.media.ccc.de/public"
"""The root of media.ccc.de's public API."""

_DATA = re.compile(r"\.(?:ics|jsonl?|csv|xml|ya?ml|md|txt)$|/view/All$", re.IGNORECASE)
"""Paths of files that are read as files; what is none of them after all goes to yt-dlp."""

_TAB = re.compile(r"/(videos|streams|shorts|live|podcasts|featured)/?(?:[?#].*)?$")
_LIST_ID = re.compile(r"[?&]list=((?:PL|UU|OLAK)[\w-]+)", re.ASCII)
_SMUGGLED = re.compile(rb'#__youtubedl_smuggle=[^"]*"')
"""What one part of yt-dlp hands to the next at the end of a URL."""


class _Received(msgspec.Struct, kw_only=True):
    """What arrived of a list."""

    rows: list[bytes]
    """The info dicts, as JSON."""
    ending: bytes | None = None
    """The list's own fields, printed after its last video; None: it broke off, or there is no list."""
    outcome: Outcome

    def expected(self) -> int | None:
        """How many videos the list says it has, by its last row."""
        fields = parse_object(self.rows[-1]) if self.rows else {}
        return count_of(fields.get("playlist_count")) or count_of(fields.get("n_entries"))

    def broken(self) -> bool:
        """Whether the list broke off."""
        of_list = bool(self.rows) and b'"playlist_id"' in self.rows[-1]
        return self.ending is None and self.outcome.status != 0 and (of_list or not self.rows)


class _Run(msgspec.Struct, frozen=True, kw_only=True):
    """How yt-dlp is run."""

    command: Sequence[str] | None
    """None: the installed one."""
    cancelled: Callable[[], bool] | None
    patience: float
    stopped: Callable[[], bool] | None

    def ended(self) -> bool:
        """Whether nothing more is wanted."""
        asked = (self.cancelled, self.stopped)
        return any(ask is not None and ask() for ask in asked)


def read_url_source(
    url: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    resume: SourceListing | None = None,
    command: Sequence[str] | None = None,
    ccc_api: str = CCC_API,
    patience: float = 180.0,
    stopped: Callable[[], bool] | None = None,
) -> SourceListing:
    """Reads the talks behind a URL.

    `progress` is told talks received and talks expected (None: unknown); `cancelled` is asked ten times a
    second, and so is `stopped`, after which what arrived is kept. `resume` is the partial listing of an
    earlier attempt: it is continued. `command` starts yt-dlp (default: the installed one), `ccc_api` is the
    root of media.ccc.de's API, `patience` how many seconds may pass without a talk.

    Raises SourceError, one printable line, where nothing can be read; SourceCancelled when stopped.
    """
    link = read_url(url)
    if link is None:
        raise SourceError(f"{visible(url[:200])!r} is no address: it must begin with http:// or https://")
    path = media_ccc.api_path(link.url)
    if path is not None:
        data = fetch(f"{ccc_api}/{path}", cancelled=cancelled)
        return read_source(data, name=link.url, format="media-ccc", progress=progress, cancelled=cancelled)
    if link.kind == "page" and _DATA.search(link.url.split("?", 1)[0].split("#", 1)[0]):
        data = fetch(link.url, cancelled=cancelled)
        found = recognise(data, link.url)
        if found == "markdown":
            raise SourceError(f"{visible(link.url)} is a Markdown log: save it as a file and import that")
        if found is not None:
            listing = read_source(data, name=link.url, progress=progress, cancelled=cancelled)
            return msgspec.structs.replace(listing, url=listing.url or link.url, key=listing.key or link.key)
    run = _Run(command=command, cancelled=cancelled, patience=patience, stopped=stopped)
    return _through_ytdlp(link, url, resume, progress, run)


def _through_ytdlp(
    link: Link, url: str, resume: SourceListing | None, progress: Progress | None, run: _Run
) -> SourceListing:
    """Reads a list or a video with yt-dlp, behind what an earlier attempt got."""
    earlier = resume.talks if resume is not None and resume.partial else ()
    address, why = _address(link, url)
    received = _receive(address, earlier, progress, run)
    if not received.rows and not earlier and (received.outcome.status != 0 or received.ending is None):
        raise SourceError(_refusal(link.url, received.outcome))
    content = Content(_dump(received, address), link.url)
    listing = ytdlp.read(content, Watch(cancelled=run.cancelled))
    talks = listing.talks
    if earlier:
        talks = read_anew(join_talks((*earlier, *talks))[0])
    short = shortfall(listing.expected, len(received.rows))
    said = [
        *why,
        *(line for line in listing.warnings if not earlier or line not in short),
        *warnings_of(received.outcome.errors),
    ]
    broken = received.broken()
    if broken:
        of = f" of {listing.expected}" if listing.expected else ""
        said.insert(
            0,
            f"it broke off after {plural(len(talks), 'video')}{of} ({_cause(received.outcome)}): "
            "these are kept, read it again for the rest",
        )
    known = resume if resume is not None and not received.rows else listing
    return msgspec.structs.replace(
        known, talks=talks, warnings=tuple(dict.fromkeys(said)), partial=broken, expected=known.expected
    )


def _address(link: Link, given: str) -> tuple[str, tuple[str, ...]]:
    """What yt-dlp is asked for, and what the user should know of that.

    A channel's front page lists its tabs: its videos are meant. A video opened from a playlist stands for
    the playlist; yt-dlp's mixes (`RD…`) have no end and do not.
    """
    listed = _LIST_ID.search(given)
    if link.kind == "channel":
        tab = _TAB.search(given)
        return f"{link.url}/{tab[1] if tab and tab[1] != 'featured' else 'videos'}", ()
    if link.kind == "video" and listed is not None:
        said = "the address is that of a video in a playlist: the playlist was read"
        return f"https://www.youtube.com/playlist?list={listed[1]}", (said,)
    return link.url, ()


def _receive(address: str, earlier: Sequence[SourceTalk], progress: Progress | None, run: _Run) -> _Received:
    """Takes what yt-dlp prints until it ends, is stopped or gives up."""
    received = _Received(rows=[], outcome=Outcome())
    first = max((talk.position or 0 for talk in earlier), default=0) + 1
    if progress is not None:
        progress(len(earlier), None)
    lines = run_ytdlp(
        address,
        received.outcome,
        command=run.command or ytdlp_command(),
        first=first,
        cancelled=run.ended,
        patience=run.patience,
    )
    with closing(lines), _kept(received, run):
        for line in lines:
            if line.startswith(LIST):
                received.ending = line.removeprefix(LIST)
            else:
                received.rows.append(_SMUGGLED.sub(b'"', line.removeprefix(ROW)))
                if progress is not None:
                    progress(len(earlier) + len(received.rows), received.expected())
    return received


@contextmanager
def _kept(received: _Received, run: _Run) -> Iterator[None]:
    """Where the user stopped it, what arrived is a list that broke off."""
    try:
        yield
    except SourceCancelled:
        if not received.rows or (run.cancelled is not None and run.cancelled()):
            raise
        received.outcome.errors = ""
        received.outcome.stopped = True


def _dump(received: _Received, address: str) -> bytes:
    """What arrived as a dump of yt-dlp: JSON lines, or a list without entries."""
    if received.rows:
        return b"\n".join(received.rows)
    fields = parse_object(received.ending or b"")
    return orjson.dumps({"webpage_url": address} | fields | {"_type": "playlist", "entries": []})


def _cause(outcome: Outcome) -> str:
    """Why a list broke off."""
    if outcome.stopped:
        return "it was stopped"
    if outcome.stalled:
        return "nothing more came"
    if "no such option" in outcome.errors:
        return "the installed yt-dlp is too old (`pip install -U yt-dlp`)"
    if outcome.overflowed:
        return "it is larger than what is read"
    return next(iter(reasons(outcome.errors)), f"yt-dlp ended with status {outcome.status}")


def _refusal(url: str, outcome: Outcome) -> str:
    """Why nothing was read, and what to do."""
    cause = _cause(outcome)
    if cause.startswith("Unsupported URL"):
        return (
            f"{visible(url)} is no page that yt-dlp finds a video on; expected a playlist, a channel, "
            "a video, a feed or a conference of media.ccc.de"
        )
    return f"{visible(url)} cannot be read: {cause}; check the address and the network, then try again"
