"""Undo of a publishing: the file goes back with the log, unless somebody edited it."""

from pathlib import Path

import pytest

from tests.session.logs import put, session_in
from tests.session.published import kept, made_here
from tui.session.publishing import publish


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return tmp_path / "post.md"


def test_undo_removes_a_file_that_was_not_there_and_redo_writes_it(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        data = post.read_bytes()
    with session_in(tmp_path) as session:
        log = session.open("riverbank-conf")
        assert (
            log.undo().message == f"Undid: Publish to post.md; {post} was removed, as it was not there before"
        )
        assert not post.exists()
        assert (log.log.info.published, log.log.info.front) == (None, "")
        assert log.redo().message == f"Redid: Publish to post.md; {post} was written again"
        assert post.read_bytes() == data


def test_undo_leaves_a_file_that_somebody_edited(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        post.write_text("edited")
        assert log.undo().message.endswith(f"{post} was changed since and stays as it is")
        assert post.read_text() == "edited"
        assert log.log.info.published is None


def test_undo_goes_back_one_publishing_at_a_time(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        texts = []
        for note in ("one", "two", "three"):
            put(log, kept(1, note))  # type: ignore[arg-type]
            publish(log, post)
            texts.append(post.read_bytes())
        log.undo()
        assert post.read_bytes() == texts[1]
        log.undo()
        assert post.read_bytes() == texts[1]
        log.undo()
        assert post.read_bytes() == texts[0]
        for _ in range(3):
            log.redo()
        assert post.read_bytes() == texts[2]
        assert not publish(log).altered


def test_the_file_follows_when_another_window_undoes(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as one, session_in(tmp_path) as two:
        log = made_here(one)
        publish(log, post)
        log.flush()
        assert "was removed" in two.open("riverbank-conf").undo().message
        two.flush()
        log.follow()
        assert log.log.info.published is None
        assert not post.exists()
