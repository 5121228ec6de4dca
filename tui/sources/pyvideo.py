"""pyvideo: one JSON file a talk (https://github.com/pyvideo/data), or a list of such objects.

Durations are seconds by the rules and minutes or milliseconds in some events: none is corrected, an
impossible one is left unknown. A talk's several videos are one talk.
"""

import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import absurd_seconds, date_of, seconds_of, text_of, texts_of
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceListing, SourceTalk
from tui.sources.urls import read_url

_EVENT = re.compile(r"(?:^|[/\\])([^/\\]+)[/\\]videos[/\\][^/\\]+$")


def recognises(content: Content) -> bool:
    """Whether the file is one of pyvideo's talks, or a list of them."""
    value = content.json.value
    return is_talk(value[0] if isinstance(value, list) and value else value)


def is_talk(first: object) -> bool:
    """Whether a value of JSON is one of pyvideo's talks."""
    return (
        isinstance(first, dict)
        and isinstance(first.get("videos"), list)
        and isinstance(first.get("title"), str)
        and bool({"recorded", "speakers", "copyright_text"} & first.keys())
    )


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the talks; the event's name is that of the folder above `videos/`, where the file lies in one."""
    value = content.json_value()
    rows = value if isinstance(value, list) else [value]
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, row in enumerate(rows):
        watch.step(index, len(rows))
        talk = talk_of(row, index + 1) if isinstance(row, dict) else None
        if talk is None:
            tally.add("without title and video: left out", "talk", "talks")
            continue
        talks.append(talk)
        if absurd_seconds(row.get("duration")):
            tally.add("with an impossible duration: left unknown", "talk", "talks")
    watch.done(len(rows))
    folder = _EVENT.search(content.name)
    alone = talks[0] if len(talks) == 1 and folder is None else None
    return close_listing(
        "pyvideo",
        content,
        talks,
        title=folder[1] if folder else alone.title if alone else "",
        key=f"pyvideo:{folder[1]}" if folder else alone.keys[0] if alone and alone.keys else None,
        listed=len(rows),
        warnings=tally.warnings(),
    )


def talk_of(row: dict[str, object], place: int) -> SourceTalk | None:
    """The talk that one object of pyvideo is, at its place in the event; None without title and video."""
    videos = row.get("videos")
    urls = (
        [text_of(video.get("url")) for video in videos if isinstance(video, dict)]
        if isinstance(videos, list)
        else []
    )
    return compose(
        text_of(row.get("title")),
        links=map(read_url, urls),
        speakers=texts_of(row.get("speakers")) or None,
        seconds=seconds_of(row.get("duration")),
        date=date_of(row.get("recorded")),
        abstract=text_of(row.get("description")),
        tags=texts_of(row.get("tags")),
        language=text_of(row.get("language")) or None,
        position=place,
    )
