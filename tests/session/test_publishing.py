"""Publishing: what is written, what is never written over, and what undo brings back."""

from pathlib import Path

import pytest

from tests.session.logs import category, put, session_in, talk
from tests.session.test_importing import POST
from tui.domain.section import Verdict
from tui.markdown.profiles import BUILTIN, Profile
from tui.session.importing import import_source
from tui.session.open_log import OpenLog
from tui.session.outcome import Refused
from tui.session.publishing import PublishConflict, bring_in, publish
from tui.session.session import Session


def kept(number: int, note: str = "") -> object:
    """A talk that stands in the post."""
    return talk(
        number,
        note,
        verdict=Verdict.KEPT,
        parent="storage",
        rank=f"V{number}",
        level=3,
        urls=(f"https://example.org/{number}",),
    )


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return tmp_path / "post.md"


def made_here(session: Session) -> OpenLog:
    """A log with one category, two kept talks and a kept one without a category."""
    log = session.create("Riverbank Conf", "2024-05-07")
    put(log, category("storage"), kept(1, "worth it"), kept(2), talk(3, verdict=Verdict.KEPT))  # type: ignore[arg-type]
    return log


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


JEKYLL = """---
# of the boat club
layout: post
title: "Harbour days"
date: 2024-05-07 # the second day
tags: [boats, rain]
---
Read on.

<!--more-->

## Piers

### [Piers at Scale](https://talks.example/piers)
<!--more--> is no mark here; title: x
"""


def test_another_dialect_alters_front_matter_and_marks_alone(tmp_path: Path, post: Path) -> None:
    body = JEKYLL.split("---\n", 2)[2]
    with session_in(tmp_path) as session:
        log = session.open(import_source(session, JEKYLL.encode(), str(post)).slug)
        assert log.log.info.profile == "jekyll"
        assert publish(log, post).diff.startswith("--- (no file)")
        assert post.read_text() == JEKYLL
        publish(log, post, "zola")
        front, rest = post.read_text().removeprefix("+++\n").split("+++\n", 1)
        assert 'tags = ["boats", "rain"]' in front and rest == body
        publish(log, post, "devto")
        assert post.read_text().split("---\n", 2)[2] == body.replace("<!--more-->\n\n", "", 1)
        publish(log, post, "plain")
        assert post.read_text() == body.replace("<!--more-->\n\n", "", 1)
        publish(log, post, "hugo")
        assert 'tags = ["boats", "rain"]' in post.read_text()
        for _ in range(4):
            log.undo()
        assert post.read_text() == JEKYLL


def test_front_matter_that_cannot_be_read_stays_in_its_own_dialect(tmp_path: Path, post: Path) -> None:
    broken = JEKYLL.replace("tags: [", "tags: [[")
    with session_in(tmp_path) as session:
        log = session.open(import_source(session, broken.encode(), str(post)).slug)
        with pytest.raises(Refused, match=r"no readable YAML.*it stays as it is"):
            publish(log, post, "hugo")
        publish(log, post)
        assert post.read_text() == broken


def test_a_dialect_of_the_user_s_own(tmp_path: Path, post: Path) -> None:
    own = {**BUILTIN, "mine": Profile(front="yaml", fields={"title": "Title"}, constants={"by": "me"})}
    with session_in(tmp_path) as session:
        log = made_here(session)
        publish(log, post, "mine", profiles=own)
        assert post.read_text().startswith('---\nTitle: "Riverbank Conf"\nby: "me"\n---\n')
        put(log, kept(1, "new"))  # type: ignore[arg-type]
        publish(log)
        assert post.read_text().startswith('---\nTitle: "Riverbank Conf"\nby: "me"\n---\n')


def test_into_a_folder_under_a_name_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "riverbank-conf.md").write_text("somebody else's")
    with session_in(tmp_path) as session:
        log = made_here(session)
        assert publish(log, folder).path == folder / "riverbank-conf-2.md"
        put(log, kept(1, "new"))  # type: ignore[arg-type]
        assert publish(log, folder).path == folder / "riverbank-conf-2.md"
        assert publish(log, tmp_path, "jekyll").path == tmp_path / "2024-05-07-riverbank-conf.md"
    assert (folder / "riverbank-conf.md").read_text() == "somebody else's"
