"""Lists that break off, skip, stall, stop: recorded output of yt-dlp."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.sources.recorded import ENDING, LIST_URL, recorded
from tests.sources.ytdlp_data import entry, video_id
from tui.sources import SourceCancelled, SourceError
from tui.sources.by_url import read_url_source
from tui.sources.ytdlp_errors import warnings_of


def test_a_list_that_breaks_off_is_kept_and_resumed(tmp_path: Path) -> None:
    rows = [entry(n) for n in range(1, 8)]
    command, noted = recorded(
        tmp_path,
        rows,
        stop=3,
        status=1,
        errors="ERROR: [youtube:tab] PLx: Unable to download API page: timed out (caused by X)\n",
    )
    half = read_url_source(LIST_URL, command=command)
    assert half.partial and len(half.talks) == 3 and half.key == "yt:PLexampleexample"
    assert half.warnings[0] == (
        "it broke off after 3 videos of 7 (Unable to download API page: timed out): these are kept, "
        "read it again for the rest"
    )
    command, noted = recorded(tmp_path, rows, ending=ENDING)
    seen: list[tuple[int, int | None]] = []
    whole = read_url_source(LIST_URL, command=command, resume=half, progress=lambda *now: seen.append(now))
    assert "--playlist-items=4:" in json.loads(noted.read_text())["argv"]
    at_once = read_url_source(LIST_URL, command=recorded(tmp_path, rows, ending=ENDING)[0])
    assert whole == at_once, "titles tell of each other across the break"
    assert seen[0] == (3, None) and seen[-1] == (7, 7)


def test_a_resumption_that_gets_nothing_keeps_what_there_was(tmp_path: Path) -> None:
    rows = [entry(n) for n in range(1, 4)]
    half = read_url_source(LIST_URL, command=recorded(tmp_path, rows, stop=2, status=1)[0])
    again = read_url_source(LIST_URL, command=recorded(tmp_path, rows, stop=2, status=1)[0], resume=half)
    assert (again.talks, again.key, again.title, again.partial) == (half.talks, half.key, half.title, True)


def test_an_old_yt_dlp_is_told_from_a_bad_address(tmp_path: Path) -> None:
    said = "Usage: yt-dlp [OPTIONS] URL\n\nyt-dlp: error: no such option: --no-plugin-dirs\n"
    command, _ = recorded(tmp_path, [], status=2, errors=said)
    with pytest.raises(SourceError, match=r"the installed yt-dlp is too old \(`pip install -U yt-dlp`\)"):
        read_url_source(LIST_URL, command=command)


def test_skipped_videos_are_summed_up(tmp_path: Path) -> None:
    errors = (
        "WARNING: [generic] Falling back on generic information extractor\n"
        f"ERROR: [youtube] {video_id(2)}: Private video. Sign in if you've been granted access\n"
        f"ERROR: [youtube] {video_id(3)}: Private video. Sign in if you've been granted access\n"
        "WARNING: [youtube:tab] YouTube said: INFO - 2 unavailable videos are hidden\n"
        "ERROR: [vimeo] 5: evil \x1b]52;c;x\x07; please report this issue on https://example.org\n"
    )
    command, _ = recorded(tmp_path, [entry(1)], ending=ENDING, status=1, errors=errors)
    read = read_url_source(LIST_URL, command=command)
    assert not read.partial and len(read.talks) == 1
    assert read.warnings[:2] == (
        "2 videos skipped: Private video. Sign in if you've been granted access",
        "1 video skipped: evil ␛]52;c;x␇",
    )
    assert read.warnings[2] == "yt-dlp: YouTube said: INFO - 2 unavailable videos are hidden"


def test_a_flood_of_errors_is_cut() -> None:
    lines = warnings_of("\n".join(f"ERROR: [x] {n}: reason {n}" for n in range(500)))
    assert len(lines) == 11 and lines[-1] == "490 more warnings of yt-dlp"


def test_it_can_be_stopped_and_nothing_stays_behind(tmp_path: Path) -> None:
    rows = [entry(n) for n in range(1, 200)]
    command, noted = recorded(tmp_path, rows, pause=0.02, hang=True)
    seen: list[int] = []
    began = time.monotonic()
    with pytest.raises(SourceCancelled):
        read_url_source(
            LIST_URL,
            command=command,
            progress=lambda done, _: seen.append(done),
            cancelled=lambda: len(seen) > 3,
        )
    assert time.monotonic() - began < 5 and len(seen) < 20
    with pytest.raises(ProcessLookupError):
        os.kill(json.loads(noted.read_text())["pid"], 0)


def test_silence_is_not_waited_for_without_end(tmp_path: Path) -> None:
    rows = [entry(n) for n in range(1, 4)]
    read = read_url_source(LIST_URL, command=recorded(tmp_path, rows, hang=True)[0], patience=0.5)
    assert read.partial and len(read.talks) == 3 and "(nothing more came)" in read.warnings[0]
    with pytest.raises(SourceError, match="nothing more came"):
        read_url_source(LIST_URL, command=recorded(tmp_path, [], hang=True)[0], patience=0.5)


def test_an_empty_playlist_is_no_failure(tmp_path: Path) -> None:
    read = read_url_source(LIST_URL, command=recorded(tmp_path, [], ending=ENDING)[0])
    assert (read.title, read.key, read.talks) == ("ExampleConf 2019", "yt:PLexampleexample", ())
    assert "holds no talks" in read.warnings[0]
