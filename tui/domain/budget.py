"""The triage meter and the time budget: pure arithmetic over times that the caller brings.

The domain has no clock: decisions come as numbers of seconds, or as the ISO 8601 stamps of changes.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from tui.domain.log import Log
from tui.domain.section import Talk, Verdict, Watch

PAUSE = 180.0
"""Seconds without a decision after which a new sitting begins."""
RECENT = 40
"""Acts of the sitting that make the rate: as fast as one is now, not as one was."""
FEWEST, SHORTEST = 5, 10.0
"""Acts, and seconds from the first to the last, before there is a rate: less says nothing."""
ONE_ACT = 0.3
"""Seconds between two decisions up to which they are one act: a key held down, marks, a rule. Nobody reads a
title faster."""

_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(?:Z|([+-])(\d\d):?(\d\d))?", re.ASCII
)


class Meter(msgspec.Struct, frozen=True):
    """How triage goes in this sitting."""

    decided: int
    """Decisions in this sitting."""
    left: int
    """Talks in the inbox."""
    rate: float | None = None
    """Acts of deciding a minute; None while there are too few to tell."""
    minutes_left: float | None = None
    """Minutes to inbox zero at that rate; None where there is no rate. 0 for an empty inbox."""


def meter(decisions: Iterable[float | str], left: int) -> Meter:
    """Measure from the times of decisions, in any order: seconds since any moment, or ISO 8601 stamps in UTC.

    A sitting goes on until a pause. Decisions that follow each other faster than anybody reads are one act:
    they count as decided, yet make nobody faster. Stamps that are none are left out.
    """
    times = sorted(time for time in map(_seconds, decisions) if time is not None)
    sitting = times[_sitting_start(times) :]
    rate = _rate(_acts(sitting))
    minutes_left = 0.0 if not left else left / rate if rate else None
    return Meter(len(sitting), left, rate, minutes_left)


def _sitting_start(times: Sequence[float]) -> int:
    for number in range(len(times) - 1, 0, -1):
        if times[number] - times[number - 1] > PAUSE:
            return number
    return 0


def _acts(times: Sequence[float]) -> list[float]:
    """When each act began."""
    return [time for before, time in pairwise((float("-inf"), *times)) if time - before > ONE_ACT]


def _rate(acts: Sequence[float]) -> float | None:
    """Acts a minute: the gaps between the last ones, so that thinking about the first counts for nothing."""
    recent = acts[-RECENT:]
    if len(recent) < FEWEST or recent[-1] - recent[0] < SHORTEST:
        return None
    return 60.0 * (len(recent) - 1) / (recent[-1] - recent[0])


def _seconds(time: float | str) -> float | None:
    return seconds_of(time) if isinstance(time, str) else float(time)


def seconds_of(stamp: str) -> float | None:
    """Seconds since 1970 of an ISO 8601 date and time, in UTC unless it names a zone; None for no such."""
    found = _STAMP.fullmatch(stamp)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second <= 60):
        return None
    sign, zone_hours, zone_minutes = found.groups()[7:]
    offset = 0 if sign is None else int(f"{sign}1") * (int(zone_hours) * 60 + int(zone_minutes))
    whole = _days(year, month, day) * 86400 + hour * 3600 + (minute - offset) * 60 + second
    return whole + float(found[7] or 0)


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March."""
    year -= month <= 2
    in_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + in_year - 719468


class TimeLeft(msgspec.Struct, frozen=True):
    """What watching everything would take, in seconds at the user's speed; unknown lengths count nothing."""

    inbox: int
    kept: int
    """Of the kept talks that were not watched to the end nor given up."""


def time_left(log: Log, speed: float) -> TimeLeft:
    """The time in the inbox and the kept queue at a speed (2.0: twice as fast); costs a walk over the kept.

    Raises ValueError where the speed is not above 0.
    """
    if not speed > 0:
        raise ValueError(f"a speed must be above 0, not {speed}")
    kept = (log.talk(talk_id) for talk_id in log.view(Verdict.KEPT))
    seconds = sum(talk.seconds or 0 for talk in kept if talk.watch in (Watch.NONE, Watch.PARTLY))
    return TimeLeft(round(log.index.seconds[Verdict.INBOX] / speed), round(seconds / speed))


def unknown_lengths(log: Log, ids: Iterable[str]) -> int:
    """How many of these talks have no known length, and so are missing in every sum."""
    return sum(log.talk(talk_id).seconds is None for talk_id in ids)


_CONSIDERED = 400
"""Talks among which the last gap is filled."""
_WIDEST_GAP = 6 * 3600
"""Seconds of the widest gap that is filled by trying; a wider one takes the next talk that fits."""


def what_fits(log: Log, ids: Sequence[str], minutes: float, speed: float) -> tuple[str, ...]:
    """The talks to watch in so many minutes at a speed, in order of interest.

    The best rated come first, and among these the order of `ids`: taken while they fit; what is left of the
    time is then filled as far as later talks can. Talks of unknown length are left out. The same call always
    gives the same talks. Raises ValueError where the speed is not above 0.
    """
    if not speed > 0:
        raise ValueError(f"a speed must be above 0, not {speed}")
    remaining = int(max(0.0, min(minutes, 1e6)) * 60 * speed)
    known = [talk for talk in map(log.talk, dict.fromkeys(ids)) if talk.seconds]
    known.sort(key=lambda talk: -(talk.rating or 0))
    chosen: list[Talk] = []
    for number, talk in enumerate(known):
        length = talk.seconds or 0
        if length <= remaining:
            chosen.append(talk)
            remaining -= length
        elif remaining <= _WIDEST_GAP:
            chosen += _best_filling(known[number + 1 :], remaining)
            break
    return tuple(talk.id for talk in chosen)


def _best_filling(talks: Sequence[Talk], room: int) -> list[Talk]:
    """The talks whose lengths add up to the most that `room` (seconds) holds; among equals earlier ones."""
    fitting = [talk for talk in talks if (talk.seconds or 0) <= room][:_CONSIDERED]
    # Bit n of each: the talks so far can add up to n seconds.
    reachable = [1]
    mask = (1 << (room + 1)) - 1
    for talk in fitting:
        reachable.append((reachable[-1] | reachable[-1] << (talk.seconds or 0)) & mask)
    total = reachable[-1].bit_length() - 1
    chosen = []
    for number in range(len(fitting) - 1, -1, -1):
        # A later talk is taken only where the earlier ones cannot make the sum without it.
        if not reachable[number] >> total & 1:
            chosen.append(fitting[number])
            total -= fitting[number].seconds or 0
    return chosen[::-1]
