"""What a user may write for a talk, a category, a section."""

import msgspec
import pytest

from tests.domain.log_examples import harbour_log
from tui.domain.log import Log
from tui.domain.section import Talk
from tui.session.outcome import Refused
from tui.session.targets import (
    Ambiguous,
    NotFound,
    resolve_category,
    resolve_section,
    resolve_talk,
    resolve_talks,
)


@pytest.fixture
def log() -> Log:
    """The example with a YouTube talk whose id begins with a hyphen."""
    base = harbour_log()
    talk = Talk(id="yt:-Z7TTABw3M0", title="Ropes \x1b[31m and Knots", keys=("yt:-Z7TTABw3M0",))
    return Log.build(base.info, [*base.sections.values(), talk])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in2", "in2"),
        ("yt:in2", "in2"),
        ("url:https://talks.example/piers", "piers"),
        ("http://www.talks.example/piers/", "piers"),
        ("-Z7TTABw3M0", "yt:-Z7TTABw3M0"),
        ("https://youtu.be/-Z7TTABw3M0?t=90", "yt:-Z7TTABw3M0"),
        ("https://m.youtube.com/watch?list=PLx&v=-Z7TTABw3M0", "yt:-Z7TTABw3M0"),
        ("small piers", "small"),
        ("Piers  at\nScale", "piers"),
        ("[key", "in3"),
        ("HULLS", "hulls"),
    ],
)
def test_a_talk_is_named_in_many_ways(log: Log, text: str, found: str) -> None:
    assert resolve_talk(log, text) == found
    assert resolve_section(log, text) == found


def test_several_talks_are_candidates(log: Log) -> None:
    with pytest.raises(Ambiguous, match=r"3 talks fit “pier”: “Piers at Scale” \(piers\), ") as caught:
        resolve_talk(log, "pier")
    assert caught.value.candidates == ("piers", "small", "smaller")
    doubled = Talk(id="in9", title="small Piers")
    with pytest.raises(Ambiguous) as caught:
        resolve_talk(Log.build(log.info, [*log.sections.values(), doubled]), "Small Piers")
    assert caught.value.candidates == ("small", "in9")


@pytest.mark.parametrize("text", ["", "  ", "nothing such", "https://talks.example/none", "harbours", "--"])
def test_what_is_no_talk_is_said_in_one_line(log: Log, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve_talk(log, text)
    assert "\n" not in str(caught.value) and isinstance(caught.value, Refused)


def test_several_talks_are_named_once_each(log: Log) -> None:
    assert resolve_talks(log, ["in2", "yt:in2", "hulls"]) == ("in2", "hulls")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("harbours", "harbours"),
        ("Harbours / Lighthouses", "lights"),
        ("harbours /  lighthouses", "lights"),
        ("Lighthouses", "lights"),
        ("boats", "boats"),
        ("3", "lights"),
    ],
)
def test_a_category_is_named_by_path_title_interest_or_digit(log: Log, text: str, found: str) -> None:
    assert resolve_category(log, text) == found


def test_a_category_that_is_not_there_names_those_that_are(log: Log) -> None:
    with pytest.raises(
        NotFound, match="there are Harbours, Harbours / Lighthouses, Boats; --create makes it"
    ):
        resolve_category(log, "Harb")
    with pytest.raises(NotFound, match="the log has none yet"):
        resolve_category(Log.build(log.info), "Harb")


def test_a_title_that_two_categories_have_needs_the_path(log: Log) -> None:
    twin = msgspec.structs.replace(log.category("lights"), id="twin", parent="boats")
    both = Log.build(log.info, [*log.sections.values(), twin])
    with pytest.raises(Ambiguous, match="“Boats / Lighthouses”") as caught:
        resolve_category(both, "Lighthouses")
    assert caught.value.candidates == ("lights", "twin")
    assert resolve_category(both, "boats / lighthouses") == "twin"


def test_a_section_is_a_talk_first_and_what_fits_wholly_before_what_fits_in_part(log: Log) -> None:
    assert resolve_section(log, "Harbours") == "harbours"
    assert resolve_section(log, "thanks") == "thanks"
    assert resolve_section(log, "light") == "lights"
    assert resolve_section(log, "thank") == "thanks"
    in_title = Talk(id="t", title="Boats for All")
    assert resolve_section(Log.build(log.info, [*log.sections.values(), in_title]), "Boats") == "boats"
    same = Talk(id="t", title="Boats")
    assert resolve_section(Log.build(log.info, [*log.sections.values(), same]), "boats") == "t"
    with pytest.raises(NotFound):
        resolve_section(log, "nothing such")
