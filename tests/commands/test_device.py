import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui.commands.device import this_device


def test_it_is_made_once_and_kept(isolated_machine: Path) -> None:
    first = this_device()
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{4}", first)
    assert this_device() == first
    (kept,) = isolated_machine.rglob("device")
    assert kept.read_text(encoding="ascii").strip() == first
    assert [path.name for path in kept.parent.iterdir()] == ["device"]


def test_all_who_make_it_at_once_get_the_same_one(
    isolated_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadPoolExecutor(8) as pool:
        for number in range(100):
            monkeypatch.setenv("XDG_STATE_HOME", str(isolated_machine / f"home-{number}"))
            assert len(set(pool.map(lambda _: this_device(), range(8)))) == 1
            assert [path.name for path in isolated_machine.glob(f"home-{number}/talklog/*")] == ["device"]


def test_a_damaged_one_and_a_home_that_cannot_be_written_are_no_failure(
    isolated_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(os.environ["XDG_STATE_HOME"]) / "talklog"
    folder.mkdir()
    (folder / "device").write_bytes(b"\xff\x1b[31m")
    assert re.fullmatch(r"[a-z0-9-]+", this_device())
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/x")
    plain = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().lower().split(".", 1)[0]).strip("-")[:30]
    assert this_device() == (plain or "here")
