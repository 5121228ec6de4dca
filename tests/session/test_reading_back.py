"""Two editors, one file: edits made outside come back by section, and nothing of either side is lost."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.domain.log_strategies import STAMP
from tests.markdown.documents import documents
from tests.session.outside import Edit, edited, edits
from tests.session.verbs.acts import ALL, acts
from tests.session.verbs.test_posts_stay_readable import POST, act_on, read, read_again, shown
from tui.domain.log import Log
from tui.domain.outline import rendered
from tui.domain.section import Verdict
from tui.markdown.check import check_post
from tui.markdown.clash import Choice
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.reading_back import ReadBack, read_back_edits
from tui.session.verbs import notes, verdicts


def published(log: Log) -> list[str]:
    return [section.id for section in rendered(log)]


def brought(log: Log, disk: bytes, former: Log | None = None, **choices: Choice) -> ReadBack:
    """The edits of `disk` to the post of `former` (the log itself without) in the log."""
    former = former if former is not None else log
    keyed = {key.replace("__", ":"): value for key, value in choices.items()}
    return read_back_edits(log, STAMP, render_post(former), disk, published=published(former), choices=keyed)


def replaced(old: str, new: str, data: bytes = POST) -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), new.encode())


def titled(log: Log, title: str) -> str:
    return next(section.id for section in log.sections.values() if section.title == title)


def text(log: Log) -> str:
    return render_post(log).decode()


# What only the file changed


def test_an_untouched_file_gives_an_empty_change() -> None:
    result = brought(read(POST), POST)
    assert not result.change and result.summary == "" and result.clashes == ()


@pytest.mark.parametrize(
    ("old", "new", "summary"),
    [
        ("wide\n", "wide, and deep\n", "1 note"),
        ("[Cranes]", "[Cranes Again]", "1 title"),
        ("https://talks.example/lamps", "https://talks.example/lamps-2", "1 link"),
        ("## Piers\n", "## Piers and Jetties\n", "1 title"),
        ('title = "Harbour days"', 'title = "Harbour nights"', "front matter"),
        ("Read on.", "Read on!", "introduction"),
        ("they stand", "they stand still", "introduction"),
        ("## Thanks\n\nTo all.\n", "", "1 removed section of prose"),
        (
            "## Thanks",
            "## More\n\n### [New](https://talks.example/new)\nfresh\n\n## Thanks",
            "1 new talk, 1 new category",
        ),
        ("### [Lamps](https://talks.example/lamps)\n", "", "1 talk taken out"),
        ("text\n\n## Thanks", "text\n\n\n## Thanks", "layout"),
    ],
)
def test_an_edit_comes_back(old: str, new: str, summary: str) -> None:
    log = read(POST)
    disk = replaced(old, new)
    result = brought(log, disk)
    after = log.apply(result.change)
    assert render_post(after) == disk
    assert result.summary == summary
    assert result.clashes == ()
    assert result.change.label.startswith("Bring in the edits of the file")


@settings(max_examples=150, deadline=None)
@given(edits())
def test_any_edits_of_the_file_alone_come_back_byte_for_byte(doings: list[Edit]) -> None:
    log = read(POST)
    disk = edited(POST, doings)
    after = log.apply(brought(log, disk).change)
    assert render_post(after) == disk
    assert check_post(after) == ()
    assert not brought(after, disk).change


@settings(max_examples=100, deadline=None)
@given(documents(), documents())
def test_any_text_in_the_file_comes_back_or_is_refused_with_a_line(old: str, new: str) -> None:
    base, disk = (text.encode("utf-8", "surrogateescape") for text in (old, new))
    log = read(base)
    try:
        result = brought(log, disk)
    except Refused as refusal:
        assert "\n" not in str(refusal)
        return
    after = log.apply(result.change)
    assert render_post(after) == disk


@settings(max_examples=60, deadline=None)
@given(acts(ALL, 6))
def test_an_untouched_file_brings_nothing_into_a_log_that_went_on(doings: list[tuple[str, int]]) -> None:
    log = read(POST)
    after = act_on(log, doings)
    assert not brought(after, POST, log).change


# Both sides


@settings(max_examples=150, deadline=None)
@given(acts(ALL, 6), edits(4))
def test_what_one_side_alone_changed_survives(doings: list[tuple[str, int]], outside: list[Edit]) -> None:
    log = read(POST)
    mine, disk = act_on(log, doings), edited(POST, outside)
    try:
        result = brought(mine, disk, log)
    except Refused as refusal:
        assert "cannot be brought in" not in str(refusal)
        return
    after = mine.apply(result.change)
    if result.clashes:
        return
    assert read_again(after) == shown(after)
    assert check_post(after) == ()
    final = text(after)
    for number in {n for name, _, n in outside if name == "note"}:
        line = f"edited outside {number}"
        assert disk.decode().count(line) <= final.count(line) or any(
            line in s.note for s in after.sections.values()
        )
    for section in log.sections.values():
        now, then = mine.sections.get(section.id), after.sections.get(section.id)
        if now is None or now.note == section.note or then is None:
            continue
        lost = [line for line in now.note.splitlines() if line not in then.note.splitlines()]
        assert all(line in section.note.splitlines() for line in lost)
    assert not brought(after, render_post(after)).change


# Particular clashes and meetings of both sides


def test_both_sides_edit_one_note_in_different_lines() -> None:
    log = read(POST.replace(b"wide\n", b"one\ntwo\nthree\nfour\n"))
    former = render_post(log)
    piers = titled(log, "Piers at Scale")
    mine = log.apply(notes.set_note(log, STAMP, piers, "1\ntwo\nthree\nfour"))
    result = brought(mine, replaced("four", "4", former), log)
    assert mine.apply(result.change).sections[piers].note == "1\ntwo\nthree\n4"
    assert (result.summary, result.clashes) == ("1 note", ())


def test_the_same_edit_on_both_sides_is_no_clash() -> None:
    log = read(POST)
    mine = log.apply(notes.set_note(log, STAMP, titled(log, "Piers at Scale"), "narrow"))
    assert not brought(mine, replaced("wide\n", "narrow\n"), log).change


@pytest.mark.parametrize(("choice", "kept"), [("mine", False), ("theirs", True)])
def test_skipped_here_and_edited_there(choice: Choice, kept: bool) -> None:
    log = read(POST)
    piers = titled(log, "Piers at Scale")
    mine = log.apply(verdicts.skip(log, STAMP, [piers]))
    disk = replaced("wide\n", "wider\n")
    (clash,) = brought(mine, disk, log).clashes
    assert (clash.part, clash.section_id, clash.theirs) == ("removed here", piers, "wider")
    result = read_back_edits(mine, STAMP, POST, disk, published=published(log), choices={clash.key: choice})
    after = mine.apply(result.change)
    assert (b"wider" in render_post(after)) is kept
    assert after.talk(piers).verdict is (Verdict.DONE if kept else Verdict.SKIPPED)


def test_a_talk_taken_out_of_the_file_keeps_its_record() -> None:
    log = read(POST)
    piers = titled(log, "Piers at Scale")
    disk = replaced("### [Piers at Scale](https://talks.example/piers)\nwide\n\n", "")
    after = log.apply(brought(log, disk).change)
    talk = after.talk(piers)
    assert (talk.note, talk.verdict, talk.parent, talk.rank) == ("wide", Verdict.DONE, None, "")
    assert piers in after.unsorted()
    assert render_post(after) == disk


def test_a_talk_of_the_inbox_that_was_written_into_the_file_is_that_talk() -> None:
    log = read(POST)
    disk = replaced("## Thanks", "### [In Two](https://talks.example/2)\nseen\n\n## Thanks")
    log = log.apply(notes.set_note(log, STAMP, "yt:in2", ""))
    known = log.talk("yt:in2")
    others = [section for section in log.sections.values() if section.id != known.id]
    log = Log.build(log.info, [replace(known, keys=("url:https://talks.example/2",)), *others])
    after = log.apply(brought(log, disk).change)
    assert (after.talk("yt:in2").verdict, after.talk("yt:in2").note) == (Verdict.DONE, "seen")
    assert render_post(after) == disk


# Private parts


def test_a_private_part_stays_here_whatever_happens_to_the_file() -> None:
    log = read(POST)
    piers = titled(log, "Piers at Scale")
    log = log.apply(notes.set_note(log, STAMP, piers, "one\n\n%% for me %%\n\ntwo\n\nthree"))
    public = render_post(log)
    assert b"for me" not in public and b"one\n\ntwo\n\nthree\n" in public
    assert not brought(log, public).change
    result = brought(log, public.replace(b"three", b"3"))
    assert result.clashes == ()
    after = log.apply(result.change)
    assert after.sections[piers].note == "one\n\n%% for me %%\n\ntwo\n\n3"
    assert render_post(after) == public.replace(b"three", b"3")


def test_signs_that_came_with_a_post_hide_nothing() -> None:
    data = replaced("wide\n", "100%% wide\n")
    assert render_post(read(data)) == data
