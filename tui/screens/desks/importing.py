"""Importing and refreshing: read in a worker, shown as a difference, brought in when the user says so."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from textual import events

from tui.screens.desks.desk import Desk, answers
from tui.screens.desks.library import show_other
from tui.screens.pages.dialogs import Choice
from tui.screens.pages.import_prompt import ImportPrompt
from tui.screens.under_way import UnderWay
from tui.screens.working import work_beside
from tui.session.open_log import OpenLog
from tui.session.situation import Place
from tui.store import LibraryError

if TYPE_CHECKING:  # imported when first used: the app starts without them
    from tui.screens.main import MainScreen
    from tui.session.importing import Progress
    from tui.session.offering import Offer
    from tui.sources import SourceListing

    Reading: TypeAlias = Callable[[Progress, Callable[[], bool]], Offer]


class ImportingDesk(Desk):
    """Answers around what comes in: one source at a time, while every other key goes on working."""

    def __init__(self, screen: "MainScreen") -> None:
        """Nothing is under way."""
        super().__init__(screen)
        self._under_way = UnderWay(screen)
        self._waiting: tuple[str, Offer] | None = None
        """What was read while the user went on: it opens when they ask for it, never under their fingers."""
        self._broken: dict[str, SourceListing] = {}
        """What arrived of lists that broke off, by address: the same address goes on behind it."""
        self._unread = ""
        """What was typed last and could not be read: it is there to be corrected."""

    @answers("import")
    def ask(self, value: str = "") -> None:
        """Ask for a file or an address, and read it."""

        def answered(source: str | None) -> None:
            if source:
                self._unread = source
                self._read(f"reading {source}", "Import", partial(self._offer_import, source))

        if not self._busy():
            self.screen.app.push_screen(ImportPrompt(self._recent, value, self._unread), answered)

    def _recent(self) -> Sequence[Choice]:
        from tui.session.recent_sources import recent_sources

        recent = recent_sources(self.screen.session)
        return [
            Choice(
                source.location, f"{source.title}  ·  {source.location}" if source.title else source.location
            )
            for source in recent
        ]

    @answers("refresh")
    def refresh(self) -> None:
        """Read the open log's sources again."""
        open_log = self.screen.shown.open_log
        if open_log is not None and not self._busy() and self.screen.doing.may_write():
            self._read(
                f"reading the sources of {open_log.slug}",
                "Refresh",
                partial(self._offer_refresh, open_log.slug),
            )

    def _offer_import(self, source: str, progress: "Progress", cancelled: Callable[[], bool]) -> "Offer":
        from tui.session.offering import offer_import

        arrived = self._broken.get(source)
        offer = offer_import(self.screen.session, source, progress, cancelled, arrived)
        self._unread = ""
        self._broken.pop(source, None)
        if offer.rest is not None:
            self._broken[source] = offer.rest
        return offer

    def _offer_refresh(self, slug: str, progress: "Progress", cancelled: Callable[[], bool]) -> "Offer":
        from tui.session.offering import offer_refresh

        return offer_refresh(self.screen.session, slug, progress, cancelled)

    # What is under way

    def _busy(self) -> bool:
        """Whether something is under way or waits to be seen; says so, or shows it."""
        if self._waiting is not None:
            self._show_waiting()
        elif self._under_way.running:
            self.screen.say(f"{self._under_way.line.text}: Esc stops it")
        else:
            return False
        return True

    def leave(self) -> bool:
        """Stop what is under way, or leave what waits; False where there is neither."""
        if self._under_way.stop():
            return True
        if self._waiting is not None:
            self._waiting = None
            self._under_way.line.hide()
            self.screen.say("nothing was changed")
            return True
        return False

    # Reading, looking, bringing in

    def _read(self, what: str, title: str, reading: "Reading") -> None:
        keys = self.screen.telling.keys_begun

        def work(progress: "Progress", cancelled: Callable[[], bool]) -> None:
            offer = reading(progress, cancelled)
            self.screen.call_later(self._was_read, title, offer, keys)

        self._under_way.begin(what, work)

    def _was_read(self, title: str, offer: "Offer", keys: int) -> None:
        self._under_way.finished()
        difference = offer.difference
        if not difference.alters and not difference.questions:
            warning = f" · {difference.warnings[0]}" if difference.warnings else ""
            self._open(difference.slug, f"{difference.says}{warning}")
            return
        self._waiting = (title, offer)
        if self.screen.telling.keys_begun == keys and self.screen.app.screen is self.screen:
            self._show_waiting()
        else:
            self._under_way.line.show(
                f"read: {difference.says}", self.screen.registry.named("{import} shows it · Esc leaves it")
            )

    def _show_waiting(self) -> None:
        from tui.screens.pages.plan import PlanPage

        if self._waiting is None:
            return
        title, offer = self._waiting
        self._waiting = None
        self._under_way.line.hide()
        open_log = self.screen.shown.open_log
        page = PlanPage(f"{title}: {offer.title}", offer, open_log.slug if open_log else None)

        def answered(yes: bool | None) -> None:
            if yes:
                self._take(page.offer, page.answers)
            else:
                self.screen.tell("left as it was: nothing was changed")

        self.screen.app.push_screen(page, answered)

    def _take(self, offer: "Offer", answered: dict[tuple[str, str], bool]) -> None:
        self.screen.noting.commit_now()

        def work(progress: "Progress", cancelled: Callable[[], bool]) -> None:
            # Planned once more, for the log as it is now: it may have changed since it was read.
            last = offer.answered(answered)
            message = last.difference.take(progress, cancelled)
            self.screen.call_later(self._taken, last.difference.slug, message)

        self._under_way.begin(f"bringing in {offer.title}", work, hint="")

    def _taken(self, slug: str, message: str) -> None:
        self._under_way.finished()
        self._open(slug, f"{message} · {self.screen.registry.key('undo')} takes it back")

    def _open(self, slug: str, says: str) -> None:
        """Show the log that something went to, and say so."""
        shown = self.screen.shown.open_log
        if not slug or (shown is not None and shown.slug == slug):
            self.screen.shown.show_log()
            self.screen.tell(says)
            return

        def work() -> None:
            try:
                open_log = self.screen.session.open(slug)
            except LibraryError as error:
                self.screen.call_later(self.screen.tell, str(error))
            else:
                self.screen.call_later(self._opened, open_log, says)

        work_beside(self.screen, work, "open", exclusive=True)

    def _opened(self, open_log: OpenLog, says: str) -> None:
        show_other(self.screen, open_log)
        self.screen.tell(says)

    # Pasting

    def pasted(self, event: events.Paste) -> None:
        """A paste that no line took: the address of a talk is added, anything else does nothing."""
        from tui.session.verbs.adding import add_talk
        from tui.sources import read_url

        event.stop()
        text = event.text.strip()
        link = read_url(text) if len(text.split()) == 1 else None
        place = self.screen.where.place
        if place not in (Place.LIST, Place.TREE):
            self.screen.say(self.screen.registry.named("nothing was pasted: {edit-note} edits the note"))
        elif link is None:
            self.screen.say("nothing was pasted: only the address of a talk (http, https) can be")
        elif link.kind in ("playlist", "channel"):
            self.ask(text)
        elif self.screen.shown.open_log is None:
            self.screen.say(
                self.screen.registry.named("nothing was pasted: there is no log yet, {import} imports one")
            )
        elif self.screen.doing.may_write():
            self.screen.doing.make(lambda log, stamp: add_talk(log, stamp, text))
