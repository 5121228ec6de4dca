"""What the rows of the list look like: nesting, verdicts, the cursor in every theme, plain signs."""

import pytest

from tests.widgets.frames import stage
from tests.widgets.talks import log_of, numbered, talk
from tui.domain.section import Verdict, Watch
from tui.widgets.symbols import ASCII
from tui.widgets.talk_list import TalkList


async def test_companions_stand_under_their_talks() -> None:
    log = log_of([talk(1), talk(2, parent="t1"), talk(3, parent="t2"), talk(4, parent="t4")])
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log, ("t1", "t2", "t3", "t4", "gone"))
        await running.pilot.pause()
        assert running.lines()[2].startswith("  · └ Talk number 2")
        assert running.lines()[4].startswith("  ·   └ Talk number 3")
        talks.show(log, ("t1", "t2", "t3"), indent=False)
        await running.pilot.pause()
        assert running.lines()[2].startswith("  · Talk number 2")


async def test_an_unavailable_talk_says_so() -> None:
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log_of([talk(1, available=False)]), ("t1",))
        await running.pilot.pause()
        assert running.lines()[1].startswith("▌   unavailable · Ada Ito")


async def test_verdicts_differ_in_shape_and_colour() -> None:
    talks = TalkList()
    rows = [talk(n, verdict=verdict) for n, verdict in enumerate(Verdict, 1)]
    async with stage(talks, size=(40, 14)) as running:
        talks.show(log_of([*rows, talk(9)]), ("t9", *(row.id for row in rows)))
        await running.pilot.pause()
        strips = [talks.draw_row(row, 40)[0] for row in range(1, 6)]
        signs = [strip.crop(2, 3) for strip in strips]
        assert len({sign.text for sign in signs}) == 5
        assert len({segment.style for sign in signs for segment in sign}) >= 4


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_the_cursor_is_seen_in_every_theme(theme: str) -> None:
    log, rows = numbered(3)
    talks = TalkList()
    async with stage(talks) as running:
        running.app.theme = theme
        talks.show(log, rows)
        for focused in (True, False):
            talks.focus() if focused else running.app.set_focus(None)
            await running.pilot.pause()
            under, other = (talks.draw_row(row, 40)[0] for row in (0, 1))
            assert under.text.startswith("▌") and other.text.startswith(" ")
            if focused:
                assert [s.style for s in under] != [s.style for s in other]
            for segment in (*under, *other):
                assert segment.style is not None and segment.style.color is not None
                same = segment.style.color == segment.style.bgcolor
                assert not same or segment.style.color.is_default


async def test_focus_repaints_the_cursor() -> None:
    log, rows = numbered(3)
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log, rows)
        running.app.set_focus(None)
        await running.pilot.pause()
        blurred = running.written()
        talks.focus()
        await running.pilot.pause()
        assert running.written() != blurred


async def test_without_colours_the_cursor_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    log, rows = numbered(3)
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log, rows)
        await running.pilot.pause()
        under, other = (talks.draw_row(row, 40)[0] for row in (0, 1))
        assert all(segment.style is not None for segment in (*under, *other))
        assert [bool(s.style and s.style.reverse) for s in under] == [True] * len(list(under))
        assert not any(s.style and s.style.reverse for s in other)


async def test_in_ascii_every_symbol_is_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.talk_list.symbols", lambda: ASCII)
    talks = TalkList()
    rows = [
        talk(n, verdict=verdict, note="x", watch=watch, title="long " * 20, parent="t1" if n > 1 else None)
        for n, (verdict, watch) in enumerate(zip(Verdict, [*Watch, Watch.NONE], strict=True), 1)
    ]
    async with stage(talks) as running:
        talks.show(log_of(rows), [row.id for row in rows])
        talks.toggle_mark()
        await running.pilot.pause()
        assert running.frame().isascii()
