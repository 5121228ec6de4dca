"""A stand-in for yt-dlp that prints what was recorded."""

import json
import sys
from pathlib import Path
from typing import Any

LIST_URL = "https://www.youtube.com/playlist?list=PLexampleexample"


def recorded(tmp_path: Path, rows: list[dict[str, Any]], **script: Any) -> tuple[list[str], Path]:
    """A command that prints rows as yt-dlp does, and where it writes how it was called."""
    head = {
        "playlist_id": "PLexampleexample",
        "playlist_title": "ExampleConf 2019",
        "playlist_webpage_url": LIST_URL,
        "playlist_count": len(rows),
    }
    lines = ["row " + json.dumps(head | {"playlist_index": n} | row) for n, row in enumerate(rows, 1)]
    noted = tmp_path / "arguments.json"
    path = tmp_path / "script.json"
    path.write_text(json.dumps({"lines": lines, "arguments": str(noted)} | script))
    return [sys.executable, str(Path(__file__).with_name("replay.py")), str(path)], noted


ENDING = "list " + json.dumps(
    {"id": "PLexampleexample", "title": "ExampleConf 2019", "webpage_url": LIST_URL}
)
