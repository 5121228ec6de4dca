"""Work beside the keys: the one way to it, and what becomes of a failure that nobody foresaw."""

import inspect
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tui.domain.text import visible

if TYPE_CHECKING:
    from textual.screen import Screen

LARGEST_LOG = 1_000_000
"""Bytes from which the file of failures begins anew."""


def work_beside(
    screen: "Screen[Any]",
    work: Callable[[], object] | Coroutine[Any, Any, object],
    group: str,
    *,
    exclusive: bool = False,
    failed: Callable[[str], None] | None = None,
) -> None:
    """Call `work` in a thread, or run a coroutine between the keys; an `exclusive` one ends its group's.

    What is foreseen `work` says itself. Any other exception becomes one line for the user, given to `failed`
    on the screen's own thread or else shown on the message line; its traceback goes to the file of failures.
    """

    def told(error: Exception) -> None:
        if not screen.app.is_running or isinstance(error, CancelledError):
            return  # the app is being left: nobody is there to be told
        line = _noted(error, group)
        screen.app.call_later(failed or (lambda text: _tell(screen, text)), line)

    def in_thread() -> None:
        assert callable(work)
        try:
            work()
        except Exception as error:
            told(error)

    async def between_keys() -> None:
        assert inspect.iscoroutine(work)
        try:
            await work
        except Exception as error:
            told(error)

    if inspect.iscoroutine(work):
        screen.run_worker(between_keys(), group=group, exclusive=exclusive)
    else:
        screen.run_worker(in_thread, thread=True, group=group, exclusive=exclusive)


def _tell(screen: "Screen[Any]", line: str) -> None:
    from tui.screens.main import MainScreen

    for other in screen.app.screen_stack:
        if isinstance(other, MainScreen):
            other.tell(line)


def _noted(error: Exception, group: str) -> str:
    """Write a failure's traceback to the file of failures; what the user reads of it."""
    import traceback

    from tui.session.folders import error_log  # most starts never need it

    said = visible(" ".join(f"{type(error).__name__}: {error}".split()))[:120]
    path = error_log()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        anew = path.exists() and path.stat().st_size > LARGEST_LOG
        with path.open("w" if anew else "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{group}: {''.join(traceback.format_exception(error))}\n")
        return f"a fault of talklog's own: {said} · more in {visible(str(path))}"
    return f"a fault of talklog's own: {said}"
