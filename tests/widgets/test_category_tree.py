import pytest

from tests.widgets.frames import HOSTILE, stage
from tests.widgets.talks import log_of, talk
from tui.domain.arrange import TreeRow, View, tree_rows
from tui.domain.section import Category, Verdict
from tui.widgets.category_tree import CategoryTree

ROWS = tree_rows(
    log_of(
        [
            Category(id="c1", title="Caching", digit=1, rank="a", level=2),
            Category(id="c2", title="Maintainers", parent="c1", rank="b", level=3),
            talk(1, parent="c1", rank="c", level=3, verdict=Verdict.DONE),
            talk(2, parent="c1", rank="d", level=3, verdict=Verdict.KEPT),
            talk(3),
        ]
    )
)


async def test_rows_show_digit_title_and_counts() -> None:
    tree = CategoryTree()
    async with stage(tree, size=(28, 8)) as running:
        tree.show(ROWS, View("inbox"))
        await running.pilot.pause()
        assert running.lines()[:6] == [
            "▌  Inbox                  1 ",
            "   Maybe                  0 ",
            " 1 Caching            ▄ 1/2 ",
            "   └ Maintainers        0/0 ",
            "   Done                   1 ",
            "   Skipped                0 ",
        ]


async def test_a_wide_tree_has_progress_bars() -> None:
    tree = CategoryTree()
    async with stage(tree, size=(44, 8)) as running:
        tree.show(ROWS, View("inbox"))
        await running.pilot.pause()
        assert running.lines()[2].endswith("▇▇▁▁▁ 1/2 ")
        assert "▁" not in running.lines()[0]


async def test_the_cursor_moves_and_tells() -> None:
    tree = CategoryTree()
    async with stage(tree, size=(28, 8)) as running:
        tree.show(ROWS, View("inbox"))
        tree.focus()
        await running.pilot.press("j", "j", "enter", "G")
        await running.pilot.click(tree, offset=(5, 3))
        views = [message.view for message in running.heard(CategoryTree.Selected)]
        assert views == [View("category", "c1"), View("category", "c2")]
        moved = [message.view for message in running.heard(CategoryTree.Highlighted)]
        assert View("skipped") in moved and moved[-1] == View("category", "c2")


async def test_the_cursor_stays_with_its_view_and_follows_the_selected_one() -> None:
    tree = CategoryTree()
    async with stage(tree, size=(28, 8)):
        tree.show(ROWS, View("inbox"))
        assert tree.move_to(View("done"))
        tree.show(ROWS[1:], View("inbox"))
        assert tree.cursor_view == View("done")
        tree.show(ROWS, View("category", "c2"))
        assert tree.cursor_view == View("category", "c2")
        tree.show(ROWS[:2], View("category", "c2"))
        assert tree.cursor_view == View("maybe")
        tree.show((), None)
        assert tree.cursor_view is None
        assert not tree.move_to(View("done"))


@pytest.mark.parametrize("width", [1, 4, 12, 30, 90])
async def test_any_title_fills_exactly_its_line_and_steers_nothing(width: int) -> None:
    tree = CategoryTree()
    rows = [
        TreeRow(View("category", str(n)), title, n % 6, n % 10, "12345/67890", n, n)
        for n, title in enumerate(HOSTILE)
    ]
    async with stage(tree, size=(width, len(rows))) as running:
        tree.show(rows, rows[3].view)
        await running.pilot.pause()
        running.assert_harmless()
        assert [tree.draw_row(row, width)[0].cell_length for row in range(len(rows))] == [width] * len(rows)
