"""`talklog logs`, `list`, `show`: looking without changing anything."""

from collections.abc import Iterator, Sequence

import click

from tui.commands.command import TalklogCommand, TargetCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.output import document, line
from tui.commands.querying import known_in, query_of
from tui.commands.shapes import full_talk_shape, talk_shape
from tui.commands.targets import talk_named
from tui.domain.arrange import View, talks_of
from tui.domain.log import Log
from tui.domain.query import select
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible, visible_lines
from tui.domain.timestamps import clock
from tui.session.verbs.views import saved_view


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
        counts += f" · unavailable {summary.unavailable}" if summary.unavailable else ""
        line(f"{summary.slug:<{wide}}  {summary.unreadable or counts}  {summary.title}")


def _counts(counts: dict[str, int]) -> dict[str, int]:
    return {verdict.value: counts.get(verdict.value, 0) for verdict in Verdict}


@click.command("list", cls=TargetCommand)
@log_argument
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--view", metavar="NAME", help="Of a saved view: see `talklog view`.")
@json_option
@click.pass_obj
def list_talks(desk: Desk, slug: str, query: tuple[str, ...], view: str | None, as_json: bool) -> None:
    """List the talks of a log, in its order.

    QUERY is words that title, speakers, company or abstract must have (-WORD: must not have), and fields:
    is:inbox "min<30" speaker:lin tag:ebpf note:yes after:2023-11 cat:security. A text with blanks stands in
    quotes of its own: 'speaker:"lin sun"'.
    """
    asked = query_of(query)
    with desk.log(slug) as open_log:
        log = open_log.log
        ids = talks_of(log, View("saved", saved_view(log, view).name)) if view is not None else None
    everything = (talk.id for talk in log.talks()) if ids is None else ids
    talks = [log.talk(talk_id) for talk_id in select(log, everything, known_in(asked, log))]
    if as_json:
        document([talk_shape(log, talk) for talk in talks])
        return
    for text in talk_lines(talks):
        line(text)


def talk_lines(talks: Sequence[Talk]) -> Iterator[str]:
    """A line for each talk: id, verdict, length, title, people."""
    wide = min(40, max((len(talk.id) for talk in talks), default=0))
    for talk in talks:
        length = clock(talk.seconds) if talk.seconds is not None else ""
        people = " · ".join([", ".join(talk.speakers), talk.company or ""]).strip(" ·")
        ending = f"  ({people})" if people else ""
        ending += "" if talk.available else "  (private or deleted)"
        yield f"{talk.id:<{wide}}  {talk.verdict.value:<7}  {length:>8}  {talk.title}{ending}"


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


def _since(talk: Talk) -> str:
    return f", so since {talk.unavailable_since[:10]} at the latest" if talk.unavailable_since else ""


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
        "slides": talk.slides or "",
        "available": "" if talk.available else f"no: private or deleted at its source{_since(talk)}",
    }
    wide = max(len(name) for name in facts)
    lines = [f"{name:>{wide}}  {visible(value)}" for name, value in facts.items() if value]
    for name, text in (("Abstract", talk.abstract), ("Note", talk.note)):
        if text:
            lines += ["", name, "", visible_lines(text)]
    return lines


COMMANDS = {"logs": logs, "list": list_talks, "show": show}
