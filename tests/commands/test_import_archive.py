"""`talklog import` of an archive: a log for each event; Ctrl-C keeps what was whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.commands.harness import done, environment, talklog
from tests.session.test_import_archive import EVENTS, archive, event


def test_events_become_logs_and_one_undo_takes_them_back(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.tar.xz", *EVENTS)
    would = done(talklog("import", path, "--dry-run"))
    assert would.lines[-1] == "would import 3 events: 9 new talks, 3 new logs"
    assert done(talklog("logs", "--json")).json == []
    assert done(talklog("import", path)).text == "imported 3 events: 9 new talks, 3 new logs\n"
    assert len(done(talklog("logs", "--json")).json) == 3
    again = done(talklog("import", path, "--json")).json
    assert [(log["log"], log["altered"], log["unchanged"]) for log in again["logs"]] == [
        ("abc-conf", False, 3),
        ("def-conf", False, 2),
        ("ghi-conf", False, 4),
    ]
    done(talklog("undo"))
    assert done(talklog("logs", "--json")).json == []


def test_ctrl_c_keeps_what_was_whole(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.tar.xz", *[event(f"conf-{number}", 250) for number in range(30)])
    library = Path(os.environ["TALKLOG_LIBRARY"])
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "import", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    deadline = time.monotonic() + 60
    while not list(library.glob("*.json")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    logs = done(talklog("logs", "--json")).json
    assert out.startswith(f"imported {len(logs)} event".encode())
    assert b"ended early" in out and b"the import was stopped" in err and b"Traceback" not in err
    assert 0 < len(logs) < 30
    assert all(log["counts"]["inbox"] == 250 for log in logs)
