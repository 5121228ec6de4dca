import pytest

from tests.widgets.frames import HOSTILE, stage
from tests.widgets.talks import log_of, talk
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Verdict
from tui.widgets.key_bar import KeyBar
from tui.widgets.log_header import LogHeader
from tui.widgets.message_line import MessageLine

TALKS = [
    *(talk(n, seconds=3600) for n in range(1, 7)),
    talk(7, verdict=Verdict.MAYBE, seconds=7200),
    talk(8, verdict=Verdict.KEPT, seconds=None),
    talk(9, verdict=Verdict.DONE),
    talk(10, verdict=Verdict.SKIPPED),
]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (
            110,
            " talklog   Demo            inbox 6 · maybe 1 · kept 1 · done 1 · skipped 1"
            "  8.0 h · 4.0 h at 2×  ▇▇▁▁▁▁▁▁ 30 %  saved ",
        ),
        (
            90,
            " talklog   Demo   inbox 6 · maybe 1 · kept 1 · done 1 · skipped 1  ▇▇▁▁▁▁▁▁ 30 %  saved   ",
        ),
        (60, " talklog   Demo   inbox 6 · decided 3  ▇▇▁▁▁▁▁▁ 30 %  saved "),
        (50, " talklog   Demo        inbox 6 · decided 3  saved "),
        (25, " talklog   Demo    saved "),
        (12, "  saved     "),
    ],
)
async def test_the_header_shows_what_fits(width: int, line: str) -> None:
    header = LogHeader()
    async with stage(header, size=(width, 3)) as running:
        header.show(log_of(TALKS), "saved")
        await running.pilot.pause()
        shown = running.lines()[0]
        assert shown.split() == line.split()
        assert shown.endswith("saved ") or width == 12


async def test_the_header_never_hides_that_something_is_not_saved() -> None:
    header = LogHeader()
    async with stage(header, size=(40, 3)) as running:
        header.show(log_of(TALKS), "not saved: the disk is full; free some room, it is tried again")
        await running.pilot.pause()
        assert running.lines()[0].startswith("  not saved: the disk is full; free so")


async def test_the_header_without_a_log() -> None:
    header = LogHeader()
    async with stage(header, size=(60, 3)) as running:
        header.show(None, "")
        await running.pilot.pause()
        assert running.lines()[0].rstrip() == " talklog"
        header.show(Log.build(LogInfo(slug="empty")), "saved")
        await running.pilot.pause()
        assert "empty" in running.lines()[0] and running.lines()[0].endswith("inbox 0 · decided 0  saved ")


@pytest.mark.parametrize("width", [1, 7, 30, 200])
async def test_lines_are_as_wide_as_the_screen_and_steer_nothing(width: int) -> None:
    header, message, keys = LogHeader(), MessageLine(), KeyBar()
    async with stage(header, message, keys, size=(width, 3)) as running:
        for text in HOSTILE:
            header.show(Log.build(LogInfo(slug="s", title=text), TALKS), text)
            message.show(text)
            keys.show([(text, text, True), ("q", text, False), ("?", "help", True)])
            await running.pilot.pause()
            running.assert_harmless()


async def test_the_message_line_shows_the_last_message() -> None:
    line = MessageLine()
    async with stage(line, size=(40, 2)) as running:
        line.show("Skipped 3 talks · u undoes")
        await running.pilot.pause()
        assert running.lines()[0].rstrip() == " Skipped 3 talks · u undoes"
        line.show("[b]two\nlines")
        await running.pilot.pause()
        assert running.lines()[0].rstrip() == " [b]two␊lines"
        assert line.text == "[b]two\nlines"


async def test_the_key_bar_keeps_the_first_that_fit_and_the_last() -> None:
    bar = KeyBar()
    async with stage(bar, size=(40, 2)) as running:
        bar.show([("x", "skip", True), ("m", "maybe", False), ("d", "done", True), ("?", "help", True)])
        await running.pilot.pause()
        assert running.lines()[0].rstrip() == " x skip  m maybe  d done  ? help"
        await running.pilot.resize_terminal(24, 2)
        await running.pilot.pause()
        assert running.lines()[0].rstrip() == " x skip  m maybe  ? help"
        await running.pilot.resize_terminal(8, 2)
        await running.pilot.pause()
        assert running.lines()[0] == " ? help "
        bar.show([])
        await running.pilot.pause()
        assert running.lines()[0].strip() == ""


async def test_a_key_that_cannot_be_pressed_looks_otherwise() -> None:
    bar = KeyBar()
    async with stage(bar, size=(40, 2)) as running:
        bar.show([("x", "skip", True), ("m", "maybe", False)])
        await running.pilot.pause()
        styles = {segment.text: segment.style for segment in bar.render_line(0)}
        assert styles["x"] != styles["m"] and styles[" skip"] != styles[" maybe"]
