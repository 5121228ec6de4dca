"""What the first screen shows of a log: little enough to be read before the log is opened."""

import msgspec

from tui.domain.arrange import INBOX, TreeRow, title_of, tree_rows
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict

TALKS = 60
"""Talks of the inbox that a glance has; more than the largest screens show."""
LEFT_TO_WATCH = (Verdict.INBOX, Verdict.MAYBE, Verdict.KEPT)


class Totals(msgspec.Struct, frozen=True):
    """A log in numbers."""

    title: str
    """Its title, or its slug where it has none."""
    counts: dict[Verdict, int]
    """Talks by verdict."""
    seconds: int
    """How long the talks are that are left to watch."""


class Glance(msgspec.Struct, frozen=True):
    """The first screen of a log."""

    totals: Totals
    tree: tuple[TreeRow, ...]
    view: str
    """The title of the list: that of the inbox."""
    rows: int
    """How many talks are in it."""
    talks: tuple[Talk, ...]
    """The first of them."""


def totals_of(log: Log) -> Totals:
    """The numbers of a log."""
    return Totals(
        log.info.title or log.info.slug,
        {verdict: len(log.view(verdict)) for verdict in Verdict},
        sum(log.index.seconds[verdict] for verdict in LEFT_TO_WATCH),
    )


def glance_of(log: Log) -> Glance:
    """What the first screen shows of a log."""
    inbox = log.view(Verdict.INBOX)
    talks = tuple(log.talk(talk_id) for talk_id in inbox[:TALKS])
    return Glance(totals_of(log), tree_rows(log), title_of(log, INBOX), len(inbox), talks)
