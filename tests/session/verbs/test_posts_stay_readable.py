"""After any acts the published bytes read back as the tree that the log shows."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP
from tests.markdown.reading import POSTS
from tests.markdown.styled import STYLES, styled_posts
from tests.session.verbs.acts import ALL, acts, change_for
from tests.shared_files import needs_shared, shared
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import expected_kinds, reads_back, rendered
from tui.domain.section import Talk, kind_of
from tui.markdown.check import check_post
from tui.markdown.parse import parse_post
from tui.markdown.render import render_post
from tui.markdown.sides import own_reader
from tui.session.outcome import Refused
from tui.session.verbs.posts import numbered
from tui.sources.urls import key_of_url

POST = b"""+++
title = "Harbour days"
+++

Read on.

- **piers** :: they stand
- **boats** :: they float

## Piers

### [Piers at Scale](https://talks.example/piers)
wide

#### [Small Piers](https://talks.example/small) ####

### [Cranes](https://www.youtube.com/watch?v=video000001)

# not of the post's order, yet a heading

### Lighthouses

### [Lamps](https://talks.example/lamps)
## inside? no: prose

Boats
-----

### [Hulls \\[101\\]](<https://talks.example/hulls> "old") and more

text

## Thanks

To all.
"""


def read(data: bytes) -> Log:
    count = itertools.count()
    post = parse_post(data, lambda: f"made{next(count)}", key_of_url=key_of_url)
    sections = list(numbered(post.sections, "post"))
    loose = [Talk(id=f"yt:in{n}", title=f"In *{n}*", urls=(f"https://talks.example/{n}",)) for n in range(4)]
    info = post.onto(LogInfo(slug="x", created=STAMP.time))
    return Log.build(info, [*sections, *loose, Talk(id="bare", title="Without a link")])


Line = tuple[str, int, str, str | None]


def shown(log: Log) -> list[Line]:
    """What the post should read back as: kind, level, title, and the title of what it stands under."""
    sections = rendered(log)
    kinds = dict(zip([section.id for section in sections], expected_kinds(sections), strict=True))
    lines: list[Line] = []
    for section in sections:
        above = section.parent
        while above is not None and kinds[above] == "prose":
            above = log.sections[above].parent
        title = log.sections[above].title if above is not None else None
        lines.append((kinds[section.id], section.level, section.title, title))
    return lines


def read_again(log: Log) -> list[Line]:
    count = itertools.count()
    post = parse_post(render_post(log), lambda: f"m{next(count)}", **own_reader(log))
    titles = {section.id: section.title for section in post.sections}
    return [
        (kind_of(s), s.level, s.title, None if s.parent is None else titles[s.parent]) for s in post.sections
    ]


def act_on(log: Log, doings: list[tuple[str, int]]) -> Log:
    for name, number in doings:
        try:
            change = change_for(log, name, number)
        except Refused:
            continue
        log = log.apply(change) if change is not None else log
    return log


@settings(max_examples=120, deadline=None)
@given(acts(ALL, 8))
def test_a_small_post_of_many_shapes(doings: list[tuple[str, int]]) -> None:
    log = read(POST)
    assert render_post(log) == POST
    after = act_on(log, doings)
    assert read_again(after) == shown(after)


@pytest.mark.parametrize("name", ["items.md", "numbered.md", "bold.md", "below.md"])
def test_posts_of_other_styles(name: str) -> None:
    log = read((POSTS / name).read_bytes())

    @settings(max_examples=60, deadline=None)
    @given(acts(ALL, 8))
    def property_of(doings: list[tuple[str, int]]) -> None:
        after = act_on(log, doings)
        assert read_again(after) == shown(after)
        assert check_post(after) == ()

    property_of()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STYLES).flatmap(styled_posts), acts(ALL, 6))
def test_any_post_of_another_style(text: str, doings: list[tuple[str, int]]) -> None:
    after = act_on(read(text.encode()), doings)
    if reads_back(after) is None and not check_post(after):
        assert read_again(after) == shown(after)


@needs_shared
@pytest.mark.parametrize("name", ["chicago.md", "la.md"])
def test_real_posts(name: str) -> None:
    data = Path(shared("logs")).joinpath(name).read_bytes()
    log = read(data)
    assert render_post(log) == data

    @settings(max_examples=25, deadline=None)
    @given(acts(ALL, 10))
    def property_of(doings: list[tuple[str, int]]) -> None:
        after = act_on(log, doings)
        assert read_again(after) == shown(after)

    property_of()
