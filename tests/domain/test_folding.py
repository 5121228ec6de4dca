"""Comparing without case and accents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.folding import fold, fold_with_places, folded_talk
from tui.domain.section import Talk


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÅNGSTRÖM", "angstrom"),
        ("Stra\u00dfe", "strasse"),
        ("ﬁt", "fit"),
        ("Łukasz Sørensen Æsir", "lukasz sorensen aesir"),
        ("e\u0301te\u0301", "ete"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("It’s “K8s” – 1", 'it\'s "k8s" - 1'),
        ("Ｋ８ｓ", "k8s"),
        ("İstanbul ısı", "istanbul isi"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=500)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_places_lead_back(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    again, places = fold_with_places(text)
    assert again == folded and len(places) == len(folded) and places == sorted(places)
    for place, character in zip(places, folded, strict=True):
        assert character in fold(text[place])
    assert fold(text.upper()) == fold(text.lower()) or not text.isascii()


def test_a_talk_is_folded_once_for_each_value() -> None:
    talk, other = Talk(id="t", title="One"), Talk(id="t", title="Two")
    assert folded_talk(talk) is folded_talk(talk)
    assert folded_talk(other).head.startswith("two") and folded_talk(talk).head.startswith("one")
