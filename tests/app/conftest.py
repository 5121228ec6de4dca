import shutil
from pathlib import Path

import pytest

from tests.app.stage import session_over
from tui.session.demo import build_demo


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample conference's library, built once; not to be altered."""
    library = tmp_path_factory.mktemp("demo") / "library"
    with session_over(library) as session:
        build_demo(session)
    return library


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Path:
    """A copy of the sample conference's library."""
    return Path(shutil.copytree(built_demo, tmp_path / "library"))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a library that is not there yet."""
    return tmp_path / "library"
