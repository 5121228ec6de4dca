import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.text import visible
from tui.publish.difference import unified


def diff(old: bytes, new: bytes) -> str:
    return unified(old, new, old_name="on disk", new_name="talklog")


def test_equal_bytes_give_nothing() -> None:
    assert diff(b"a\n", b"a\n") == ""


def test_a_changed_line_is_shown_with_its_surroundings() -> None:
    assert diff(b"a\nb\nc\n", b"a\nB\nc\n") == "--- on disk\n+++ talklog\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"


def test_a_missing_last_line_end_is_shown() -> None:
    assert diff(b"a\n", b"a").endswith("-a\n+a\n\\ No newline at end of file\n")


def test_changed_line_ends_are_shown_and_equal_ones_are_not() -> None:
    assert "-a\u240d\n+a\n" in diff(b"a\r\n", b"a\n")
    assert "\u240d" not in diff(b"a\r\nb\r\n", b"a\r\nc\r\n")


def test_only_a_byte_order_mark_differs() -> None:
    assert "byte-order mark" in diff(b"a\n", b"\xef\xbb\xbfa\n")


def test_escape_sequences_are_shown_and_not_obeyed() -> None:
    shown = unified(b"a\n", b"\x1b]52;c;x\x07\xff\xe2\x80\xae\n", old_name="\x1b[2J", new_name="b")
    assert visible(shown.replace("\n", "")) == shown.replace("\n", "")


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_difference_is_shown_safely(old: bytes, new: bytes) -> None:
    shown = diff(old, new)
    assert bool(shown) == (old != new)
    assert visible(shown.replace("\n", "")) == shown.replace("\n", "")


_PLAIN = st.text("abc \n", max_size=60).map(lambda text: text.encode())


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")
@given(_PLAIN, _PLAIN)
def test_git_applies_the_difference(old: bytes, new: bytes) -> None:
    """On plain text the result is a real unified diff."""
    import tempfile

    shown = unified(old, new, old_name="a/post.md", new_name="b/post.md")
    if not shown or not old or not new:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.md"
        path.write_bytes(old)
        subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"], input=shown.encode(), cwd=folder, check=True
        )
        assert path.read_bytes() == new
