"""While a source is read the keyboard lives, and Esc stops it."""

import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.app.importing import ask, bring_in, reading
from tests.app.stage import running
from tests.app.test_logs import playlist
from tests.sources import web
from tui.domain.section import Verdict
from tui.widgets.reading_line import ReadingLine

# While it is read


class SlowPage:
    """A page that is sent when the test says so."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.asked = threading.Event()
        self.go = threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer half of it, wait, answer the rest."""
        half = len(self.body) // 2
        self.asked.set()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(self.body)))
        handler.end_headers()
        try:
            handler.wfile.write(self.body[:half])
            handler.wfile.flush()
            self.go.wait(20)
            handler.wfile.write(self.body[half:])
        except OSError:
            return  # the reader was stopped


async def test_keys_live_while_a_source_is_read_and_nothing_opens_under_them(
    demo: Path, tmp_path: Path
) -> None:
    slow = SlowPage(playlist(tmp_path / "list.json").read_bytes())
    with web.running() as site:
        site.pages["/list.json"] = slow
        async with running(demo) as stage:
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            assert "reading" in reading(stage) and "Esc stops" in reading(stage)
            talk = stage.cursor.id
            await stage.press("x", "j", "enter")
            assert stage.verdict(talk) is Verdict.SKIPPED
            await stage.press("I")
            assert "Esc stops it" in stage.message
            slow.go.set()
            await stage.until(lambda: "read: would" in reading(stage))
            assert stage.top is stage.main, "a page would take the keys that were meant for the list"
            await stage.press("x", "enter", "escape")
            assert not reading(stage)
            assert "nothing was changed" in stage.message
            slow.asked.clear()
            slow.go.clear()
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            await stage.press("j")
            slow.go.set()
            await stage.until(lambda: "read: would" in reading(stage))
            await stage.press("I")
            await bring_in(stage)
            assert len(stage.rows) == 3


async def test_esc_stops_a_reading_before_anything_else(demo: Path, tmp_path: Path) -> None:
    slow = SlowPage(playlist(tmp_path / "list.json").read_bytes())
    with web.running() as site:
        site.pages["/list.json"] = slow
        async with running(demo) as stage:
            await stage.press("space")
            before = stage.log
            await ask(stage, f"{site.url}/list.json")
            await stage.until(slow.asked.is_set)
            await stage.press("escape")
            slow.go.set()
            await stage.says("stopped; nothing was imported")
            await stage.until(lambda: not reading(stage))
            assert stage.main.talk_list.marks, "the marks are still there"
            assert stage.log is before
            await stage.press("escape")
            assert not stage.main.talk_list.marks


async def test_received_of_expected_is_shown_in_place(demo: Path) -> None:
    async with running(demo) as stage:
        line = stage.main.query_one(ReadingLine)
        assert not line.display
        line.show("reading https://example.org: 30 of 120", "Esc stops", 0.25)
        await stage.shows("30 of 120 · Esc stops")
        assert "▇▇▇▁▁▁▁▁▁▁▁▁" in stage.frame()
        for width in (10, 20, 40, 60, 80, 200):
            assert "".join(text for text, _ in line.pieces(width))
        line.hide()
        await stage.pilot.pause()
        assert "30 of 120" not in stage.frame()
