"""Targets that a post cannot, or must not, be written to: one line, and every file as it was."""

import os
from pathlib import Path

import pytest

from tests.commands.harness import POST, done, refused, talklog


@pytest.fixture
def log(tmp_path: Path) -> str:
    """The slug of a log that is `POST`."""
    path = tmp_path / "own.md"
    path.write_bytes(POST.encode())
    done(talklog("import", path, "--log", "own"))
    return "own"


def files(folder: Path) -> dict[str, bytes]:
    """Every ordinary file below a folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def made(folder: Path, what: str) -> Path:
    """A target that is no good."""
    target = folder / "site" / "post.md"
    target.parent.mkdir()
    if what == "below a file":
        (folder / "a-file").write_text("")
        return folder / "a-file" / "post.md"
    if what == "missing folder":
        return folder / "nowhere" / "post.md"
    if what == "stranger":
        target.write_text("their words\n")
    elif what == "link to a stranger":
        (folder / "stranger.md").write_text("their words\n")
        target.symlink_to(folder / "stranger.md")
    elif what == "link in a circle":
        target.symlink_to(target)
    elif what == "link below a missing folder":
        target.symlink_to(folder / "nowhere" / "post.md")
    elif what == "pipe":
        os.mkfifo(target)
    elif what == "name too long":
        return target.with_name("x" * 300 + ".md")
    elif what == "device":
        return Path("/dev/full")
    return target


BAD = [
    "below a file", "missing folder", "stranger", "link to a stranger", "link in a circle",
    "link below a missing folder", "pipe", "name too long", "device",
]  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_it_is_one_line_and_nothing_is_written(log: str, tmp_path: Path, what: str) -> None:
    target = made(tmp_path, what)
    before, history = files(tmp_path / "site"), done(talklog("history", log)).text
    ended = talklog("publish", log, "--to", target)
    assert ended.status == 1 and ended.err.count("\n") == 1 and "Traceback" not in ended.err
    assert files(tmp_path / "site") == before
    assert done(talklog("history", log)).text == history
    assert ended.err.startswith("talklog: ")


def test_a_target_that_vanished_is_written_anew_and_a_folder_that_vanished_is_said(
    log: str, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    post = folder / "post.md"
    done(talklog("publish", log, "--to", post))
    post.unlink()
    done(talklog("publish", log))
    assert post.read_text() == POST
    post.unlink()
    folder.rmdir()
    assert "is no folder: make it, or publish to another file" in refused(talklog("publish", log))
    folder.mkdir()
    done(talklog("publish", log))
    assert post.read_text() == POST


def test_a_target_that_became_a_folder_is_said(log: str, tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    done(talklog("publish", log, "--to", post))
    post.unlink()
    post.mkdir()
    assert "is a folder: name a file in it" in refused(talklog("publish", log))


def test_another_log_s_file_stays_until_it_is_forced_and_comes_back(log: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.md"
    theirs.write_text(POST.replace("Hello.", "Their hello.").replace("aaaaaaaaaa", "bbbbbbbbbb"))
    done(talklog("import", theirs, "--log", "theirs"))
    done(talklog("publish", "theirs", "--to", theirs))
    before = theirs.read_bytes()
    ended = talklog("publish", log, "--to", theirs)
    assert ended.status == 1 and "is there already" in ended.err and "--force" in ended.err
    assert "-Their hello." in ended.text, "the difference is shown"
    assert theirs.read_bytes() == before
    forced = done(talklog("publish", log, "--to", theirs, "--force"))
    kept = Path(forced.text.split("is kept in ")[1].split(";")[0])
    assert kept.read_bytes() == before
    done(talklog("undo", log))
    assert theirs.read_bytes() == before


@pytest.mark.parametrize("typed", ["", "  ", "nope/", "own.md/", "~nobody-of-this-name/"])
def test_what_names_neither_a_file_nor_a_folder_is_said(
    log: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = files(tmp_path)
    said = refused(talklog("publish", log, "--to", typed))
    assert ("is no folder that is there: make it" if typed.strip() else "no file is named") in said
    assert files(tmp_path).keys() == before.keys()
    (tmp_path / "site").mkdir()
    done(talklog("publish", log, "--to", "site/"))
    assert len(files(tmp_path / "site")) == 1, "a folder that is there takes the post"


def test_a_symbolic_link_stays_one_and_its_target_is_written(log: str, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "real.md")
    done(talklog("publish", log, "--to", link))
    assert link.is_symlink() and (tmp_path / "real.md").read_text() == POST


@pytest.mark.parametrize("slug", ["../../out", "/etc/out", "a/b", "..", "con", "x\x1b]0;y\x07", "  "])
def test_a_slug_that_climbs_names_a_file_in_the_folder(log: str, tmp_path: Path, slug: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    done(talklog("post", "set", log, "--slug", slug))
    done(talklog("publish", log, "--to", folder))
    (written,) = folder.iterdir()
    assert written.is_file() and written.suffix == ".md" and written.parent == folder
    assert not any(character in written.name for character in "/\x1b\x07")
    assert {path.name for path in tmp_path.iterdir()} >= {"site", "own.md"}
    assert not (tmp_path.parent / "out.md").exists()
