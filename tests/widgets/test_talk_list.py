from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from tests.widgets.frames import HOSTILE, stage
from tests.widgets.talks import log_of, numbered, talk
from tui.domain.fuzzy.match import Searched, spans_of
from tui.domain.section import Verdict, Watch
from tui.widgets.symbols import UNICODE
from tui.widgets.talk_list import TalkList
from tui.widgets.talk_row import shown_suggestion


class CountingList(TalkList):
    """Counts the rows that were drawn, and the lines that were painted."""

    drawn = 0
    painted = 0

    def draw_row(self, row: int, width: int) -> tuple[Strip, ...]:
        self.drawn += 1
        return super().draw_row(row, width)

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return super().render_line(y)


async def test_a_talk_takes_two_lines() -> None:
    talks = TalkList()
    async with stage(talks, size=(60, 6)) as running:
        one = talk(1, title="How caches lie", seconds=3723, speakers=("Ada Ito", "Bo Chu"), note="x")
        one = talk(
            1, **{f: getattr(one, f) for f in ("title", "seconds", "speakers", "note")}, watch=Watch.PARTLY
        )
        log = log_of([one, talk(2, verdict=Verdict.KEPT)])
        talks.show(log, ("t1", "t2"), suggest=lambda _: shown_suggestion("1 Caching", UNICODE))
        await running.pilot.pause()
        first, second, third, *_ = running.lines()
        assert first.startswith("▌ · How caches lie ")
        assert first.endswith("≡◐ 1:02:03 ")
        assert second.startswith("▌   Ada Ito, Bo Chu · Acme ")
        assert second.endswith(" → 1 Caching? ")
        assert third.startswith("  + Talk number 2 ") and third.endswith("2:31 ")


@pytest.mark.parametrize("width", [1, 2, 5, 11, 20, 41, 120])
async def test_any_title_fills_exactly_its_lines_and_steers_nothing(width: int) -> None:
    talks = TalkList()
    rows = [
        talk(
            n,
            title=text,
            raw_title=text,
            speakers=(text, text),
            company=text,
            rating=3,
            parent="t1" if n > 1 else None,
        )
        for n, text in enumerate(HOSTILE, 1)
    ]
    async with stage(talks, size=(width, 2 * len(rows))) as running:
        talks.show(
            log_of(rows),
            [row.id for row in rows],
            suggest=lambda one: shown_suggestion(one.title, UNICODE),
            spans=lambda talk: spans_of(Searched(talk), ("x", "e")),
        )
        await running.pilot.pause()
        running.assert_harmless()
        for row in range(len(rows)):
            for strip in talks.draw_row(row, width):
                assert strip.cell_length == sum(cell_len(s.text) for s in strip) == width


async def test_brackets_of_titles_are_shown() -> None:
    talks = TalkList()
    async with stage(talks, size=(60, 8)) as running:
        talks.show(log_of([talk(1, title="[Keynote] A [/b] c"), talk(2, title="[/")]), ("t1", "t2"))
        await running.pilot.pause()
        assert "[Keynote] A [/b] c" in running.frame()
        assert "  · [/ " in running.frame()


async def test_the_cursor_moves_by_all_keys() -> None:
    log, rows = numbered(100)
    talks = TalkList()
    async with stage(talks, size=(40, 20)) as running:
        talks.show(log, rows)
        talks.focus()
        seen = []
        for key in (
            "j",
            "down",
            "k",
            "up",
            "pagedown",
            "ctrl+d",
            "ctrl+u",
            "pageup",
            "G",
            "g",
            "end",
            "home",
        ):
            await running.pilot.press(key)
            seen.append(talks.cursor_row)
        assert seen == [1, 2, 1, 0, 10, 15, 10, 0, 99, 0, 99, 0]
        await running.pilot.press("k")
        assert talks.cursor_row == 0
        await running.pilot.press("G", "j")
        assert talks.cursor_row == 99
        assert talks.scroll_offset.y == 200 - 20
        assert running.lines()[18].startswith("▌ · Talk number 100")
        assert running.app.cursor_position == (0, 18)


async def test_messages_tell_what_happened() -> None:
    log, rows = numbered(5)
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log, rows)
        talks.focus()
        await running.pilot.press("j", "enter", "l")
        talks.toggle_mark()
        talks.show(log, ())
        await running.pilot.pause()
        highlighted = [message.talk_id for message in running.heard(TalkList.Highlighted)]
        assert highlighted[0] == "t1" and highlighted[-1] is None and "t2" in highlighted
        assert [message.talk_id for message in running.heard(TalkList.Opened)] == ["t2", "t2"]
        assert [set(message.marks) for message in running.heard(TalkList.MarksChanged)] == [{"t2"}, set()]


