"""Following: the file is kept up with the log, its own edits come in, and no save is a change."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.session.logs import session_in
from tests.session.published import made_here
from tui.session.following import Following, News
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.publishing import PublishConflict, publish
from tui.session.session import Session
from tui.session.verbs.notes import set_note

PATIENCE = 30.0


class Followed:
    """A log whose post follows it, and what was told."""

    def __init__(self, log: OpenLog, post: Path) -> None:
        publish(log, post)
        log.flush()
        self.log, self.post = log, post
        self.news: list[News] = []
        self.following = Following(log, self.news.append)
        self.following.begin()

    def write(self, note: str, talk: str = "t1") -> None:
        self.log.do(set_note(self.log.log, self.log.stamp(), talk, note))

    def note(self, talk: str = "t1") -> str:
        return self.log.log.talk(talk).note

    def edit(self, old: str, new: str) -> None:
        text = self.post.read_text()
        assert old in text
        self.post.write_text(text.replace(old, new))

    def has(self, *words: str) -> bool:
        """Whether the file has all of these words, in whatever order."""
        return self.post.exists() and all(word in self.post.read_text() for word in words)

    def told(self, kind: str) -> bool:
        return any(news.kind == kind for news in self.news)

    def until(self, condition: Callable[[], object]) -> None:
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, (self.news, self.post.read_text() if self.post.exists() else "no file")
            sleep(0.02)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_in(tmp_path) as session:
        yield session


@pytest.fixture
def followed(session: Session, tmp_path: Path) -> Iterator[Followed]:
    followed = Followed(made_here(session), tmp_path / "post.md")
    yield followed
    followed.following.end()


def labels(log: OpenLog) -> list[str]:
    """The acts, newest first."""
    return [entry.label for entry in log.history()]


def test_the_file_follows_and_the_history_holds_the_changes_alone(followed: Followed) -> None:
    before = labels(followed.log)
    followed.write("first words")
    followed.until(lambda: followed.has("first words"))
    followed.write("second words")
    followed.until(lambda: followed.has("second words"))
    followed.write("third words")
    followed.until(lambda: followed.has("third words"))
    assert labels(followed.log)[3:] == before
    assert not any("Publish" in label for label in labels(followed.log)[:3])
    assert followed.log.undo().message == "Undid: Edit the note of “Talk 1”"
    followed.until(lambda: followed.has("second words"))


def test_when_it_ends_all_of_it_is_one_publishing_that_undo_takes_back(followed: Followed) -> None:
    published = followed.post.read_bytes()
    followed.write("first words")
    followed.until(lambda: followed.has("first words"))
    followed.write("last words")
    said = followed.following.end()
    assert followed.has("last words"), "what came last is written before it ends"
    assert "follows no longer" in said and "undo" in said
    assert labels(followed.log)[0] == "Publish to post.md, following every change"
    assert not publish(followed.log).altered
    followed.log.undo()
    assert followed.post.read_bytes() == published
    assert followed.note() == "last words"


def test_another_process_is_followed(followed: Followed, tmp_path: Path) -> None:
    with session_in(tmp_path, "elsewhere") as other:
        log = other.open(followed.log.slug)
        log.do(set_note(log.log, log.stamp(), "t2", "written elsewhere"))
        log.flush()
        followed.until(lambda: followed.has("written elsewhere"))


def test_an_edit_of_the_file_comes_in_as_one_act(followed: Followed) -> None:
    followed.write("ours")
    followed.until(lambda: followed.has("ours"))
    followed.edit("ours", "theirs")
    followed.until(lambda: followed.note() == "theirs" and followed.told("brought"))
    assert "with what was edited there: 1 note" in labels(followed.log)[0]
    followed.write("ours again")
    followed.until(lambda: followed.has("ours again"))


def test_edits_of_both_that_do_not_touch_are_merged(followed: Followed) -> None:
    followed.write("one\n\ntwo\n\nthree")
    followed.until(lambda: followed.has("three"))
    followed.edit("one", "ONE")
    followed.write("one\n\ntwo\n\nTHREE")
    followed.until(lambda: followed.has("ONE", "two", "THREE"))
    followed.until(lambda: followed.note() == "ONE\n\ntwo\n\nTHREE")


def test_a_clash_is_said_and_nothing_is_written_until_it_is_settled(followed: Followed) -> None:
    followed.write("start")
    followed.until(lambda: followed.has("start"))
    followed.edit("start", "theirs")
    followed.write("mine")
    followed.until(lambda: followed.told("clash"))
    assert "the note of “Talk 1” changed here and there" in followed.following.waiting
    assert followed.has("theirs") and followed.note() == "mine"
    with pytest.raises(PublishConflict) as raised:
        publish(followed.log)
    publish(followed.log, choices={clash.key: "mine" for clash in raised.value.clashes})
    assert followed.has("mine") and not followed.has("theirs")
    followed.until(lambda: not followed.following.waiting)
    followed.write("settled")
    followed.until(lambda: followed.has("settled"))


def test_a_file_that_is_emptied_for_a_moment_takes_nothing_out_of_the_log(followed: Followed) -> None:
    full = followed.post.read_text()
    followed.post.write_text("")
    followed.until(lambda: followed.told("waiting"))
    assert "is empty now" in followed.following.waiting
    assert len(followed.log.log.sections) == 4
    followed.post.write_text(full)
    followed.until(lambda: not followed.following.waiting)
    followed.write("goes on")
    followed.until(lambda: followed.has("goes on"))


def test_a_file_that_is_gone_is_written_anew(followed: Followed) -> None:
    followed.post.unlink()
    followed.until(lambda: followed.has("Talk 1"))
    followed.until(lambda: any("anew" in news.line for news in followed.news))


def test_a_folder_that_is_gone_is_said_and_waited_for(followed: Followed, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    publish(followed.log, folder / "post.md")
    followed.post = folder / "post.md"
    followed.until(lambda: followed.following.path == followed.post)
    followed.post.unlink()
    folder.rmdir()
    followed.until(lambda: followed.told("waiting"))
    assert "is no folder" in followed.following.waiting
    folder.mkdir()
    followed.until(lambda: followed.has("Talk 1"))
    followed.until(lambda: not followed.following.waiting)


def test_undo_of_the_publishing_ends_it(followed: Followed) -> None:
    followed.log.undo()
    followed.until(lambda: followed.told("ended"))
    assert not followed.following.running
    assert "taken back" in followed.news[-1].line
    followed.write("nobody follows")
    assert followed.following.end() == ""
    assert not followed.post.exists()


def test_one_at_a_time(followed: Followed, session: Session, tmp_path: Path) -> None:
    with session_in(tmp_path, "elsewhere") as other:
        second = Following(other.open(followed.log.slug), followed.news.append)
        with pytest.raises(Refused, match="follows already, in another window or command"):
            second.begin()
    followed.following.end()
    third = Following(followed.log, followed.news.append)
    third.begin()
    third.end()


def test_a_log_that_was_not_published_cannot_be_followed(session: Session) -> None:
    with pytest.raises(Refused, match="was not published yet"):
        Following(made_here(session), lambda news: None).begin()
