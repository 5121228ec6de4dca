"""A source is recognised by what is in it; what is unknown gets a line: what was found and expected."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from tests.sources.ytdlp_data import encoded, entry, lines, playlist
from tui.sources import SourceError, formats, read_source, recognise

MARKDOWN = [
    "# A log\n\ntext\n",
    "---\ntitle: x\n---\ntext\n",
    "+++\ntitle = 'x'\n+++\n\ntext\n",
    "A log\n=====\n\ntext\n",
    "\ufeff# A log\r\n",
    "text\rwith old ends\r\r## [A](https://example.org/)\r",
    "Introduction.\n\n### [[A] B](https://example.org/a)\nnote\n",
    "- a bullet\n- **bold** [link](https://example.org/)\n",
]


@pytest.mark.parametrize("text", MARKDOWN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_markdown_is_recognised_whatever_its_name(text: str, encoding: str) -> None:
    data = text.replace("\ufeff", "").replace("text", "tëxt").encode(encoding)
    assert recognise(data, "log.json") == "markdown"
    with pytest.raises(SourceError, match="is a Markdown log"):
        read_source(data, name="log.json")


@pytest.mark.parametrize(
    ("data", "format_id"),
    [
        (encoded(playlist([entry(1)])), "ytdlp"),
        (encoded(playlist([])), "ytdlp"),
        (encoded([entry(1)]), "ytdlp"),
        (lines([entry(1)]), "ytdlp"),
        (b"# {}\n", "markdown"),
        (b"", None),
        (b"{}", None),
        (b"[]", None),
        (b"null", None),
        (b"[1, 2]", None),
        (b'{"a": 1}', None),
        (b"just a line of text", None),
        (b"\x00\x01\x02\x03" * 100, None),
    ],
)
def test_the_content_decides(data: bytes, format_id: str | None) -> None:
    for name in ("x.json", "x.csv", "x", ""):
        assert recognise(data, name) == format_id


def test_a_text_called_markdown_is_markdown_and_nothing_else_is() -> None:
    assert recognise(b"just a line of text", "notes.md") == "markdown"
    for data in (b'{"a": 1}', b"\x00\x01\x02\x03" * 100, b"<html></html>"):
        assert recognise(data, "notes.md") is None


def test_binary_files_are_named(tmp_path: Path) -> None:
    database = tmp_path / "x.db"
    with sqlite3.connect(database) as connection:
        connection.execute("create table t (a)")
    cases = {
        database.read_bytes(): "an SQLite database",
        gzip.compress(b"[]"): "a gzip archive",
        b"\x89PNG\r\n\x1a\n": "a PNG picture",
        bytes(range(32)) * 50: "binary data",
    }
    for data, what in cases.items():
        with pytest.raises(SourceError, match=f"x.db is {what}"):
            read_source(data, name="x.db")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": 1, "b": 2}', "JSON of another kind, an object with a, b"),
        (b"[1]", "JSON of another kind, a list of 1"),
        (b'{"a": ', "no whole JSON (it is cut short in line 1)"),
        (b'{"a": "\n', "no whole JSON"),
        (b'{"caf\xe9": 1}', "is not UTF-8 text (byte 0xE9 in line 1): save it as UTF-8, perhaps with `iconv"),
        (b"hello \x1b[2J", "begins with 'hello "),
        (b"[" * 100_000, "nested too deeply"),
        (b"<!DOCTYPE html>\n<html lang=en><body>x", "json is a web page; expected a list of talks"),
        (
            b'<?xml version="1.0"?><opml><body/></opml>',
            "XML of another kind, <opml>; expected a list of talks",
        ),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><rss>&b;</rss>', "defines entities"),
    ],
)
def test_an_unknown_file_gets_a_line(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(data, name="evil\x1b[2J.json")
    assert message in str(caught.value)
    assert "ytdlp" not in str(caught.value), "no names of formats, the user's words"
    damaged = ("whole JSON", "deeply", "UTF-8", "entities")
    assert ("a conference's schedule" in str(caught.value)) != any(word in message for word in damaged)
    assert str(caught.value).isprintable()


def test_a_latin_1_playlist_says_what_to_do() -> None:
    data = b'{"_type": "playlist", "title": "caf\xe9",\n "entries": []}'
    with pytest.raises(SourceError, match=r"is not UTF-8 text \(byte 0xE9 in line 1\).*iconv"):
        read_source(data, name="x", format="ytdlp")


def test_a_forced_format_is_taken_at_its_word() -> None:
    with pytest.raises(SourceError, match="there is no format 'nonsense': use one of youtube-api, ytdlp"):
        read_source(b"x", name="x", format="nonsense")
    for known in formats():
        with pytest.raises(SourceError):
            read_source(b"\x00\x01nonsense", name="x", format=known.id)


def test_formats_are_told_apart() -> None:
    ids = [known.id for known in formats()]
    assert len(set(ids)) == len(ids)
    assert all(known.name and known.description and "\n" not in known.description for known in formats())
