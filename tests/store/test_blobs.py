"""Whole files under the SHA-256 of their bytes."""

import hashlib
from pathlib import Path

import pytest

from tui.store import Blobs, LibraryError


def test_bytes_come_back_and_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "a.blobs")
    data = bytes(range(256)) * 10
    name = blobs.put(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert blobs.put(data) == name
    assert blobs.get(name) == data
    assert [path.name for path in (tmp_path / "a.blobs").iterdir()] == [name]


@pytest.mark.parametrize("name", ["../a.json", "", "0" * 63, "G" * 64, "0" * 64 + "\n"])
def test_only_a_sha_names_a_blob(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text("secret")
    with pytest.raises(LibraryError, match="no SHA-256"):
        Blobs(tmp_path / "a.blobs").get(name)


def test_a_damaged_or_missing_blob_is_told(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "a.blobs")
    name = blobs.put(b"post")
    (tmp_path / "a.blobs" / name).write_bytes(b"other")
    with pytest.raises(LibraryError, match="damaged"):
        blobs.get(name)
    with pytest.raises(LibraryError, match="cannot be read: No such file"):
        blobs.get("0" * 64)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.blobs").write_text("a file")
    with pytest.raises(LibraryError, match=r"a\.blobs cannot be written"):
        Blobs(tmp_path / "a.blobs").put(b"post")
