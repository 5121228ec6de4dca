"""`talklog export` and `talklog publish`: the log leaves, as its post or as data."""

from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from tui.commands.command import TalklogCommand, json_option, log_argument
from tui.commands.desk import Desk
from tui.commands.device import settings_here
from tui.commands.output import Failure, document, encoded, line, markdown_out, note
from tui.commands.rendering import page
from tui.commands.shapes import log_shape
from tui.commands.spreadsheet import spreadsheet
from tui.domain.log import Log
from tui.domain.text import quoted, visible
from tui.markdown.clash import Choice, Clash
from tui.markdown.encoding import encode
from tui.markdown.profiles import BUILTIN, Profile
from tui.markdown.render import render_post, render_text
from tui.publish import PublishError, read_post, sha256_of, write_post
from tui.session.framing import framed
from tui.session.open_log import OpenLog
from tui.session.outcome import plural
from tui.session.publishing import PublishConflict, PublishOutcome
from tui.session.publishing import publish as publish_post


class ProfileName(StringParamType):
    """The name of a dialect: a built-in one, or one of config.toml; the shell completes it."""

    name = "profile"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as typed. Wrong usage where there is no such dialect."""
        known, wanted = profiles_here(), str(value)
        if wanted not in known:
            self.fail(f"there is no profile {visible(wanted)!r}: use one of {', '.join(known)}", param, ctx)
        return wanted

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The dialects that begin so."""
        return [CompletionItem(name) for name in profiles_here() if name.startswith(incomplete)]


def profiles_here() -> dict[str, Profile]:
    """The dialects that are built in, and the user's own. Failure where the settings cannot be used."""
    return {**BUILTIN, **settings_here().profiles}


_PROFILE = click.option("--profile", metavar="NAME", type=ProfileName(), help="The dialect of the post.")
_MOST_ROUNDS = 5
"""Rounds of clashes that one choice resolves: what is decided can uncover more."""


@click.command(cls=TalklogCommand)
@log_argument
@click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "json", "csv", "html", "text"]),
    default="markdown",
    show_default=True,
    help="What to export.",
)
@_PROFILE
@click.option("--footnotes", is_flag=True, help="With --as text: links stand below, numbered.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
@click.pass_obj
def export(
    desk: Desk, slug: str, form: str, profile: str | None, footnotes: bool, output: Path | None
) -> None:
    """Print the whole log: its post, a page, or its data.

    A post that was imported and not touched since comes out byte for byte. --output replaces the file.
    """
    with desk.log(slug) as open_log:
        text, data = _exported(open_log.log, form, profile, footnotes, open_log.stamp().time[:10])
    if output is None or str(output) == "-":
        markdown_out(text, data)
        return
    try:
        former = read_post(output)
        write_post(output, data, expected=None if former is None else sha256_of(former))
    except PublishError as error:
        raise Failure(str(error)) from error
    line(f"{len(data):,} bytes in {output}")


def _exported(log: Log, form: str, profile: str | None, footnotes: bool, today: str) -> tuple[str, bytes]:
    """The export as text to show and as the bytes to write; `today` dates a post that has no date."""
    if form == "markdown":
        post = framed(log, profile, today, profiles_here())
        return render_text(post), render_post(post)
    if form == "json":
        data = encoded(log_shape(log))
        return data.decode(), data
    text = spreadsheet(log) if form == "csv" else page(log, None, form, footnotes)
    return text, encode(text)


@click.command(cls=TalklogCommand)
@log_argument
@click.option("--to", "target", metavar="FILE", type=click.Path(path_type=Path), help="The post's file.")
@_PROFILE
@click.option("--dry-run", is_flag=True, help="Show what would change in the file, and write nothing.")
@click.option(
    "--take",
    type=click.Choice(["mine", "theirs", "both"]),
    help="Where log and file both changed the same: the log's, the file's, or both texts.",
)
@click.option("--force", is_flag=True, help="Write over a changed file; undo brings it back.")
@json_option
@click.pass_obj
def publish(
    desk: Desk,
    slug: str,
    target: Path | None,
    profile: str | None,
    dry_run: bool,
    take: Choice | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write the post to its file.

    Without --to and --profile it goes where it went before; into a folder, under a name of slug and date.
    Edits of the file are brought into the log first; where the log changed the same, nothing is written
    before you --take one.
    """
    try:
        with desk.session() as session:
            outcome = _published(session.open(slug), target, profile, dry_run, force, take)
    except Failure as failure:
        if isinstance(failure.__cause__, PublishConflict) and not as_json:
            click.echo(failure.__cause__.diff, nl=False)
            for clash in failure.__cause__.clashes:
                note(_told(clash))
            advice = "--take mine, theirs or both decides, " if failure.__cause__.clashes else ""
            raise Failure(f"{failure}; above is how they differ, {advice}--force writes over it") from failure
        raise
    if as_json:
        document(_shape(outcome))
        return
    if dry_run:
        click.echo(outcome.diff, nl=False)
        for finding in outcome.findings:
            note(f"look at: {finding.line}{f' ({finding.fix_label})' if finding.fix_label else ''}")
        note(outcome.message)
        return
    line(outcome.message)
    if outcome.findings:
        note(f"{plural(len(outcome.findings), 'thing')} to look at: --dry-run lists them")


def _published(
    open_log: OpenLog,
    target: Path | None,
    profile: str | None,
    dry_run: bool,
    force: bool,
    take: Choice | None,
) -> PublishOutcome:
    """Publish; `take` says which side counts where edits clash. Raises PublishConflict, Refused."""
    choices: dict[str, Choice] = {}
    for _ in range(_MOST_ROUNDS):
        try:
            return publish_post(
                open_log,
                target,
                profile,
                dry_run=dry_run,
                force=force,
                choices=choices,
                profiles=profiles_here(),
            )
        except PublishConflict as conflict:
            fresh = [clash for clash in conflict.clashes if clash.key not in choices]
            if take is None or not fresh:
                raise
            choices |= {clash.key: take if take in clash.choices else "mine" for clash in fresh}
    raise Failure("the edits of the file cannot be taken in: publish elsewhere and compare")


def _told(clash: Clash) -> str:
    """A clash in one line."""
    what = f"{clash.part} of {quoted(clash.title)}" if clash.title else clash.part
    return f"{what}: the log has {quoted(clash.mine)}, the file {quoted(clash.theirs)}"


def _shape(outcome: PublishOutcome) -> dict[str, object]:
    return {
        "path": visible(str(outcome.path)),
        "profile": outcome.profile,
        "altered": outcome.altered,
        "talks": outcome.talks,
        "unsorted": outcome.unsorted,
        "brought": outcome.brought or None,
        "checks": [{"kind": f.kind, "section": f.section_id, "line": f.line} for f in outcome.findings],
        "diff": outcome.diff,
    }


COMMANDS = {"export": export, "publish": publish}
