"""Conference programmes whose talks someone else put in tracks, and posts whose talks their author put in
categories: what suggestions are measured on."""

import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import NamedTuple
from xml.etree import ElementTree

from tests.shared_files import shared
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.rank import spread
from tui.domain.section import Category, Talk, Verdict
from tui.markdown.parse import parse_post


class Tracked(NamedTuple):
    """A talk and its track."""

    title: str
    abstract: str
    speakers: tuple[str, ...]
    track: str


@cache
def post(name: str) -> Log:
    """A published log."""
    numbers = count()
    read = parse_post(shared(f"logs/{name}.md").read_bytes(), lambda: f"{name}{next(numbers)}")
    return Log.build(read.onto(LogInfo(slug=name)), read.sections)


def log_of(slug: str, rows: Iterable[Tracked]) -> Log:
    """A log with one category for each track, every talk kept in its own."""
    rows = list(rows)
    tracks = {track: f"c{number}" for number, track in enumerate(dict.fromkeys(row.track for row in rows))}
    ranks = spread(len(tracks) + len(rows))
    categories = [
        Category(id=category_id, title=track, rank=rank, level=2)
        for (track, category_id), rank in zip(tracks.items(), ranks, strict=False)
    ]
    talks = [
        Talk(
            id=f"{slug}-{number}",
            title=row.title,
            abstract=row.abstract,
            speakers=row.speakers,
            parent=tracks[row.track],
            rank=rank,
            level=3,
            verdict=Verdict.KEPT,
        )
        for number, (row, rank) in enumerate(zip(rows, ranks[len(tracks) :], strict=True))
    ]
    return Log.build(LogInfo(slug=slug, title=slug), [*categories, *talks])


_SUBJECTS = {
    "PLATFORM ENGINEERING",
    "AI + ML",
    "SECURITY",
    "OBSERVABILITY",
    "OPERATIONS + PERFORMANCE",
    "INCLUSION + ACCESSIBILITY",
    "CLOUD NATIVE NOVICE",
    "CLOUD NATIVE EXPERIENCE",
    "EMERGING + ADVANCED",
    "DATA PROCESSING + STORAGE",
    "APPLICATION DEVELOPMENT",
    "CONNECTIVITY",
}
"""The tracks of the calendar that are subjects; the others are kinds of sessions and breaks."""


def calendar() -> Iterator[Tracked]:
    """KubeCon Europe 2026."""
    text = shared("samples/ics/sched-kubecon-eu-2026.ics").read_bytes().decode()
    for event in text.replace("\r\n", "\n").replace("\n ", "").split("BEGIN:VEVENT")[1:]:
        fields = dict(line.split(":", 1) for line in event.split("\n") if ":" in line)
        if fields.get("CATEGORIES") in _SUBJECTS:
            title, _, speakers = _unescaped(fields["SUMMARY"]).rpartition(" - ")
            people = (speakers.split(",")[0],) if title else ()
            yield Tracked(title or speakers, _unescaped(fields["DESCRIPTION"]), people, fields["CATEGORIES"])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def camp() -> Iterator[Tracked]:
    """Chaos Communication Camp 2019."""
    days = json.loads(shared("samples/schedule-json/frab-camp2019.json").read_bytes())["schedule"]
    for day in days["conference"]["days"]:
        for event in (event for room in day["rooms"].values() for event in room if event["track"]):
            text = f"{event['abstract']} {event['description']}"
            people = tuple(person["public_name"] for person in event["persons"])
            yield Tracked(event["title"], text, people, event["track"])


def congress() -> Iterator[Tracked]:
    """28C3."""
    tree = ElementTree.fromstring(shared("samples/schedule-xml/28c3-fahrplan.xml").read_bytes())
    for event in tree.iter("event"):
        track = event.findtext("track")
        if track:
            people = tuple(person.text or "" for person in event.iter("person"))
            yield Tracked(event.findtext("title", ""), event.findtext("abstract", ""), people, track)


@cache
def _recordings() -> dict[str, list[dict[str, object]]]:
    """The recordings of some conferences, by the conference."""
    wanted = {
        "europython-2011", "europython-2013", "europython-2019", "europython-2020", "pycon-de-2018",
        "pycon-es-2015", "pycon-italia-2018", "pycon-italia-2022", "pycon-us-2013", "pycon-us-2022",
    }  # fmt: skip
    found: dict[str, list[dict[str, object]]] = {}
    data = shared("samples/pyvideo/pyvideo-all.tar.xz").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            parts = member.name.split("/")
            if len(parts) >= 3 and parts[-2] == "videos" and parts[-3] in wanted and member.isfile():
                reader = archive.extractfile(member)
                assert reader is not None
                found.setdefault(parts[-3], []).append(json.loads(reader.read()))
    return found


def recordings(event: str) -> Iterator[Tracked]:
    """A conference of pyvideo: the commonest of a talk's ten commonest tags is its track."""
    videos = sorted(_recordings()[event], key=lambda video: str(video["title"]))
    tags = [[str(tag).lower() for tag in _listed(video.get("tags"))] for video in videos]
    counts = Counter(tag for each in tags for tag in each)
    common = [
        tag
        for tag, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if 6 <= number <= len(videos) * 0.4 and not tag.startswith("python")
    ][:10]
    for video, own in zip(videos, tags, strict=True):
        track = next((tag for tag in common if tag in own), None)
        if track is not None:
            people = tuple(str(name) for name in _listed(video.get("speakers")))
            yield Tracked(str(video["title"]), str(video.get("description") or ""), people, track)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
