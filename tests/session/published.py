"""A log that can be published, for tests."""

from tests.session.logs import category, put, talk
from tui.domain.section import Verdict
from tui.session.open_log import OpenLog
from tui.session.session import Session


def kept(number: int, note: str = "") -> object:
    """A talk that stands in the post."""
    return talk(
        number,
        note,
        verdict=Verdict.KEPT,
        parent="storage",
        rank=f"V{number}",
        level=3,
        urls=(f"https://example.org/{number}",),
    )


def made_here(session: Session) -> OpenLog:
    """A log with one category, two kept talks and a kept one without a category."""
    log = session.create("Riverbank Conf", "2024-05-07")
    put(log, category("storage"), kept(1, "worth it"), kept(2), talk(3, verdict=Verdict.KEPT))  # type: ignore[arg-type]
    return log
