"""Notes with headings, open fences, HTML, fences of front matter: published and read back, or refused."""

import pytest

from tests.domain.log_strategies import STAMP
from tests.markdown.reading import POSTS, read_own
from tests.session.verbs.test_posts_stay_readable import read
from tui.domain.outline import rendered
from tui.domain.section import Talk
from tui.domain.text import quoted
from tui.markdown.check import check_post
from tui.markdown.render import render_post
from tui.session.verbs import notes

STYLED = ("zola.md", "items.md", "numbered.md", "bold.md", "below.md")
HARD = [
    "# Heading",
    "## Sub\n\ntext\n\n### deeper",
    "### [Linked](https://video.example/linked)",
    "```\nopen",
    "~~~ py\nopen",
    "<!-- open",
    "<!-- closed -->",
    "<div>\nopen",
    "<script>",
    "<?php",
    "---",
    "+++",
    "---\ntitle: x\n---",
    "+++\ntitle = 1\n+++",
    "text\n---",
    "text\n===",
    "- list\n- [with](https://video.example/with)",
    "1. [A](https://video.example/a) x",
    "**[B](https://video.example/b)** y",
    "[ref]: https://ref.example",
    "https://video.example/bare",
    "[Video](https://video.example/video)",
    "<!--more-->",
    "    code",
    "\\",
    "> quote",
    "| a | b |\n|---|---|",
    "\x00 nul",
    "a\x0bb\u2028c",
    "lone \udcff byte",
]


@pytest.mark.parametrize("name", STYLED)
@pytest.mark.parametrize("note", HARD)
def test_a_note_comes_back_as_it_is_or_is_named(name: str, note: str) -> None:
    log = read((POSTS / name).read_bytes())
    talks = [section for section in log.walk() if isinstance(section, Talk)]
    for talk in (talks[0], talks[1], talks[-1]):
        after = log.apply(notes.set_note(log, STAMP, talk.id, note))
        assert after.talk(talk.id).note == note
        problems = check_post(after)
        if problems:
            assert problems[0].section_id == talk.id
            assert quoted(talk.title) in problems[0].line and "\n" not in problems[0].line
            continue
        again = read_own(after)
        assert [(s.title, s.note) for s in again.sections] == [(s.title, s.note) for s in rendered(after)]
        former = render_post(log).decode("utf-8", "surrogateescape").splitlines()
        now = render_post(after).decode("utf-8", "surrogateescape")
        kept = [line for line in former if line in now.splitlines()]
        assert len(former) - len(kept) <= len(talk.note.splitlines()) + 1


@pytest.mark.parametrize("name", ["items.md", "numbered.md"])
@pytest.mark.parametrize("note", HARD)
def test_nothing_in_an_item_swallows_what_follows(name: str, note: str) -> None:
    log = read((POSTS / name).read_bytes())
    talk = next(section for section in log.walk() if isinstance(section, Talk))
    assert check_post(log.apply(notes.set_note(log, STAMP, talk.id, note))) == ()
