"""`talklog join`, `tags`, `title`, `watch`, `rate`: what a talk is, how much was watched, your interest."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import click

from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.output import line
from tui.commands.targets import talk_named, talks_named
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.section import Watch
from tui.session.verbs import fields, joining

_Verb: TypeAlias = Callable[[Log, Stamp, Sequence[str]], Change]

_TALK = click.argument("talk")
_TALKS = click.argument("talks", metavar="TALK...", nargs=-1, required=True)


@click.command(cls=TargetCommand)
@log_argument
@_TALK
@click.argument("tags", metavar="[TAG...]", nargs=-1)
@click.option("--clear", is_flag=True, help="Take all tags away.")
@click.pass_obj
def tags(desk: Desk, slug: str, talk: str, tags: tuple[str, ...], clear: bool) -> None:
    """Print the tags of a talk, or give it exactly these."""
    if clear and tags:
        raise click.UsageError("--clear stands alone")
    if tags or clear:
        _do(desk, slug, [talk], lambda log, stamp, ids: fields.set_tags(log, stamp, ids, tags))
        return
    with desk.log(slug) as open_log:
        present = talk_named(open_log.log, talk).tags
    for tag in present:
        line(tag)


@click.command(cls=TargetCommand)
@log_argument
@_TALK
@click.argument("title")
@click.pass_obj
def title(desk: Desk, slug: str, talk: str, title: str) -> None:
    """Give a talk a title of your own; no refresh overwrites it."""
    _do(desk, slug, [talk], lambda log, stamp, ids: fields.set_title(log, stamp, ids[0], title))


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@click.option(
    "--as",
    "state",
    type=click.Choice([watch.value for watch in Watch]),
    default=Watch.WATCHED.value,
    show_default=True,
    help="How much was watched.",
)
@click.pass_obj
def watch(desk: Desk, slug: str, talks: tuple[str, ...], state: str) -> None:
    """Say how much of talks was watched; their verdict stays."""
    _do(desk, slug, talks, lambda log, stamp, ids: fields.set_watch(log, stamp, ids, Watch(state)))


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@click.option("--by", "offset", type=int, metavar="N", help="Raise or, below 0, lower it by so much.")
@click.option(
    "--to",
    "rating",
    type=click.IntRange(-fields.HIGHEST, fields.HIGHEST),
    metavar="N",
    help=f"Exactly this: -{fields.HIGHEST} to {fields.HIGHEST}.",
)
@click.pass_obj
def rate(desk: Desk, slug: str, talks: tuple[str, ...], offset: int | None, rating: int | None) -> None:
    """Say how interesting talks are.

    Those rated higher come first in what fits your time (`talklog stats --fits`).
    """
    if offset is not None and offset and rating is None:
        _do(desk, slug, talks, lambda log, stamp, ids: fields.rate(log, stamp, ids, offset))
    elif rating is not None and offset is None:
        _do(desk, slug, talks, lambda log, stamp, ids: fields.set_rating(log, stamp, ids, rating))
    else:
        raise click.UsageError("give one of --by N (not 0) and --to N")


@click.command(cls=TargetCommand)
@log_argument
@_TALK
@click.argument("into")
@click.pass_obj
def join(desk: Desk, slug: str, talk: str, into: str) -> None:
    """Make one talk of two, INTO, that has it all.

    INTO stays, with the links, keys, tags and notes of both.

    For several videos of one talk, or a schedule's entry and a video that nothing matched. What INTO lacks
    (abstract, speakers, minutes) comes from TALK; one undo makes them two again.
    """
    with desk.log(slug) as open_log:
        ids = [talk_named(open_log.log, name).id for name in (talk, into)]
        label = act(open_log, lambda log, stamp: joining.join(log, stamp, *ids)).label
    line(label)


def _do(desk: Desk, slug: str, talks: Sequence[str], verb: _Verb) -> None:
    with desk.log(slug) as open_log:
        ids = talks_named(open_log.log, talks)
        label = act(open_log, lambda log, stamp: verb(log, stamp, ids)).label
    line(label)


COMMANDS = {"join": join, "tags": tags, "title": title, "watch": watch, "rate": rate}
