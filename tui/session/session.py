"""An open library: its logs, each opened once, and what concerns all of them."""

import threading
from collections.abc import Callable
from functools import partial

from tui.domain.change import Change, Stamp, change_between
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.text import quoted, visible
from tui.session.clock import utc_now
from tui.session.open_log import OpenLog
from tui.session.outcome import NOT_TAKEN, Outcome, Refused, SaveFailed, plural
from tui.session.undoing import Target
from tui.session.upkeep import HISTORY
from tui.session.verbs.identity import new_id
from tui.store import Library, LibraryError, LogStore, Summary, is_blank, summary_of, unique_slug

LOGS_NAMED = 3
"""Logs that a line names where one act touched many."""


class Session:
    """A library in use. Any thread may use it; at its end `close` saves what is left."""

    def __init__(
        self,
        library: Library,
        *,
        device: str,
        clock: Callable[[], str] = utc_now,
        history: int = HISTORY,
    ) -> None:
        """`device` is this machine's short id, `clock` gives the time as ISO 8601 in UTC.

        `history` is the most bytes of history that are kept of each log (see `Settings`).
        """
        self.library = library
        self.device = device
        self.clock = clock
        self._history = history
        self._open: dict[str, OpenLog] = {}
        self._opening = threading.RLock()

    def logs(self) -> list[Summary]:
        """The logs of the library in order of name; those open here as they are on the screen."""
        return [summary for summary in self._summaries() if summary.exists]

    def _summaries(self) -> list[Summary]:
        found = {log.slug: summary_of(log.slug, log.log, log.last_changed) for log in self._opened_logs()}
        found |= {summary.slug: summary for summary in self.library.summaries(found)}
        return [found[slug] for slug in sorted(found)]

    def open(self, slug: str, *, deleted: bool = False) -> OpenLog:
        """The log of this slug, opened when it is not yet. LibraryError: there is none, or it cannot be read.

        `deleted` opens one, too, that was deleted or whose creation was undone: to bring it back.
        """
        with self._opening:
            log = self._open.get(slug)
            if log is None:
                why = self._why_read_only()
                log = self._opened(slug, lambda: self.library.open(slug, why is not None), why)
                if not log.exists and not deleted:
                    self._forget(log)
            if not log.exists and not deleted:
                raise LibraryError(f"there is no log {slug}: it was deleted, or its creation undone")
            return log

    def value_of(self, slug: str) -> Log:
        """A log's value for reading: as it is here where it is open, else loaded and let go. LibraryError.

        Costs reading the log; for those who look through many, and hold none of them open.
        """
        log = self._open.get(slug)
        return log.log if log is not None else self.library.value(slug)

    def has(self, slug: str) -> bool:
        """Whether there is a log of this slug, or what is left of a deleted one.

        A log whose creation was undone leaves nothing but its history; its slug is free again. LibraryError
        for what can be no slug, or cannot be read.
        """
        log = self._open.get(slug)
        if log is not None:
            return not is_blank(log.log)
        return self.library.has(slug) and not self.library.summary(slug).blank

    def slug_for(self, title: str) -> str:
        """A slug for a new log of that title, which is free (see `has`)."""
        return unique_slug(title, {summary.slug for summary in self._summaries() if not summary.blank})

    def stamp(self, group: str | None = None) -> Stamp:
        """Who and when, now; for acts on several logs, and on logs that are still to be made."""
        return Stamp(self.clock(), self.device, group or new_id())

    def create(
        self,
        title: str,
        date: str | None = None,
        slug: str | None = None,
        profile: str = "zola",
    ) -> OpenLog:
        """A new log; its creation is its first change.

        `date` is the post's, as an ISO 8601 date; without `slug` one is made of the title. LibraryError: the
        slug is taken or none, or the disk refuses.
        """
        name = slug or self.slug_for(title)
        stamp = self.stamp()
        info = LogInfo(slug=name, title=title, date=date, profile=profile, created=stamp.time)
        return self.create_with(
            name, change_between(f"Create the log {quoted(title or name)}", stamp, [(None, info)])
        )

    def create_with(self, slug: str, change: Change) -> OpenLog:
        """A new log whose first change is this one, which makes its own document. LibraryError."""
        with self._opening:
            if (why := self._why_read_only()) is not None:
                raise LibraryError(why)
            if self.has(slug):
                raise LibraryError(f"the name {slug} is taken: choose another")
            if slug in self._open or self.library.has(slug):
                log = self.open(slug, deleted=True)
            else:
                log = self._opened(slug, lambda: self.library.create(slug), None)
        try:
            log.do(change)
        except Refused:
            self._forget(log)
            raise
        return log

    def undo(self, slug: str) -> Outcome:
        """Undo in one log, its creation included, and save. Refused, LibraryError, SaveFailed."""
        return self._saved(self.open(slug, deleted=True), OpenLog.undo, self.stamp())

    def redo(self, slug: str) -> Outcome:
        """Redo in one log, its creation included, and save. Refused, LibraryError, SaveFailed."""
        return self._saved(self.open(slug, deleted=True), OpenLog.redo, self.stamp())

    def undo_newest(self) -> Outcome:
        """Undo the newest group of the library (by the time in its stamp) in every log that it touched."""
        return self._newest(OpenLog.next_undo, OpenLog.undo, "undo")

    def redo_newest(self) -> Outcome:
        """Redo what was undone last in the library, in every log that it touched."""
        return self._newest(OpenLog.next_redo, OpenLog.redo, "redo")

    def _newest(
        self, next_of: Callable[[OpenLog], Target | None], act: Callable[[OpenLog, Stamp], Outcome], verb: str
    ) -> Outcome:
        newest: tuple[str, str] = ("", "")
        found: list[OpenLog] = []
        for summary in sorted(self._summaries(), key=lambda summary: summary.changed, reverse=True):
            if summary.unreadable is not None or summary.changed < newest[0]:
                continue
            log = self.open(summary.slug, deleted=True)
            target = next_of(log)
            if target is None:
                continue
            if newest[1] in target.groups:
                found.append(log)
            elif (moment := (target.time, target.groups[0])) > newest:
                newest, found = moment, [log]
        if not found:
            raise Refused(f"nothing to {verb} in the library")
        stamp = self.stamp()
        outcomes = [self._saved(log, act, stamp) for log in found]
        lines = [f"{outcome.message} ({log.slug})" for outcome, log in zip(outcomes, found, strict=True)]
        if len(lines) > LOGS_NAMED:
            lines = [*lines[:LOGS_NAMED], f"and the same in {plural(len(lines) - LOGS_NAMED, 'more log')}"]
        return Outcome("; ".join(lines), outcomes[0].change)

    def let_go(self, slug: str) -> None:
        """Close a log where it is open. SaveFailed."""
        log = self._open.get(slug)
        if log is not None:
            log.close()
            self._forget(log)

    def flush(self) -> None:
        """Wait until everything in every log is saved. SaveFailed: something cannot be."""
        for log in self._opened_logs():
            log.flush()

    def settle(self) -> None:
        """`flush`, for an act that is done once: SaveFailed also where some of it was not taken.

        That is so where another process changed the same meanwhile; nothing of that change is on disk.
        """
        self.flush()
        for log in self._opened_logs():
            for note in log.state.notes:
                if note.startswith(NOT_TAKEN):
                    raise SaveFailed(f"{note}: do it again")

    def open_slugs(self) -> set[str]:
        """The logs that are held open here."""
        return {log.slug for log in self._opened_logs()}

    def release(self, slug: str) -> None:
        """Save and close one log, which is opened again when it is needed. SaveFailed, and it stays open."""
        log = self._open.get(slug)
        if log is not None:
            log.close()
            with self._opening:
                self._open.pop(slug, None)

    def close(self, *, abandon: bool = False) -> None:
        """Close every log; all are tried before the first SaveFailed is raised. See `OpenLog.close`."""
        failed: SaveFailed | None = None
        for log in self._opened_logs():
            try:
                log.close(abandon=abandon)
            except SaveFailed as error:
                failed = failed or error
            else:
                self._forget(log)
        if failed is not None:
            raise failed

    def __enter__(self) -> "Session":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _saved(self, log: OpenLog, act: Callable[[OpenLog, Stamp], Outcome], stamp: Stamp) -> Outcome:
        outcome = act(log, stamp)
        log.flush()
        return outcome

    def _opened_logs(self) -> list[OpenLog]:
        with self._opening:
            return list(self._open.values())

    def _opened(self, slug: str, open_store: Callable[[], LogStore], read_only: str | None) -> OpenLog:
        log = OpenLog(
            slug,
            open_store,
            device=self.device,
            clock=self.clock,
            read_only=read_only,
            history=self._history,
            remember=partial(self.library.remember, slug),
        )
        self._open[slug] = log
        return log

    def _forget(self, log: OpenLog) -> None:
        log.close(abandon=True)
        with self._opening:
            self._open.pop(log.slug, None)

    def _why_read_only(self) -> str | None:
        if self.library.writable():
            return None
        return f"the library {visible(str(self.library.root))} is read-only: nothing can be changed"
