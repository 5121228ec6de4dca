"""An open library: its logs, each opened once, and what concerns all of them."""

import threading
from collections.abc import Callable

from tui.domain.change import Change, edit_between
from tui.domain.info import LogInfo
from tui.domain.text import visible
from tui.session.ids import utc_now
from tui.session.open_log import OpenLog
from tui.session.outcome import Outcome, Refused, SaveFailed
from tui.store import Library, LibraryError, LogStore, Summary, summary_of


class Session:
    """A library in use. Any thread may use it; at its end `close` saves what is left."""

    def __init__(self, library: Library, *, device: str, clock: Callable[[], str] = utc_now) -> None:
        """`device` is this machine's short id, `clock` gives the time as ISO 8601 in UTC."""
        self.library = library
        self.device = device
        self.clock = clock
        self._open: dict[str, OpenLog] = {}
        self._opening = threading.RLock()

    def logs(self) -> list[Summary]:
        """The logs of the library in order of name; those open here as they are on the screen."""
        found = {summary.slug: summary for summary in self.library.summaries()}
        for log in self._opened_logs():
            found[log.slug] = summary_of(log.slug, log.log, log.last_changed)
        return [found[slug] for slug in sorted(found) if found[slug].exists]

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

    def create(
        self,
        title: str,
        date: str | None = None,
        slug: str | None = None,
        profile: str = "zola",
        *,
        group: str | None = None,
    ) -> OpenLog:
        """A new log; its creation is its first change.

        LibraryError: the slug is taken or none, or the disk refuses.
        `date` is the post's, as an ISO 8601 date; without `slug` one is made of the title.
        """
        info = LogInfo(slug="", title=title, date=date, profile=profile)
        return self.create_from(info, slug=slug, group=group)

    def create_from(self, info: LogInfo, *, slug: str | None = None, group: str | None = None) -> OpenLog:
        """A new log with this document, its slug and time of creation aside. LibraryError like `create`."""
        with self._opening:
            name = slug or self.library.slug_for(info.title)
            log = self._opened(name, lambda: self.library.create(name), None)
        stamp = log.stamp(group)
        fields = {field: getattr(info, field) for field in info.__struct_fields__}
        made = LogInfo(**{**fields, "slug": name, "created": stamp.time})
        edit = edit_between(None, made)
        assert edit is not None, "a new log always has a slug"
        log.do(Change(f"Create the log {made.title or name}", stamp, (edit,)))
        return log

    def undo(self, slug: str) -> Outcome:
        """Undo in one log, its creation included, and save. Refused, LibraryError, SaveFailed."""
        return self._saved(self.open(slug, deleted=True), OpenLog.undo)

    def redo(self, slug: str) -> Outcome:
        """Redo in one log, its creation included, and save. Refused, LibraryError, SaveFailed."""
        return self._saved(self.open(slug, deleted=True), OpenLog.redo)

    def undo_newest(self) -> Outcome:
        """Undo the newest group of the library (by the time in its stamp) in every log that it touched."""
        newest: tuple[str, str] | None = None
        found: list[OpenLog] = []
        for summary in sorted(self.logs(), key=lambda summary: summary.changed, reverse=True):
            if summary.unreadable is not None or (newest is not None and summary.changed < newest[0]):
                continue
            log = self.open(summary.slug)
            target = log.next_undo()
            if target is None:
                continue
            key = (target.records[0].change.stamp.time, target.group)
            if newest is not None and key[1] == newest[1]:
                found.append(log)
            elif newest is None or key > newest:
                newest, found = key, [log]
        if not found:
            raise Refused("nothing to undo in the library")
        outcomes = [(log, self._saved(log, OpenLog.undo)) for log in found]
        message = "; ".join(f"{outcome.message} in {log.slug}" for log, outcome in outcomes)
        return Outcome(message, outcomes[0][1].change)

    def flush(self) -> None:
        """Wait until everything in every log is saved. SaveFailed: something cannot be."""
        for log in self._opened_logs():
            log.flush()

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

    def _saved(self, log: OpenLog, act: Callable[[OpenLog], Outcome]) -> Outcome:
        outcome = act(log)
        log.flush()
        return outcome

    def _opened_logs(self) -> list[OpenLog]:
        with self._opening:
            return list(self._open.values())

    def _opened(self, slug: str, open_store: Callable[[], LogStore], read_only: str | None) -> OpenLog:
        log = OpenLog(slug, open_store, device=self.device, clock=self.clock, read_only=read_only)
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
