"""NewPipe's database of playlists, as it is (`newpipe.db`) or inside the zip file that its export makes.

Tables by https://github.com/TeamNewPipe/NewPipe: `playlists`, `playlist_stream_join`, `streams`. A stranger's
database is opened read-only from a copy in memory, with SQLite's defensive settings and a bound on its work.
"""

import io
import sqlite3
import zipfile
from contextlib import closing

from tui.sources.composing import compose
from tui.sources.content import Content
from tui.sources.json_text import seconds_of, text_of
from tui.sources.members import DAMAGE
from tui.sources.reading import Tally, Watch, close_listing, plural
from tui.sources.record import SourceCancelled, SourceError, SourceListing, SourceTalk
from tui.sources.urls import read_url

_MAGIC = b"SQLite format 3\x00"
_MEMBER = "newpipe.db"
_LARGEST = 256 * 1024 * 1024
_MOST_ROWS = 500_000
_QUERY = """
    select p.name, s.url, s.title, s.duration, s.uploader, s.stream_type
    from playlists p
    join playlist_stream_join j on j.playlist_id = p.uid
    join streams s on s.uid = j.stream_id
    order by p.uid, j.join_index
"""


def recognises(content: Content) -> bool:
    """Whether the file is NewPipe's database, or a zip file with one in it."""
    if content.data.startswith(_MAGIC):
        return all(name in content.data for name in (b"playlist_stream_join", b"streams"))
    if not content.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            return _MEMBER in archive.namelist()
    except DAMAGE:
        return False


def read(content: Content, watch: Watch) -> SourceListing:
    """Reads the streams of all playlists; several playlists are tags of one listing."""
    data = content.data if content.data.startswith(_MAGIC) else _unzipped(content)
    rows = _rows(content, data, watch)
    names = list(dict.fromkeys(text_of(row[0]) for row in rows))
    talks: list[SourceTalk] = []
    tally = Tally()
    for index, (playlist, url, title, seconds, *_) in enumerate(rows):
        watch.step(index, len(rows))
        link = read_url(text_of(url))
        talk = compose(
            text_of(title),
            links=[link],
            seconds=seconds_of(seconds),
            tags=(text_of(playlist),) if len(names) > 1 else (),
            position=len(talks) + 1,
        )
        if talk is None:
            tally.add("without title and address: left out", "stream", "streams")
        else:
            talks.append(talk)
    watch.done(len(rows))
    said = (f"{plural(len(names), 'playlist')} in one listing: each is a tag",) if len(names) > 1 else ()
    return close_listing(
        "newpipe",
        content,
        talks,
        title=names[0] if len(names) == 1 else "NewPipe",
        listed=len(rows),
        warnings=(*tally.warnings(), *said),
    )


def _unzipped(content: Content) -> bytes:
    """The database inside the zip file, bounded."""
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive, archive.open(_MEMBER) as member:
            data = member.read(_LARGEST + 1)
    except (*DAMAGE, RuntimeError):
        raise SourceError(f"{content.shown} is no zip file with a whole newpipe.db in it") from None
    if len(data) > _LARGEST:
        raise SourceError(f"{content.shown} unpacks to more than {_LARGEST // 1024 // 1024} MB")
    return data


def _rows(content: Content, data: bytes, watch: Watch) -> list[tuple[object, ...]]:
    """The joined rows; SourceError where the tables are not NewPipe's or the file is damaged."""
    if len(data) < 512 or not data.startswith(_MAGIC):
        raise SourceError(f"{content.shown} is {content.found()}; expected NewPipe's database")
    page_size = int.from_bytes(data[16:18], "big")
    whole = int.from_bytes(data[28:32], "big") * (65_536 if page_size == 1 else page_size)
    if whole > len(data):
        raise SourceError(f"{content.shown} is cut short: {len(data):,} of {whole:,} bytes; copy it again")
    # Byte 18 and 19 say whether it needs a journal beside it, which a copy in memory cannot have.
    plain = data[:18] + b"\x01\x01" + data[20:]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        budget = [2_000]

        def still_wanted() -> int:
            budget[0] -= 1
            try:
                watch.step(0, None)
            except SourceCancelled:
                return 1
            return int(budget[0] < 0)

        try:
            connection.deserialize(plain)
            connection.execute("pragma trusted_schema = off")
            connection.execute("pragma query_only = on")
            connection.set_progress_handler(still_wanted, 100_000)
            rows: list[tuple[object, ...]] = connection.execute(_QUERY).fetchmany(_MOST_ROWS)
        # A damaged name in SQLite's own message is no UTF-8 either.
        except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError) as error:
            watch.step(0, None)
            raise SourceError(
                f"{content.shown} is no database of NewPipe's playlists: {content.quoted(str(error))}"
            ) from None
    return rows
