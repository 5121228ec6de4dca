"""Where a log stands, in lines and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

from tui.domain.arrange import Order, arranged
from tui.domain.budget import Meter, time_left, unknown_lengths, what_fits
from tui.domain.log import Log
from tui.domain.section import UNAVAILABLE, Talk, Verdict, Watch
from tui.domain.timestamps import clock
from tui.session.metering import hours, meter_line

_BAR = 20


@dataclass(frozen=True)
class Stats:
    """What is shown: a log, how triage goes, at which speed talks are watched, the minutes to fill."""

    log: Log
    meter: Meter
    speed: float
    fits: float | None = None

    def fitting(self) -> tuple[Talk, ...]:
        """The kept talks to watch in the minutes there are."""
        log = self.log
        waiting = tuple(i for i in log.view(Verdict.KEPT) if log.talk(i).watch in (Watch.NONE, Watch.PARTLY))
        chosen = what_fits(log, arranged(log, waiting, Order.INTEREST), self.fits or 0, self.speed)
        return tuple(log.talk(talk_id) for talk_id in chosen)


def stats_shape(stats: Stats) -> dict[str, object]:
    """Where a log stands; times in seconds, at the speed."""
    log = stats.log
    left = time_left(log, stats.speed)
    shape: dict[str, object] = {
        "slug": log.info.slug,
        "title": log.info.title,
        "talks": log.count_talks(),
        "counts": {verdict.value: len(log.view(verdict)) for verdict in Verdict},
        "unavailable": len(log.view(UNAVAILABLE)),
        "unsorted": len(log.unsorted()),
        "speed": stats.speed,
        "seconds": {"inbox": left.inbox, "kept": left.kept},
        "unknown_lengths": {
            "inbox": unknown_lengths(log, log.view(Verdict.INBOX)),
            "kept": unknown_lengths(log, log.view(Verdict.KEPT)),
        },
        "categories": [
            {
                "path": log.path_of(category),
                "kept": (tally := log.tally(category.id)).kept,
                "done": tally.done,
            }
            for _, category in log.categories()
        ],
        "meter": {
            "decided": stats.meter.decided,
            "left": stats.meter.left,
            "rate": None if stats.meter.rate is None else round(stats.meter.rate, 2),
            "minutes_left": None if stats.meter.minutes_left is None else round(stats.meter.minutes_left, 1),
        },
    }
    if stats.fits is not None:
        shape["fits"] = [
            {"id": talk.id, "title": talk.title, "seconds": talk.seconds} for talk in stats.fitting()
        ]
    return shape


def stats_lines(stats: Stats) -> Iterator[str]:
    """Where a log stands, for a person."""
    log = stats.log
    if stats.fits is not None:
        yield from _fitting_lines(stats)
        return
    counts = [f"{verdict.value} {len(log.view(verdict))}" for verdict in Verdict]
    if apart := len(log.view(UNAVAILABLE)):
        counts.append(f"{UNAVAILABLE} {apart}")
    yield f"{log.info.title or log.info.slug}: {log.count_talks()} talks · {' · '.join(counts)}"
    left = time_left(log, stats.speed)
    for name, seconds, ids in (
        ("inbox", left.inbox, log.view(Verdict.INBOX)),
        ("kept", left.kept, log.view(Verdict.KEPT)),
    ):
        unknown = unknown_lengths(log, ids)
        yield f"{name}: {hours(seconds)} at {stats.speed:g}×" + (
            f" · {unknown} of unknown length" if unknown else ""
        )
    yield meter_line(stats.meter)
    paths = {category.id: log.path_of(category) for _, category in log.categories()}
    wide = max((len(path) for path in paths.values()), default=0)
    for category_id, path in paths.items():
        tally = log.tally(category_id)
        both = tally.kept + tally.done
        filled = tally.done * _BAR // both if both else 0
        yield f"{path:<{wide}}  {'#' * filled}{'.' * (_BAR - filled)}  {tally.done} of {both} done"
    if log.unsorted():
        yield f"unsorted: {len(log.unsorted())}"


def _fitting_lines(stats: Stats) -> Iterator[str]:
    talks = stats.fitting()
    for talk in talks:
        yield f"{clock(talk.seconds or 0):>8}  {talk.id}  {talk.title}"
    seconds = round(sum(talk.seconds or 0 for talk in talks) / stats.speed)
    noun = "talk" if len(talks) == 1 else "talks"
    room = round((stats.fits or 0) * 60)
    yield f"{len(talks)} kept {noun}: {hours(seconds)} at {stats.speed:g}×, of {hours(room)}"
