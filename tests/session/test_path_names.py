"""Completing paths, and the source that a pasted line means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.session.path_names import MOST, complete_path, meant_source


def test_names_are_completed_as_far_as_there_is_one_way(tmp_path: Path) -> None:
    for name in ("talks 2023.json", "talks 2024.json", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "folder").mkdir()
    assert complete_path(f"{tmp_path}/f") == (f"{tmp_path}/folder/", (f"{tmp_path}/folder/",))
    common, ways = complete_path(f"{tmp_path}/t")
    assert common == f"{tmp_path}/talks 202" and len(ways) == 2
    assert complete_path(f"{tmp_path}/.h")[0] == f"{tmp_path}/.hidden"
    assert not any(".hidden" in way for way in complete_path(f"{tmp_path}/")[1])
    assert complete_path(f"{tmp_path}/zzz") == (f"{tmp_path}/zzz", ())
    assert complete_path(f"{tmp_path}/nowhere/x") == (f"{tmp_path}/nowhere/x", ())


def test_home_and_the_present_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.json").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert complete_path("~") == ("~/", ())
    assert complete_path("~/l")[0] == "~/list.json"
    assert complete_path("li")[0] == "list.json"
    assert complete_path("~nobody-of-that-name/x") == ("~nobody-of-that-name/x", ())


def test_of_very_many_names_the_first_are_offered(tmp_path: Path) -> None:
    for number in range(MOST + 5):
        (tmp_path / f"n{number:04}").touch()
    (tmp_path / "nz").touch()
    common, ways = complete_path(f"{tmp_path}/n")
    assert common == f"{tmp_path}/n"
    assert len(ways) == MOST


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    completed, ways = complete_path(text)
    assert completed.startswith(text) or text == "~"
    assert all(way.startswith(completed) for way in ways)
    meant_source(text)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("  /a b.json\n", "/a b.json"),
        ("'/a b.json'", "/a b.json"),
        ('"/a b.json"', "/a b.json"),
        ("/a\\ b\\(1\\).json", "/a b(1).json"),
        ("file:///a%20b.json", "/a b.json"),
        ("https://example.org/a\\b", "https://example.org/a\\b"),
        ("/unclosed\\ 'quote", "/unclosed\\ 'quote"),
        ("-", "-"),
        ("  ", ""),
    ],
)
def test_a_dropped_file_is_meant_as_terminals_write_it(line: str, meant: str) -> None:
    assert meant_source(line) == meant
