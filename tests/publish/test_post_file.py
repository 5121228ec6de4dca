import contextlib
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.publish.post_file import ChangedOnDisk, PublishError, read_post, sha256_of, write_post


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=64k", "talklog-test"):
        yield folder


@contextlib.contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[None]:
    done = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"mounting needs root and a kernel that allows it: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".talklog-")]


def one_line(error: pytest.ExceptionInfo[PublishError]) -> str:
    text = str(error.value)
    assert text and "\n" not in text
    return text


def test_a_new_file_is_written_with_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    written = write_post(path, b"# A\n", expected=None)
    assert path.read_bytes() == b"# A\n"
    assert written.former is None
    assert written.sha256 == sha256_of(b"# A\n")
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    assert leftovers(tmp_path) == []


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_what_is_written_is_what_is_read(first: bytes, second: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.md"
        sha = write_post(path, first, expected=None).sha256
        written = write_post(path, second, expected=sha)
        assert written.former == first
        assert read_post(path) == path.read_bytes() == second
        assert written.sha256 == sha256_of(second)


def test_a_file_that_should_not_be_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"mine")
    with pytest.raises(ChangedOnDisk) as caught:
        write_post(path, b"theirs", expected=None)
    assert caught.value.current == b"mine"
    assert caught.value.path == path
    assert path.read_bytes() == b"mine"
    assert "already there" in str(caught.value)


def test_a_file_changed_since_stays(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    sha = write_post(path, b"one", expected=None).sha256
    path.write_bytes(b"edited by hand")
    with pytest.raises(ChangedOnDisk, match="changed since") as caught:
        write_post(path, b"two", expected=sha)
    assert caught.value.current == b"edited by hand"
    assert path.read_bytes() == b"edited by hand"
    assert leftovers(tmp_path) == []


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    sha = write_post(path, b"one", expected=None).sha256
    path.unlink()
    assert write_post(path, b"two", expected=sha).former is None
    assert path.read_bytes() == b"two"


def test_a_file_that_has_the_bytes_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"same")
    before = path.stat()
    assert write_post(path, b"same", expected=None).former == b"same"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_post(path, b"two", expected=sha256_of(b"one"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    os.chown(path, 4321, 4321)
    write_post(path, b"two", expected=sha256_of(b"one"))
    assert (path.stat().st_uid, path.stat().st_gid) == (4321, 4321)


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "post.md").write_bytes(b"one")
    link = tmp_path / "link.md"
    link.symlink_to(Path("blog/post.md"))
    write_post(link, b"two", expected=sha256_of(b"one"))
    assert link.is_symlink()
    assert (blog / "post.md").read_bytes() == b"two"
    assert leftovers(blog) == leftovers(tmp_path) == []


def test_a_link_to_nothing_gets_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "later.md")
    write_post(link, b"x", expected=None)
    assert link.is_symlink()
    assert (tmp_path / "later.md").read_bytes() == b"x"


def test_home_is_understood(isolated_machine: Path) -> None:
    write_post(Path("~/post.md"), b"x", expected=None)
    assert (isolated_machine / "post.md").read_bytes() == b"x"


@pytest.mark.parametrize(
    "name", ["folder", "missing/post.md", "file/post.md", "pipe", "circle", "n" * 300, "a\0b"]
)
def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(PublishError) as caught:
        write_post(tmp_path / name, b"x", expected=None)
    one_line(caught)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_hostile_name_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    with pytest.raises(PublishError) as caught:
        write_post(tmp_path / "\x1b]52;c;eA==\x07" / "x.md", b"x", expected=None)
    assert "\x1b" not in one_line(caught)


def test_a_full_disk_keeps_the_former_post(small_disk: Path) -> None:
    path = small_disk / "post.md"
    sha = write_post(path, b"short", expected=None).sha256
    with pytest.raises(PublishError, match="disk is full") as caught:
        write_post(path, b"x" * 200_000, expected=sha)
    one_line(caught)
    assert path.read_bytes() == b"short"
    assert leftovers(small_disk) == []
    write_post(path, b"fits again", expected=sha)
    assert path.read_bytes() == b"fits again"


def test_a_read_only_disk_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=64k", "talklog-test"):
        (folder / "post.md").write_bytes(b"one")
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        with pytest.raises(PublishError) as caught:
            write_post(folder / "post.md", b"two", expected=sha256_of(b"one"))
        one_line(caught)
        with pytest.raises(PublishError, match="read-only"):
            write_post(folder / "new.md", b"two", expected=None)
        assert (folder / "post.md").read_bytes() == b"one"


_AS_NOBODY = """
import os, sys
from pathlib import Path
from tui.publish.post_file import PublishError, sha256_of, write_post
os.setgid(65534); os.setuid(65534)
try:
    write_post(Path(sys.argv[1]), b"two", expected=sys.argv[2] or None)
except PublishError as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user needs root")
@pytest.mark.parametrize("what", ["file", "folder", "unreadable"])
def test_what_the_user_may_not_write_is_refused(what: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777 if what == "file" else 0o755)
        path = folder / "post.md"
        path.write_bytes(b"one")
        path.chmod(0o600 if what == "unreadable" else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, path, sha256_of(b"one")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 1
        assert path.read_bytes() == b"one"
        assert [entry.name for entry in folder.iterdir()] == ["post.md"]


def test_a_write_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(b"one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(PublishError, match="larger than the system allows"):
            write_post(path, b"x" * 5000, expected=sha256_of(b"one"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []


def test_an_absent_post_reads_as_none(tmp_path: Path) -> None:
    assert read_post(tmp_path / "post.md") is None
