"""A note that would swallow the post is caught and named; what layout can mend is mended."""

import msgspec
import pytest
from hypothesis import example, given, settings

from tests.markdown.documents import documents
from tests.markdown.reading import log_of, read, read_own, tree
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Talk
from tui.markdown.check import check_post
from tui.markdown.habits import habits_of, with_note
from tui.markdown.render import render_text

POST = """Hello.

## Area

### [First](https://v.example/1)
One.

### [Second](https://v.example/2)
Two.

## Closing

Bye.
"""


def _with(log: Log, title: str, note: str) -> Log:
    sections = [
        with_note(section, note, habits_of(log)) if section.title == title else section
        for section in log.walk()
    ]
    return Log.build(log.info, sections)


def _id(log: Log, title: str) -> str:
    return next(section.id for section in log.walk() if section.title == title)


@pytest.mark.parametrize(
    ("note", "cause"),
    [
        ("```python\nx = 1", "code fence"),
        ("~~~", "code fence"),
        ("fine\n\n<!-- hidden", "<!--"),
        ("<script>\nalert(1)", "<script"),
        ("<?php", "<?"),
        ("<![CDATA[", "<![CDATA["),
        ("<div>\n<pre>\n", "<div"),
    ],
)
def test_a_note_that_swallows_what_follows_is_named(note: str, cause: str) -> None:
    log = _with(log_of(POST), "First", note)
    problems = check_post(log)
    if cause == "<div":
        assert problems == ()  # an HTML block of this sort ends at a blank line, and one follows
        return
    assert [problem.section_id for problem in problems] == [_id(log, "First")]
    assert "“First”" in problems[0].line and "“Second”" in problems[0].line and cause in problems[0].line
    assert "\n" not in problems[0].line


def test_every_swallowing_note_is_named_at_once() -> None:
    log = _with(_with(log_of(POST), "First", "```"), "Second", "<!--")
    assert [p.section_id for p in check_post(log)] == [_id(log, "First"), _id(log, "Second")]


def test_the_last_note_may_end_in_an_open_fence() -> None:
    assert check_post(_with(log_of(POST), "Closing", "```")) == ()


def test_an_introduction_that_swallows_the_first_heading_is_named() -> None:
    log = log_of(POST)
    info = msgspec.structs.replace(log.info, introduction="<!--\n")
    problems = check_post(Log.build(info, log.sections.values()))
    assert problems[0].section_id is None and "the introduction" in problems[0].line


def test_an_introduction_that_would_be_front_matter_is_named() -> None:
    log = log_of(POST)
    info = msgspec.structs.replace(log.info, introduction="---\na: b\n---\n")
    assert "front matter" in check_post(Log.build(info, log.sections.values()))[0].line
    open_ended = msgspec.structs.replace(log.info, front="+++\ntitle = 1\n")
    assert "does not end" in check_post(Log.build(open_ended, log.sections.values()))[0].line


@pytest.mark.parametrize("start", ["\ufeffHello", "\udcff\udcfeab"])
def test_text_that_would_be_another_encoding_is_named(start: str) -> None:
    log = log_of("x")
    info = msgspec.structs.replace(log.info, introduction=start)
    assert "encoding" in check_post(Log.build(info))[0].line


def test_a_lone_cr_above_and_a_lf_below_stay_two_line_ends() -> None:
    log = _swapped(log_of("# A\ra\r# B\rb\r"))
    parted = [msgspec.structs.replace(section, gap="\n") for section in log.walk()]
    assert render_text(Log.build(log.info, parted)) == "\n# B\rb\r\r\n# A\ra\r"


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("text\n\n## A heading\n\nmore", "A heading"),
        ("### [A link](https://v.example/3)", "A link"),
        ("Surprise\n---\n", "Surprise"),
    ],
)
def test_a_heading_in_a_note_that_would_start_a_section_is_named(note: str, title: str) -> None:
    log = _with(log_of(POST), "First", note)
    problem = check_post(log)[0]
    assert problem.section_id == _id(log, "First")
    assert f"“{title}”" in problem.line


def test_headings_that_stay_in_their_note_are_none_of_its_business() -> None:
    log = _with(log_of(POST), "First", "#### Details\n\n```\n# no heading\n```\n\n> ## quoted\n\n- # listed")
    assert check_post(log) == ()


