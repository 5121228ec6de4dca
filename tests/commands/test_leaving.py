"""What leaves: rendering, exports, the clipboard."""

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.harness import IDS, POST, TALKS, done, environment, refused, talklog, talklog_process


@pytest.fixture
def post(tmp_path: Path) -> str:
    """The slug of a log that is `POST`."""
    path = tmp_path / "post.md"
    path.write_bytes(POST.encode())
    done(talklog("import", path, "--log", "post"))
    return "post"


def test_a_section_is_rendered_with_what_is_below_it(post: str) -> None:
    talk = done(talklog("render", post, "Where the Bytes Go")).text
    assert talk.startswith("### [Where the Bytes Go]") and "#### [A Cache is a Promise]" in talk
    assert "Closing" not in talk
    assert done(talklog("render", post, "Closing")).text == "## Closing\n\nThanks.\n"
    assert done(talklog("render", post, "storage")).text.startswith("## Storage\n")
    assert done(talklog("render", post)).out == POST.encode()
    refused(talklog("render", post, "nothing like it"))


def test_html_and_text_have_no_front_matter_and_no_markup(post: str) -> None:
    page = done(talklog("render", post, "--as", "html")).text
    assert "<h2>Storage</h2>" in page and 'href="https://www.youtube.com/watch?v=aaaaaaaaaa0"' in page
    assert "date =" not in page
    text = done(talklog("render", post, "--as", "text")).text
    assert "Storage" in text and "##" not in text and "date =" not in text
    assert done(talklog("export", post, "--as", "html")).text == page
    assert done(talklog("export", post, "--as", "text")).text == text


def test_export_as_json_holds_the_whole_log(post: str) -> None:
    whole = done(talklog("export", post, "--as", "json")).json
    assert whole["title"] == "Tiny log" and whole["date"] == "2024-05-01"
    assert whole["front_matter"].startswith("+++\n")
    assert [category["path"] for category in whole["categories"]] == ["Storage"]
    assert whole["categories"][0]["why"] == "bytes must lie somewhere"
    assert [section["title"] for section in whole["prose"]] == ["Closing"]
    assert [talk["title"] for talk in whole["talks"]] == ["Where the Bytes Go", "A Cache is a Promise"]
    assert whole["talks"][1]["parent"] == whole["talks"][0]["id"]


def test_export_as_csv_is_read_by_a_csv_reader_and_holds_no_formula(tiny: str) -> None:
    done(talklog("note", tiny, IDS[0], "--text-file", "-", stdin=b'=HYPERLINK("x"), "quoted"\nsecond line'))
    rows = list(csv.DictReader(io.StringIO(done(talklog("export", tiny, "--as", "csv")).out.decode())))
    assert [row["id"] for row in rows] == list(IDS)
    assert rows[0]["note"] == '\'=HYPERLINK("x"), "quoted"\nsecond line'
    assert rows[2]["seconds"] == ""
    assert len(rows) == len(TALKS)


def test_export_into_a_file_replaces_it_whole(tmp_path: Path, post: str) -> None:
    path = tmp_path / "out.md"
    path.write_bytes(b"something much longer than nothing" * 100)
    shown = done(talklog("export", post, "-o", path)).text
    assert str(path) in shown
    assert path.read_bytes() == POST.encode()
    assert done(talklog("export", post, "-o", "-")).out == POST.encode()
    refused(talklog("export", post, "-o", tmp_path))
    refused(talklog("export", post, "-o", tmp_path / "missing" / "x.md"))


def test_a_profile_decides_the_front_matter_of_a_new_log(tmp_path: Path, tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], "--category", "Storage", "--create"))
    assert done(talklog("export", tiny, "--profile", "zola")).text.startswith("+++\n")
    assert done(talklog("export", tiny, "--profile", "plain")).text.startswith("## Storage")
    done(talklog("publish", tiny, "--to", tmp_path / "post.md", "--profile", "zola"))
    assert done(talklog("export", tiny)).out == (tmp_path / "post.md").read_bytes()
    assert done(talklog("export", tiny, "--profile", "plain")).text.startswith("## Storage")
    refused(talklog("export", tiny, "--profile", "wordpress"), 2)


def test_copy_without_any_clipboard_says_why_and_keeps_the_text(tiny: str) -> None:
    done(talklog("keep", tiny, IDS[0], "--category", "Storage", "--create"))
    ended = talklog_process("copy", tiny, "Storage", env={"PATH": "/nonexistent"})
    line = refused(ended)
    saved = next(Path(part) for part in re.split(r"[ ;]+", line) if part.endswith(".md"))
    assert saved.read_bytes() == done(talklog("render", tiny, "Storage")).out


@pytest.fixture
def display() -> Iterator[str]:
    """A real X server without a screen."""
    if shutil.which("Xvfb") is None or shutil.which("xclip") is None:
        pytest.skip("Xvfb and xclip are not both on this machine")
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start on this machine")
        yield f":{number}"
        server.terminate()


def test_copy_reaches_the_real_clipboard(tiny: str, display: str) -> None:
    done(talklog("keep", tiny, IDS[0], "--category", "Störage", "--create"))
    shown = done(talklog_process("copy", tiny, "Störage", env={"DISPLAY": display})).text
    assert "xclip" in shown
    paste = ["xclip", "-selection", "clipboard", "-o"]
    pasted = subprocess.run(
        paste, env=environment({"DISPLAY": display}), capture_output=True, check=True, timeout=10
    )
    assert pasted.stdout == done(talklog("render", tiny, "Störage")).out
