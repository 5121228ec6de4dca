"""Links of strangers: which are followed at all, and which of them mean the same talk.

A link is `http` or `https`, or it is nothing: `javascript:`, `file:`, options and paths give None. Every form
of a YouTube link gives one key and one watch URL; the offset (`t=3h33m23s`) is data, not identity.
"""

import re
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import msgspec

Kind = Literal["video", "playlist", "channel", "page"]

VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
"""A YouTube video id. Eleven characters, and the first may be a hyphen."""

_PLAIN_VIDEO = re.compile(r"https?://(?:www\.youtube\.com/watch\?v=|youtu\.be/)([A-Za-z0-9_-]{11})")
"""The two commonest forms, read without taking the address apart."""
_ID_WITH_LOST_AMPERSAND = re.compile(r"([A-Za-z0-9_-]{11})(?:index|list|t|feature|ab_channel|si|pp|app)=")
_LIST_ID = re.compile(r"[A-Za-z0-9_-]{2,64}")
_CHANNEL_ID = re.compile(r"UC[A-Za-z0-9_-]{10,30}")
_HANDLE = re.compile(r"@[\w.·-]{1,64}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CLOCK = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*")
_SAFE = "/:@!$&'()*+,;=-._~%?[]"
_YOUTUBE_HOSTS = {"youtube.com", "youtube-nocookie.com", "youtubekids.com"}
_VIDEO_PATHS = {"shorts", "live", "embed", "v", "e", "vi", "watch"}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|ref_src|si|feature")


class Link(msgspec.Struct, frozen=True):
    """One link, read."""

    kind: Kind
    """What it leads to; "page" is everything that is not YouTube's."""
    key: str
    """Its identity: "yt:…" or "url:https://…"."""
    url: str
    """The canonical form for YouTube, else the link as it was given, made safe."""
    offset: int | None = None
    """Where it starts, in seconds; None where it does not say."""


def watch_url(video_id: str) -> str:
    """The canonical URL of a YouTube video."""
    return f"https://www.youtube.com/watch?v={video_id}"


def read_url(text: str) -> Link | None:
    """The link that a text is, None where it is no http(s) link with a host."""
    plain = _PLAIN_VIDEO.fullmatch(text)
    if plain is not None:
        return Link("video", f"yt:{plain[1]}", watch_url(plain[1]))
    url = _tidy(text)
    if len(url) > 8192:
        return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii"), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host) or _UNSAFE.search(url):
        return None
    bare = re.sub(r"^(?:www|m|music|gaming)\.", "", host)
    if bare == "youtu.be" or bare in _YOUTUBE_HOSTS:
        found = _youtube(bare, parts.path, parts.query, parts.fragment)
        if found is not None:
            return found
    return Link("page", _page_key(host, port, parts.path, parts.query, parts.fragment), url)


def key_of_url(url: str) -> str | None:
    """The key of a link: "yt:ID" for every form of a YouTube URL, else "url:…"; None for what is no link."""
    link = read_url(url)
    return None if link is None else link.key


def safe_url(text: str) -> str | None:
    """The link in its canonical form, None where it is not http(s)."""
    link = read_url(text)
    return None if link is None else link.url


def seconds_of_clock(text: str) -> int | None:
    """The seconds of a start time as YouTube writes it (`90`, `90s`, `3h33m23s`); None for anything else."""
    match = _CLOCK.fullmatch(text)
    if match is None or not text:
        return None
    hours, minutes, seconds = (int(group) if group else 0 for group in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _tidy(text: str) -> str:
    """Takes off what lists put around a link: blanks, `<…>`, `(…)`, Markdown's escapes, a sentence's end."""
    url = text.strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1]
    while url[:1] == "(" and url[-1:] == ")":
        url = url[1:-1]
    url = re.sub(r"\\+(?=[_~*.&#()-])", "", url).rstrip(".,;\"'")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;\"'")
    return url


def _youtube(host: str, path: str, query: str, fragment: str) -> Link | None:
    """The video, playlist or channel of a YouTube URL; None where it leads to none (`/about`)."""
    pieces = [unquote(piece) for piece in path.split("/") if piece]
    values: dict[str, str] = {}
    for name, value in parse_qsl(query.replace(";", "&"), keep_blank_values=True):
        values.setdefault(name, value)
    if pieces[:1] == ["attribution_link"] and "u" in values:
        inner = urlsplit(values["u"])
        return _youtube(host, inner.path, inner.query, inner.fragment)
    candidate = _video_candidate(host, pieces, values)
    video = VIDEO_ID.fullmatch(candidate) or _ID_WITH_LOST_AMPERSAND.match(candidate)
    if video:
        video_id = video.group()[:11]
        return Link("video", f"yt:{video_id}", watch_url(video_id), _offset(values, fragment))
    listed = values.get("list", "")
    if _LIST_ID.fullmatch(listed):
        return Link("playlist", f"yt:{listed}", f"https://www.youtube.com/playlist?list={listed}")
    return _channel(pieces)


def _channel(pieces: list[str]) -> Link | None:
    """The channel of a YouTube path: by id, by handle, or by one of the two older kinds of name."""
    where, name = [*pieces, "", ""][:2]
    if where == "channel" and _CHANNEL_ID.fullmatch(name):
        return Link("channel", f"yt:{name}", f"https://www.youtube.com/channel/{name}")
    if _HANDLE.fullmatch(where):
        return Link("channel", f"yt:{where.lower()}", f"https://www.youtube.com/{quote(where, safe='@')}")
    if where in ("c", "user") and name:
        path = quote(f"{where}/{name}")
        return Link("channel", f"url:https://youtube.com/{path}", f"https://www.youtube.com/{path}")
    return None


def _video_candidate(host: str, pieces: list[str], values: dict[str, str]) -> str:
    """The piece of a YouTube URL that should be a video's id, or an empty text."""
    if host == "youtu.be":
        return pieces[0] if pieces else values.get("v", "")
    if pieces[:1] and pieces[0] in _VIDEO_PATHS and len(pieces) > 1:
        return pieces[1]
    if pieces[:1] in ([], ["watch"], ["watch_popup"], ["playlist"]):
        return values.get("v") or values.get("vi", "")
    return ""


def _offset(values: dict[str, str], fragment: str) -> int | None:
    """The start time of a YouTube URL: `t`, `start`, `time_continue`, or `#t=`."""
    if fragment.startswith("t="):
        values = {"t": fragment[2:]} | values
    for name in ("t", "start", "time_continue"):
        seconds = seconds_of_clock(values[name]) if name in values else None
        if seconds is not None:
            return seconds
    return None


def _page_key(host: str, port: int | None, path: str, query: str, fragment: str) -> str:
    """The key of a page: scheme, `www.`, default port, tracking and a last slash make no difference."""
    netloc = host.removeprefix("www.") if host.count(".") > 1 else host
    if ":" in netloc:
        netloc = f"[{netloc}]"
    if port not in (None, 80, 443):
        netloc += f":{port}"
    key = f"url:https://{netloc}{quote(path, safe=_SAFE).rstrip('/')}"
    kept = [pair for pair in query.split("&") if pair and not _TRACKING.fullmatch(pair.split("=", 1)[0])]
    if kept:
        key += "?" + quote("&".join(kept), safe=_SAFE)
    if fragment.startswith(("!", "/")):
        # A page that is drawn by a script names its talk behind the hash.
        key += "#" + quote(fragment, safe=_SAFE)
    return key
