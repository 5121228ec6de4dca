"""Two marked talks become one, and two again."""

from pathlib import Path

from tests.app.stage import running


async def test_two_marked_talks_are_joined_and_taken_apart(demo: Path) -> None:
    async with running(demo) as stage:
        first, second, third = stage.rows[:3]
        await stage.press("ampersand")
        assert "joining takes two talks" in stage.message
        await stage.press("space", "space", "ampersand")
        assert "Join “" in stage.message and "takes it back" in stage.message
        assert stage.rows[:2] == (first, third)
        assert not stage.main.talk_list.marks
        assert len(stage.log.talk(first).keys) > 1
        await stage.press("u")
        assert stage.rows[:3] == (first, second, third)
        assert stage.log.talk(first).keys != stage.log.talk(second).keys
