"""Front matter, introduction, interest list and free sections, written in the program."""

import pytest

from tests.domain.log_strategies import STAMP
from tests.session.verbs.test_posts_stay_readable import POST, read, read_again, shown
from tui.domain.change import Change
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Category, Prose, Talk, Verdict
from tui.markdown.check import check_post
from tui.markdown.render import render_post, render_text
from tui.session.outcome import Refused
from tui.session.verbs import frame, notes, prose


def fresh() -> Log:
    """A log that was made here: two categories, a talk with a note and one without, in each."""
    sections: list[Talk | Category] = []
    for number, name in enumerate(("storage", "networks")):
        sections.append(
            Category(id=name, title=name.title(), why=f"{name} matter", level=2, rank=f"V{number}")
        )
        sections += [
            Talk(
                id=f"{name}{n}", title=f"{name} {n}", urls=(f"https://e.example/{name}{n}",), parent=name,
                rank=f"V{n}", level=3, verdict=Verdict.KEPT, note="good" if n else "",
            )
            for n in range(2)
        ]  # fmt: skip
    return Log.build(LogInfo(slug="x", title="X", created=STAMP.time), sections)


def only(change: Change) -> str:
    return next(edit.id for edit in change.edits if edit.table == "sections")


def titled(log: Log, title: str) -> str:
    return next(section.id for section in log.sections.values() if section.title == title)


def lines_changed(log: Log, change: Change) -> list[str]:
    """What the post has after a change and had not before."""
    old, new = render_text(log).split("\n"), render_text(log.apply(change)).split("\n")
    return [line for line in new if line not in old]


# Front matter and introduction


def test_the_title_changes_in_its_line() -> None:
    log = read(POST)
    change = frame.set_frame(log, STAMP, title="Harbour nights", tags=["boats"])
    assert lines_changed(log, change) == ['title = "Harbour nights"', "[taxonomies]", 'tags = ["boats"]']
    assert log.apply(change).info.title == "Harbour nights"
    again = log.apply(change)
    assert not frame.set_frame(again, STAMP, title="Harbour  nights", tags=["boats"])


def test_what_cannot_be_is_refused() -> None:
    log = read(POST)
    with pytest.raises(Refused, match="needs a title"):
        frame.set_frame(log, STAMP, title=" ")
    with pytest.raises(Refused, match="no date"):
        frame.set_frame(log, STAMP, date="tomorrow")
    broken = read(POST.replace(b"title =", b"title"))
    with pytest.raises(Refused, match="no readable TOML"):
        frame.set_frame(broken, STAMP, title="T")
    with pytest.raises(Refused, match="publish it first"):
        frame.set_frame(fresh(), STAMP, tags=["x"])
    assert fresh().apply(frame.set_frame(fresh(), STAMP, date="2024-05-07")).info.date == "2024-05-07"


def test_the_introduction_before_and_after_the_mark() -> None:
    log = fresh()
    log = log.apply(frame.set_introduction(log, STAMP, "Hello.", "More."))
    assert log.info.introduction == "Hello.\n\n<!--more-->\n\nMore.\n"
    change = frame.set_introduction(log, STAMP, after="Less.")
    assert lines_changed(log, change) == ["Less."]
    assert not frame.set_introduction(log, STAMP, before="Hello.\n")


def test_a_bullet_that_is_edited_in_the_introduction_is_the_category_s() -> None:
    log = read(POST)
    text = log.info.introduction.replace("they stand", "they lean").replace("- **boats** :: they float\n", "")
    after = log.apply(frame.set_introduction(log, STAMP, text))
    assert after.category(titled(after, "Piers")).why == "they lean"
    assert after.category(titled(after, "Boats")).interest_name == ""


def test_the_interest_list_is_made_of_the_categories() -> None:
    log = fresh()
    log = log.apply(frame.set_introduction(log, STAMP, "Hello."))
    change = frame.list_interests(log, STAMP)
    log = log.apply(change)
    assert log.info.introduction == (
        "Hello.\n\n- **Storage** :: storage matter\n- **Networks** :: networks matter\n"
    )
    assert [c.interest_rank for _, c in log.categories()] == [0, 1]
    assert not frame.list_interests(log, STAMP)


def test_kept_talks_without_a_note_can_stay_out() -> None:
    log = fresh()
    assert "storage 0" in render_text(log)
    log = log.apply(frame.set_without_note(log, STAMP, False))
    assert "storage 0" not in render_text(log) and "storage 1" in render_text(log)
    assert check_post(log) == ()
    log = log.apply(notes.set_note(log, STAMP, "storage0", "now"))
    assert "storage 0" in render_text(log)
    assert not frame.set_without_note(log, STAMP, False)


# Free sections


def test_a_closing_section() -> None:
    for log in (fresh(), read(POST)):
        change = prose.new_prose(log, STAMP, "Closing", note="\nBye.\n")
        after = log.apply(change)
        assert render_text(after).endswith("Closing\n\nBye.\n")
        assert read_again(after) == shown(after)
        after = after.apply(notes.set_note(after, STAMP, only(change), "Bye bye."))
        after = after.apply(prose.rename_prose(after, STAMP, only(change), "The end"))
        assert render_text(after).endswith("The end\n\nBye bye.\n")
        assert render_post(after.apply(prose.remove_prose(after, STAMP, only(change)))) == render_post(log)


def test_a_section_within_a_category_stands_behind_its_talks() -> None:
    log = fresh()
    after = log.apply(prose.new_prose(log, STAMP, "On disks", "storage", "They turn."))
    made = after.sections[titled(after, "On disks")]
    assert (made.parent, made.level) == ("storage", 3)
    assert read_again(after) == shown(after)
    assert render_text(after).index("On disks") < render_text(after).index("Networks")


def test_a_section_moves_past_its_sisters_and_back() -> None:
    log = fresh()
    log = log.apply(prose.new_prose(log, STAMP, "Closing", note="Bye."))
    closing = titled(log, "Closing")
    seen = [render_text(log)]
    while change := prose.move_prose(log, STAMP, closing, -1):
        log = log.apply(change)
        assert read_again(log) == shown(log)
        seen.append(render_text(log))
    assert "already the first" in change.label
    assert len(seen) == 3 and seen[-1].startswith("## Closing\n\nBye.\n")
    for former in reversed(seen[:-1]):
        log = log.apply(prose.move_prose(log, STAMP, closing, 1))
        assert render_text(log) == former
    assert "already the last" in prose.move_prose(log, STAMP, closing, 1).label


def test_a_section_stays_within_its_category() -> None:
    log = read(POST)
    thanks = titled(log, "Thanks")
    while change := prose.move_prose(log, STAMP, thanks, -1):
        log = log.apply(change)
        assert read_again(log) == shown(log)
    assert render_text(log).index("## Thanks") < render_text(log).index("### Lighthouses")


def test_refusals_name_the_matter() -> None:
    log = fresh()
    with pytest.raises(Refused, match="needs a heading"):
        prose.new_prose(log, STAMP, " ")
    with pytest.raises(Refused, match="no free section"):
        prose.rename_prose(log, STAMP, "storage", "x")
    assert not any(isinstance(section, Prose) for section in log.sections.values())
