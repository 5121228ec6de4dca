"""`talklog post …`: what stands around the talks of the post, and what to look at before it leaves."""

from collections.abc import Callable
from typing import Any, get_args

import click

from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, Making, act
from tui.commands.dialects import profiles_here
from tui.commands.noting import text_of
from tui.commands.output import Failure, line, markdown_out
from tui.commands.targets import section_named
from tui.domain.section import SectionKind
from tui.markdown.introduction import parts_of
from tui.session.checks import findings
from tui.session.targets import resolve_category
from tui.session.verbs import frame, kinds, prose


@click.group()
def post() -> None:
    """Write what frames the talks, and check the post.

    Front matter, introduction and free sections; the checks are those before publishing.
    """


def _command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    return post.command(name, cls=TargetCommand)


def _do(desk: Desk, slug: str, making: Making) -> None:
    with desk.log(slug) as open_log:
        change = act(open_log, making)
    line(change.label)


@_command("set")
@log_argument
@click.option("--title", metavar="TEXT")
@click.option("--date", metavar="DATE", help="As 2024-05-07; empty takes it out.")
@click.option("--description", metavar="TEXT")
@click.option("--slug", "post_slug", metavar="SLUG")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="Exactly these; several times.")
@click.option("--category", "kinds", multiple=True, metavar="WORD", help="Of the site; several times.")
@click.pass_obj
def set_fields(
    desk: Desk,
    slug: str,
    title: str | None,
    date: str | None,
    description: str | None,
    post_slug: str | None,
    tags: tuple[str, ...],
    kinds: tuple[str, ...],
) -> None:
    """Change front matter in place: comments, order and unknown fields stay."""
    _do(
        desk,
        slug,
        lambda log, stamp: frame.set_frame(
            log,
            stamp,
            title=title,
            date=date,
            description=description,
            slug=post_slug,
            tags=tags or None,
            categories=kinds or None,
            profiles=profiles_here(),
        ),
    )


@_command("introduction")
@log_argument
@click.option("--before-file", metavar="F", help="The text before the summary's mark; - reads it.")
@click.option("--after-file", metavar="F", help="The text after the mark; - reads standard input.")
@click.pass_obj
def introduction(desk: Desk, slug: str, before_file: str | None, after_file: str | None) -> None:
    """Print the introduction, or write its text before or after the mark."""
    if before_file is None and after_file is None:
        with desk.log(slug) as open_log:
            parts = parts_of(open_log.log.info.introduction)
        text = parts.before + parts.mark + parts.after + "\n"
        markdown_out(text, text.encode("utf-8", "surrogateescape"))
        return
    before, after = (None if name is None else text_of(name) for name in (before_file, after_file))
    _do(desk, slug, lambda log, stamp: frame.set_introduction(log, stamp, before, after, profiles_here()))


@_command("interests")
@log_argument
@click.pass_obj
def interests(desk: Desk, slug: str) -> None:
    """List every category at the top in the introduction, with its reason."""
    _do(desk, slug, frame.list_interests)


@_command("empty")
@log_argument
@click.argument("where", type=click.Choice(["in", "out"]))
@click.pass_obj
def empty(desk: Desk, slug: str, where: str) -> None:
    """Say whether kept talks stand in the post before they have a note."""
    _do(desk, slug, lambda log, stamp: frame.set_without_note(log, stamp, where == "in"))


@_command("kind")
@log_argument
@click.argument("section")
@click.argument("kind", type=click.Choice(get_args(SectionKind)))
@click.pass_obj
def kind_of_section(desk: Desk, slug: str, section: str, kind: SectionKind) -> None:
    """Say what a section is, against the reading of its heading.

    SECTION is a talk, a category or prose by its title. No byte of the post changes.
    """
    _do(desk, slug, lambda log, stamp: kinds.set_kind(log, stamp, section_named(log, section), kind))


@_command("section")
@log_argument
@click.argument("title")
@click.option("--under", metavar="CATEGORY", help="In this category, behind its talks; else at the end.")
@click.option("--text-file", metavar="F", help="The file with its text; - reads standard input.")
@click.pass_obj
def section(desk: Desk, slug: str, title: str, under: str | None, text_file: str | None) -> None:
    """Make a free section, such as a closing; `talklog note` edits its text."""
    text = text_of(text_file) if text_file is not None else ""
    _do(
        desk,
        slug,
        lambda log, stamp: prose.new_prose(
            log, stamp, title, resolve_category(log, under) if under is not None else None, text
        ),
    )


@_command("check")
@log_argument
@click.option("--fix", type=click.IntRange(1), metavar="N", help="Do what mends the finding of this number.")
@click.pass_obj
def check(desk: Desk, slug: str, fix: int | None) -> None:
    """List what to look at before publishing: empty talks, duplicates, links, private parts, letters."""
    with desk.log(slug) as open_log:
        found = findings(open_log.log)
        if fix is not None:
            mending = found[fix - 1].fix if fix <= len(found) else None
            if mending is None:
                raise Failure(f"nothing mends a finding {fix}: `talklog post check {slug}` lists them")
            line(act(open_log, mending).label)
            return
    for number, finding in enumerate(found, 1):
        line(f"{number} {finding.line}{f' — --fix: {finding.fix_label}' if finding.fix_label else ''}")
    if not found:
        line("nothing to look at")


COMMANDS = {"post": post}
