"""Publishing in another dialect, and under a name of its own."""

from pathlib import Path

import pytest

from tests.session.logs import put, session_in
from tests.session.published import kept, made_here
from tui.markdown.profiles import BUILTIN, Profile
from tui.session.importing import import_source
from tui.session.outcome import Refused
from tui.session.publishing import publish

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


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return tmp_path / "post.md"


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
