"""The app's own start, as quick as it can be: a kept glance is drawn before anything else is imported.

Only for `talklog` and `talklog open LOG` on a terminal where the glance is there; all else, and all that goes
wrong, is the command line's to do.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session.open_log import OpenLog
    from tui.session.session import Session


def start(arguments: Sequence[str]) -> int | None:
    """Open the app at a glance; the exit status when the user has left, None where the command line is to."""
    asked = wanted(arguments)
    if asked is None or not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    gc.disable()  # what is made now lives as long as the app, which turns it on again
    status = _started(*asked)
    gc.enable()
    return status


def wanted(arguments: Sequence[str]) -> tuple[Path | None, str | None] | None:
    """The library and the log of `[--library PATH] [open LOG]`; None for any other words.

    None for both: the user's own library, its newest log.
    """
    if "_TALKLOG_COMPLETE" in os.environ:
        return None  # a shell asks for its completion, without any words
    named = os.environ.get("TALKLOG_LIBRARY")
    library = Path(named) if named else None
    words = list(arguments)
    if len(words) >= 2 and words[0] == "--library" and words[1]:
        library, words = Path(words[1]), words[2:]
    if not words:
        return library, None
    return (library, words[1]) if len(words) == 2 and words[0] == "open" else None


def _started(library: Path | None, named: str | None) -> int | None:
    from tui.domain.slug import is_slug
    from tui.glance import kept_glance, newest_log
    from tui.session.folders import library_folder, settings_file

    root = library if library is not None else library_folder()
    slug = named if named is not None else newest_log(root)
    glance = kept_glance(root, slug) if slug is not None and is_slug(slug) else None
    if slug is None or glance is None:
        return None
    from tui.session.settings import SettingsError, read_settings

    try:
        settings = read_settings(settings_file())
    except SettingsError:
        return None
    from tui.running import opened, run_at_a_glance
    from tui.session.collecting import favour_keys

    favour_keys()
    sessions: list[Session] = []

    def opening() -> "tuple[Session, OpenLog]":
        from tui.commands.desk import Desk

        session = Desk(library).new_session()
        sessions.append(session)
        return session, opened(session, slug)

    try:
        return run_at_a_glance(glance, opening, settings)
    finally:
        for session in sessions:
            session.close(abandon=True)
