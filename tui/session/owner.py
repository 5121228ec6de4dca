"""The one thread that holds a log's store: it saves what waits, follows other processes, and retries."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from tui.domain.change import Edit, Stamp
from tui.domain.log import Log
from tui.domain.text import visible
from tui.session.collecting import without_collector
from tui.session.ledger import Ledger
from tui.session.mending import adoption, all_orphans, orphans
from tui.session.outcome import NOT_TAKEN, SaveFailed, SaveState, plural
from tui.session.upkeep import HISTORY, Upkeep
from tui.store import Blobs, LibraryError, LogRecord, LogStore, Rejected

POLL = 0.25
"""Seconds between two looks at what other processes did."""
FIRST_RETRY, LAST_RETRY = 0.5, 10.0
"""Seconds to the first retry of a failed save; the waits double up to the last."""
_MOST_NOTES = 50
_T = TypeVar("_T")


class Owner:
    """Runs a thread that alone touches the store. Every public method may be called from any other thread."""

    def __init__(
        self,
        open_store: Callable[[], LogStore],
        changed: Callable[[], None],
        stamp: Callable[[], Stamp],
        *,
        history: int = HISTORY,
        remember: Callable[[Callable[[], Log], str], None] | None = None,
    ) -> None:
        """Open the store in the thread and load it; LibraryError where that fails.

        `changed` is called from the thread whenever the value or the state has changed. `history` is the most
        bytes of it that are kept. `remember` is called at the end, where the log was altered, with what gives
        its newest value and the time of its newest change: the library keeps a summary.
        """
        self._upkeep = Upkeep(self.note, history)
        self._remember = remember
        self._stamp = stamp
        self.blobs: Blobs
        """Files kept beside the log; any thread may use them."""
        self.read_only: str | None
        """Why the store cannot be written, if so."""
        self._changed = changed
        self._wake = threading.Condition()
        self._asked: deque[Callable[[LogStore], None]] = deque()
        self._stopping = False
        self._attempts = 0
        self._hurry = False
        self._failed: str | None = None
        self._notes: tuple[str, ...] = ()
        self._settled = 0
        opened: Future[Ledger] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(open_store, opened), name="talklog owner", daemon=True
        )
        self._thread.start()
        self.ledger = opened.result()

    @property
    def state(self) -> SaveState:
        """How far the disk is behind."""
        with self._wake:
            return SaveState(len(self.ledger.waiting()), self._failed, self._notes)

    def saved_soon(self) -> None:
        """Something was queued: save it now."""
        with self._wake:
            self._wake.notify_all()

    def ask(self, question: Callable[[LogStore], _T]) -> _T:
        """The answer to a question that reads the store, from the thread that may. Raises what it raises."""
        answer: Future[_T] = Future()

        def answered(store: LogStore) -> None:
            try:
                answer.set_result(question(store))
            except Exception as error:
                answer.set_exception(error)

        with self._wake:
            if self._stopping:
                raise LibraryError("the log is closed")
            self._asked.append(answered)
            self._wake.notify_all()
        return answer.result()

    def follow(self) -> bool:
        """Take in other processes' changes now; whether there were any."""
        return self.ask(self._follow)

    def flush(self, timeout: float | None = None) -> None:
        """Wait until all that is queued now is saved. SaveFailed: the next attempt fails, or time is up."""
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._wake:
            wanted, attempts = self.ledger.added, self._attempts
            self._hurry = True
            self._wake.notify_all()
            while self._settled < wanted:
                if self._failed is not None and self._attempts > attempts:
                    raise SaveFailed(self._failed)
                remaining = None if deadline is None else deadline - time.monotonic()
                if remaining is not None and remaining <= 0:
                    raise SaveFailed(self._failed or f"saving takes longer than {timeout:g} seconds")
                self._wake.wait(remaining)

    def note(self, line: str) -> None:
        """Add a line to what the user is told; the same line twice running is one."""
        with self._wake:
            if line in self._notes[-1:]:
                return
            self._notes = (*self._notes, line)[-_MOST_NOTES:]
        self._changed()

    def stop(self) -> None:
        """End the thread, whatever waits; a snapshot is written where it is worth while."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._thread.join()

    # In the thread

    def _run(self, open_store: Callable[[], LogStore], opened: "Future[Ledger]") -> None:
        try:
            store = open_store()
        except BaseException as error:
            opened.set_exception(error)
            return
        try:
            self.blobs, self.read_only = store.blobs, store.why_read_only
            self._notes = store.repairs
            self.ledger = Ledger(store.load(), store.seq)
        except BaseException as error:
            store.close()
            opened.set_exception(error)
            return
        self._adopt(None)
        opened.set_result(self.ledger)
        try:
            self._serve(store)
            if self.read_only is None:
                self._upkeep.finish(store)
            self._leave_word(store)
        finally:
            store.close()

    def _leave_word(self, store: LogStore) -> None:
        """Tell the library what there is to know of the log, unless nothing was altered."""
        if self._remember is None or not self.ledger.altered:
            return

        def taken_in() -> Log:
            self._poll(store)
            return self.ledger.committed

        try:
            recent, _ = self.ledger.recent()
            self._remember(taken_in, recent[-1].change.stamp.time if recent else "")
        except Exception as error:  # whoever asks next will read the log for it
            self.note(f"no summary was written: {visible(str(error))}")

    def _serve(self, store: LogStore) -> None:
        retry_at: float | None = None
        wait = FIRST_RETRY
        next_poll = time.monotonic() + POLL
        while True:
            with self._wake:
                while not self._due(retry_at, next_poll):
                    self._wake.wait(max(0.001, next_poll - time.monotonic()))
                asked, self._asked = self._asked, deque()
                stopping = self._stopping
                if self._hurry:
                    self._hurry, retry_at = False, None
            if stopping:
                self._answer(store, asked)
                return
            if self.ledger.waiting() and (retry_at is None or time.monotonic() >= retry_at):
                if self._save(store):
                    retry_at, wait = None, FIRST_RETRY
                else:
                    retry_at, wait = time.monotonic() + wait, min(wait * 2, LAST_RETRY)
            self._answer(store, asked)
            if time.monotonic() >= next_poll:
                self._poll(store)
                if not self.ledger.waiting() and self.read_only is None:
                    self._upkeep.quietly(store)
                next_poll = time.monotonic() + POLL

    def _due(self, retry_at: float | None, next_poll: float) -> bool:
        if self._stopping or self._asked or self._hurry or time.monotonic() >= next_poll:
            return True
        return retry_at is None and bool(self.ledger.waiting())

    def _answer(self, store: LogStore, asked: "deque[Callable[[LogStore], None]]") -> None:
        for answered in asked:
            answered(store)

    def _save(self, store: LogStore) -> bool:
        with without_collector():
            return self._save_all(store)

    def _save_all(self, store: LogStore) -> bool:
        batch = self.ledger.waiting()
        self._upkeep.before(store, batch)
        try:
            answers = store.commit_all(batch)
        except Exception as error:  # whatever it was: what waits is kept, and the user is told
            self._end_attempt(failed=f"{plural(len(batch), 'change')} not saved: {visible(str(error))}")
            return False
        foreign: list[LogRecord] = []
        notes = [
            f"{NOT_TAKEN}: {visible(answer.record.change.label)} ({answer.why})"
            for answer in answers
            if isinstance(answer, Rejected)
        ]
        try:
            whole = self.ledger.settle(answers)
            foreign = store.follow()
            if foreign or not whole:
                self.ledger.refresh(store.refreshed, foreign, batch)
            self._adopt([edit for record in (*batch, *foreign) for edit in record.change.edits])
        except Exception as error:  # this thread goes on saving, whatever is wrong with what others wrote
            notes.append(visible(str(error)))
        self._end_attempt(failed=None, notes=notes)
        return True

    def _adopt(self, edits: Sequence[Edit] | None) -> None:
        """Queue the change that brings back sections which edits (None: any) left without their parent."""
        with self.ledger.lock:
            log = self.ledger.log
            found = all_orphans(log) if edits is None else orphans(log, edits)
            if found and self.read_only is None:
                self.ledger.add(LogRecord(change=adoption(found, self._stamp())))

    def _end_attempt(self, failed: str | None, notes: list[str] | None = None) -> None:
        with self._wake:
            self._attempts += 1
            self._settled = self.ledger.settled
            self._failed = failed
            self._notes = (*self._notes, *(notes or ()))[-_MOST_NOTES:]
            self._wake.notify_all()
        self._changed()

    def _poll(self, store: LogStore) -> None:
        try:
            self._follow(store)
        except Exception as error:  # this thread goes on saving, whatever is wrong with what others wrote
            self.note(visible(str(error)))

    def _follow(self, store: LogStore) -> bool:
        with without_collector():
            news = store.follow()
            if not news:
                return False
            self.ledger.refresh(store.refreshed, news, ())
        self._changed()
        return True
