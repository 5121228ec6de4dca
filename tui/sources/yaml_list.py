"""Talks in YAML: rubyevents' `videos.yml`, and the list of talks in a page's front matter.

rubyevents (https://github.com/rubyevents/rubyevents): `raw_title` is YouTube's, `video_id` belongs to
`video_provider`; `talks` are the parts of one video, with `start_cue` and `end_cue`, or (provider `children`)
videos of their own. Front matter (ocaml.org and others): a list of titles with authors and links.
"""

import datetime
import re
from collections.abc import Iterator

import msgspec

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.html_text import plain
from tui.sources.json_text import date_of, seconds_of, text_of
from tui.sources.markdown_links import Found
from tui.sources.reading import Tally, Watch, close_listing
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.titles import plain_title
from tui.sources.urls import Link, read_url, watch_url

Fields = dict[str, object]

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_ROWS = re.compile(r"(?m)^[ \t]*+-[ \t]++(?:\w++:[^\r\n]*\n[ \t]++){0,3}(?:title|name):")
_TOP = re.compile(r"(?:(?:#[^\r\n]*+|---)?[ \t]*+\r?\n)*+-[ \t]+[\w-]+:[ \t]")
_LISTS = ("presentations", "talks", "videos", "sessions", "lectures", "recordings")
_LIST = re.compile(rf"(?m)^(?:{'|'.join(_LISTS)}):[ \t]*\r?$")
_PEOPLE = ("speakers", "authors", "speaker", "author", "presenters", "by")
_DATES = ("date", "published_at")
_CUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")
_LARGEST = 2 * 1024 * 1024
_DEEPEST = 100


def recognises(content: Content) -> bool:
    """Whether the text is a list of talks in YAML, or a page with one in its front matter, not much else."""
    head = content.loose_text[: _LARGEST + 1]
    if _TOP.match(head):
        return "title:" in head and ("speakers:" in head or "video_id:" in head)
    front = _FRONT.match(head)
    if front is None or not _LIST.search(front[1]):
        return False
    rows = len(_ROWS.findall(front[1]))
    return rows >= 2 and len(head[front.end() :].split()) <= 40 * rows


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the talks in the file's order."""
    front = _FRONT.match(content.text)
    value = _load(content, front[1] if front and not _TOP.match(content.text) else content.text)
    head: Fields = value if isinstance(value, dict) else {}
    rows = list(_rows(value))
    if not rows:
        raise SourceError(f"{content.shown} has no list of talks in YAML: expected titles with speakers")
    talks: list[SourceTalk] = []
    tally = Tally()
    for index, (row, parent) in enumerate(rows):
        watch.step(index, len(rows))
        talk = _talk(row, parent, len(talks) + 1)
        if talk is None:
            tally.add("without a title: left out", "talk", "talks")
            continue
        talks.append(talk)
        if not talk.urls:
            tally.add("without a recording: kept without an address", "talk", "talks")
    watch.done(len(rows))
    events = {event for row, _ in rows if (event := text_of(row.get("event_name")))}
    title = text_of(head.get("title")) or (events.pop() if len(events) == 1 else "")
    return close_listing(
        "yaml", content, talks, title=title or content.stem, listed=len(rows), warnings=tally.warnings()
    )


def _load(content: Content, text: str) -> object:
    """The value of a YAML text: safe, without objects, bounded in size and depth."""
    if len(text) > _LARGEST:
        raise SourceError(f"{content.shown} has more than {_LARGEST // 1024**2} MB of YAML: split it")
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise SourceError(f"{content.shown} is nested too deeply for a list of talks")
    # Imported here: it costs what all other readers together cost.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        value: object = YAML(typ="safe", pure=True).load(text)
    except (
        YAMLError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        where = getattr(getattr(error, "problem_mark", None), "line", None)
        line = f" in line {where + 1}" if isinstance(where, int) else ""
        raise SourceError(f"{content.shown} is damaged YAML{line}: correct or download it again") from None
    return value


def _rows(value: object, parent: Fields | None = None) -> Iterator[tuple[Fields, Fields | None]]:
    """The talks, each with the video that it is a part of."""
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    for row in value if isinstance(value, list) else []:
        if not isinstance(row, dict):
            continue
        if row.get("video_provider") != "children":
            yield row, parent
        if parent is None and isinstance(row.get("talks"), list):
            yield from _rows(row["talks"], row)


def _word(value: object) -> str:
    """A scalar as text: YAML reads unquoted dates and numbers as such."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text_of(value)


def _people(row: Fields) -> tuple[str, ...]:
    given = next((row[name] for name in _PEOPLE if row.get(name)), None)
    several = given if isinstance(given, list) else [given]
    names = [_word(one.get("name")) if isinstance(one, dict) else _word(one) for one in several]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _video(row: Fields) -> Link | None:
    """The recording by provider and id."""
    identity, provider = _word(row.get("video_id")), text_of(row.get("video_provider"))
    if provider == "youtube":
        return read_url(watch_url(identity))
    if provider == "vimeo" and identity.isdigit():
        return read_url(f"https://vimeo.com/{identity}")
    return read_url(identity) if provider == "mp4" else None


def _links(row: Fields) -> tuple[list[Link], str | None]:
    """The recordings of a talk, else its page; and its slides. By what the addresses lead to."""
    found = [
        Found(name, link, False)
        for name, value in row.items()
        if isinstance(value, str) and value[:4].lower() == "http" and (link := read_url(text_of(value)))
    ]
    slides = next((one.link.url for one in found if one.slides or one.text.startswith("slides")), None)
    videos = [one.link for one in found if one.recording]
    pages = [one.link for one in found if not one.recording and one.link.url != slides]
    return sorted(videos, key=lambda link: link.kind != "video") or pages[:1], slides


def _talk(row: Fields, parent: Fields | None, place: int) -> SourceTalk | None:
    title = _word(row.get("title")) or _word(row.get("name"))
    raw = text_of(row.get("raw_title")).strip() or title
    own = _word(row.get("id"))
    start, end = _cue(row.get("start_cue")), _cue(row.get("end_cue"))
    part_of = _video(parent) if parent is not None else None
    video = None if part_of is not None and row.get("video_provider") == "parent" else _video(row)
    links, slides = _links(row)
    talk = compose(
        raw,
        links=[video, *links],
        identity=f"rubyevents:{own}" if own else None,
        speakers=_people(row) or None,
        seconds=seconds_of(end - start) if start is not None and end is not None else None,
        date=next(
            (day for one in (row, parent or {}) for name in _DATES if (day := date_of(_word(one.get(name))))),
            None,
        ),
        abstract=plain(text_of(row.get("description"))),
        tags=[text_of(row.get(name)).replace("_", " ") for name in ("kind", "track")],
        language=text_of(row.get("language")) or None,
        slides=slides,
        position=place,
    )
    if talk is None or not title.strip():
        return None
    if video is None and part_of is not None and not talk.urls:
        at = f"&t={start}s" if start and part_of.kind == "video" else ""
        talk = msgspec.structs.replace(talk, urls=(part_of.url + at,))
    return msgspec.structs.replace(talk, title=plain_title(title))


def _cue(value: object) -> int | None:
    """The seconds of a cue such as `00:01:26`."""
    match = _CUE.fullmatch(_word(value))
    if match is None:
        return None
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
