"""A post goes on living in its author's editor: each version comes back as one change, byte for byte."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP
from tests.markdown.reading import POSTS
from tests.session.histories import (
    BELOW,
    BOLD,
    HEADINGS,
    ITEMS,
    STEPS,
    Style,
    companion_added,
    more_marker_moved,
)
from tests.session.outside import OF_ANY_STYLE, Edit, edited, edits
from tests.session.test_reading_back import brought, published
from tests.session.verbs.acts import ALL, acts
from tests.session.verbs.test_posts_stay_readable import act_on, read, read_again, shown
from tests.shared_files import SHARED
from tui.domain.log import Log
from tui.domain.section import Category, Talk
from tui.markdown.check import check_post
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.reading_back import read_back_edits
from tui.session.verbs import notes, order

OWN = {"items.md": ITEMS, "bold.md": BOLD, "below.md": BELOW, "zola.md": HEADINGS}
STYLED = ("items.md", "numbered.md", "bold.md", "below.md")
REAL = ("chicago.md", "la.md")


NAMES = [*OWN, *(REAL if SHARED is not None else ())]


def style_of(name: str) -> Style:
    """How a post writes its talks."""
    return OWN.get(name, HEADINGS)


def data_of(name: str) -> bytes:
    """A post's bytes."""
    if name not in REAL:
        return (POSTS / name).read_bytes()
    assert SHARED is not None
    return (SHARED / "logs" / name).read_bytes()


def in_post(log: Log) -> list[Talk]:
    """The talks of the post, in its order."""
    return [section for section in log.walk() if isinstance(section, Talk)]


EXPECTED = {
    "typo": r"1 note",
    "talk added": r"1 new talk",
    "category renamed": r"1 title",
    "talk moved": r"(\d+ notes?, )?(\d+ sections? moved)",
    "title changed": r"1 title",
    "introduction edited": r"introduction|1 note",
    "talk removed": r"1 talk taken out",
    "category moved": r"\d+ sections? moved.*",
    "formatted": r".*",
    "windows": r".*",
}


@pytest.mark.parametrize("name", NAMES)
def test_each_version_comes_back_as_one_change(name: str) -> None:
    log = read(data_of(name))
    for step, edit in STEPS.items():
        former = render_post(log)
        version = edit(former.decode(), style_of(name)).encode()
        assert version != former or step == "formatted", step
        before = {talk.id: talk for talk in in_post(log)}
        result = brought(log, version)
        assert result.clashes == ()
        assert re.fullmatch(EXPECTED[step], result.summary), (step, result.summary)
        log = log.apply(result.change)
        assert render_post(log) == version, step
        assert check_post(log) == ()
        assert not brought(log, version).change
        after = {talk.id for talk in in_post(log)}
        gone = before.keys() - after
        assert len(gone) == (step == "talk removed"), (step, gone)
        assert len(after - before.keys()) == (step == "talk added"), step
        assert all(log.talk(talk_id).note == before[talk_id].note for talk_id in gone)


@pytest.mark.skipif(SHARED is None, reason="the real logs and samples are not on this machine")
@pytest.mark.parametrize("name", REAL)
def test_marks_and_companions(name: str) -> None:
    log = read(data_of(name))
    version = render_post(log).decode()
    if "<!--more-->" in version:
        version = more_marker_moved(version)
        result = brought(log, version.encode())
        assert result.summary == "introduction"
        log = log.apply(result.change)
    result = brought(log, companion_added(version).encode())
    assert result.summary == "1 new talk"
    log = log.apply(result.change)
    assert render_post(log) == companion_added(version).encode()
    new = next(talk for talk in in_post(log) if talk.title == "The Second Part")
    assert isinstance(log.sections[new.parent or ""], Talk)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", NAMES)
def test_each_version_meets_edits_of_the_log(name: str, step: str) -> None:
    """The log's note of the last talk and its order of categories live on beside what the file brings."""
    log = read(data_of(name))
    version = STEPS[step](render_post(log).decode(), style_of(name)).encode()
    last = in_post(log)[-1]
    mine = log.apply(notes.set_note(log, STAMP, last.id, f"{last.note}\n\nwritten here".strip()))
    tops = [s for s in mine.walk() if isinstance(s, Category) and s.parent is None]
    if len(tops) > 1:
        with suppress(Refused):
            mine = mine.apply(order.down(mine, STAMP, [tops[0].id]))
    result = brought(mine, version, log)
    keyed = {clash.key: "both" if clash.part == "note" else "theirs" for clash in result.clashes}
    result = read_back_edits(
        mine,
        STAMP,
        render_post(log),
        version,
        published=published(log),
        choices=keyed,  # type: ignore[arg-type]
    )
    assert result.clashes == ()
    after = mine.apply(result.change)
    assert "written here" in after.talk(last.id).note
    assert read_again(after) == shown(after)
    assert check_post(after) == ()
    post = render_post(after)
    assert not re.search(rb"(?m)^(<<<<<<<|=======|>>>>>>>)", post)
    assert {talk.id for talk in in_post(log)} <= set(after.sections)
    assert not brought(after, post).change


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STYLED), edits(6, OF_ANY_STYLE))
def test_any_edits_of_a_file_of_another_style_come_back(name: str, doings: list[Edit]) -> None:
    log = read(data_of(name))
    disk = edited(data_of(name), doings)
    try:
        after = log.apply(brought(log, disk).change)
    except Refused as refusal:
        assert "put a blank line between them" in str(
            refusal
        )  # a paragraph that goes on swallows a bold line
        return
    assert render_post(after) == disk
    assert check_post(after) == ()
    assert not brought(after, disk).change


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STYLED), acts(ALL, 5), edits(3, OF_ANY_STYLE))
def test_both_sides_of_a_post_of_another_style(
    name: str, doings: list[tuple[str, int]], outside: list[Edit]
) -> None:
    log = read(data_of(name))
    mine, disk = act_on(log, doings), edited(data_of(name), outside)
    try:
        result = brought(mine, disk, log)
    except Refused as refusal:
        assert "\n" not in str(refusal)
        return
    after = mine.apply(result.change)
    if result.clashes:
        return
    assert read_again(after) == shown(after)
    assert check_post(after) == ()
    assert not brought(after, render_post(after)).change
