"""Moments of a recording, as text and as links."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def clock(seconds: int) -> str:
    """Seconds as a person reads them: "12:31", "1:02:03"."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def hours_shown(seconds: int) -> str:
    """A long time in the unit that fits: "45 min", "3.5 h", "131 h"."""
    if seconds < 3600:
        return f"{seconds // 60} min"
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 10 else f"{hours:.0f} h"


def moment_url(url: str, seconds: int) -> str:
    """The URL that starts at this second: YouTube's `t`, elsewhere a media fragment (W3C, `#t=`)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in {"youtube.com", "youtu.be", "youtube-nocookie.com", "music.youtube.com"}:
        query = [
            (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"
        ]
        return urlunsplit(parts._replace(query=urlencode([*query, ("t", f"{seconds}s")])))
    return urlunsplit(parts._replace(fragment=f"t={seconds}"))


def moment_link(url: str | None, seconds: int) -> str:
    """A moment as Markdown: a link where the talk has a URL, else the bare time."""
    shown = clock(seconds)
    return f"[{shown}]({moment_url(url, seconds)})" if url else shown
