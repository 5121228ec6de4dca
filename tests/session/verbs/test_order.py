"""Moving and nesting, as a user meets them."""

import pytest

from tests.domain.log_examples import harbour_log, tree
from tests.domain.log_strategies import STAMP
from tui.session.outcome import Refused
from tui.session.verbs import order


def test_moving_a_talk_and_a_category() -> None:
    log = harbour_log()
    change = order.down(log, STAMP, ["piers"])
    assert change.label == "Move “Piers at Scale” down" and len(change.edits) == 1
    assert tree(log.apply(change))[1:3] == ["  Cranes (3)", "  Piers at Scale (3)"]
    moved = order.up(log, STAMP, ["boats"])
    assert moved.label == "Move “Boats” up"
    assert tree(log.apply(moved))[0] == "Boats (2)"


def test_at_the_edge_nothing_moves_and_it_is_said() -> None:
    log = harbour_log()
    first = order.up(log, STAMP, ["piers"])
    assert not first and first.label == "“Piers at Scale” cannot move further: already first here"
    last = order.down(log, STAMP, ["boats"])
    assert not last and last.label == "“Boats” is already the last category here"


def test_several_talks_move_together_and_keep_their_order() -> None:
    log = harbour_log()
    log = log.apply(order.unnest(log, STAMP, "smaller"))
    log = log.apply(order.unnest(log, STAMP, "small"))
    assert log.children("harbours") == ("piers", "small", "smaller", "cranes", "lights")
    down = log.apply(order.down(log, STAMP, ["small", "piers"]))
    assert down.children("harbours") == ("smaller", "piers", "small", "cranes", "lights")
    edge = log.apply(order.down(log, STAMP, ["cranes", "piers"]))
    assert edge.children("harbours") == ("small", "piers", "smaller", "cranes", "lights")
    stuck = order.up(log, STAMP, ["small", "piers"])
    assert not stuck


def test_nesting_rewrites_the_heading_s_marker_only() -> None:
    log = harbour_log()
    change = order.nest(log, STAMP, "cranes")
    assert change.label == "Nest “Cranes” under “Piers at Scale”"
    after = log.apply(change)
    assert after.talk("cranes").heading == "#### [Cranes](https://talks.example/cranes)"
    assert after.companions("piers") == ("small", "smaller", "cranes")
    back = order.unnest(after, STAMP, "cranes")
    assert back.label == "Un-nest “Cranes” from “Piers at Scale”"
    assert tree(after.apply(back)) == tree(log)
    assert after.apply(back).talk("cranes").heading == log.talk("cranes").heading


def test_what_has_no_place_cannot_be_moved() -> None:
    log = harbour_log()
    for verb in (order.nest, order.unnest):
        with pytest.raises(Refused, match="“Loose” has no place in the post yet"):
            verb(log, STAMP, "loose")
    with pytest.raises(Refused, match="“Anchors” has no place"):
        order.up(log, STAMP, ["in1"])
    with pytest.raises(Refused, match="no talk stands above “Piers at Scale”"):
        order.nest(log, STAMP, "piers")
