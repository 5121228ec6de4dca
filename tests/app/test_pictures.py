"""The README's pictures are those of the app as it is."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"


def make() -> ModuleType:
    """The script that takes them."""
    spec = importlib.util.spec_from_file_location("screenshots_make", FOLDER / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = make()


@pytest.mark.parametrize("shot", SCRIPT.SHOTS, ids=lambda shot: shot.name)
async def test_a_picture_is_what_the_app_looks_like(shot: object) -> None:
    name = getattr(shot, "name")  # noqa: B009 - the script is no package and has no types here
    taken = await SCRIPT.take(shot)
    assert taken == (FOLDER / f"{name}.svg").read_text(encoding="utf-8"), (
        "the app looks otherwise than the picture: look at both, then `python screenshots/make.py`"
    )


@pytest.mark.parametrize("shot", SCRIPT.SHOTS, ids=lambda shot: shot.name)
def test_a_picture_needs_nothing_from_elsewhere(shot: object) -> None:
    text = (FOLDER / f"{getattr(shot, 'name')}.svg").read_text(encoding="utf-8")  # noqa: B009
    assert "@font-face" not in text
    assert "cdnjs" not in text
