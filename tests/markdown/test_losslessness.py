"""Reading a post and rendering it gives the same bytes, whatever the bytes."""

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.markdown.documents import documents, post_bytes
from tests.markdown.reading import POSTS, log_of, read, tree
from tests.shared_files import SHARED, needs_shared
from tui.domain.change import Stamp, change_between
from tui.domain.log import Log
from tui.domain.outline import reads_back, with_kind
from tui.domain.section import DEEPEST_HEADING, SectionKind
from tui.markdown.check import check_post
from tui.markdown.render import render_post, render_text
from tui.markdown.structure import split_lines

_KINDS: st.SearchStrategy[SectionKind] = st.sampled_from(["talk", "category", "prose"])
LARGEST = 2_000_000
"""Bytes; archives of the samples above it are no posts."""


@given(post_bytes())
@settings(max_examples=600)
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xef\xbb\xbf# H")
@example(b"+++\n+++")
@example(b"+++\r\na\r+++\r# H\n\r\n")
@example(b"# a\r\r\n## [b](http://c)\r")
@example(b"title: x\n---\n")
@example(b"---\ntitle: x\n---\n# H")
@example(b"\x00")
@example("a\u2028# no\x0c# no\n".encode())
def test_any_bytes_come_back(data: bytes) -> None:
    log = log_of(data)
    assert render_post(log) == data


@given(documents())
@settings(max_examples=300)
def test_an_untouched_post_reads_back_as_the_same_tree(text: str) -> None:
    log = log_of(text)
    assert reads_back(log) is None
    assert check_post(log) == ()
    assert tree(read(render_post(log)).sections) == tree(list(log.walk()))


@given(documents(), st.lists(st.tuples(st.integers(0, 30), _KINDS), min_size=1, max_size=4))
@settings(max_examples=200)
@example("### Area\n### [Talk](https://video.example/a)\n", [(1, "prose")])
def test_choosing_kinds_changes_no_byte(text: str, choices: list[tuple[int, SectionKind]]) -> None:
    log = log_of(text)
    for place, kind in choices:
        walk = list(log.walk())
        if not walk:
            return
        pairs = with_kind(log, walk[place % len(walk)].id, kind)
        log = log.apply(change_between("", Stamp("", "", ""), pairs))
        assert render_post(log) == text.encode("utf-8", "surrogateescape")


@given(documents())
def test_lines_are_cut_at_line_ends_only(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    for line in lines:
        body = line.removesuffix("\n").removesuffix("\r") if line.endswith("\n") else line.removesuffix("\r")
        assert line and "\n" not in body and "\r" not in body


@given(documents())
def test_the_walk_is_the_post_and_layout_is_no_note(text: str) -> None:
    post = read(text)
    log = log_of(text)
    assert [s.id for s in log.walk()] == [s.id for s in post.sections]
    for section in post.sections:
        assert not section.gap.strip(" \t\r\n")
        signs = "-–—:|·•~,.;" if section.level > DEEPEST_HEADING else ""
        assert not section.lead.strip(" \t\r\n" + signs)
        lines = split_lines(section.note)
        if lines:
            assert lines[0].strip(" \t\r\n") and lines[-1].strip(" \t\r\n")
        else:
            assert section.note == section.eol == ""


def _real_files() -> list[Path]:
    if SHARED is None:
        return []
    folders = (SHARED / "logs", SHARED / "samples")
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if path.stat().st_size < LARGEST]


@needs_shared
def test_there_are_real_files() -> None:
    assert len(_real_files()) > 150


@pytest.mark.parametrize("path", _real_files(), ids=lambda path: path.name[:40])
def test_a_real_file_comes_back(path: Path) -> None:
    data = path.read_bytes()
    log = log_of(data)
    assert render_post(log) == data
    assert check_post(log) == ()
    assert reads_back(log) is None


@pytest.mark.parametrize("path", sorted(POSTS.glob("*.md")), ids=lambda path: path.name)
def test_an_own_post_comes_back(path: Path) -> None:
    data = path.read_bytes()
    log = log_of(data)
    assert render_post(log) == data
    assert check_post(log) == ()


def test_what_was_not_utf_8_keeps_its_bytes_beside_an_edit() -> None:
    log = log_of(b"# Caf\xe9\n\ntext \xff\n")
    assert render_post(log) == b"# Caf\xe9\n\ntext \xff\n"
    assert "\udce9" in render_text(log)


def test_a_surrogate_of_no_byte_does_not_stop_rendering() -> None:
    log = log_of("# A\n")
    section = next(log.walk())
    edited = msgspec.structs.replace(section, heading="# \ud800")
    assert render_post(Log.build(log.info, [edited])) == "# \ufffd\n".encode()


@pytest.mark.parametrize(
    "head",
    [
        "## [On {0}](https://video.example/{0})\n\n",
        "- [On {0}](https://video.example/{0}) — ",
        "**[On {0}](https://video.example/{0})** ",
        "## On {0}\n<https://video.example/{0}>\n\n",
    ],
)
def test_reading_costs_time_in_proportion_to_the_text(head: str) -> None:
    section = head + "Some *text* with `code`.\n\n  - one\n  - two\n\n"

    def seconds(sections: int) -> float:
        data = "".join(section.format(number) for number in range(sections)).encode()
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            assert len(render_post(log_of(data))) == len(data)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(60), seconds(960)
    assert large < small * 16 * 5, "sixteen times the text costs far more than sixteen times the time"
