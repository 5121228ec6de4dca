"""Pairs of lists that tell of the same talks in different words, for measuring how they are matched.

Real titles: Ruby conferences as their editors and as YouTube write them, KubeCon's schedule and its titles as
YouTube would cut them, and schedules beside recordings of another year, in which nothing matches.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from tests.domain.tracked_talks import camp, recordings
from tests.shared_files import shared
from tui.domain.matching.text import Described
from tui.sources import read_source, split_title

YOUTUBE = 100
"""Characters that YouTube allows in a title."""


class Case(NamedTuple):
    """Two lists, and for each row of the first its place in the second; None: it has none there."""

    listed: Sequence[Described]
    known: Sequence[Described]
    truth: Sequence[int | None]


def video(title: str, published: str = "") -> Described:
    """What a playlist tells of a talk: its title, read by the rules, and when it was published."""
    clean = split_title(title)
    return Described(clean.title, clean.speakers, title, published=published)


@cache
def ruby() -> Sequence[tuple[list[Described], list[Described]]]:
    """Each event's talks as its editors write them, and the same talks as YouTube has them."""
    events: dict[str, list[tuple[Described, Described]]] = defaultdict(list)
    with shared("samples/labelled-titles/rubyevents.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            speakers = tuple(name.strip() for name in row["speakers"].split("|") if name.strip())
            year = re.search(r"(?:19|20)\d\d", row["event"] or "")
            edited = Described(row["clean_title"], speakers, held=year[0] if year else "")
            events[row["event"]].append((edited, video(row["youtube_title"], row["published_at"])))
    enough = [events[name] for name in sorted(events) if len(events[name]) >= 5]
    return [([pair[0] for pair in event], [pair[1] for pair in event]) for event in enough]


@cache
def kubecon() -> list[Described]:
    """The schedule of KubeCon EU 2026."""
    path = shared("samples/ics/sched-kubecon-eu-2026.ics")
    listing = read_source(path.read_bytes(), name=str(path))
    return [Described(talk.title, talk.speakers, talk.raw_title) for talk in listing.talks]


def cut(title: str, ending: str) -> str:
    """A title as a channel cuts it to what YouTube allows."""
    return title if len(title) <= YOUTUBE else title[: YOUTUBE - len(ending)].rstrip() + ending


def labelled(ending: str) -> list[tuple[Described, Described]]:
    """KubeCon's talks with labelled speakers: as scheduled, and as a cut video."""
    pairs = []
    with shared("samples/labelled-titles/sched-kubecon-eu-2026.tsv").open(
        encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            speakers = tuple(name.strip() for name in row["speakers"].split("|") if name.strip())
            title = row["full_title"]
            if speakers:
                scheduled = split_title(title).title
                pairs.append((Described(scheduled, speakers), video(cut(title, ending))))
    return pairs


def table() -> list[Described]:
    """The videos of KubeCon NA 2019."""
    path = shared("samples/lists/kubecon-na-2019-table.md")
    listing = read_source(path.read_bytes(), name=str(path), format="markdown-list")
    return [Described(talk.title, talk.speakers, talk.raw_title) for talk in listing.talks]


def _half(pairs: Sequence[tuple[Described, Described]]) -> Case:
    """Of three talks one is in both lists, one in the first only, one in the second only."""
    listed = [pair[0] for n, pair in enumerate(pairs) if n % 3 != 1]
    kept = [n for n in range(len(pairs)) if n % 3 != 2]
    places = {n: place for place, n in enumerate(kept)}
    truth = [places.get(n) for n in range(len(pairs)) if n % 3 != 1]
    return Case(listed, [pairs[n][1] for n in kept], truth)


def _whole(pairs: Sequence[tuple[Described, Described]]) -> Case:
    return Case([pair[0] for pair in pairs], [pair[1] for pair in pairs], range(len(pairs)))


def _ruby_pairs() -> list[list[tuple[Described, Described]]]:
    return [list(zip(*event, strict=True)) for event in ruby()]


def _strangers() -> list[Case]:
    events = ruby()
    return [Case(events[n][0], events[n + 1][1], [None] * len(events[n][0])) for n in range(len(events) - 1)]


def _camp() -> list[Case]:
    """A camp's schedule, and its talks as a channel would call them: with the event, the people, a limit."""
    talks = [Described(talk.title, talk.speakers) for talk in camp()]
    shapes = ("{people}: {title}", "Camp 2019 - {title} by {people}", "{title}", "{title} - {people}, Camp")
    videos = [
        video(cut(shapes[n % 4].format(title=talk.title, people=" & ".join(talk.speakers)), "…"))
        for n, talk in enumerate(talks)
    ]
    pairs = list(zip(talks, videos, strict=True))
    return [_whole(pairs)]


def _years() -> list[Case]:
    """A conference's talks beside those of the year after: the same people, other talks."""
    first, second = (
        [Described(talk.title, talk.speakers) for talk in recordings(event)]
        for event in ("europython-2019", "europython-2020")
    )
    return [Case(second, first, [None] * len(second))]


CASES: dict[str, Callable[[], list[Case]]] = {
    "Ruby conferences, all talks in both": lambda: [_whole(pairs) for pairs in _ruby_pairs()],
    "Ruby conferences, half without a partner": lambda: [_half(pairs) for pairs in _ruby_pairs()],
    "Ruby conferences, another event's videos": _strangers,
    "KubeCon EU 2026, cut with dots": lambda: [_whole(labelled("..."))],
    "KubeCon EU 2026, cut off": lambda: [_whole(labelled(""))],
    "KubeCon EU 2026, half without a partner": lambda: [_half(labelled("…"))],
    "Camp 2019, in four shapes": _camp,
    "EuroPython 2020, videos of 2019": _years,
    "KubeCon EU 2026, videos of NA 2019": lambda: [Case(kubecon(), table(), [None] * len(kubecon()))],
}
