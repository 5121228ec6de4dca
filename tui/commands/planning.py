"""`talklog stats`, `suggest`, `rules`: where triage stands, and what could be decided next."""

from collections.abc import Iterator, Sequence

import click

from tui.commands.command import TalklogCommand, TargetCommand, json_option, log_argument
from tui.commands.desk import Desk, act
from tui.commands.device import settings_here
from tui.commands.output import document, line, note
from tui.commands.planning_shapes import Stats, stats_lines, stats_shape
from tui.commands.targets import talks_named
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.session.metering import triage_meter
from tui.session.suggesting import learned
from tui.session.verbs.rules import Proposal, apply_rules, propose, rules_of


@click.command(cls=TalklogCommand)
@log_argument
@click.option(
    "--fits",
    type=click.FloatRange(min=0, max=100_000),
    metavar="MINUTES",
    help="What fits in so many minutes.",
)
@click.option("--speed", type=click.FloatRange(0.1, 100), metavar="N", help="Instead of the player's speed.")
@json_option
@click.pass_obj
def stats(desk: Desk, slug: str, fits: float | None, speed: float | None, as_json: bool) -> None:
    """Show where a log stands, and the time that is left.

    Counts, hours at your speed, categories, how fast you decide. --fits says which of the kept talks that
    are not watched yet to watch in the time there is, the most interesting first. The speed is that of
    config.toml.
    """
    with desk.log(slug) as open_log:
        log, measured = open_log.log, triage_meter(open_log)
    found = Stats(log, measured, speed or settings_here().player.speed, fits)
    if as_json:
        document(stats_shape(found))
        return
    for text in stats_lines(found):
        line(text)


@click.command(cls=TargetCommand)
@log_argument
@click.argument("talks", metavar="[TALK...]", nargs=-1)
@json_option
@click.pass_obj
def suggest(desk: Desk, slug: str, talks: tuple[str, ...], as_json: bool) -> None:
    """Suggest categories for the talks that wait.

    Each with its reason; nothing is changed. They come from keywords and from what you decided before, in
    this log and in the others. `talklog keep LOG TALK --category NAME` accepts one.
    """
    with desk.session() as session:
        log = session.open(slug).log
        ids: Sequence[str] = talks_named(log, talks)
        suggester = learned(session, lambda text: note(f"talklog: note: {text}"))
    if not talks:
        ids = (*log.view(Verdict.INBOX), *log.view(Verdict.MAYBE))
    pairs = ((log.talk(talk_id), suggester.suggest(log.talk(talk_id), log)) for talk_id in ids)
    found = [(talk, suggestion) for talk, suggestion in pairs if suggestion is not None]
    if as_json:
        document(
            [
                {
                    "id": talk.id,
                    "title": talk.title,
                    "category": log.path_of(log.category(suggestion.category)),
                    "confidence": round(suggestion.confidence, 3),
                    "reason": suggestion.reason,
                }
                for talk, suggestion in found
            ]
        )
        return
    for talk, suggestion in found:
        category = log.category(suggestion.category)
        digit = f"{category.digit} " if category.digit is not None else ""
        line(f"{talk.id}  {talk.title}  → {digit}{log.path_of(category)}?  ({suggestion.reason})")
    note(f"talklog: {len(found)} of {len(ids)} talks have a suggestion")


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--apply", "wanted", is_flag=True, help="Skip them; one undo brings them all back.")
@json_option
@click.pass_obj
def rules(desk: Desk, slug: str, wanted: bool, as_json: bool) -> None:
    """Show what your rules would skip of the inbox.

    Nothing is skipped without --apply. The rules are queries in config.toml (`talklog config edit`);
    without any, those that many would make: breaks, sponsor sessions, talks under five minutes.
    """
    chosen = rules_of(settings_here())
    with desk.log(slug) as open_log:
        proposal = propose(open_log.log, chosen)
        log = open_log.log
        label = (
            act(open_log, lambda now, stamp: apply_rules(now, stamp, propose(now, chosen))).label
            if wanted
            else ""
        )
    for hits in proposal.hits:
        if hits.problem is not None:
            note(f"talklog: note: the rule {hits.rule.name}: {hits.problem}")
    if as_json:
        document(_rules_shape(proposal, label))
        return
    if wanted:
        line(label)
        return
    for text in _rule_lines(log, proposal):
        line(text)


def _rule_lines(log: Log, proposal: Proposal) -> Iterator[str]:
    for hits in proposal.hits:
        yield f"{len(hits.talks):>5}  {hits.rule.name}  ({hits.rule.query})"
        for talk_id in hits.talks:
            yield f"         {talk_id}  {log.talk(talk_id).title}"
    total = len(proposal.talks)
    yield f"{total:>5}  of {len(log.view(Verdict.INBOX))} in the inbox" + (
        "; --apply skips them" if total else ""
    )


def _rules_shape(proposal: Proposal, label: str) -> dict[str, object]:
    return {
        "rules": [
            {
                "name": hits.rule.name,
                "query": hits.rule.query,
                "talks": list(hits.talks),
                "problem": hits.problem,
            }
            for hits in proposal.hits
        ],
        "applied": label or None,
    }


COMMANDS = {"stats": stats, "suggest": suggest, "rules": rules}
