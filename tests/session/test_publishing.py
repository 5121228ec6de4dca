"""Publishing: what is written, what is never written over, and what undo brings back."""

from pathlib import Path

import pytest

from tests.session.logs import put, session_in
from tests.session.published import kept, made_here
from tests.session.test_importing import POST
from tui.session.importing import import_source
from tui.session.outcome import Refused
from tui.session.publishing import PublishConflict, bring_in, publish
from tui.session.verbs.frame import set_without_note


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return tmp_path / "post.md"


def test_a_log_made_here_gets_front_matter_and_says_what_is_left_out(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        outcome = publish(log, post)
        assert outcome.message == (
            f"published 2 talks to {post}; left out: 1 kept or done talk without a category"
        )
        text = post.read_text()
        assert text.startswith('+++\ndate = "2024-05-07"\n')
        assert 'title = "Riverbank Conf"' in text
        assert "## Storage\n" in text and "### [Talk 1](https://example.org/1)\nworth it\n" in text
        assert "Talk 3" not in text
        assert log.log.info.front and text.startswith(log.log.info.front)
    with session_in(tmp_path) as session:
        published = session.open("riverbank-conf").log.info.published
        assert published is not None and published.path == str(post)
        assert session.open("riverbank-conf").get_blob(published.sha256) == post.read_bytes()


def test_plain_has_no_front_matter_and_a_profile_can_be_changed(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post, "plain")
        assert post.read_text().startswith("## Storage\n")
        assert log.log.info.profile == "plain"
        publish(log, None, "zola")
        assert post.read_text().startswith("+++\n")
        publish(log, None, "plain")
        assert post.read_text().startswith("## Storage\n")
        with pytest.raises(Refused, match="there is no profile 'x': use one of zola, hugo, "):
            publish(log, None, "x")


def test_kept_talks_without_a_note_are_left_out_by_a_setting_and_counted_as_such(
    tmp_path: Path, post: Path
) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        log.do(set_without_note(log.log, log.stamp(), False))
        assert publish(log, post).message.endswith(
            "; left out: 1 kept or done talk without a category, 1 kept talk without a note"
        )


def test_the_second_publishing_goes_to_the_same_file_or_is_nothing(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        seen = len(log.history())
        again = publish(log)
        assert not again.altered
        assert again.message.startswith(f"{post} is up to date")
        assert len(log.history()) == seen
        put(log, kept(1, "worth it twice"))  # type: ignore[arg-type]
        diff = publish(log).diff.splitlines()
        assert [line for line in diff[2:] if line[0] in "+-"] == ["-worth it", "+worth it twice"]


def test_a_dry_run_shows_the_diff_and_writes_nothing(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        before = log.log
        outcome = publish(log, post, dry_run=True)
        assert outcome.message.startswith("would publish 2 talks")
        assert "+### [Talk 1](https://example.org/1)" in outcome.diff
        assert log.log is before
        assert not post.exists()


def test_without_a_target_it_asks_for_one(tmp_path: Path) -> None:
    with session_in(tmp_path) as session, pytest.raises(Refused, match="say to which file, with --to"):
        publish(made_here(session))


def test_an_edit_on_disk_comes_in_before_the_post_goes_out(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        post.write_text(post.read_text() + "my own line\n")
        edited = post.read_bytes()
        put(log, kept(1, "new"))  # type: ignore[arg-type]
        seen = len(log.history())
        plan = publish(log, dry_run=True)
        assert (plan.brought, post.read_bytes(), log.log.talk("t2").note) == ("1 note", edited, "")
        assert plan.arrivals == ("note: “Talk 2”",)
        assert publish(log).message == (
            f"published 2 talks to {post}; brought in what was edited there: 1 note; "
            "left out: 1 kept or done talk without a category"
        )
        assert log.log.talk("t2").note == "my own line"
        assert post.read_text().endswith("new\n\n### [Talk 2](https://example.org/2)\nmy own line\n")
        assert [entry.label for entry in log.history()][: len(log.history()) - seen] == [
            "Publish to post.md, with what was edited there: 1 note"
        ]
        assert not publish(log).altered
        assert "has its former text again" in log.undo().message
        assert (post.read_bytes(), log.log.talk("t2").note) == (edited, "")
        assert log.redo() and log.log.talk("t2").note == "my own line"
        assert not publish(log).altered


def test_edits_that_clash_are_never_written_over(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        post.write_text(post.read_text().replace("worth it", "worth every minute"))
        theirs = post.read_bytes()
        put(log, kept(1, "worth nothing"))  # type: ignore[arg-type]
        for dry_run in (True, False):
            with pytest.raises(PublishConflict, match=r"so was the log: note of Talk 1; .* choose") as caught:
                publish(log, dry_run=dry_run)
            assert "-worth every minute" in caught.value.diff and "+worth nothing" in caught.value.diff
        (clash,) = caught.value.clashes
        assert (clash.mine, clash.theirs) == ("worth nothing", "worth every minute")
        assert post.read_bytes() == theirs
        publish(log, choices={clash.key: "both"})
        assert log.log.talk("t1").note == "worth nothing\nworth every minute"
        assert b"worth nothing\nworth every minute\n" in post.read_bytes()
        log.undo()
        assert post.read_bytes() == theirs
        publish(log, choices={clash.key: "theirs"})
        assert post.read_bytes() == theirs
        log.undo()
        publish(log, force=True)
        assert b"every minute" not in post.read_bytes()
        assert "has its former text again" in log.undo().message
        assert post.read_bytes() == theirs
        assert "was written again" in log.redo().message
        assert b"every minute" not in post.read_bytes()


def test_a_file_whose_fence_stays_open_is_not_read_back(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post)
        post.write_text(post.read_text().replace("worth it", "worth it\n```"))
        broken, before = post.read_bytes(), log.log
        with pytest.raises(
            Refused, match=r"the text under “Talk 1” in post.md runs on over the heading “Talk 2”"
        ):
            publish(log)
        assert (post.read_bytes(), log.log) == (broken, before)


def test_edits_can_come_in_without_publishing(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        with pytest.raises(Refused, match="not published yet"):
            bring_in(log)
        publish(log, post)
        assert bring_in(log).change is None
        put(log, kept(2, "mine"))  # type: ignore[arg-type]
        post.write_text(post.read_text().replace("worth it", "worth it\n\nand more"))
        edited = post.read_bytes()
        assert bring_in(log).message == f"brought in from {post}: 1 note"
        assert (log.log.talk("t1").note, post.read_bytes()) == ("worth it\n\nand more", edited)
        publish(log)
        assert post.read_bytes() == edited + b"mine\n"
        log.undo()
        log.undo()
        assert (log.log.talk("t1").note, post.read_bytes()) == ("worth it", edited)
        publish(log)
        assert log.log.talk("t1").note == "worth it\n\nand more"


def test_an_imported_post_that_was_edited_before_its_first_publishing(tmp_path: Path, post: Path) -> None:
    post.write_bytes(POST)
    with session_in(tmp_path) as session:
        slug = import_source(session, POST, str(post)).slug
    post.write_bytes(POST + b"\nadded\n")
    with session_in(tmp_path) as session:
        log = session.open(slug)
        assert publish(log, post).diff == ""
        assert post.read_bytes() == POST + b"\nadded\n"
        assert not publish(log).altered


def test_a_stranger_s_file_is_never_written_over(tmp_path: Path, post: Path) -> None:
    post.write_text("\x1b]52;c;x\x07 theirs")
    with session_in(tmp_path) as session:
        with pytest.raises(PublishConflict, match="is there already") as caught:
            publish(made_here(session), post)
        assert "\x1b" not in caught.value.diff
    assert post.read_text() == "\x1b]52;c;x\x07 theirs"


def test_an_imported_post_goes_back_over_its_own_file(tmp_path: Path, post: Path) -> None:
    post.write_bytes(POST)
    with session_in(tmp_path) as session:
        log = session.open(import_source(session, POST, str(post)).slug)
        outcome = publish(log, post)
        assert outcome.diff == ""
        assert post.read_bytes() == POST
        assert "is as it should be" in log.undo().message
        assert post.read_bytes() == POST


def test_a_note_that_swallows_the_post_is_not_published(tmp_path: Path, post: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        put(log, kept(1, "```\nnever closed"))  # type: ignore[arg-type]
        with pytest.raises(Refused, match=r"would not read back as the log: .*fence"):
            publish(log, post)
        assert not post.exists()


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_recorded(tmp_path: Path) -> None:
    with session_in(tmp_path) as session:
        log = made_here(session)
        for target, line in ((tmp_path / "no" / "post.md", "is no folder"),):
            with pytest.raises(Refused, match=line):
                publish(log, target)
        assert log.log.info.published is None
