"""The built wheel, installed into a fresh environment and used from another folder."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.packaging.checkout import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout, with the build backend of the running environment."""
    pytest.importorskip("hatchling", reason="the build backend is not installed: install the extra `test`")
    folder = tmp_path_factory.mktemp("dist")
    _run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT],
        folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a fresh environment with the wheel; its dependencies are those of the running one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    _run([*pip, "install", "-q", "--no-deps", "--no-index", "--ignore-installed", wheel], folder)
    return folder / "bin"


def _run(command: list[str | Path], folder: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        command, cwd=folder, env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tui").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert "tui/py.typed" in names
    assert data - names == set()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"tui"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_command_runs_from_another_folder(environment: Path, tmp_path: Path) -> None:
    shown = _run([environment / "talklog", "--version"], tmp_path)
    assert shown.startswith("talklog ")
    assert _run([environment / "python", "-m", "tui", "--version"], tmp_path) == shown
    metadata = "import importlib.metadata as m; print('talklog', m.version('talklog'))"
    assert _run([environment / "python", "-c", metadata], tmp_path) == shown


def test_the_import_finds_the_installed_package(environment: Path, tmp_path: Path) -> None:
    where = Path(_run([environment / "python", "-c", "import tui; print(tui.__file__)"], tmp_path).strip())
    assert where.is_relative_to(environment.parent)


def test_the_demo_is_in_the_wheel(environment: Path, tmp_path: Path) -> None:
    _run([environment / "talklog", "demo", "--no-open", "--library", tmp_path / "demo"], tmp_path)
    listed = _run([environment / "talklog", "--library", tmp_path / "demo", "logs"], tmp_path)
    assert listed.strip()
