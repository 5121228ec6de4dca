"""`talklog keep`, `maybe`, `skip`, `done`, `inbox`: deciding talks."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import click

from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, Making, act
from tui.commands.output import line
from tui.commands.targets import talks_named
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.targets import resolve_category
from tui.session.verbs import categories, verdicts

_Verb: TypeAlias = Callable[[Log, Stamp, Sequence[str]], Change]

_TALKS = click.argument("talks", metavar="TALK...", nargs=-1, required=True)
_CATEGORY = click.option("--category", metavar="NAME", help="Into this category: its path, title or digit.")
_CREATE = click.option("--create", is_flag=True, help="Make the category where there is none.")


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@_CATEGORY
@_CREATE
@click.pass_obj
def keep(desk: Desk, slug: str, talks: tuple[str, ...], category: str | None, create: bool) -> None:
    """Keep talks, with --category in a category.

    Without it, those that have a category stay there.
    """

    def verb(log: Log, stamp: Stamp, ids: Sequence[str]) -> Change:
        where = resolve_category(log, category) if category is not None else None
        return verdicts.keep(log, stamp, ids, where, stay=True)

    _decide(desk, slug, talks, [verb], category, create)


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@_CATEGORY
@_CREATE
@click.pass_obj
def done(desk: Desk, slug: str, talks: tuple[str, ...], category: str | None, create: bool) -> None:
    """Call talks done: watched and noted. Kept ones stay in their category."""
    verbs: list[_Verb] = [verdicts.done]
    if category is not None:
        name = category

        def into(log: Log, stamp: Stamp, ids: Sequence[str]) -> Change:
            return verdicts.categorize(log, stamp, ids, resolve_category(log, name))

        verbs.insert(0, into)
    _decide(desk, slug, talks, verbs, category, create)


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@click.pass_obj
def skip(desk: Desk, slug: str, talks: tuple[str, ...]) -> None:
    """Skip talks."""
    _decide(desk, slug, talks, [verdicts.skip])


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@click.pass_obj
def maybe(desk: Desk, slug: str, talks: tuple[str, ...]) -> None:
    """Decide talks later."""
    _decide(desk, slug, talks, [verdicts.maybe])


@click.command(cls=TargetCommand)
@log_argument
@_TALKS
@click.pass_obj
def inbox(desk: Desk, slug: str, talks: tuple[str, ...]) -> None:
    """Put talks back in the inbox."""
    _decide(desk, slug, talks, [verdicts.inbox])


def _decide(
    desk: Desk,
    slug: str,
    talks: Sequence[str],
    verbs: Sequence[_Verb],
    category: str | None = None,
    create: bool = False,
) -> None:
    if create and category is None:
        raise click.UsageError("--create goes with --category NAME")
    with desk.log(slug) as open_log:
        log = open_log.log
        ids = talks_named(log, talks)
        makings: list[Making] = [_with(verb, ids) for verb in verbs]
        if create and category is not None:
            makings.insert(0, _creating(category))
        label = act(open_log, *makings).label
    line(label)


def _with(verb: _Verb, ids: Sequence[str]) -> Making:
    return lambda log, stamp: verb(log, stamp, ids)


def _creating(title: str) -> Making:
    return lambda log, stamp: categories.ensure_category(log, stamp, title)[1]


COMMANDS = {"keep": keep, "done": done, "skip": skip, "maybe": maybe, "inbox": inbox}
