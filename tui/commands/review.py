"""`talklog review`: the line mode, for screen readers, bad lines, dumb terminals and pipes."""

import sys
from collections.abc import Iterable

import click

from tui.actions import ACTIONS, with_keys
from tui.commands.command import TargetCommand, log_argument
from tui.commands.desk import Desk, act
from tui.commands.device import settings_here
from tui.commands.output import Failure, note
from tui.commands.querying import known_in, query_of
from tui.commands.reviewing import Review
from tui.domain.merge import both_lines, merge_lines
from tui.domain.section import Talk
from tui.player import open_in_browser, play
from tui.session.external_editor import EditorFailed, edit_text
from tui.session.folders import runtime_folder
from tui.session.keymap import effective_keys
from tui.session.open_log import OpenLog
from tui.session.settings import Settings
from tui.session.suggesting import learned
from tui.session.verbs import notes


@click.command(cls=TargetCommand)
@log_argument
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def review(desk: Desk, slug: str, query: tuple[str, ...]) -> None:
    """Decide talk by talk in plain lines.

    For screen readers, bad lines and dumb terminals. A talk is shown, you type an answer and Enter: the
    keys of the app (x skips, 1 keeps in category 1, a TEXT adds a line to the note), and a line says what
    happened. ? lists the answers. Without QUERY (see `talklog list`) it goes through the inbox. Answers
    can come from a pipe.
    """
    asked = query_of(query)
    settings = settings_here()
    keymap = effective_keys(settings.keys, ACTIONS)
    for problem in keymap.problems:
        note(f"talklog: note: {problem}")
    with desk.session() as session:
        open_log = session.open(slug)
        known_in(asked, open_log.log)
        suggester = learned(session, lambda text: note(f"talklog: note: {text}"))
        wanted = None if asked.is_blank else asked
        outside = _Outside(open_log, settings)
        going_out = {
            "edit-note": outside.edit,
            "external-editor": outside.edit,
            "play": outside.play,
            "browse": outside.browse,
        }
        _converse(Review(open_log, with_keys(keymap.keys), suggester, settings, wanted, going_out))


def _converse(talks: Review) -> None:
    _say(talks.opening())
    while not talks.finished:
        _say(talks.showing())
        click.echo(talks.prompt, nl=False)
        sys.stdout.flush()
        typed = sys.stdin.buffer.readline()
        if not sys.stdin.isatty() or not typed:
            click.echo()  # what is typed on a terminal ends its own line
        if not typed:
            break
        _say(talks.answer(typed.decode("utf-8", "surrogateescape")))
    _say([talks.closing()])


def _say(lines: Iterable[str]) -> None:
    """Print lines that are safe as they are."""
    for text in lines:
        click.echo(text)


class _Outside:
    """What goes beyond the lines: the editor, the player, the browser."""

    def __init__(self, open_log: OpenLog, settings: Settings) -> None:
        self._open_log = open_log
        self._settings = settings

    def edit(self, talk: Talk) -> str:
        """Edit the note in $EDITOR; what was changed elsewhere meanwhile is kept, too."""
        if not sys.stdin.isatty():
            raise Failure("the editor needs a terminal: a TEXT adds a line to the note")
        before = talk.note
        try:
            edited = edit_text(before)
        except EditorFailed as error:
            return str(error)
        if edited == before:
            return "the note is unchanged"
        section = self._open_log.log.sections.get(talk.id)
        theirs = section.note if section is not None else before
        merged = merge_lines(before, edited, theirs)
        text = both_lines(edited, theirs) if merged is None else merged
        change = act(self._open_log, lambda log, stamp: notes.set_note(log, stamp, talk.id, text))
        also = "" if merged is not None else " (it was changed elsewhere too: both are in it)"
        return f"{change.label}{also}; u takes it back"

    def play(self, talk: Talk) -> str:
        """Play the talk."""
        url = talk.urls[0] if talk.urls else ""
        return play(url, self._settings.player, runtime_dir=runtime_folder(), on_end=lambda end: None).line

    def browse(self, talk: Talk) -> str:
        """Open the talk's page."""
        return open_in_browser(talk.urls[0] if talk.urls else "").line


COMMANDS = {"review": review}
