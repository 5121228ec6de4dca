"""Bad input: one clear line, status 1, and nothing is lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.harness import IDS, TALKS, done, entry, playlist, refused, talklog, talklog_process


def everything(library: str) -> object:
    """All that the library holds."""
    logs = done(talklog("--library", library, "logs", "--json")).json
    return [done(talklog("--library", library, "export", log["slug"], "--as", "json")).json for log in logs]


LATIN = "## Ünïcode\n\n### [Wörter](https://example.org/w)\n\nschön\n".encode("latin-1")

BAD_FILES = {
    "empty.json": b"",
    "blank.json": b" \n\n",
    "no.json": b"this is no JSON\n",
    "truncated.json": playlist(TALKS)[:-40],
    "empty-playlist.json": playlist([]).replace(b"PLtiny", b"PLnone"),
    "number.json": b"42",
    "deep.json": b"[" * 100_000,
    "playlists.json": playlist([{"_type": "url", "ie_key": "YoutubeTab", "id": "PL1", "title": "x"}]),
    "binary.json": bytes(range(256)) * 40,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "database.db": b"SQLite format 3\x00" + bytes(100),
    "latin.csv": "Video-ID,Zeit\nabcdefghijk,2020-05-06T01:53:17+00:00\nMüller,é\n".encode("latin-1"),
    "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "'
    + b"&c;" * 99
    + b'">]><schedule>&b;</schedule>',
    "page.html": b"<!DOCTYPE html><html><body>nothing</body></html>",
    "cut.zip": b"PK\x03\x04" + bytes(300),
    "cut.tar.xz": b"\xfd7zXZ\x00" + bytes(60),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("way", ["file", "standard input", "existing log"])
def test_a_bad_file_is_refused_and_changes_nothing(tmp_path: Path, tiny: str, name: str, way: str) -> None:
    library = os.environ["TALKLOG_LIBRARY"]
    before = everything(library)
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    source = "-" if way == "standard input" else path
    into = [tiny] if way == "existing log" else ["other"]
    ended = talklog("import", source, "--log", *into, "--json", stdin=BAD_FILES[name])
    if name == "empty-playlist.json" and way == "existing log":
        assert "no talks" in done(ended).err
    else:
        refused(ended)
        assert everything(library) == before


def test_a_latin_1_post_keeps_its_bytes_or_is_refused(tmp_path: Path, tiny: str) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(LATIN)
    ended = talklog("import", path, "--log", "latin")
    if ended.status:
        refused(ended)
    else:
        assert done(talklog("export", "latin")).out == LATIN


def test_what_is_no_file_is_refused(tmp_path: Path, tiny: str) -> None:
    refused(talklog("import", ""), 2)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "missing.json", "pipe", "tiny.json/x", "n" * 300):
        assert name[:20] in refused(talklog("import", tmp_path / name))
    assert "127.0.0.1" in refused(talklog("import", "http://127.0.0.1:9/list.json"))
    assert "leave out --log" in refused(talklog("import", tmp_path / "folder", "--log", "tiny"))


@pytest.mark.parametrize(
    "slug", ["../../x", "/etc/x", "x/y", "..", ".", "UPPER", "a b", "ä", "x.json", "a" * 200, "\x1b[31m"]
)
def test_a_slug_is_never_a_path(tmp_path: Path, slug: str, isolated_machine: Path) -> None:
    source = tmp_path / "tiny.json"
    source.write_bytes(playlist(TALKS))
    before = sorted(tmp_path.rglob("*"))
    refused(talklog("import", source, "--log", slug))
    for arguments in (
        ["list", slug],
        ["show", slug, "x"],
        ["undo", slug],
        ["history", slug],
        ["export", slug],
    ):
        refused(talklog(*arguments))
    assert sorted(tmp_path.rglob("*")) == before
    assert not (isolated_machine / "x.json").exists()


@pytest.mark.slow
def test_a_playlist_of_50_megabytes_comes_in(tmp_path: Path) -> None:
    source = tmp_path / "large.json"
    rows = [
        {**entry(f"{number:010}A", f"Talk {number}"), "description": "d" * 4500} for number in range(11_000)
    ]
    source.write_bytes(playlist(rows))
    assert source.stat().st_size > 50_000_000
    assert done(talklog_process("import", source, "--log", "large", "--json")).json["new"] == 11_000
    assert len(done(talklog("list", "large", "--json")).json) == 11_000


_AS_NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "talklog-test", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"mounting needs root and a kernel that allows it: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    library = small_disk / "library"
    source, note = tmp_path / "tiny.json", tmp_path / "note.md"
    source.write_bytes(playlist(TALKS))
    done(talklog("--library", library, "import", source, "--log", "tiny"))
    done(talklog("--library", library, "note", "tiny", IDS[0], "--text-file", "-", stdin=b"kept"))
    before = everything(str(library))
    note.write_bytes(os.urandom(900_000).hex().encode())
    line = refused(talklog("--library", library, "note", "tiny", IDS[0], "--text-file", note))
    assert "No space left" in line or "full" in line
    large = tmp_path / "large.json"
    large.write_bytes(playlist([entry(f"{n:010}A", "T" * 900) for n in range(3000)], title="Large"))
    refused(talklog("--library", library, "import", large, "--log", "large"))
    assert everything(str(library)) == before
    done(talklog("--library", library, "note", "tiny", IDS[0], "--text-file", "-", stdin=b"goes on"))
    assert done(talklog("--library", library, "note", "tiny", IDS[0])).out == b"goes on\n"


def test_a_read_only_library_can_be_read_and_says_why_it_cannot_be_changed(
    tmp_path: Path, small_disk: Path
) -> None:
    library = small_disk / "library"
    source = tmp_path / "tiny.json"
    source.write_bytes(playlist(TALKS))
    done(talklog("--library", library, "import", source, "--log", "tiny"))
    before = everything(str(library))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for arguments in (
        ["skip", "tiny", IDS[0]],
        ["note", "tiny", IDS[0], "--append"],
        ["publish", "tiny", "--to", tmp_path / "post.md"],
        ["publish", "tiny", "--to", tmp_path / "post.md", "--follow"],
        ["import", source, "--log", "other"],
        ["undo"],
        ["undo", "tiny"],
        ["category", "new", "tiny", "A"],
    ):
        refused(talklog("--library", library, *arguments, stdin=b"x"))
    assert everything(str(library)) == before
    assert not (tmp_path / "post.md").exists()


def test_a_library_that_is_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"mine")
    source = tmp_path / "tiny.json"
    source.write_bytes(playlist(TALKS))
    for arguments in (["logs"], ["import", source], ["list", "x"]):
        refused(talklog("--library", path, *arguments))
    assert path.read_bytes() == b"mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
def test_a_library_of_somebody_else_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil
    import sys
    import tempfile

    from tests.commands.harness import environment

    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not on this machine")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        source = folder / "tiny.json"
        source.write_bytes(playlist(TALKS))
        library = folder / "library"
        done(talklog("--library", library, "import", source, "--log", "tiny"))
        ended = subprocess.run(
            [
                *_AS_NOBODY,
                sys.executable,
                "-m",
                "tui",
                "--library",
                folder / "library",
                "skip",
                "tiny",
                IDS[0],
            ],
            env=environment({"HOME": "/nonexistent"}),
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if "Permission denied" in ended.stderr and "Traceback" in ended.stderr:
            pytest.skip("another user cannot run this Python")
        assert ended.returncode == 1
        assert len(ended.stderr.splitlines()) == 1
        talks = done(talklog("--library", library, "list", "tiny", "--json")).json
        assert talks[0]["verdict"] == "inbox"


@pytest.mark.parametrize(
    "title",
    [
        "[",
        "[/",
        "[/b]",
        "[Keynote] x",
        "\x1b]52;c;x\x07",
        "\u202eright to left\u202c עברית",
        "全角文字タイトル 👩‍👩‍👧‍👦",
        "](javascript:alert(1))",
        "# heading\n## two",
        "`code` *emph* <script>alert(1)</script> &amp;",
        "\\",
        "x" * 5000,
        "-h",
        "--library",
        "$(touch pwned)",
        "%s %n {0}",
    ],
)
def test_a_strange_title_goes_the_whole_way(tmp_path: Path, title: str) -> None:
    source, post = tmp_path / "list.json", tmp_path / "post.md"
    source.write_bytes(playlist([entry("aaaaaaaaaa0", title), entry("bbbbbbbbbbU", "An ordinary talk")]))
    done(talklog("import", source, "--log", "strange"))
    assert done(talklog("show", "strange", "yt:aaaaaaaaaa0", "--json")).json["raw_title"] == title
    done(talklog("list", "strange"))
    done(talklog("keep", "strange", "yt:aaaaaaaaaa0", "yt:bbbbbbbbbbU", "--category", "C", "--create"))
    done(talklog("publish", "strange", "--to", post))
    done(talklog("--library", tmp_path / "fresh", "import", post, "--log", "again"))
    assert done(talklog("--library", tmp_path / "fresh", "export", "again")).out == post.read_bytes()
    talks = done(talklog("--library", tmp_path / "fresh", "list", "again", "--json")).json
    assert [talk["keys"][0] for talk in talks] == ["yt:aaaaaaaaaa0", "yt:bbbbbbbbbbU"]
