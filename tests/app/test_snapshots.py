"""The app looks as it did when its pictures were looked at last."""

import pytest

from tests.app.snapshots import FOLDER, SHOTS, Shot, take


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
async def test_it_looks_as_it_did(shot: Shot) -> None:
    text, _ = await take(shot)
    assert text == (FOLDER / f"{shot.name}.txt").read_text(encoding="utf-8"), (
        "it looks otherwise: `python -m tests.app.snapshots FOLDER`, look at the pictures, keep them"
    )


def test_every_snapshot_is_taken() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {shot.name for shot in SHOTS}
