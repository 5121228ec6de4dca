"""Following: the post's file is written after every change of the log, and its own edits come in.

No write is a change of the log: history and undo keep what the user did. What was last written stands beside
the log (`tui.store.followed`), so that edits of the file merge from there, after a crash too; when following
ends, all that it wrote becomes one publishing.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Literal, TypeAlias

import msgspec

from tui.domain.change import change_between
from tui.domain.info import Publication
from tui.domain.log import Log
from tui.domain.text import quoted, visible
from tui.markdown.profiles import BUILTIN
from tui.publish.post_file import PublishError, read_post, sha256_of, write_post
from tui.session.framing import Profiles
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused, plural
from tui.session.publish_base import followed_since, mark_of, put_outline
from tui.session.publish_plan import Plan, PublishConflict, planned
from tui.session.publishing import publish
from tui.store import Followed, LibraryError

REST = 0.3
"""Seconds without a change after which the file is written."""
LONGEST = 2.0
"""Seconds after which it is written at the latest, however steadily the log changes."""
LOOK = 0.4
"""Seconds between two looks at the file. An edit of it counts when two looks found the same."""
RETRY = 2.0
"""Seconds after which what could not be written is tried again."""

Signature: TypeAlias = tuple[int, int, int] | None
Kind: TypeAlias = Literal["written", "brought", "clash", "waiting", "ended"]


@dataclass(frozen=True)
class News:
    """What following has to tell."""

    kind: Kind
    line: str
    """One line; safe to print."""


class Following:
    """One log's published file, kept up with the log by a thread of its own."""

    def __init__(
        self, open_log: OpenLog, tell: Callable[[News], None], *, profiles: Profiles = BUILTIN
    ) -> None:
        """Follow this log; `tell` is called from the thread."""
        self._open_log, self._tell, self._profiles = open_log, tell, profiles
        self._wake = threading.Condition()
        self._stopping = False
        self._first: float | None = None
        """When the first change came that is not written yet."""
        self._latest = 0.0
        self._since: Publication | None = None
        self._seen: Log | None = None
        self._own: Signature = None
        """The file as the last round left it."""
        self._looked: Signature = None
        self._tried = 0.0
        self._held = ExitStack()
        self._thread = threading.Thread(target=self._run, name="talklog follow", daemon=True)
        self.waiting = ""
        """Why the file does not follow just now; empty where it does."""
        self.running = False

    @property
    def path(self) -> Path:
        """The file that follows."""
        return Path(self._since.path) if self._since is not None else Path()

    def begin(self) -> None:
        """Start. Raises Refused: the log was not published, cannot be changed, or is followed already."""
        last, state = self._open_log.log.info.published, self._open_log.state
        if last is None:
            raise Refused(f"{self._open_log.slug} was not published yet: there is no file that could follow")
        if state.read_only is not None:
            raise Refused(state.read_only)
        self._since = last
        try:
            if not self._held.enter_context(self._open_log.followed.held()):
                raise Refused(f"{visible(last.path)} follows already, in another window or command")
        except (Refused, LibraryError) as error:
            self._held.close()
            raise Refused(str(error)) from error
        self._held.callback(self._open_log.listen(self._changed))
        self.running = True
        self._thread.start()

    def end(self) -> str:
        """Write what waits, and make one publishing of all that was written; says what it did."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._thread.join()
        if not self.running:
            return ""
        self._round(last=True)
        self._held.close()
        self.running = False
        return self._recorded()

    # In the thread

    def _changed(self) -> None:
        with self._wake:
            self._latest = monotonic()
            self._first = self._first or self._latest
            self._wake.notify_all()

    def _run(self) -> None:
        while self._rested():
            self._round()
            if not self.running:
                self._held.close()
                return

    def _rested(self) -> bool:
        """Wait until there is something to look at; False: it ends."""
        with self._wake:
            look = monotonic() + LOOK
            while not self._stopping:
                now = monotonic()
                due = look
                if self._first is not None:
                    due = min(self._latest + REST, self._first + LONGEST)
                if now >= due:
                    self._first = None
                    return True
                self._wake.wait(due - now)
            return False

    def _round(self, *, last: bool = False) -> None:
        log = self._open_log.log
        if not self._still_published(log):
            return
        signature = _signature(self.path)
        same = log is self._seen and signature == self._own
        if same and not (self.waiting and monotonic() - self._tried >= RETRY):
            return
        if signature != self._own and signature != self._looked and not last:
            self._looked = signature  # whoever writes it may not be done
            return
        self._tried = monotonic()
        try:
            wrote = self._write(planned(self._open_log, None, None, profiles=self._profiles))
            signature = self._of_own(wrote) if wrote else signature
        except PublishConflict as conflict:
            self._wait("clash", _both_changed(conflict))
        except (Refused, LibraryError, PublishError) as error:
            self._wait("waiting", str(error))
        except Exception as error:  # a thread that ended here would follow no longer, and nobody would know
            self._wait(
                "waiting", f"an error of talklog itself ({type(error).__name__}: {visible(str(error))})"
            )
        self._seen, self._own = log, signature

    def _of_own(self, sha256: str) -> Signature:
        """The file's signature while it still is what was written; else none that a file has."""
        signature = _signature(self.path)
        current = read_post(self.path)
        return signature if current is not None and sha256_of(current) == sha256 else (0, 0, 0)

    def _still_published(self, log: Log) -> bool:
        """Whether there still is the publishing that is followed, or a newer one."""
        last, former = log.info.published, self._since
        assert former is not None
        if last is not None and last.time >= former.time:
            self._since = last
            return True
        self.running = False
        self._tell(News("ended", f"{visible(former.path)} follows no longer: its publishing was taken back"))
        return False

    def _write(self, plan: Plan) -> str | None:
        """Do what was planned; gives the SHA-256 of what was written, if anything was."""
        name = visible(plan.path.name)
        if plan.brought and not (plan.current or b"").strip():
            # Some editors empty a file before they write it: nothing may be taken out of the log for that.
            self._wait("waiting", "it is empty now: fill it or delete it")
            return None
        if plan.brought:
            publish(self._open_log, profiles=self._profiles)
            self._since = self._open_log.log.info.published
            self._well("brought", f"{name}: brought in what was edited there: {plan.brought}")
            return self._since.sha256 if self._since is not None else None
        if plan.current != plan.data:
            write_post(plan.path, plan.data, expected=plan.expected)
            self._remember(plan)
            anew = " anew: it was gone" if plan.current is None else ""
            self._well("written", f"{name} written{anew}")
            return sha256_of(plan.data)
        if plan.expected != sha256_of(plan.data):
            self._remember(plan)
        if self.waiting:
            self._well("written", f"{name} follows again")
        return None

    def _remember(self, plan: Plan) -> None:
        last = self._since
        assert last is not None
        followed = Followed(
            path=str(plan.path), since=mark_of(last), sha256=sha256_of(plan.data), outline=plan.outline
        )
        self._open_log.followed.put(followed, plan.data)

    def _well(self, kind: Kind, line: str) -> None:
        self.waiting = ""
        self._tell(News(kind, line))

    def _wait(self, kind: Kind, why: str) -> None:
        if why != self.waiting:
            self.waiting = why
            self._tell(News(kind, f"{visible(self.path.name)} does not follow now: {why}"))

    def _recorded(self) -> str:
        """All that was written, as one publishing; undo of it puts back the file as it was before."""
        info = self._open_log.log.info
        last = info.published
        found = followed_since(self._open_log, last)
        name = visible(self.path.name)
        if last is None or found is None or found[0].sha256 == last.sha256:
            return f"{name} follows no longer"
        followed, data = found
        stamp = self._open_log.stamp()
        publication = Publication(
            path=last.path,
            profile=last.profile,
            sha256=self._open_log.put_blob(data),
            former=last.sha256,
            outline=put_outline(self._open_log, followed.outline),
            time=stamp.time,
        )
        new = msgspec.structs.replace(info, published=publication)
        label = f"Publish to {self.path.name}, following every change"
        self._open_log.do(change_between(label, stamp, [(info, new)]))
        return f"{name} follows no longer; undo puts back what it was before"


def _both_changed(conflict: PublishConflict) -> str:
    """What stands against writing, in a few words."""
    if not conflict.clashes:
        return "it has a text that this log did not write"
    first, *others = conflict.clashes
    more = f" and {plural(len(others), 'thing')} more" if others else ""
    if first.part in ("removed here", "removed there"):
        return f"{quoted(first.title)} was changed, and {first.part}{more}"
    what = f"the {first.part} of {quoted(first.title)}" if first.title else f"the {first.part}"
    return f"{what}{more} changed here and there"


def _signature(path: Path) -> Signature:
    """What tells that a file was written: its identity, size and time; None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
