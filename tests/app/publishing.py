"""Publishing by keys, for tests."""

from pathlib import Path

from tests.app.stage import Stage


async def publish_to(stage: Stage, path: Path) -> None:
    """Press X and name the file in place of the proposed one."""
    await stage.press("X", "ctrl+u")
    await stage.type(f"{path}\n")


async def published(stage: Stage, post: Path) -> None:
    """Publish to a file."""
    await publish_to(stage, post)
    await stage.shows("Enter writes the file")
    await stage.press("enter")
    await stage.says("published")
