"""What a section that is new in a post looks like, and what setting a note leaves alone."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.documents import documents
from tests.markdown.reading import log_of
from tests.shared_files import needs_shared, shared
from tui.domain.log import Log
from tui.domain.section import Category, Prose, Talk
from tui.markdown.habits import habits_of, laid_out, trimmed, with_note
from tui.markdown.render import render_post, render_section, render_text

AIRY = """## Area



### [A](https://v.example/1)

One.


### [B](https://v.example/2)

Two.


### [C](https://v.example/3)
Glued.
"""


def test_the_commonest_layout_counts() -> None:
    habits = habits_of(log_of(AIRY))
    assert habits.gap["talk"] == "\n\n"
    assert habits.lead["talk"] == "\n\n"
    assert habits.gap["category"] == "\n", "the first section's gap says nothing"


def test_without_an_example_headings_stand_between_blank_lines() -> None:
    habits = habits_of(Log.build(log_of("").info))
    assert dict(habits.gap) == {"talk": "\n", "category": "\n", "prose": "\n", "item": "", "bold": "\n"}
    usual = {"talk": "\n", "category": "\n\n", "prose": "\n\n", "item": " — ", "bold": "\n\n"}
    assert dict(habits.lead) == usual


def test_line_ends_follow_the_log() -> None:
    habits = habits_of(log_of("Hello.\r\n"))
    talk = laid_out(Talk(id="t", note="x"), habits)
    assert (talk.gap, talk.lead, talk.eol) == ("\r\n", "\r\n", "\r\n")


def test_only_what_never_was_in_the_post_is_laid_out() -> None:
    log = log_of(AIRY)
    habits = habits_of(log)
    for section in log.walk():
        assert laid_out(section, habits) is section
    new = laid_out(Talk(id="t", note="x"), habits)
    assert (new.gap, new.lead, new.eol) == ("\n\n", "\n\n", "\n")
    assert laid_out(Category(id="c"), habits).lead == "\n"
    assert laid_out(new, habits) is new


@needs_shared
def test_the_habits_of_a_real_log() -> None:
    habits = habits_of(log_of(shared("logs/chicago.md").read_bytes()))
    assert (habits.gap["talk"], habits.lead["talk"], habits.newline) == ("\n", "\n", "\n")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("\n \n\t\n", ""),
        ("\n\n    code\n  \n", "    code"),
        ("a  \n", "a  "),
        ("a\r\n\r\nb\r\n\r\n", "a\r\n\r\nb"),
        ("\x0c\n", "\x0c"),
    ],
)
def test_blank_lines_at_a_notes_ends_are_layout(typed: str, kept: str) -> None:
    assert trimmed(typed) == kept


def test_setting_and_clearing_a_note() -> None:
    log = log_of(AIRY)
    habits = habits_of(log)
    first = log.talk("url:https://v.example/1")
    assert with_note(first, "\nOne.\n\n", habits) is first
    cleared = with_note(first, " \n", habits)
    assert (cleared.note, cleared.lead, cleared.eol) == ("", "\n", "")
    again = with_note(cleared, "New.", habits)
    assert (again.note, again.lead, again.eol) == ("New.", "\n\n", "\n")


def test_a_note_at_the_end_of_a_file_without_a_last_line_end() -> None:
    log = log_of("# [A](https://v.example/1)\n\nOne.")
    talk = next(log.talks())
    changed = with_note(talk, "Two.\nThree.", habits_of(log))
    assert changed.eol == ""
    assert render_post(Log.build(log.info, [changed])) == b"# [A](https://v.example/1)\n\nTwo.\nThree."
    bare = next(log_of("# [A](https://v.example/1)").talks())
    noted = with_note(bare, "x", habits_of(log_of("# [A](https://v.example/1)")))
    assert render_text(Log.build(log.info, [noted])) == "# [A](https://v.example/1)\nx\n"


@given(documents(), st.integers(0, 40), documents())
@settings(max_examples=200)
def test_an_edited_note_is_the_posts_only_difference(text: str, place: int, note: str) -> None:
    log = log_of(text)
    walk = list(log.walk())
    if not walk:
        return
    section = walk[place % len(walk)]
    changed = with_note(section, note, habits_of(log))
    assert changed.note == trimmed(note)
    assert changed.heading == section.heading and changed.gap == section.gap
    back = msgspec.structs.replace(changed, note=section.note, lead=section.lead, eol=section.eol)
    assert back == section


def test_rendering_one_section() -> None:
    log = log_of(
        "Intro\n\n\n## Area\n\n### [A](https://v.example/1)\nOne.\n"
        "#### [B](https://v.example/2)\nTwo.\n\n# End\n\nBye."
    )
    ids = {section.title: section.id for section in log.walk()}
    talk = "### [A](https://v.example/1)\nOne.\n#### [B](https://v.example/2)\nTwo.\n"
    assert render_section(log, ids["A"]) == talk
    assert render_section(log, ids["B"]) == "#### [B](https://v.example/2)\nTwo.\n"
    assert render_section(log, ids["Area"]) == "## Area\n\n" + talk
    assert render_section(log, ids["End"]) == "# End\n\nBye.\n"


def test_rendering_a_talk_that_has_no_place() -> None:
    log = log_of("")
    talk = Talk(id="t", level=0, title="Loose", urls=("https://v.example/9",), note="N")
    assert render_section(Log.build(log.info, [talk]), "t") == "### [Loose](https://v.example/9)\nN\n"
    assert isinstance(next(log_of("# End").walk()), Prose)
