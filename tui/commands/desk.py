"""What a command works at: the library it was given, and the session over it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from tui.commands.device import this_device
from tui.commands.output import Failure
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.session.folders import library_folder, settings_file
from tui.session.open_log import OpenLog
from tui.session.outcome import NOT_TAKEN, Refused, SaveFailed
from tui.session.session import Session
from tui.session.upkeep import HISTORY
from tui.store import Library, LibraryError

Making: TypeAlias = Callable[[Log, Stamp], Change]
"""A verb with its arguments: makes the change for a log's value."""

_TRIES = 5


class Desk:
    """The library of one command line; nothing is opened before it is needed."""

    def __init__(self, library: Path | None = None, *, named: bool = False) -> None:
        """Take the option's or the variable's folder, None for the platform's; `named`: the option's."""
        self._library = library
        self.named = named

    def name_library(self, library: Path) -> None:
        """Take the folder that `--library` behind the command names."""
        self._library = library
        self.named = True

    @property
    def library(self) -> Path:
        """The library's folder."""
        return self._library if self._library is not None else library_folder()

    def new_session(self) -> Session:
        """A session over the library, for a caller who closes it. Failure where the folder cannot be one."""
        with told():
            return Session(Library(self.library), device=this_device(), history=_history())

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session over the library; whatever it refuses becomes the command's one line."""
        session = self.new_session()
        try:
            with told():
                yield session
        except BaseException:
            session.close(abandon=True)
            raise
        with told():
            session.close()

    @contextmanager
    def log(self, slug: str) -> Iterator[OpenLog]:
        """A log of the library, open; what was done to it is on disk when this ends."""
        with self.session() as session:
            yield session.open(slug)

    def names(self) -> list[tuple[str, str]]:
        """Slug and title of every log, for completion; none where the library cannot be read."""
        try:
            with self.session() as session:
                return [(summary.slug, summary.title) for summary in session.logs()]
        except Failure:
            return []


def _history() -> int:
    """The bytes of history that the user's settings allow; where they cannot be read, the app says so."""
    path = settings_file()
    if not path.exists():
        return HISTORY
    from tui.session.settings import SettingsError, read_settings

    try:
        return read_settings(path).history_megabytes << 20
    except SettingsError:
        return HISTORY


@contextmanager
def told() -> Iterator[None]:
    """Turn what a verb, the store or saving cannot do into the command's one line."""
    try:
        yield
    except (Refused, SaveFailed, LibraryError) as error:
        raise Failure(str(error)) from error


def act(open_log: OpenLog, *makings: Making) -> Change:
    """Do changes as one act, each made for the log as the one before left it; the last, when all are on disk.

    When another process changed the same fields meanwhile, all is made anew.
    """
    for _ in range(_TRIES):
        group = open_log.stamp().group
        noted = len(open_log.state.notes)
        for making in makings:
            change = making(open_log.log, open_log.stamp(group))
            open_log.do(change)
        open_log.flush()
        if not any(note.startswith(NOT_TAKEN) for note in open_log.state.notes[noted:]):
            return change
        open_log.follow()
    raise Failure(f"another program keeps changing the log {open_log.slug}: try again")
