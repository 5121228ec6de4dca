"""`talklog logs`, `list`, `show`: looking without changing anything."""

from collections.abc import Sequence

import click

from tui.commands.command import TalklogCommand, TargetCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import Failure, document, line
from tui.commands.shapes import full_talk_shape, talk_shape
from tui.commands.targets import talk_named
from tui.domain.arrange import matches
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible, visible_lines
from tui.domain.timestamps import clock


@click.command(cls=TalklogCommand)
@json_option
@click.pass_obj
def logs(desk: Desk, as_json: bool) -> None:
    """List the logs of the library and their counts."""
    with desk.session() as session:
        found = session.logs()
    if as_json:
        document(
            [{"slug": s.slug, "title": s.title, "date": s.date, "counts": _counts(s.counts)} for s in found]
        )
        return
    if not found:
        line(f"no logs in {desk.library}: `talklog import FILE` makes one, `talklog demo` shows how it looks")
    wide = max((len(summary.slug) for summary in found), default=0)
    for summary in found:
        counts = " · ".join(f"{name} {count}" for name, count in _counts(summary.counts).items())
        line(f"{summary.slug:<{wide}}  {summary.unreadable or counts}  {summary.title}")


def _counts(counts: dict[str, int]) -> dict[str, int]:
    return {verdict.value: counts.get(verdict.value, 0) for verdict in Verdict}


@click.command("list", cls=TargetCommand)
@log_argument
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@json_option
@click.pass_obj
def list_talks(desk: Desk, slug: str, query: tuple[str, ...], as_json: bool) -> None:
    """List the talks of a log, in its order.

    QUERY is words that title, speakers, company or abstract must have; -WORD: must not; is:inbox, is:maybe,
    is:kept, is:done, is:skipped: of that verdict.
    """
    wanted = _words(query)
    with desk.log(slug) as open_log:
        log = open_log.log
    talks = [talk for talk in log.talks() if _wanted(talk, wanted)]
    if as_json:
        document([talk_shape(log, talk) for talk in talks])
        return
    wide = min(40, max((len(talk.id) for talk in talks), default=0))
    for talk in talks:
        length = clock(talk.seconds) if talk.seconds is not None else ""
        people = " · ".join([", ".join(talk.speakers), talk.company or ""]).strip(" ·")
        ending = f"  ({people})" if people else ""
        ending += "" if talk.available else "  (private or deleted)"
        line(f"{talk.id:<{wide}}  {talk.verdict.value:<7}  {length:>8}  {talk.title}{ending}")


def _words(query: Sequence[str]) -> list[str]:
    """The single words of a query. Raises UsageError for what looks like an option."""
    for word in query:
        if word.startswith("--"):
            raise click.UsageError(f"No such option: {word}")
    return [word for text in query for word in text.split()]


def _wanted(talk: Talk, words: Sequence[str]) -> bool:
    for word in words:
        unwanted = word.startswith("-") and len(word) > 1
        plain = word[1:] if unwanted else word
        if _has(talk, plain) is unwanted:
            return False
    return True


def _has(talk: Talk, word: str) -> bool:
    name, colon, value = word.partition(":")
    if name.casefold() != "is" or not colon:
        return matches(word, talk)
    if value.casefold() not in {verdict.value for verdict in Verdict}:
        raise Failure(f"{word} is no verdict: use is: with one of {', '.join(v.value for v in Verdict)}")
    return talk.verdict.value == value.casefold()


@click.command(cls=TargetCommand)
@log_argument
@click.argument("talk")
@json_option
@click.pass_obj
def show(desk: Desk, slug: str, talk: str, as_json: bool) -> None:
    """Show all that is known of a talk.

    TALK is its id, a key, any form of its URL, its title, or a piece of the title that only one talk has.
    """
    with desk.log(slug) as open_log:
        log = open_log.log
    found = talk_named(log, talk)
    if as_json:
        document(full_talk_shape(log, found))
        return
    for text in _told(log, found):
        click.echo(text)


def _told(log: Log, talk: Talk) -> list[str]:
    """The talk in lines that are safe to print."""
    shape = full_talk_shape(log, talk)
    source = shape["source"]
    facts = {
        "title": talk.title,
        "raw title": talk.raw_title if talk.raw_title != talk.title else "",
        "speakers": ", ".join(talk.speakers),
        "company": talk.company or "",
        "url": " ".join(talk.urls),
        "id": " ".join(dict.fromkeys([talk.id, *talk.keys])),
        "length": clock(talk.seconds) if talk.seconds is not None else "",
        "date": talk.date or "",
        "verdict": talk.verdict.value,
        "watched": talk.watch.value,
        "interest": "" if talk.rating is None else f"{talk.rating:+d}",
        "category": shape["category"] or "",
        "accompanies": log.talk(shape["parent"]).title if shape["parent"] else "",
        "tags": ", ".join(talk.tags),
        "source": source["title"] or source["location"] or "" if source else "",
        "available": "" if talk.available else "no: private or deleted at its source",
    }
    wide = max(len(name) for name in facts)
    lines = [f"{name:>{wide}}  {visible(value)}" for name, value in facts.items() if value]
    for name, text in (("Abstract", talk.abstract), ("Note", talk.note)):
        if text:
            lines += ["", name, "", visible_lines(text)]
    return lines


COMMANDS = {"logs": logs, "list": list_talks, "show": show}