def test_text_that_turns_a_category_into_prose_is_named() -> None:
    post = "### Area\n### [Talk](https://v.example/1)\n"
    log = _with(log_of(post), "Area", "text of its own")
    assert check_post(log)[0].section_id == _id(log, "Area")
    assert "prose" in check_post(log)[0].line


def test_a_link_whose_target_went_away_is_named() -> None:
    log = log_of("# [Talk][t]\nx\n\n# Other\n\n[t]: https://v.example/1\n")
    assert check_post(log) == ()
    assert "target" in check_post(_with(log, "Other", "gone"))[0].line


def test_a_kind_the_user_chose_is_no_problem() -> None:
    log = log_of(POST)
    closing = log.sections[_id(log, "Closing")]
    as_category = Category(
        **{
            name: getattr(closing, name)
            for name in ("id", "rank", "level", "heading", "lead", "note", "title")
        },
        gap=closing.gap,
        eol=closing.eol,
        kind_chosen=True,
    )
    assert check_post(Log.build(log.info, [*log.sections.values(), as_category])) == ()


def test_a_talk_without_a_link_is_known_to_its_log() -> None:
    log = log_of(POST)
    added = Talk(id="t", parent=_id(log, "Area"), rank="z", level=3, title="By hand", note="Noted.")
    grown = Log.build(log.info, [*log.walk(), added])
    assert check_post(grown) == ()
    assert "\n\n### By hand\nNoted.\n\n## Closing" in render_text(grown)


def _swapped(log: Log) -> Log:
    """A log with its two top sections in the other order."""
    first, second = log.children(None)
    a, b = log.sections[first], log.sections[second]
    swapped: list[AnySection] = [
        msgspec.structs.replace(a, rank=b.rank),
        msgspec.structs.replace(b, rank=a.rank),
    ]
    others = [section for section in log.walk() if section.id not in (first, second)]
    return Log.build(log.info, [*swapped, *others])


@pytest.mark.parametrize(
    ("post", "mended"),
    [
        # An indented heading would become part of the list item that is above it now.
        ("   # A\nx\n\n# B\n\n- item\n", "# B\n\n- item\n# A\nx\n\n"),
        # A heading that is underlined would take the paragraph above it into its text.
        ("A\n=\nx\n\n# B\ny\n", "# B\ny\n\nA\n=\nx\n\n"),
    ],
)
def test_layout_that_mends_a_moved_heading(post: str, mended: str) -> None:
    log = _swapped(log_of(post))
    text = render_text(log)
    assert check_post(log) == ()
    assert text.lstrip("\n") == mended.rstrip("\n") + "\n" or text.lstrip("\n") == mended
    assert [s.title for s in read(text).sections] == ["B", "A"]


@given(documents(), documents())
@settings(max_examples=200)
@example("\udcff\udcfe\n\n## Two\n", "===\n")
def test_a_post_without_a_problem_reads_back_whatever_the_note(text: str, note: str) -> None:
    log = log_of(text)
    walk = list(log.walk())
    if not walk:
        return
    edited = [with_note(walk[0], note, habits_of(log)), *walk[1:]]
    changed = Log.build(log.info, edited)
    if check_post(changed) == ():
        again = read_own(changed)
        assert [(entry[0], entry[1], entry[2]) for entry in tree(again.sections)] == [
            (entry[0], entry[1], entry[2]) for entry in tree(edited)
        ]


def test_a_log_made_here_is_rendered_as_usual() -> None:
    area = Category(id="c", rank="V", level=2, title="Area")
    empty = Category(id="e", rank="W", level=2, title="Empty")
    talk = Talk(
        id="t", parent="c", rank="V", level=3, title="A [b]", urls=("https://v.example/1",), note="N."
    )
    info = LogInfo(slug="s", front='+++\ntitle = "T"\n+++\n', introduction="Hello.\n")
    log = Log.build(info, [area, empty, talk])
    expected = '+++\ntitle = "T"\n+++\n\nHello.\n\n## Area\n\n### [A \\[b\\]](https://v.example/1)\nN.\n'
    assert render_text(log) == expected
    assert check_post(log) == ()
    bare = Log.build(LogInfo(slug="s"), [area, talk])
    assert render_text(bare).startswith("## Area\n\n### ")
