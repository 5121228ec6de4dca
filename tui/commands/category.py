"""`talklog category …`: making, naming, moving, splitting, merging, carrying and removing categories."""

from collections.abc import Callable
from typing import Any

import click

from tui.commands.command import LogSlug, TargetCommand, log_argument
from tui.commands.desk import Desk, Making, act
from tui.commands.output import line
from tui.commands.querying import query_of
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.targets import resolve_category
from tui.session.verbs import categories, dividing, order

_CATEGORY = click.argument("name", metavar="CATEGORY")


@click.group()
def category() -> None:
    """Make, name, move, split, merge, carry and remove categories.

    CATEGORY is a category's path as shown ("Kubernetes / Maintainer Track"), its title or its digit.
    """


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return category.command(name, cls=TargetCommand)


def _do(desk: Desk, slug: str, *makings: Making) -> None:
    with desk.log(slug) as open_log:
        change = act(open_log, *makings)
    line(change.label)


@_command("new")
@log_argument
@click.argument("title")
@click.option("--under", metavar="CATEGORY", help="Below this category.")
@click.option("--interest", default="", metavar="NAME", help="Its name in the introduction's interest list.")
@click.option("--why", default="", metavar="TEXT", help="Why it is of interest; with --interest.")
@click.option("--keyword", "keywords", multiple=True, metavar="WORD", help="Can be given several times.")
@click.pass_obj
def new(
    desk: Desk, slug: str, title: str, under: str | None, interest: str, why: str, keywords: tuple[str, ...]
) -> None:
    """Make a category; it gets the next free digit."""
    if why and not interest:
        raise click.UsageError("--why goes with --interest NAME")

    def making(log: Log, stamp: Stamp) -> Change:
        above = resolve_category(log, under) if under is not None else None
        return categories.new_category(
            log, stamp, title, above, interest=interest, why=why, keywords=keywords
        )

    _do(desk, slug, making)


@_command("rename")
@log_argument
@_CATEGORY
@click.argument("title")
@click.pass_obj
def rename(desk: Desk, slug: str, name: str, title: str) -> None:
    """Give a category another title."""
    _do(desk, slug, lambda log, stamp: categories.rename(log, stamp, resolve_category(log, name), title))


@_command("describe")
@log_argument
@_CATEGORY
@click.option("--interest", metavar="NAME", help="Its name in the interest list; empty takes it out.")
@click.option("--why", default="", metavar="TEXT", help="Why it is of interest; with --interest.")
@click.option("--keyword", "keywords", multiple=True, metavar="WORD", help="Exactly these; several times.")
@click.option("--digit", type=click.IntRange(0, 9), help="The key that keeps talks in it; 0 takes it away.")
@click.option("--level", type=click.IntRange(1, 6), help="The level of its heading.")
@click.pass_obj
def describe(
    desk: Desk,
    slug: str,
    name: str,
    interest: str | None,
    why: str,
    keywords: tuple[str, ...],
    digit: int | None,
    level: int | None,
) -> None:
    """Give a category its interest, keywords, digit or heading level."""
    makings: list[Making] = []
    if interest is not None:
        wanted = interest
        makings.append(
            lambda log, stamp: categories.set_interest(log, stamp, resolve_category(log, name), wanted, why)
        )
    elif why:
        raise click.UsageError("--why goes with --interest NAME")
    if keywords:
        makings.append(
            lambda log, stamp: categories.set_keywords(log, stamp, resolve_category(log, name), keywords)
        )
    if digit is not None:
        makings.append(
            lambda log, stamp: categories.set_digit(log, stamp, resolve_category(log, name), digit or None)
        )
    if level is not None:
        height = level
        makings.append(
            lambda log, stamp: categories.set_level(log, stamp, resolve_category(log, name), height)
        )
    if not makings:
        raise click.UsageError("give --interest, --keyword, --digit or --level")
    _do(desk, slug, *makings)


@_command("move")
@log_argument
@_CATEGORY
@click.option("--under", metavar="CATEGORY", help="Below this category.")
@click.option("--top", is_flag=True, help="To the top of the tree.")
@click.option("--up", "steps", flag_value=-1, type=int, help="One place up among its sisters.")
@click.option("--down", "steps", flag_value=1, type=int, help="One place down among its sisters.")
@click.pass_obj
def move(desk: Desk, slug: str, name: str, under: str | None, top: bool, steps: int | None) -> None:
    """Move a category with all below it."""
    if (under is not None) + top + (steps is not None) != 1:
        raise click.UsageError("give one of --under CATEGORY, --top, --up, --down")

    def making(log: Log, stamp: Stamp) -> Change:
        if steps is not None:
            return order.move(log, stamp, [resolve_category(log, name)], steps)
        above = resolve_category(log, under) if under is not None else None
        return categories.move_under(log, stamp, resolve_category(log, name), above)

    _do(desk, slug, making)


@_command("merge")
@log_argument
@_CATEGORY
@click.option("--into", required=True, metavar="CATEGORY", help="The category that takes its talks.")
@click.pass_obj
def merge(desk: Desk, slug: str, name: str, into: str) -> None:
    """Move all talks of a category into another and remove it."""
    _do(
        desk,
        slug,
        lambda log, stamp: categories.merge(
            log, stamp, resolve_category(log, name), resolve_category(log, into)
        ),
    )


@_command("split")
@log_argument
@_CATEGORY
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--into", required=True, metavar="TITLE", help="The title of the new category.")
@click.pass_obj
def split(desk: Desk, slug: str, name: str, query: tuple[str, ...], into: str) -> None:
    """Make a category of those talks of another that a query finds.

    The new one stands right behind the other. QUERY is as in `talklog list`.
    """
    asked = query_of(query).text
    _do(
        desk,
        slug,
        lambda log, stamp: dividing.split(log, stamp, resolve_category(log, name), asked, into),
    )


@_command("carry")
@log_argument
@click.option(
    "--from",
    "template",
    required=True,
    metavar="LOG",
    type=LogSlug(),
    help="The log that has the categories.",
)
@click.pass_obj
def carry(desk: Desk, slug: str, template: str) -> None:
    """Make the categories of another log in this one, without its talks.

    Interest, why, keywords and digits come along; categories that are there already stay as they are.
    """
    with desk.session() as session:
        value = session.open(template).log
        change = act(session.open(slug), lambda log, stamp: dividing.carry(log, stamp, value))
    line(change.label)


@_command("delete")
@log_argument
@_CATEGORY
@click.pass_obj
def delete(desk: Desk, slug: str, name: str) -> None:
    """Remove a category; its talks stay.

    They go to the category above, else they are unsorted.
    """
    _do(desk, slug, lambda log, stamp: categories.delete(log, stamp, resolve_category(log, name)))


COMMANDS = {"category": category}
