from pathlib import Path

import pytest

from tests.commands.harness import Ended, done, refused, talklog
from tui.demo import DemoTalk, decisions


def demo(tmp_path: Path, *arguments: str | Path) -> Ended:
    return talklog("--library", tmp_path / "demo", *arguments)


def placed() -> list[tuple[str, DemoTalk, str | None]]:
    """Category path, talk and the key of the talk above it, in the order of the post."""
    found: list[tuple[str, DemoTalk, str | None]] = []
    for category in decisions().categories:
        path = f"{category.parent} / {category.title}" if category.parent else category.title
        for talk in category.talks:
            found.append((path, talk, None))
            found.extend((path, companion, talk.key) for companion in talk.companions)
    return found


def test_the_demo_is_what_the_reviewer_made_of_it(tmp_path: Path) -> None:
    done(demo(tmp_path, "demo", "--no-open"))
    sample = decisions()
    (log,) = done(demo(tmp_path, "logs", "--json")).json
    assert (log["slug"], log["title"], log["date"]) == (sample.slug, sample.title, sample.date)
    assert log["counts"] == {"inbox": 72, "maybe": 6, "kept": 8, "done": 15, "skipped": 16}
    talks = {talk["keys"][0]: talk for talk in done(demo(tmp_path, "list", sample.slug, "--json")).json}
    assert len(talks) == 120
    for path, wanted, above in placed():
        talk = talks[wanted.key]
        assert talk["category"] == path
        assert talk["verdict"] == wanted.verdict.value
        assert talk["watch"] == wanted.watch.value
        assert talk["note"] == wanted.note
        assert talk["parent"] == (talks[above]["id"] if above else None)


def test_the_demo_s_post_is_readable_and_in_order(tmp_path: Path) -> None:
    done(demo(tmp_path, "demo", "--no-open"))
    sample, post = decisions(), tmp_path / "post.md"
    done(demo(tmp_path, "publish", sample.slug, "--to", post))
    text = post.read_text(encoding="utf-8")
    assert sample.introduction + "\n" in text
    again = tmp_path / "again"
    done(talklog("--library", again, "import", post, "--log", "again"))
    keys = [talk["keys"][0] for talk in done(talklog("--library", again, "list", "again", "--json")).json]
    assert keys == [talk.key for _, talk, _ in placed()]
    whole = done(talklog("--library", again, "export", "again", "--as", "json")).json
    assert [category["why"] for category in whole["categories"]] == [c.why for c in sample.categories]


def test_a_second_demo_keeps_what_was_done_in_the_first(tmp_path: Path) -> None:
    slug = decisions().slug
    done(demo(tmp_path, "demo", "--no-open"))
    done(demo(tmp_path, "skip", slug, "yt:demo-005-xx"))
    before = done(demo(tmp_path, "export", slug, "--as", "json")).json
    done(demo(tmp_path, "demo", "--no-open"))
    assert done(demo(tmp_path, "export", slug, "--as", "json")).json == before
    assert len(done(demo(tmp_path, "logs", "--json")).json) == 1


def test_a_demo_whose_log_was_undone_is_made_anew(tmp_path: Path) -> None:
    slug = decisions().slug
    done(demo(tmp_path, "demo", "--no-open"))
    while talklog("--library", tmp_path / "demo", "undo", slug).status == 0:
        pass
    assert done(demo(tmp_path, "logs", "--json")).json == []
    done(demo(tmp_path, "demo", "--no-open"))
    assert len(done(demo(tmp_path, "logs", "--json")).json) == 1


def test_without_a_name_it_lies_in_a_folder_of_its_own(
    isolated_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = done(talklog("demo", "--no-open")).text
    assert str(isolated_machine / ".local/share/talklog-demo") in shown
    assert done(talklog("logs", "--json")).json == []
    monkeypatch.delenv("TALKLOG_LIBRARY")
    assert done(talklog("logs", "--json")).json == []


def test_the_command_that_it_names_works(tmp_path: Path) -> None:
    import shlex

    lines = done(talklog("--library", tmp_path / "a b'c", "demo", "--no-open")).lines
    words = shlex.split(lines[-1].split(": ", 1)[1])
    assert words[0] == "talklog"
    assert "terminal" in refused(talklog(*words[1:]))


def test_a_demo_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    refused(talklog("--library", tmp_path / "file", "demo", "--no-open"))
