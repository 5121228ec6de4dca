"""`talklog post`: front matter, introduction, free sections, checks."""

from pathlib import Path

import pytest

from tests.commands.harness import POST, done, refused, talklog


@pytest.fixture
def post(tmp_path: Path) -> str:
    """The slug of a log that is `POST`."""
    path = tmp_path / "post.md"
    path.write_bytes(POST.encode())
    done(talklog("import", path, "--log", "post"))
    return "post"


def exported() -> str:
    return done(talklog("export", "post")).text


def test_front_matter_changes_in_place(post: str) -> None:
    done(talklog("post", "set", post, "--title", "A log", "--tag", "a", "--tag", "b"))
    assert (
        exported().startswith('+++\ntitle = "A log"\ndate = 2024-05-01\n')
        and 'tags = ["a", "b"]' in exported()
    )
    refused(talklog("post", "set", post, "--date", "soon"))


def test_the_introduction_is_printed_and_written(post: str) -> None:
    assert done(talklog("post", "introduction", post)).text.startswith("Hello.\n\n<!--more-->\n\n")
    done(talklog("post", "introduction", post, "--before-file", "-", stdin=b"Welcome.\n"))
    assert exported() == POST.replace("Hello.", "Welcome.")


def test_a_closing_section_and_interests(post: str) -> None:
    done(talklog("post", "section", post, "Credits", "--text-file", "-", stdin=b"To all.\n"))
    assert exported() == POST.rstrip("\n") + "\n\n## Credits\n\nTo all.\n"
    done(talklog("post", "section", post, "On disks", "--under", "Storage"))
    assert "### On disks" in exported()
    done(talklog("post", "interests", post))


def test_checks_are_listed_and_mended(post: str, tiny: str) -> None:
    assert done(talklog("post", "check", post)).text == "nothing to look at\n"
    done(talklog("keep", tiny, "bytes", "--category", "Storage", "--create"))
    assert "1 “" in done(talklog("post", "check", tiny)).text
    refused(talklog("post", "check", tiny, "--fix", "7"))
    done(talklog("post", "check", tiny, "--fix", "1"))
    assert done(talklog("post", "check", tiny)).text == "nothing to look at\n"
    done(talklog("post", "empty", tiny, "in"))


def test_what_a_section_is_can_be_said_without_changing_a_byte(post: str) -> None:
    before = exported()
    done(talklog("post", "kind", post, "Closing", "category"))
    assert exported() == before
    done(talklog("post", "kind", post, "yt:aaaaaaaaaa0", "prose"))
    assert exported() == before
    talks = done(talklog("list", post, "--json")).json
    assert "yt:aaaaaaaaaa0" not in {talk["id"] for talk in talks}
    done(talklog("undo", post))
    done(talklog("undo", post))
    assert exported() == before
    refused(talklog("post", "kind", post, "Nothing of the kind", "talk"))
