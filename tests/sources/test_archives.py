"""Folders and archives of pyvideo: one listing an event, whatever the archive claims of itself."""

import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.shared_files import needs_shared, shared
from tests.sources.ytdlp_data import video_id
from tui.domain.text import visible
from tui.sources import SourceCancelled, SourceError, SourceListing, archive_kind, read_archive


def talk(number: int, **more: Any) -> bytes:
    fields = {
        "title": f"How to count to {number}",
        "speakers": ["Susan Miller"],
        "recorded": "2019-05-20",
        "videos": [{"type": "youtube", "url": f"https://youtu.be/{video_id(number)}"}],
    }
    return json.dumps(fields | more).encode()


FILES = {
    "./README.md": b"# no talk",
    "./.schemas/category.json": b'{"title": "no event"}',
    "./days-2019/category.json": b'{"title": "Example Days 2019"}',
    "./days-2019/videos/b.json": talk(1),
    "./days-2019/videos/a.json": talk(2, duration=-5),
    "./days-2019/videos/broken.json": b'{"title": ',
    "./days-2019/videos/twice.json": talk(1),
    "./days-2020/videos/c.json": talk(3),
    "./empty-2021/category.json": b'{"title": "Nothing"}',
}


def packed(path: Path, files: dict[str, bytes], mode: str = "w:xz") -> str:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return str(path)


