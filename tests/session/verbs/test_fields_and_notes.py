"""What a talk is, what is written about it, and talks added by hand."""

import pytest

from tests.domain.log_examples import harbour_log, tree
from tests.domain.log_strategies import STAMP
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict, Watch
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.verbs import adding, fields, kinds, notes, verdicts
from tui.session.verbs.identity import new_id
from tui.session.verbs.posts import numbered


def test_a_title_changes_the_link_s_text_only() -> None:
    log = harbour_log()
    change = fields.set_title(log, STAMP, "hulls", "Hulls [102]\n")
    talk = log.apply(change).talk("hulls")
    assert change.label == "Retitle “Hulls 101” to “Hulls [102]”"
    assert talk.heading == "### [Hulls \\[102\\]](https://talks.example/hulls)"
    assert talk.title_edited
    inbox = log.apply(fields.set_title(log, STAMP, "in1", "Other")).talk("in1")
    assert inbox.title_edited and inbox.heading == ""
    assert not fields.set_title(log, STAMP, "hulls", "Hulls  101")
    with pytest.raises(Refused, match="cannot be empty"):
        fields.set_title(log, STAMP, "hulls", " \n ")


def test_tags_ratings_and_watch_states() -> None:
    log = harbour_log()
    after = log.apply(fields.set_tags(log, STAMP, ["in1", "in2"], ["rope", " rope ", "", "two  words"]))
    assert after.talk("in2").tags == ("rope", "two words")
    cleared = fields.set_tags(after, STAMP, ["in1"], [])
    assert cleared.label == "Remove the tags of “Anchors”" and after.apply(cleared).talk("in1").tags == ()
    for _ in range(7):
        after = after.apply(fields.rate(after, STAMP, ["in1"], 1))
    assert after.talk("in1").rating == fields.HIGHEST
    assert not fields.rate(after, STAMP, ["in1"], 1)
    assert after.apply(fields.rate(after, STAMP, ["in1", "in2"], -1)).talk("in2").rating == -1
    seen = []
    for _ in range(4):
        change = fields.cycle_watch(after, STAMP, ["in1", "in2"])
        after = after.apply(change)
        seen.append(after.talk("in2").watch)
    assert seen == [Watch.PARTLY, Watch.WATCHED, Watch.ABANDONED, Watch.NONE]
    assert fields.set_watch(after, STAMP, ["in1"], Watch.WATCHED).label == "Call “Anchors” watched"


def test_notes_are_written_edited_and_cleared() -> None:
    log = harbour_log()
    change = notes.set_note(log, STAMP, "in1", "\n\nfirst\r\nsecond\n\n")
    assert change.label == "Write the note of “Anchors”"
    after = log.apply(change)
    assert after.talk("in1").note == "first\r\nsecond"
    assert not notes.set_note(after, STAMP, "in1", "first\r\nsecond\n")
    more = after.apply(notes.append_line(after, STAMP, "in1", "third"))
    assert more.talk("in1").note == "first\r\nsecond\nthird"
    assert notes.set_note(more, STAMP, "in1", "x").label == "Edit the note of “Anchors”"
    cleared = notes.set_note(more, STAMP, "in1", " \n")
    assert cleared.label == "Clear the note of “Anchors”"
    assert more.apply(cleared).talk("in1").note == ""
    with pytest.raises(Refused, match="no text to add"):
        notes.append_line(log, STAMP, "in1", "  ")
    with pytest.raises(Refused, match="no longer in the log"):
        notes.set_note(log, STAMP, "gone", "x")


def test_a_note_written_in_the_inbox_is_laid_out_when_the_talk_is_kept() -> None:
    log = harbour_log()
    log = log.apply(notes.set_note(log, STAMP, "in1", "Heavy."))
    log = log.apply(verdicts.keep(log, STAMP, ["in1"], "boats"))
    assert b"About hulls.\n\n### [Anchors](https://talks.example/in1)\nHeavy.\n\n## Thanks" in render_post(
        log
    )


