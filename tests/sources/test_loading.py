"""What cannot be read is one clear line: what, where, what to do."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.sources import SourceError, load


def test_a_file_is_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    path.write_bytes(b"\xff\x00data")
    assert load(str(path)) == b"\xff\x00data"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[1]")))
    assert load("-") == b"[1]"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    with pytest.raises(SourceError, match="standard input has more than the 10 bytes"):
        load("-", limit=10)


def test_a_file_beside_a_dash_is_no_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(b"here")
    assert load("./-") == b"here"


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b" \n")
    (tmp_path / "large").write_bytes(b"x" * 11)
    os.mkfifo(tmp_path / "pipe")
    cases = {
        "": "is a folder: name one file in it",
        "missing": "does not exist: check the path",
        "empty": "is empty: there is nothing to import",
        "large": "has 11 bytes, more than the 10 bytes that are read: split it",
        "empty/below": "does not exist: a part of the path is a file",
        "pipe": "is no ordinary file: pipe it into `import -`",
        "nul\0": "cannot be read",
        "x" * 300: "cannot be read: File name too long",
        "\x1b]52;c;\x07": "does not exist",
    }
    for name, message in cases.items():
        with pytest.raises(SourceError) as caught:
            load(str(tmp_path / name) if name else str(tmp_path), limit=10)
        assert message in str(caught.value)
        assert str(caught.value).isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "closed"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(SourceError, match="may not be read: check its permissions"):
        load(str(path))


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(SourceError, match="no ordinary file"):
        load("/dev/zero")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
def test_a_process_substitution_is_read() -> None:
    code = "from tui.sources import load; import sys; print(load(sys.argv[1]).decode())"
    command = f"{sys.executable} -c '{code}' <(sleep 0.2; echo '[1]')"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=30)
    assert (done.stdout.strip(), done.stderr) == ("[1]", "")
