"""Strangers' texts on every screen: nothing is markup, nothing steers the terminal."""

from pathlib import Path

from textual.widgets import OptionList

from tests.app.small_log import small_library
from tests.app.stage import Stage, running
from tests.session.logs import put
from tests.widgets.frames import HOSTILE
from tui.domain.section import Category, Talk, Verdict
from tui.domain.text import visible


def harmless(stage: Stage) -> None:
    """No character of a text can steer a terminal, in the frame or in what a driver is given to write."""
    for strip in stage.app.screen._compositor.render_strips():
        assert strip.cell_length == stage.app.size.width, strip.text[:80]
        for segment in strip:
            assert segment.control or visible(segment.text) == segment.text
    written = stage.app.screen._compositor.render_full_update().render_segments(stage.app.console)
    assert "\x1b]52" not in written
    assert "\x1b]8" not in written
    assert "\u202e" not in written


async def test_hostile_talks_on_every_screen(library: Path) -> None:
    small_library(library, *["# x\n[Keynote] [/ \x1b]52;c;aGk=\x07 [b](javascript:x)"] * len(HOSTILE))
    async with running(library) as stage:
        talks = [stage.log.talk(f"t{number}") for number in range(len(HOSTILE))]
        texts = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
        hostile = [
            Talk(
                id=talk.id, title=text, raw_title=text, speakers=(text, text), company=text, abstract=text,
                tags=(text,), urls=("https://example.org/",), note=talk.note, verdict=Verdict.INBOX,
                position=number,
            )
            for number, (talk, text) in enumerate(zip(talks, texts, strict=True))
        ]  # fmt: skip
        categories = [
            Category(id=f"c{number}", title=text, level=2, rank=f"X{number}", interest_name=text, why=text)
            for number, text in enumerate(texts)
        ]
        put(stage.open_log, *hostile, *categories, label="[Keynote] [/ \x1b]52;c;aGk=\x07")
        await stage.settled()
        for _ in hostile:
            await stage.press("j")
            await stage.pilot.pause(0.06)
            harmless(stage)
        await stage.press("g")
        assert "[Keynote] x" in stage.frame()
        for number in range(3):
            for key in ("t", "a", "f3", "c", "e", "H", "L", "question_mark", "colon"):
                await stage.press(key)
                await stage.pilot.pause(0.05)
                harmless(stage)
                await stage.press("escape")
            await stage.press("x")
            harmless(stage)
            await stage.press("u", *["j"] * (number + 4))
            harmless(stage)
        await stage.press("h", "j", "j", "j")
        for key in ("R", "W", "A"):
            await stage.press(key)
            harmless(stage)
            await stage.press("escape")
        for _ in texts:
            await stage.press("j")
            harmless(stage)


async def test_a_bracketed_title_is_whole_in_borders_dialogs_and_lists(library: Path) -> None:
    small_library(library, "[Keynote] note", title="[Keynote] x [/ {}")
    async with running(library) as stage:
        put(stage.open_log, Category(id="c", title="[Keynote] [/", level=2, rank="Z"), label="[Keynote] act")
        await stage.press("right_square_bracket", "right_square_bracket")
        await stage.until(lambda: stage.frame().count("[Keynote] x [/ 0") >= 3, "row, details, border")
        await stage.press("c")
        options = stage.top.query_one(OptionList)
        assert "[Keynote] [/" in str(options.get_option_at_index(1).prompt)
        await stage.press("escape", "H")
        await stage.shows("[Keynote] act")
        await stage.press("escape", "slash")
        await stage.type("[/")
        assert "/[/" in stage.frame()
        await stage.press("escape", "x")
        assert "[Keynote] x [/ 0" in stage.message
        harmless(stage)
