"""The player and the browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.domain.timestamps import moment_link
from tui.screens.desks.desk import Desk, answers
from tui.screens.working import work_beside
from tui.session.folders import runtime_folder
from tui.widgets.player_line import PlayerLine

if TYPE_CHECKING:  # imported when first used: the app starts without it
    from tui.player import End, MpvRemote

POLL = 1.0
"""Seconds between two looks at the player."""

SPEED_STEP = 0.25


class PlayingDesk(Desk):
    """Answers around watching. Nothing here marks a talk as watched: opening is not watching."""

    _remote: "MpvRemote | None" = None
    _polling: Timer | None = None

    @answers("play")
    def play(self) -> None:
        """Play the talk under the cursor."""
        from tui.player import play

        talk = self.screen.where.talk()
        if talk is None:
            return
        self._stop()
        outcome = play(
            talk.urls[0] if talk.urls else "",
            self.screen.settings.player,
            runtime_dir=runtime_folder(),
            on_end=lambda end: self.screen.app.call_from_thread(self._ended, end),
        )
        self.screen.say(outcome.line)
        self._remote = outcome.remote
        if self._remote is not None and outcome.ok:
            self._polling = self.screen.set_interval(POLL, self._look)

    @answers("browse")
    def browse(self) -> None:
        """Open the talk's page in the browser."""
        from tui.player import open_in_browser

        talk = self.screen.where.talk()
        if talk is not None:
            self.screen.say(open_in_browser(talk.urls[0] if talk.urls else "").line)

    def _ended(self, end: "End") -> None:
        if end.line:
            self.screen.tell(end.line)
        self._stop()

    def _stop(self) -> None:
        if self._polling is not None:
            self._polling.stop()
        self._polling = None
        self._remote = None
        self.screen.query_one(PlayerLine).hide()

    def _look(self) -> None:
        """Ask the player in a worker where it is, and show it."""
        from tui.player import RemoteError

        remote = self._remote
        if remote is None:
            return

        def ask() -> None:
            try:
                state = (remote.position(), remote.duration(), remote.speed(), remote.is_paused())
            except RemoteError:
                return
            self.screen.app.call_from_thread(self._show, remote, state)

        work_beside(self.screen, ask, "player", exclusive=True)

    def _show(
        self, remote: "MpvRemote", state: tuple[float | None, float | None, float | None, bool]
    ) -> None:
        if remote is self._remote:
            self.screen.query_one(PlayerLine).show(*state)

    def _command(self, command: "Callable[[MpvRemote], object]") -> None:
        from tui.player import RemoteError

        remote = self._remote
        if remote is None:
            self.screen.say(self.screen.registry.named("nothing plays: {play} plays the talk"))
            return

        def send() -> None:
            try:
                command(remote)
            except RemoteError as error:
                self.screen.app.call_from_thread(self.screen.tell, str(error))

        work_beside(self.screen, send, "player-command")
        self._look()

    @answers("pause")
    def pause(self) -> None:
        """Pause, or go on."""
        self._command(lambda remote: remote.toggle_pause())

    @answers("seek-back")
    def seek_back(self) -> None:
        """Ten seconds back."""
        self._command(lambda remote: remote.skip(-10))

    @answers("seek-forward")
    def seek_forward(self) -> None:
        """Ten seconds on."""
        self._command(lambda remote: remote.skip(10))

    @answers("faster")
    def faster(self) -> None:
        """Play a step faster."""
        self._command(lambda remote: remote.set_speed((remote.speed() or 1) + SPEED_STEP))

    @answers("slower")
    def slower(self) -> None:
        """Play a step slower."""
        self._command(lambda remote: remote.set_speed(max(SPEED_STEP, (remote.speed() or 1) - SPEED_STEP)))

    @answers("timestamp")
    def timestamp(self) -> None:
        """Put the player's position into the note, as a link."""
        talk = self.screen.where.talk()
        url = talk.urls[0] if talk is not None and talk.urls else None

        def insert(remote: "MpvRemote") -> None:
            position = remote.position()
            if position is not None:
                text = f"{moment_link(url, int(position))} "
                self.screen.app.call_from_thread(self.screen.editor.insert_text, text)

        self._command(insert)
