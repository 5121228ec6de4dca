"""Running the app: on an open log, or at a glance while its log is opened."""

import os
from typing import TYPE_CHECKING

from tui.app import TalklogApp
from tui.glance import kept_glance
from tui.session.settings import Settings
from tui.widgets.symbols import ASCII_VARIABLE

if TYPE_CHECKING:  # the first screen is drawn before these are imported
    from tui.domain.glance import Glance
    from tui.screens.beginning import Opening
    from tui.session.open_log import OpenLog
    from tui.session.session import Session


def run(session: "Session", slug: str | None, settings: Settings | None = None) -> int:
    """Run the app on one log, or on the newest where none is named; 0 when the user left.

    The caller closes the session. Raises `LibraryError` where the log cannot be opened.
    """
    if slug is None and (summaries := session.logs()):
        slug = max(summaries, key=lambda summary: (summary.changed, summary.slug)).slug
    open_log = opened(session, slug) if slug is not None else None
    _choose_symbols(settings)
    app = TalklogApp(session, open_log, settings)
    app.run()
    return app.return_code or 0


def run_at_a_glance(glance: "Glance", opening: "Opening", settings: Settings) -> int | None:
    """Run the app on a log that is opened behind its glance; None where it could not be."""
    from tui.screens.first import FirstScreen

    _choose_symbols(settings)
    app = TalklogApp(settings=settings, first=FirstScreen(glance, settings.player.speed), opening=opening)
    app.run()
    return None if app.beginning.failure is not None else app.return_code or 0


def opened(session: "Session", slug: str) -> "OpenLog":
    """A log, open; its glance is kept for the next start. Raises `LibraryError`."""
    library = session.library
    mark = library.mark(slug)
    open_log = session.open(slug)
    if open_log.exists and kept_glance(library.root, slug) is None:
        library.keep_glance(slug, open_log.log, mark)
    return open_log


def _choose_symbols(settings: Settings | None) -> None:
    """Before the first widget asks for its symbols."""
    if settings is not None and settings.ascii:
        os.environ[ASCII_VARIABLE] = "1"
