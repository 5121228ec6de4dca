"""Suggestions for the talks of a log, learned from all logs of the library."""

import threading

from tui.domain.log import Log
from tui.domain.section import Category, Talk, Verdict
from tui.domain.suggestion import Suggester, Suggestion
from tui.session.searching import Telling, logs_of
from tui.session.session import Session

WAITING = (Verdict.INBOX, Verdict.MAYBE)
"""Verdicts of talks for which a category is suggested."""


def learned(session: Session, tell: Telling) -> Suggester:
    """A suggester that knows every log of the library; costs reading them, so not for the keyboard's thread.

    A log that cannot be read is told and left out. `Suggester.learn` of one log's newer value costs
    milliseconds.
    """
    suggester = Suggester()
    logs: list[Log] = list(logs_of(session, tell))
    suggester.learn(logs)
    return suggester


class Suggestions:
    """What is suggested for the talks of the open log, learned off the keyboard's thread.

    `begin` and `follow` are for a worker; `of` is for the thread that draws, and never waits for them.
    """

    def __init__(self) -> None:
        """Nothing is learned, and nothing suggested."""
        self._suggester: Suggester | None = None
        self._learning = threading.Lock()
        self._known: dict[str, tuple[Talk, Suggestion | None]] = {}

    def begin(self, session: Session, tell: Telling) -> None:
        """Learn from every log of the library."""
        suggester = learned(session, tell)
        with self._learning:
            self._suggester = suggester
            self._known = {}

    def follow(self, log: Log) -> None:
        """Learn what was decided since in a log."""
        with self._learning:
            if self._suggester is not None:
                self._suggester.learn([log])
                self._known = {}

    def of(self, talk: Talk, log: Log) -> Suggestion | None:
        """What is suggested for a talk of the log that waits for a verdict; None where nothing is (yet).

        It stays until something was learned, so that it does not change under the cursor.
        """
        if talk.verdict not in WAITING or not talk.available:
            return None  # "[Private video]" says nothing of a talk
        known = self._known.get(talk.id)
        if known is None or known[0] is not talk:
            if self._suggester is None or not self._learning.acquire(blocking=False):
                return None
            try:
                known = self._known[talk.id] = (talk, self._suggester.suggest(talk, log))
            finally:
                self._learning.release()
        suggestion = known[1]
        if suggestion is None or not isinstance(log.sections.get(suggestion.category), Category):
            return None
        return suggestion
