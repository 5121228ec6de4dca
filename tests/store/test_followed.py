"""What following last wrote: kept whole or not at all, and held by one process."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.journal import FileLayer
from tui.store import Followed, FollowedFile, LibraryError


def followed(data: bytes, path: str = "/a/post.md") -> Followed:
    """What is said of these bytes."""
    return Followed(path=path, since="then", sha256=hashlib.sha256(data).hexdigest(), outline=("a", "b"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(), path=st.text(st.characters(codec="utf-8")))
@example(data=b"", path="/a/no-utf-8-\udce9.md")
def test_what_was_put_comes_back_and_the_next_replaces_it(tmp_path: Path, data: bytes, path: str) -> None:
    file = FollowedFile(tmp_path / "blobs", FileLayer())
    for bytes_now in (b"\n{}\n", data):
        file.put(followed(bytes_now, path), bytes_now)
        assert file.get() == (followed(bytes_now, path), bytes_now)
    assert [entry.name for entry in (tmp_path / "blobs").iterdir()] == ["following"]


def test_what_is_damaged_or_missing_is_nothing(tmp_path: Path) -> None:
    file = FollowedFile(tmp_path, FileLayer())
    assert file.get() is None
    file.put(followed(b"some bytes"), b"some bytes")
    whole = (tmp_path / "following").read_bytes()
    for cut in (0, 1, len(whole) // 2, len(whole) - 1):
        (tmp_path / "following").write_bytes(whole[:cut])
        assert file.get() is None
    (tmp_path / "following").write_bytes(whole + b"more")
    assert file.get() is None


def test_one_holds_it_at_a_time(tmp_path: Path) -> None:
    one, other = (FollowedFile(tmp_path, FileLayer()) for _ in range(2))
    with one.held() as first, other.held() as second:
        assert first and not second
    with other.held() as free:
        assert free


def test_what_a_killed_process_left_goes_when_it_is_held_again(tmp_path: Path) -> None:
    file = FollowedFile(tmp_path, FileLayer())
    file.put(followed(b"bytes"), b"bytes")
    (tmp_path / ".following.1-00.tmp").write_bytes(b"half")
    with file.held():
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["following", "following.lock"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = FollowedFile(tmp_path / "file" / "blobs", FileLayer())
    with pytest.raises(LibraryError) as raised, file.held():
        pass
    assert "\n" not in str(raised.value)
    with pytest.raises(LibraryError):
        file.put(followed(b""), b"")