def zipped(path: Path, files: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return str(path)


def unpacked(path: Path, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return str(path)


def test_a_folder_and_all_kinds_of_archives_say_the_same(tmp_path: Path) -> None:
    paths = [
        packed(tmp_path / "a.tar.xz", FILES),
        packed(tmp_path / "a.tar.gz", FILES, "w:gz"),
        packed(tmp_path / "a.tar.bz2", FILES, "w:bz2"),
        packed(tmp_path / "a.tar", FILES, "w"),
        zipped(tmp_path / "a.zip", FILES),
        unpacked(tmp_path / "folder", FILES),
    ]
    assert [archive_kind(path) for path in paths] == ["tar"] * 4 + ["zip", "folder"]
    for path in paths:
        first, second = read_archive(path)
        assert (first.title, first.key, first.kind) == ("Example Days 2019", "pyvideo:days-2019", "pyvideo")
        assert (second.title, second.key) == ("days-2020", "pyvideo:days-2020")
        assert {one.title for one in first.talks} == {"How to count to 1", "How to count to 2"}
        assert set(first.warnings) == {
            "1 file that is no talk of pyvideo: left out",
            "1 talk with an impossible duration: left unknown",
            "1 video listed more than once: joined",
        }


def test_names_in_an_archive_are_texts(tmp_path: Path) -> None:
    files = {
        "../../etc/cron.d/videos/x.json": talk(1),
        "/etc/passwd/videos/x.json": talk(2),
        "evil\x1b]52;c;x\x07/videos/x.json": talk(3),
        "a\\..\\b/videos/x.json": talk(4),
    }
    before = sorted(tmp_path.parent.rglob("*"))
    path = packed(tmp_path / "a.tar", files, "w")
    listings = list(read_archive(path))
    assert [one.key for one in listings] == [
        "pyvideo:cron.d",
        "pyvideo:passwd",
        "pyvideo:evil␛]52;c;x␇",
        "pyvideo:b",
    ]
    assert all(visible(one.title) == one.title for one in listings)
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, Path(path)])


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("x", tarfile.SYMTYPE), ("y", tarfile.LNKTYPE), ("z", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(f"event/videos/{name}.json")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    with pytest.raises(SourceError, match="has no talks that can be read"):
        list(read_archive(str(path)))
    outside = tmp_path / "secret.json"
    outside.write_bytes(talk(1))
    folder = tmp_path / "f" / "event" / "videos"
    folder.mkdir(parents=True)
    (folder / "x.json").symlink_to(outside)
    os.mkfifo(folder / "y.json")
    with pytest.raises(SourceError, match="has no talks that can be read"):
        list(read_archive(str(tmp_path / "f")))


def test_bombs(tmp_path: Path) -> None:
    huge = tmp_path / "huge.tar.xz"
    with lzma.open(huge, "wb", preset=0) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
        info = tarfile.TarInfo("days-2019/videos/big.json")
        info.size = 300_000_000
        archive.addfile(info, _Zeros())  # type: ignore[arg-type]
        info = tarfile.TarInfo("days-2019/videos/a.json")
        info.size = len(talk(1))
        archive.addfile(info, io.BytesIO(talk(1)))
    packed_zip = zipped(
        tmp_path / "bomb.zip", {"d/videos/a.json": bytes(60_000_000), "d/videos/b.json": talk(1)}
    )
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 400_000_000
    endless = tmp_path / "endless.tar.gz"
    with gzip.open(endless, "wb", compresslevel=1) as out:
        out.write(header.tobuf())
        for _ in range(400):
            out.write(bytes(1_000_000))
    tracemalloc.start()
    for path in (str(huge), packed_zip):
        (one,) = read_archive(path)
        assert len(one.talks) == 1
        assert "1 file too large or unreadable: left out" in one.warnings
    with pytest.raises(SourceError, match="a header without end"):
        list(read_archive(str(endless)))
    assert tracemalloc.get_traced_memory()[1] < 120_000_000
    tracemalloc.stop()


class _Zeros:
    def read(self, size: int) -> bytes:
        return bytes(size)


def test_damage_and_strangers_get_a_line(tmp_path: Path) -> None:
    whole = Path(packed(tmp_path / "a.tar.xz", FILES)).read_bytes()
    cases = {
        "cut.tar.xz": whole[: len(whole) // 2],
        "x.gz": gzip.compress(b"hello " * 500),
        "x.zip": Path(zipped(tmp_path / "o.zip", {"a.txt": b"x"})).read_bytes(),
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SourceError) as caught:
            list(read_archive(str(tmp_path / name)))
        assert name in str(caught.value) and visible(str(caught.value)) == str(caught.value)
    with pytest.raises(SourceError, match="no folder and no archive"):
        list(read_archive(str(tmp_path / "nothing")))
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SourceError, match=r"a JSON file for each talk"):
        list(read_archive(str(empty)))


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2", "zip"])
def test_an_archive_that_breaks_off_anywhere_says_so(tmp_path: Path, mode: str) -> None:
    files = {f"days-{n // 3}/videos/{n}.json": talk(n) for n in range(9)} | {
        "days-2/zz/large.bin": bytes(3000)
    }
    path = tmp_path / "a.archive"
    whole = Path(zipped(path, files) if mode == "zip" else packed(path, files, mode)).read_bytes()
    all_of_it = list(read_archive(str(path)))
    # The padding behind a tar's end may be missing: nothing that was in it is.
    needed = whole.rstrip(b"\0") + bytes(1024) if mode == "w" else whole
    for cut in range(300, len(needed) - (512 if mode == "w" else 1), 251 if mode == "w" else 17):
        path.write_bytes(whole[:cut])
        seen: list[SourceListing] = []
        with pytest.raises(SourceError) as caught:
            seen.extend(read_archive(str(path)))
        assert "get it once more" in str(caught.value) or "damaged" in str(caught.value), str(caught.value)
        assert seen == all_of_it[: len(seen)]


def test_a_file_without_a_name(tmp_path: Path) -> None:
    """Found by fuzzing: Python asks for the last letter of its name."""
    path = tmp_path / "a.zip"
    data = Path(zipped(path, {"x": b"1", "days-2019/videos/a.json": talk(1)})).read_bytes()
    place = data.index(b"PK\x01\x02")
    head = bytearray(data[place:])
    head[28:30] = bytes(2)
    del head[46:47]
    head[-22 + 12 : -22 + 16] = struct.pack("<I", struct.unpack("<I", head[-22 + 12 : -22 + 16])[0] - 1)
    path.write_bytes(data[:place] + head)
    assert zipfile.ZipFile(path).namelist()[0] == ""
    (one,) = read_archive(str(path))
    assert len(one.talks) == 1


def test_a_damaged_record_is_no_end(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    whole = bytearray(Path(packed(path, FILES, "w")).read_bytes())
    place = whole.index(b"./days-2020")
    whole[place : place + 4] = b"\xff" * 4
    path.write_bytes(whole)
    with pytest.raises(SourceError, match="damaged"):
        list(read_archive(str(path)))


def test_progress_and_stopping(tmp_path: Path) -> None:
    files = {f"e{n // 50}/videos/{n:04}.json": talk(n) for n in range(1000)}
    path = packed(tmp_path / "a.tar", files, "w")
    seen: list[tuple[int, int | None]] = []
    listings = list(read_archive(path, progress=lambda *now: seen.append(now)))
    assert len(listings) == 20 and seen[-1] == (1000, 1000)
    assert all(done <= total for done, total in seen if total is not None)
    with pytest.raises(SourceCancelled):
        list(read_archive(path, cancelled=lambda: True))


@needs_shared
@pytest.mark.slow
def test_all_of_pyvideo() -> None:
    """Measured on one slow core: 3.1 s, of which unpacking and decoding the same files takes 2.3 s."""
    path = shared("samples/pyvideo/pyvideo-all.tar.xz")
    start = time.process_time()
    with tarfile.open(path) as archive:
        for info in archive:
            file = archive.extractfile(info)
            if file is not None:
                orjson.loads(file.read())
    plain = time.process_time() - start
    start = time.process_time()
    events = talks = joined = 0
    for one in read_archive(str(path)):
        events, talks = events + 1, talks + len(one.talks)
        joined += sum(int(line.split()[0]) for line in one.warnings if line.endswith("joined"))
    ours = time.process_time() - start
    print(f"{talks} talks of {events} events in {ours:.1f} s; reading and decoding alone {plain:.1f} s")
    assert (events, talks + joined) == (540, 21_639)
    assert ours < 4 * plain
