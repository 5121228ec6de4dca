"""What is one talk in two lists, and what is not."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.matching import ASK, SURE, Match, match_talks
from tui.domain.matching.text import Described

FILLERS = [
    Described(f"{subject} of {thing} at sea", (f"{first} {last}",))
    for subject, first in (("The art", "Ida"), ("Ten years", "Olaf"), ("Failures", "Runa"))
    for thing, last in (("rope", "Berg"), ("sails", "Dahl"), ("anchors", "Lund"), ("maps", "Moe"))
]
"""Other talks of the conference: words are weighed among them."""


def video(raw: str, title: str = "", speakers: Sequence[str] = ()) -> Described:
    return Described(title or raw, speakers, raw)


def met(one: Described, other: Described) -> Match | None:
    """The match of two talks among others that have no partner."""
    found = match_talks([*FILLERS[:6], one], [*FILLERS[6:], other])
    return next((match for match in found if match.listed == 6 and match.known == 6), None)


STORMS, ADA = "Storms in Small Harbours", ("Ada Stone",)
LONG = f"{STORMS} and What They Teach Every Crew of the North about Patience"


@pytest.mark.parametrize(
    ("listed", "known"),
    [
        (Described(STORMS, ADA), video(STORMS)),
        (
            Described(f"{STORMS} and What to Do Then", ADA),
            video(f"{STORMS} and Wh... - Ada Stone", f"{STORMS} and Wh...", ADA),
        ),
        (
            Described(LONG, ADA),
            video(f"{LONG} - Ada St"),
        ),
        (Described(STORMS, ADA), video(f"SeaConf 2021: Ada Stone: {STORMS.lower()}")),
        (Described(STORMS, ("Ada B. Stone",)), video("Storms in Small Harbors", "", ADA)),
        (Described("Störme in kleinen Häfen", ("Åse Bø",)), video("STORME IN KLEINEN HAFEN - Ase Bo")),
        (Described("Keynote", ADA), video("Keynote - Ada Stone", "Keynote", ADA)),
    ],
)  # fmt: skip
def test_the_same_talk_in_other_words(listed: Described, known: Described) -> None:
    match = met(listed, known)
    assert match is not None and match.sure and match.confidence >= SURE


@pytest.mark.parametrize(
    ("listed", "known"),
    [
        (Described("Keynote", ADA), video("Keynote", "Keynote", ("Bo Reed",))),
        (Described("Opening Remarks"), video("Opening Remarks")),
        (Described(f"{STORMS}, Part 1", ADA), video(f"{STORMS}, Part 2", "", ADA)),
        (Described(STORMS, ADA), video(STORMS, "", ("Bo Reed",))),
        (Described(STORMS, ADA), video("Lighthouses by Night", "", ADA)),
        (Described(STORMS), video("Storms in Great Oceans")),
    ],
)  # fmt: skip
def test_what_may_be_another_talk_is_never_joined_unasked(listed: Described, known: Described) -> None:
    match = met(listed, known)
    assert match is None or not match.sure


def test_talks_of_one_place_are_never_the_same() -> None:
    known = video(STORMS)._replace(places=frozenset({"yt"}))
    listed = Described(STORMS, places=frozenset({"yt", "ccc"}))
    assert met(listed, known) is None
    assert met(listed._replace(places=frozenset({"guid"})), known) is not None


def test_two_that_fit_equally_well_make_a_question() -> None:
    one = Described(STORMS, ADA)
    found = match_talks([one], [one, one, *FILLERS])
    assert [match.sure for match in found] == [False]


@pytest.mark.parametrize(
    ("listed", "known"),
    [
        (
            Described(STORMS, ADA, held="2019-05-02"),
            Described(STORMS, ADA, f"Weather Camp 2018 - {STORMS} by Ada Stone"),
        ),
        (Described(STORMS, ADA, held="2019-05-02"), Described(STORMS, ADA, published="2018-06-11")),
        (Described(STORMS, ADA, held="2019"), Described(STORMS, ADA, published="2018-06-11T08:00:00Z")),
        (
            Described(STORMS, ADA, f"{STORMS} (Weather Camp 2019)"),
            Described(STORMS, ADA, f"Weather Camp 2018: {STORMS}"),
        ),
    ],
)
def test_the_same_talk_of_another_year_is_a_question(listed: Described, known: Described) -> None:
    for one, other in ((listed, known), (known, listed)):
        found = met(one, other)
        assert found is not None
        assert not found.sure


@pytest.mark.parametrize(
    ("held", "published"),
    [
        ("2019-05-02", "2019-05-01"),
        ("2019-05-02", "2019-04-03"),
        ("2019-05-02", "2025-01-01"),
        ("2019-05-02", "soon"),
        ("", "2018-01-01"),
    ],
)
def test_a_recording_is_published_when_or_after_it_was_held(held: str, published: str) -> None:
    found = met(Described(STORMS, ADA, held=held), Described(STORMS, ADA, published=published))
    assert found is not None
    assert found.sure


def test_two_lists_with_one_talk_in_common_are_two_events() -> None:
    shared = Described("Questions to the weather office", ADA)
    ours = [shared, *(Described(f"Ours, number {word}") for word in "abcdefghijkl")]
    theirs = [shared, *(Described(f"Theirs, number {word}") for word in "mnopqrstuvwx")]
    assert [match.sure for match in match_talks(ours, theirs)] == [False]
    assert [match.sure for match in match_talks(ours[:5], theirs)] == [True]


described = st.builds(
    Described,
    st.text(max_size=30) | st.sampled_from(["Keynote", "Storms at sea", "Storms at sea...", "[/", "…", "2"]),
    st.lists(st.text(max_size=12) | st.sampled_from(["Ada Stone", "Stone"]), max_size=2),
    st.text(max_size=120),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(described, max_size=5), st.lists(described, max_size=5))
def test_any_lists_give_each_talk_one_partner_at_most(one: list[Described], other: list[Described]) -> None:
    found = match_talks(one, other)
    assert len({match.listed for match in found}) == len({match.known for match in found}) == len(found)
    for match in found:
        assert 0 <= match.listed < len(one) and 0 <= match.known < len(other)
        assert ASK <= match.confidence <= 1 and (not match.sure or match.confidence >= SURE)
    assert found == match_talks(one, other)
