import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tui.demo import DemoCategory, DemoTalk, decisions, playlist_bytes
from tui.domain.section import Verdict
from tui.markdown.interests import match_interests, read_interests
from tui.sources import SourceTalk, read_source, recognise

GONE = {"[Private video]", "[Deleted video]"}
CATEGORIES = ["Observability", "Shipping", "Security", "Platform", "Maintainer Track"]


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(playlist_bytes())["entries"]
    return entries


def _imported() -> tuple[SourceTalk, ...]:
    return tuple(read_source(playlist_bytes(), name="playlist.json").talks)


def _with_companions(category: DemoCategory) -> Iterator[DemoTalk]:
    for talk in category.talks:
        yield talk
        yield from talk.companions


def _placed() -> list[DemoTalk]:
    return [talk for category in decisions().categories for talk in _with_companions(category)]


def test_the_importer_takes_every_row() -> None:
    assert recognise(playlist_bytes(), "playlist.json") == "ytdlp"
    listing = read_source(playlist_bytes(), name="playlist.json")
    assert listing.title == "Saltmarsh 2025"
    assert len(listing.talks) == 120 and listing.expected == 120
    assert [line for line in listing.warnings if "private or deleted" not in line] == []
    assert sum(not talk.available for talk in listing.talks) == 3


def test_every_title_that_names_speakers_is_split() -> None:
    named = [talk for talk in _imported() if " - " in talk.raw_title]
    assert len(named) > 100
    assert [talk.raw_title for talk in named if not talk.speakers] == []
    assert sum(len(talk.speakers) == 2 for talk in named) >= 6


def test_no_video_of_the_conference_can_exist() -> None:
    ids = [entry["id"] for entry in _entries()]
    assert len(set(ids)) == 120
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{11}", video) and "demo-" in video for video in ids)
    assert all(video[-1] not in "AEIMQUYcgkosw048" for video in ids)
    assert any(video.startswith("-") for video in ids)


def test_the_rows_look_like_a_real_conference() -> None:
    titles = [entry["title"] for entry in _entries()]
    assert max(map(len, titles)) == 100  # where YouTube cuts
    assert sum(title in GONE for title in titles) == 3
    for sign in (
        "Keynote:",
        "⚡ Lightning Talk:",
        "[Workshop]",
        "Sponsored",
        "Panel:",
        "[EN]",
        "[/b]",
        "日本語",
        "동시성",
    ):
        assert any(sign in title for title in titles), sign
    lengths = [entry["duration"] for entry in _entries() if entry["duration"] is not None]
    assert len(lengths) == 117
    assert 28 * 60 <= statistics.median(lengths) <= 32 * 60
    assert min(lengths) < 6 * 60 and max(lengths) > 85 * 60
    assert sum(bool(entry["description"]) for entry in _entries()) > 100


def test_every_decided_talk_exists_and_is_decided_once() -> None:
    sample = decisions()
    decided = [talk.key for talk in _placed()] + [*sample.maybe, *sample.skipped]
    assert [key for key, count in Counter(decided).items() if count > 1] == []
    available = {key for talk in _imported() if talk.available for key in talk.keys}
    assert set(decided) <= available


def test_how_many_talks_are_where() -> None:
    sample = decisions()
    verdicts = Counter(talk.verdict for talk in _placed())
    assert verdicts == {Verdict.DONE: 15, Verdict.KEPT: 8}
    assert (len(sample.maybe), len(sample.skipped)) == (6, 16)
    assert 120 - len(_placed()) - len(sample.maybe) - len(sample.skipped) == 75
    assert sum(bool(talk.note) for talk in _placed()) == 17


def test_the_categories() -> None:
    categories = decisions().categories
    assert [category.title for category in categories] == CATEGORIES
    assert [category.parent for category in categories] == [None, None, None, None, "Platform"]
    assert [category.digit for category in categories] == [1, 2, 3, 4, 5]
    assert all(category.keywords and category.talks for category in categories)
    companions = [(talk.key, inner.key) for talk in _placed() for inner in talk.companions]
    assert companions == [("yt:demo-005-xx", "yt:demo-052-xx")]


def test_the_interest_list_is_that_of_the_categories() -> None:
    sample = decisions()
    interests = read_interests(sample.introduction)
    assert [(interest.name, interest.why) for interest in interests] == [
        (category.interest_name, category.why) for category in sample.categories
    ]
    assert match_interests(interests, [category.title for category in sample.categories]) == [0, 1, 2, 3, 4]
    assert "\n\n<!--more-->\n\n" in sample.introduction
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", sample.slug)


@pytest.mark.parametrize("talk", [talk for talk in _placed() if talk.note], ids=lambda talk: talk.key)
def test_a_note_cannot_swallow_the_post(talk: DemoTalk) -> None:
    """Its first and last lines are text, and what follows it is read as before it."""
    assert talk.note == talk.note.strip("\n")
    assert all(character.isprintable() or character == "\n" for character in talk.note)
    parsed = MarkdownIt("commonmark").enable("table").parse(f"{talk.note}\n\n### next\n")
    headings = [token for token in parsed if token.type == "heading_open"]
    assert len(headings) == 1 and parsed[-3] is headings[0] and headings[0].level == 0


def test_the_notes_show_what_a_note_can_hold() -> None:
    blocks: set[str] = set()
    inline: set[str] = set()
    for talk in _placed():
        for token in MarkdownIt("commonmark").enable("table").parse(talk.note):
            blocks.add(token.type)
            inline.update(child.type for child in token.children or ())
    assert {"bullet_list_open", "ordered_list_open", "blockquote_open", "table_open", "fence"} <= blocks
    assert {"link_open", "code_inline", "strong_open", "em_open"} <= inline


def test_links_in_the_notes_lead_to_the_talk_itself_or_nowhere_real() -> None:
    for talk in _placed():
        for url in re.findall(r"\]\((\S+?)\)", talk.note):
            own = f"https://www.youtube.com/watch?v={talk.key.removeprefix('yt:')}&t="
            assert url.startswith((own, "https://example.com/")), url
