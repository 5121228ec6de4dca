"""What triage shows on pages of its own: the time there is, and what rules would skip."""

from typing import TYPE_CHECKING

from rich.text import Text

from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.domain.text import visible
from tui.session.metering import hours
from tui.session.outcome import plural
from tui.widgets.cells import fit
from tui.widgets.symbols import symbols

if TYPE_CHECKING:  # imported when first used: the app starts without it
    from tui.session.verbs.rules import Proposal

QUERY_CELLS = 48
"""Cells of a rule's query that are shown."""
LISTED = 200
"""Talks of one rule that are listed by title."""


def budget_page(log: Log, speed: float, minutes: float) -> Text:
    """The time that is left at a speed, and what fits in so many minutes."""
    from tui.domain.budget import time_left, unknown_lengths, what_fits

    left = time_left(log, speed)
    page = Text(f"At {speed:g}{symbols().times}: inbox {hours(left.inbox)}, kept {hours(left.kept)}\n")
    kept = tuple(i for i in log.view(Verdict.KEPT) if log.talk(i).watch.value in ("none", "partly"))
    for name, ids in (("kept", kept), ("inbox", log.view(Verdict.INBOX))):
        fitting = [log.talk(talk_id) for talk_id in what_fits(log, ids, minutes, speed)]
        total = hours(round(sum(talk.seconds or 0 for talk in fitting) / speed))
        line = f"\nOf the {name}: {plural(len(fitting), 'talk')} in {total}\n" if fitting else ""
        page.append(line or f"\nOf the {name}: nothing fits in {minutes:g} minutes\n", style="bold")
        for talk in fitting:
            page.append(f"{hours(round((talk.seconds or 0) / speed)):>10}  ", style="dim")
            page.append(f"{visible(talk.title)}\n")
        unknown = unknown_lengths(log, ids)
        if unknown:
            page.append(f"{plural(unknown, 'talk')} of unknown length left out\n", style="dim")
    return page


def proposal_page(log: Log, proposal: "Proposal") -> Text:
    """What rules would skip of a log's inbox, rule by rule, with counts."""
    inbox = len(log.view(Verdict.INBOX))
    page = Text(f"{len(proposal.talks)} of {plural(inbox, 'talk')} in the inbox\n\n")
    # What would be skipped comes first: on a small screen only the first lines are seen.
    for hits in sorted(proposal.hits, key=lambda hits: not hits.talks):
        gap = "\n" if hits.talks else ""
        page.append(f"{gap}{len(hits.talks):>5}  {visible(hits.rule.name)}", style="bold")
        query = visible(" ".join(hits.rule.query.split()))
        page.append(f"  {fit(query, QUERY_CELLS, symbols().ellipsis)}\n", style="dim")
        if hits.problem is not None:
            page.append(f"       {hits.problem}\n", style="italic")
        for talk_id in hits.talks[:LISTED]:
            page.append(f"       {visible(log.talk(talk_id).title)}\n")
        if len(hits.talks) > LISTED:
            page.append(f"       … and {len(hits.talks) - LISTED:,} more\n", style="dim")
    return page.append("\nRules are queries in config.toml.", style="dim")
