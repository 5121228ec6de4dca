"""media.ccc.de's public API: a conference with its events, or one event with its recordings.

https://github.com/voc/voctoweb: `length` is seconds, `date` the day of the talk, `release_date` that of the
video; `tags` mix tracks with numbers and the conference's acronym. A list of conferences lists no talks.
"""

import re

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import absurd_seconds, date_of, seconds_of, text_of, texts_of
from tui.sources.reading import Tally, Watch, close_listing, plural
from tui.sources.record import SourceError, SourceListing, SourceTalk
from tui.sources.urls import read_url

Fields = dict[str, object]

_LANGUAGES = {"deu": "de", "eng": "en", "fra": "fr", "spa": "es", "ita": "it", "rus": "ru", "nld": "nl"}
_PAGE = re.compile(r"https?://(?:www\.)?media\.ccc\.de/([cv])/([\w.~-]+)/?(?:[?#].*)?$", re.ASCII)
_API = re.compile(r"https?://(?:api\.)?media\.ccc\.de/public/((?:conferences|events)/[\w.~-]+)/?$", re.ASCII)


def api_path(url: str) -> str | None:
    """The path below the API's root of a conference's or a talk's page; None for any other URL."""
    page, api = _PAGE.match(url), _API.match(url)
    if page is not None:
        return f"{'conferences' if page[1] == 'c' else 'events'}/{page[2]}"
    return api[1] if api is not None else None


def recognises(content: Content) -> bool:
    """Whether the file is an answer of the API: a conference, an event, or the list of conferences."""
    value = content.json.value
    if not isinstance(value, dict):
        return False
    return _is_conference(value) or _is_event(value) or _conferences(value) is not None


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the events of a conference, or one event; SourceError for the list of all conferences."""
    value = content.json_value()
    head: Fields = value if isinstance(value, dict) else {}
    conferences = _conferences(head)
    if conferences is not None:
        raise SourceError(
            f"{content.shown} lists {plural(len(conferences), 'conference')}, no talks: import one of them "
            "by its address, https://media.ccc.de/c/NAME"
        )
    if not _is_conference(head) and not _is_event(head):
        raise SourceError(f"{content.shown} is {content.found()}; expected a conference of media.ccc.de")
    alone = not _is_conference(head)
    events = head.get("events")
    rows: list[object] = [head] if alone else events if isinstance(events, list) else []
    acronym = text_of(head.get("acronym"))
    tally = Tally()
    talks: list[SourceTalk] = []
    for index, row in enumerate(sorted(rows, key=_when)):
        watch.step(index, len(rows))
        talk = _talk(row, acronym, len(talks) + 1) if isinstance(row, dict) else None
        if talk is None:
            tally.add("without a title: left out", "event", "events")
            continue
        talks.append(talk)
        if isinstance(row, dict) and absurd_seconds(row.get("length")):
            tally.add("with an impossible duration: left unknown", "event", "events")
    watch.done(len(rows))
    page = (
        f"https://media.ccc.de/c/{acronym}" if acronym and not alone else text_of(head.get("frontend_link"))
    )
    link = read_url(page)
    return close_listing(
        "media-ccc",
        content,
        talks,
        title=text_of(head.get("title")) or acronym,
        url=link.url if link else None,
        key=f"ccc:{text_of(head.get('guid')) if alone else acronym}",
        listed=len(rows),
        warnings=tally.warnings(),
    )


def _is_conference(value: Fields) -> bool:
    return isinstance(value.get("events"), list) and isinstance(value.get("acronym"), str)


def _is_event(value: Fields) -> bool:
    return isinstance(value.get("guid"), str) and bool({"frontend_link", "conference_url"} & value.keys())


def _conferences(value: Fields) -> list[object] | None:
    rows = value.get("conferences")
    first = rows[0] if isinstance(rows, list) and rows else None
    return rows if isinstance(rows, list) and isinstance(first, dict) and "acronym" in first else None


def _when(row: object) -> str:
    return text_of(row.get("date")) if isinstance(row, dict) else ""


def _talk(row: Fields, acronym: str, place: int) -> SourceTalk | None:
    """One event. Its page is where it is watched; the files of its recordings are other forms of the same."""
    guid = text_of(row.get("guid")).strip()
    title, subtitle = text_of(row.get("title")).strip(), text_of(row.get("subtitle")).strip()
    recordings = row.get("recordings")
    files = recordings if isinstance(recordings, list) else []
    videos = [
        text_of(file.get("recording_url"))
        for file in files
        if isinstance(file, dict) and text_of(file.get("mime_type")).startswith("video/")
    ]
    page = read_url(text_of(row.get("frontend_link")))
    language = text_of(row.get("original_language"))
    description = text_of(row.get("description"))
    return compose(
        title,
        links=[page, *map(read_url, videos[:1])],
        # The guid is that of the congress' schedule: the two meet by it.
        identity=[*([f"ccc:{guid}", f"guid:{guid}"] if guid else ()), *([page.key] if page else ())],
        speakers=texts_of(row.get("persons")) or None,
        seconds=seconds_of(row.get("length")) or seconds_of(row.get("duration")),
        date=date_of(row.get("date")) or date_of(row.get("release_date")),
        abstract=f"{subtitle}\n\n{description}" if subtitle and subtitle not in title else description,
        tags=[
            tag for tag in texts_of(row.get("tags")) if not tag.isdigit() and tag.lower() != acronym.lower()
        ],
        language=_LANGUAGES.get(language, language) or None,
        position=place,
    )
