"""`talklog render` to standard output, `talklog copy` to the clipboard."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tui.clipboard import copy as copy_text
from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk
from tui.commands.output import Failure, document, line, markdown_out
from tui.commands.shapes import full_talk_shape, log_shape
from tui.commands.spreadsheet import spreadsheet
from tui.commands.targets import section_named
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.domain.text import quoted
from tui.markdown.encoding import encode
from tui.markdown.frontmatter import split_front
from tui.markdown.page import to_page
from tui.markdown.render import render_post, render_text
from tui.session.folders import cache_folder
from tui.session.rendition import Form, rendition

_F = TypeVar("_F", bound=Callable[..., Any])
_SECTION = click.argument("section", metavar="[SECTION]", required=False)


def _as(*forms: str) -> Callable[[_F], _F]:
    """The option --as, as `form`."""
    return click.option(
        "--as",
        "form",
        type=click.Choice(list(forms)),
        default="markdown",
        show_default=True,
        help="What to render to.",
    )


_FOOTNOTES = click.option("--footnotes", is_flag=True, help="With --as text: links stand below, numbered.")


@click.command(cls=TargetCommand)
@log_argument
@_SECTION
@_as("markdown", "html", "text", "json", "csv")
@_FOOTNOTES
@click.pass_obj
def render(desk: Desk, slug: str, section: str | None, form: str, footnotes: bool) -> None:
    """Print a section as it stands in the post, or the whole post.

    SECTION is a talk, as for `show`, or a category or a piece of prose by its title. HTML is a whole page;
    JSON and CSV are the data of the section's talks.
    """
    with desk.log(slug) as open_log:
        log = open_log.log
    if form == "markdown" and section is None:
        markdown_out(render_text(log), render_post(log))
        return
    if form == "json":
        document(_data(log, section))
        return
    if form == "csv":
        text = spreadsheet(log, _talks(log, section))
    elif form == "markdown":
        text = rendered(log, section, "markdown")[1]
    else:
        text = page(log, section, form, footnotes)
    markdown_out(text, encode(text))


def _talks(log: Log, section: str | None) -> list[Talk] | None:
    """The talks of a section: itself, and all below it; None: those of the log."""
    if section is None:
        return None
    section_id = section_named(log, section)
    sections = (log.sections[section_id], *log.walk(section_id))
    return [one for one in sections if isinstance(one, Talk)]


def _data(log: Log, section: str | None) -> object:
    talks = _talks(log, section)
    return log_shape(log) if talks is None else [full_talk_shape(log, talk) for talk in talks]


def page(log: Log, section: str | None, form: str, footnotes: bool = False) -> str:
    """A section, or the whole post, as a page of HTML or as text, without front matter."""
    if form == "text":
        return rendered(log, section, "text", footnotes)[1]
    text = rendered(log, section, "markdown")[1]
    if section is not None:
        return to_page(text, title="")
    return to_page(split_front(text)[1], title=log.info.title, description=log.info.description)


@click.command(cls=TargetCommand)
@log_argument
@_SECTION
@_as("markdown", "html", "text")
@click.pass_obj
def copy(desk: Desk, slug: str, section: str | None, form: Form) -> None:
    """Copy a section, or the whole post, to the clipboard.

    It goes by OSC 52 and by the machine's clipboard program; the answer says which way it went. HTML is
    offered as formatted text where xclip or wl-copy can, else its source is copied.
    """
    with desk.log(slug) as open_log:
        log = open_log.log
    what, text = rendered(log, section, form)
    outcome = copy_text(text, osc52=None, cache_dir=cache_folder(), what=what, html=form == "html")
    if not outcome.ok:
        raise Failure(outcome.line)
    line(outcome.line)


def rendered(log: Log, section: str | None, form: Form, footnotes: bool = False) -> tuple[str, str]:
    """What a section (None: the post) is called in a line, and its text in the form asked for."""
    if section is None:
        return f"the post of {log.info.slug}", rendition(log, None, form, footnotes=footnotes)
    section_id = section_named(log, section)
    return quoted(log.sections[section_id].title), rendition(log, [section_id], form, footnotes=footnotes)


COMMANDS = {"render": render, "copy": copy}