@pytest.mark.parametrize(
    ("rows", "cursor"),
    [
        (["a", "b", "d", "e"], "d"),  # its own row went
        (["d", "e"], "d"),  # it and all above
        (["a", "b"], "b"),  # it and all below
        (["x", "y", "a", "b", "c", "d", "e"], "c"),  # others came above
        (["e", "d", "c", "b", "a"], "c"),  # sorted otherwise
        (["x"], "x"),  # all others
        ([], None),
    ],
)
async def test_the_cursor_stays_with_its_talk_or_at_its_place(
    rows: Sequence[str], cursor: str | None
) -> None:
    log = log_of([talk(n, id=name) for n, name in enumerate("abcdexy", 1)])
    talks = TalkList()
    async with stage(talks):
        talks.show(log, ["a", "b", "c", "d", "e"])
        assert talks.move_to("c")
        talks.show(log, rows)
        assert talks.cursor_talk == cursor
        talks.show(log, rows, keep_cursor=False)
        assert talks.cursor_row == (0 if rows else None)


async def test_the_scrollbar_covers_no_text() -> None:
    log, rows = numbered(100)
    talks = TalkList()
    async with stage(talks, size=(40, 10)) as running:
        talks.show(log, rows)
        await running.pilot.pause()
        assert talks.show_vertical_scrollbar
        assert running.lines()[0][:-1].endswith(" 1:31 ")


async def test_marks_and_ranges() -> None:
    log, rows = numbered(9)
    talks = TalkList()
    async with stage(talks) as running:
        talks.show(log, rows)
        assert list(talks.targets) == ["t1"]
        talks.move_to("t3")
        talks.toggle_mark()
        talks.move_to("t5")
        talks.mark_range()
        talks.move_to("t1")
        talks.toggle_mark()
        assert list(talks.targets) == ["t1", "t3", "t4", "t5"]
        await running.pilot.pause()
        assert running.lines()[0].startswith("▌•")
        assert running.lines()[2].startswith("  ·")
        talks.show(log, rows[:4])
        assert talks.marks == {"t1", "t3", "t4"}
        talks.clear_marks()
        assert talks.targets == ("t1",)
        assert not talks.move_to("t9")


async def test_50_000_rows_cost_what_the_screen_costs() -> None:
    log, rows = numbered(50_000)
    talks = CountingList()
    async with stage(talks, size=(50, 40)) as running:
        talks.show(log, rows)
        talks.focus()
        await running.pilot.pause()
        first_drawn = talks.drawn
        assert first_drawn <= 3 * 20
        await running.pilot.press("G")
        await running.pilot.pause()
        assert talks.drawn <= first_drawn + 21


async def test_a_move_repaints_two_rows_and_a_change_one() -> None:
    log, rows = numbered(50_000)
    talks = CountingList()
    async with stage(talks, size=(50, 40)) as running:
        talks.show(log, rows)
        talks.focus()
        await running.pilot.press("j", "k")
        await running.pilot.pause()
        talks.painted = 0
        await running.pilot.press("j")
        await running.pilot.pause()
        assert talks.painted == 4
        talks.painted = 0
        talks.show(log, rows)
        await running.pilot.pause()
        assert talks.painted == 0
        sections = log.sections.set("t4", talk(4, watch=Watch.WATCHED)).set("t40000", talk(40_000, title="y"))
        talks.show(type(log)(log.info, sections, log.sources, log.index), rows)
        await running.pilot.pause()
        assert talks.painted == 2
        assert "●" in running.lines()[6]


async def test_a_resize_keeps_the_cursor_in_view_and_the_lines_whole() -> None:
    log, rows = numbered(100)
    talks = TalkList()
    async with stage(talks, size=(80, 30)) as running:
        talks.show(log, rows)
        talks.focus()
        await running.pilot.press("pagedown")
        for width, height in ((33, 7), (120, 3), (20, 1), (9, 40)):
            await running.pilot.resize_terminal(width, height)
            await running.pilot.pause()
            assert any(line.startswith("▌ · T") for line in running.lines()), running.frame()
            running.assert_harmless()


async def test_mouse_clicks_select_and_open_and_the_wheel_scrolls() -> None:
    log, rows = numbered(100)
    talks = TalkList()
    async with stage(talks, size=(60, 20)) as running:
        talks.show(log, rows)
        await running.pilot.click(talks, offset=(5, 3))
        assert talks.cursor_talk == "t2"
        await running.pilot.click(talks, offset=(5, 6), times=2)
        assert [message.talk_id for message in running.heard(TalkList.Opened)] == ["t4"]
        talks.scroll_down(animate=False)
        await running.pilot.pause()
        assert "number 1 " not in running.frame()
        assert talks.cursor_talk == "t4"


async def test_the_empty_text_stands_where_no_talk_does() -> None:
    log, rows = numbered(1)
    talks = TalkList()
    async with stage(talks) as running:
        talks.empty_text = "Nothing here.\n[b]I\x1b imports."
        await running.pilot.pause()
        assert [line.rstrip() for line in running.lines()[:3]] == ["", "  Nothing here.", "  [b]I␛ imports."]
        talks.show(log, rows)
        await running.pilot.pause()
        assert "Nothing" not in running.frame()


async def test_a_list_that_grows_shows_its_first_row_again() -> None:
    talks = TalkList()
    async with stage(talks, size=(40, 2)) as running:
        talks.focus()
        talks.show(*numbered(30))
        await running.pilot.press("j")
        await running.until(lambda: "Talk number 2" in running.lines()[0])
        await running.pilot.resize_terminal(40, 12)
        await running.until(lambda: "Talk number 1" in running.lines()[0])
