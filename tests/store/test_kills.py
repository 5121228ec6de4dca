"""A thousand real processes are killed at random moments; nothing that was acknowledged is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("TALKLOG_KILLS", "1000"))
"""How many processes are killed in all."""
WORKERS = 2
"""Libraries on which they are killed side by side."""


@pytest.mark.slow
def test_no_kill_loses_what_was_acknowledged(tmp_path: Path) -> None:
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.store.killing",
                str(tmp_path / str(n)),
                str(KILLS // WORKERS),
                str(n),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in range(WORKERS)
    ]
    try:
        for worker in workers:
            out, err = worker.communicate(timeout=600)
            assert worker.returncode == 0, err
            told = json.loads(out)
            assert told["killed"] == KILLS // WORKERS
            assert told["saved"] > told["killed"] / 4, "too few of them got to save something"
            assert told["torn"] > 0, "none of them died with half a line written"
            assert told["backups"] > 1 and int(told["first"]) > 1, "backups were made, old history was cut"
            assert "the child failed" not in err, err
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
