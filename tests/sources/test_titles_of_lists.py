"""Titles of one list, which tell of each other: written for these tests, in the shapes that channels use."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tui.sources import read_source
from tui.sources.titles import split_title, split_titles

KNOWN = ["Susan Miller", "Robert Weaver", "Anna Brandt", "Peter Holm", "Maria Conti", "Daniel Okafor"]
THINGS = [
    "Counting sheep",
    "Why bees hum",
    "Rust on bridges",
    "Maps of sand",
    "How to whistle",
    "Paper boats",
]


def _listed(shape: str) -> list[str]:
    return [shape.format(name=name, title=title) for name, title in zip(KNOWN, THINGS, strict=True)]


def test_what_could_be_a_name_is_one_where_names_stand() -> None:
    raw = "Folding | Quorra Zyx"
    assert split_title(raw).speakers == ()
    clean = split_titles([*_listed("{title} | {name}"), raw])[-1]
    assert (clean.title, clean.speakers) == ("Folding", ("Quorra Zyx",))


def test_one_word_is_a_person_where_people_stand() -> None:
    raws = ["Folding by Malo", "Folding by hand", "摺紙 by 陳小明", "Folding by Zweierlei GmbH 2019"]
    found = split_titles([*_listed("{title} by {name}"), *raws])[-4:]
    assert [clean.speakers for clean in found] == [("Malo",), (), ("陳小明",), ()]
    assert split_title(raws[0]).speakers == ()


def test_a_comma_parts_the_speaker_where_it_always_does() -> None:
    raws = _listed("{name}, {title} that nobody knew")
    assert [clean.speakers for clean in split_titles(raws)] == [(name,) for name in KNOWN]
    assert split_titles(raws)[0].title == "Counting sheep that nobody knew"


def test_an_end_of_most_titles_is_the_event() -> None:
    raws = _listed("Yarnfolk16 - {name} - {title}")
    assert [(clean.title, clean.speakers) for clean in split_titles(raws)] == [
        (title, (name,)) for name, title in zip(KNOWN, THINGS, strict=True)
    ]
    behind = split_titles(_listed("{name} – {title} – YF16"))
    assert [(clean.title, clean.speakers[0]) for clean in behind] == list(zip(THINGS, KNOWN, strict=True))


def test_two_events_in_one_list_are_told_apart() -> None:
    raws = [*_listed("[YF16] {title} / {name}"), *_listed("Wool#7: {name} - {title}")]
    raws += ["[YF16] Knots / Quorra Zyx", "Wool#7: Quorra Zyx - Knots"]
    assert [clean.speakers for clean in split_titles(raws)[-2:]] == [("Quorra Zyx",)] * 2


def test_parts_kinds_and_speakers_are_no_events() -> None:
    for end in ("Part 1", "(ja)", "Lightning Talk"):
        raws = [f"{title} - {end}" for title in THINGS]
        assert [clean.title for clean in split_titles(raws)] == [split_title(raw).title for raw in raws]
    raws = [f"Susan Miller - {title}" for title in THINGS]
    assert {clean.speakers for clean in split_titles(raws)} == {("Susan Miller",)}


def test_a_list_of_plain_titles_stays_plain() -> None:
    raws = [
        f"{title}: the story of {other.lower()}"
        for title, other in zip(THINGS, reversed(THINGS), strict=True)
    ]
    assert [clean.title for clean in split_titles(raws)] == raws
    assert not any(clean.speakers for clean in split_titles(raws))


def test_a_cut_title_keeps_the_speaker_before_it() -> None:
    raw = "Susan Miller - A title about the many things that a channel had no room to print in fu..."
    clean = split_title(raw)
    assert (clean.speakers, clean.cut) == (("Susan Miller",), True)


def test_an_imported_playlist_is_read_together() -> None:
    raws = [*_listed("{title} | {name}"), "Folding | Quorra Zyx", "[Private video]"]
    entries = [
        {"id": f"abcdefghij{number}", "title": raw, "ie_key": "Youtube"} for number, raw in enumerate(raws)
    ]
    listing = read_source(
        json.dumps({"_type": "playlist", "id": "PLx", "title": "x", "entries": entries}).encode(),
        name="x.json",
    )
    assert [talk.speakers for talk in listing.talks] == [*((name,) for name in KNOWN), ("Quorra Zyx",), ()]
    assert [talk.title for talk in listing.talks][-2:] == ["Folding", "[Private video]"]
    assert [talk.raw_title for talk in listing.talks] == raws


@given(st.lists(st.text(max_size=60) | st.sampled_from(_listed("{title} - {name}")), max_size=12))
def test_any_list_is_read(raws: list[str]) -> None:
    read = split_titles(raws)
    assert len(read) == len(raws)
    for raw, clean in zip(raws, read, strict=True):
        assert bool(clean.title) or not any(char.isalnum() for char in raw)
