"""`talklog search` through all logs, and `talklog view`: queries under names."""

import click

from tui.commands.command import TargetCommand, json_option, log_argument
from tui.commands.desk import Desk, Making, act
from tui.commands.output import document, line, note
from tui.commands.querying import known_in, query_of
from tui.domain.arrange import View, talks_of
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.search import Excerpt, Found
from tui.domain.section import Talk, kind_of
from tui.session.searching import search_library
from tui.session.verbs.views import move_view, remove_view, rename_view, save_view

_QUERY = click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)


@click.command("search", cls=TargetCommand)
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@json_option
@click.pass_obj
def search_logs(desk: Desk, words: tuple[str, ...], as_json: bool) -> None:
    """Search all logs: titles, speakers, abstracts, notes.

    WORDS must all be there, in capitals or not; with '"two words"' those in a row. Fields narrow it, as in
    `talklog list`: is:done after:2023. Each hit is shown in its context.
    """
    asked = query_of(words)
    if asked.is_blank:
        raise click.UsageError("type what to search for")
    found = []
    with desk.session() as session:
        for log, hit in search_library(session, asked, lambda text: note(f"talklog: note: {text}")):
            if as_json:
                found.append(_shape(log, hit))
                continue
            found.append({})
            line(f"{log.info.slug}  {hit.section.id}  {hit.section.title}")
            for excerpt in hit.excerpts:
                line(f"    {excerpt.field}: {_shown(excerpt)}")
    if as_json:
        document(found)
    elif not found:
        note("talklog: nothing in the library has that")


def _shown(excerpt: Excerpt) -> str:
    return f"{excerpt.before}{excerpt.hit}{excerpt.after}"


def _shape(log: Log, found: Found) -> dict[str, object]:
    section = found.section
    return {
        "log": log.info.slug,
        "kind": kind_of(section),
        "id": section.id,
        "title": section.title,
        "verdict": section.verdict.value if isinstance(section, Talk) else None,
        "excerpts": [
            {"field": e.field, "before": e.before, "hit": e.hit, "after": e.after} for e in found.excerpts
        ],
    }


@click.group()
def view() -> None:
    """Save queries under names, as rows of the app's tree."""


@view.command("save", cls=TargetCommand)
@log_argument
@click.argument("name")
@_QUERY
@click.pass_obj
def save(desk: Desk, slug: str, name: str, query: tuple[str, ...]) -> None:
    """Save a query as a view; one of that name gets the new query.

    QUERY is as in `talklog list`.
    """
    asked = query_of(query)

    def making(log: Log, stamp: Stamp) -> Change:
        return save_view(log, stamp, name, known_in(asked, log).text)

    _do(desk, slug, making)


@view.command("remove", cls=TargetCommand)
@log_argument
@click.argument("name")
@click.pass_obj
def remove(desk: Desk, slug: str, name: str) -> None:
    """Remove a saved view; its talks stay as they are."""
    _do(desk, slug, lambda log, stamp: remove_view(log, stamp, name))


@view.command("rename", cls=TargetCommand)
@log_argument
@click.argument("name")
@click.argument("new", metavar="NEW_NAME")
@click.pass_obj
def rename(desk: Desk, slug: str, name: str, new: str) -> None:
    """Give a saved view another name."""
    _do(desk, slug, lambda log, stamp: rename_view(log, stamp, name, new))


@view.command("move", cls=TargetCommand)
@log_argument
@click.argument("name")
@click.option("--up", "steps", flag_value=-1, type=int, help="One place up among the views.")
@click.option("--down", "steps", flag_value=1, type=int, help="One place down among the views.")
@click.pass_obj
def move(desk: Desk, slug: str, name: str, steps: int | None) -> None:
    """Move a saved view among the others."""
    if steps is None:
        raise click.UsageError("give one of --up, --down")
    _do(desk, slug, lambda log, stamp: move_view(log, stamp, name, steps))


@view.command("list", cls=TargetCommand)
@log_argument
@json_option
@click.pass_obj
def list_views(desk: Desk, slug: str, as_json: bool) -> None:
    """List the saved views of a log, each with its query and how many talks it finds."""
    with desk.log(slug) as open_log:
        log = open_log.log
    counted = [(saved, len(talks_of(log, View("saved", saved.name)))) for saved in log.info.views]
    if as_json:
        document([{"name": saved.name, "query": saved.query, "talks": talks} for saved, talks in counted])
        return
    if not counted:
        line(f"no saved views in {slug}: `talklog view save {slug} NAME QUERY` makes one")
    wide = max((len(saved.name) for saved, _ in counted), default=0)
    for saved, talks in counted:
        line(f"{saved.name:<{wide}}  {talks:>5}  {saved.query}")


def _do(desk: Desk, slug: str, making: Making) -> None:
    with desk.log(slug) as open_log:
        change = act(open_log, making)
    line(change.label)


COMMANDS = {"search": search_logs, "view": view}
