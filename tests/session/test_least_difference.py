"""Publish, change one thing, publish: the file's difference is that thing."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP
from tests.markdown.reading import POSTS
from tests.session.verbs.test_posts_stay_readable import POST, read
from tests.shared_files import SHARED
from tui.domain.outline import rendered
from tui.domain.section import DEEPEST_HEADING, Category, Talk
from tui.markdown.render import render_post
from tui.markdown.slices import text_of_section
from tui.session.verbs import categories, notes, order, verdicts

MORE = b"one line more"
REAL = ("chicago.md", "la.md")


def around(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """The stretch of whole lines in which two texts differ."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return b"".join(before), b"".join(after)


def posts(named: Sequence[str] = ("items.md", "numbered.md", "bold.md", "below.md")) -> list[bytes]:
    """A post of many shapes, those of other styles, and the real ones where they are."""
    others = [(POSTS / name).read_bytes() for name in named]
    return [POST, *others, *((SHARED / "logs" / name).read_bytes() for name in REAL if SHARED is not None)]


@pytest.mark.parametrize("data", posts())
def test_one_note(data: bytes) -> None:
    log = read(data)
    for talk in [section for section in log.walk() if isinstance(section, Talk)]:
        after = log.apply(notes.set_note(log, STAMP, talk.id, talk.note + "\none line more"))
        new = around(data, render_post(after))[1].strip()
        # The first note of an item may begin on the item's own line.
        is_inline = not talk.note and talk.level > DEEPEST_HEADING
        assert new.removeprefix(talk.heading.encode() if is_inline else b"").strip(" —\n".encode()) == MORE
        indents = len(talk.indent) * (1 + talk.note.count("\n"))
        assert len(render_post(after)) - len(data) <= len(MORE) + 2 + indents + 3 * is_inline


@pytest.mark.parametrize("data", posts())
def test_a_category_that_moves_takes_its_lines_along_and_alters_no_other(data: bytes) -> None:
    log = read(data)
    found = [section for section in log.walk() if isinstance(section, Category)]
    parent = Counter(section.parent for section in found).most_common(1)[0][0]
    tops = [section for section in found if section.parent == parent]
    assert len(tops) > 1
    for category in tops[:-1]:
        after = log.apply(order.down(log, STAMP, [category.id]))
        if all(section.level == log.sections[section.id].level for section in after.walk()):
            assert Counter(render_post(after).splitlines()) == Counter(data.splitlines())
            back = after.apply(order.up(after, STAMP, [category.id]))
            assert render_post(back) == data


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(posts(["items.md", "bold.md", "below.md"])), st.data())  # numbers would follow
def test_a_talk_that_is_skipped_takes_its_section_along(data: bytes, pick: st.DataObject) -> None:
    log = read(data)
    leaves = [s for s in log.walk() if isinstance(s, Talk) and not log.companions(s.id)]
    talk = pick.draw(st.sampled_from(leaves))
    after = log.apply(verdicts.skip(log, STAMP, [talk.id]))
    old, new = Counter(data.splitlines()), Counter(render_post(after).splitlines())
    own = Counter(text_of_section(talk).encode().splitlines())
    category = log.category_of(talk.id)
    if category is not None and category.id in {s.id for s in rendered(after)}:
        assert old - new <= own and not new - old


@pytest.mark.parametrize("data", posts())
def test_what_is_new_has_the_blank_lines_of_its_kind(data: bytes) -> None:
    log = read(data)
    talks = [section for section in log.walk() if isinstance(section, Talk)]
    usual = Counter(talk.gap for talk in talks[1:]).most_common(1)[0][0]
    category = next(section for section in log.walk() if isinstance(section, Category))
    after = log.apply(verdicts.keep(log, STAMP, ["yt:in1"], category.id))
    assert after.talk("yt:in1").gap == usual
    made = categories.new_category(log, STAMP, "Fresh")
    assert render_post(log.apply(made)) == data
