"""Suggestions for the talks of a log, learned from all logs of the library."""

from tui.domain.log import Log
from tui.domain.suggestion import Suggester
from tui.session.searching import Telling, logs_of
from tui.session.session import Session


def learned(session: Session, tell: Telling) -> Suggester:
    """A suggester that knows every log of the library; costs reading them, so not for the keyboard's thread.

    A log that cannot be read is told and left out. `Suggester.learn` of one log's newer value costs
    milliseconds.
    """
    suggester = Suggester()
    logs: list[Log] = list(logs_of(session, tell))
    suggester.learn(logs)
    return suggester