def test_adding_by_url_by_title_and_twice() -> None:
    log = harbour_log()
    change = adding.add_talk(log, STAMP, " https://youtu.be/-Z7TTABw3M0?t=5 ")
    assert [edit.id for edit in change.edits] == ["yt:-Z7TTABw3M0"]
    after = log.apply(change)
    talk = after.talk("yt:-Z7TTABw3M0")
    assert (talk.verdict, talk.urls) == (Verdict.INBOX, ("https://www.youtube.com/watch?v=-Z7TTABw3M0",))
    assert talk.title == talk.urls[0] and not talk.title_edited
    again = adding.add_talk(after, STAMP, "https://m.youtube.com/watch?v=-Z7TTABw3M0")
    assert not again and again.label.endswith("is in the log already: in the inbox")
    known = adding.add_talk(log, STAMP, "https://talks.example/cranes/")
    assert not known and known.label == "“Cranes” is in the log already: done"
    titled = adding.add_talk(log, STAMP, "https://example.org/x", title="A talk\nof mine")
    assert log.apply(titled).talk("url:https://example.org/x").title == "A talk of mine"
    by_hand = adding.add_talk(log, STAMP, "  Tying   Knots ")
    made = log.apply(by_hand).talk(by_hand.edits[0].id)
    assert (made.title, made.urls, made.title_edited) == ("Tying Knots", (), True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" ", "nothing to add"),
        ("ftp://example.org/x", "no http or https link"),
        ("https://www.youtube.com/playlist?list=PLabcdefgh", "leads to a playlist"),
        ("https://www.youtube.com/@someone", "leads to a channel"),
    ],
)
def test_what_is_no_talk_is_not_added(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        adding.add_talk(harbour_log(), STAMP, text)


def test_a_kind_changes_without_changing_a_byte() -> None:
    log = harbour_log()
    change = kinds.set_kind(log, STAMP, "lights", "prose")
    assert change.label == "Make “Lighthouses” prose"
    after = log.apply(change)
    assert isinstance(after.sections["lights"], Prose)
    assert render_post(after) == render_post(log)
    talk = log.apply(kinds.set_kind(log, STAMP, "thanks", "talk")).talk("thanks")
    assert (talk.verdict, talk.urls) == (Verdict.DONE, ())
    was_talk = log.apply(kinds.set_kind(log, STAMP, "hulls", "prose"))
    assert isinstance(was_talk.sections["hulls"], Prose)
    again = was_talk.apply(kinds.set_kind(was_talk, STAMP, "hulls", "talk"))
    assert again.talk("hulls").keys == log.talk("hulls").keys and tree(again) == tree(log)
    assert not kinds.set_kind(log, STAMP, "thanks", "prose")
    with pytest.raises(Refused, match="no place in the post"):
        kinds.set_kind(log, STAMP, "in1", "prose")
    kept = log.apply(verdicts.keep(log, STAMP, ["in1"], "boats"))
    with pytest.raises(Refused, match="added here as a talk"):
        kinds.set_kind(kept, STAMP, "in1", "prose")
    with pytest.raises(Refused, match="no longer in the log"):
        kinds.set_kind(log, STAMP, "gone", "prose")


def test_ids_are_random_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(500)]
    assert ids == sorted(set(ids))
    assert all(len(made) == 16 and made.isalnum() and made.islower() for made in ids)


def test_a_post_s_talks_have_its_order_and_nine_categories_their_digits() -> None:
    given: list[AnySection] = [
        *(Category(id=f"c{n}") for n in range(11)),
        Talk(id="b"),
        Prose(id="p"),
        Talk(id="a"),
    ]
    made = list(numbered(given, "post"))
    assert [s.digit for s in made if isinstance(s, Category)] == [*range(1, 10), None, None]
    assert [(s.id, s.position, s.source) for s in made if isinstance(s, Talk)] == [
        ("b", 1, "post"),
        ("a", 2, "post"),
    ]
    assert [s.id for s in made] == [s.id for s in given]
