"""Each rule of the title clean-up by name, on titles of the shape that channels write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.title_examples import EXAMPLES
from tui.sources import CleanTitle, split_title
from tui.sources.titles import RULES


def test_every_rule_has_examples() -> None:
    assert {rule.name for rule in RULES} == set(EXAMPLES)


@pytest.mark.parametrize(("raw", "clean"), [pair for pairs in EXAMPLES.values() for pair in pairs])
def test_a_rule_does_what_its_examples_say(raw: str, clean: CleanTitle) -> None:
    assert split_title(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "[Private video]",
        "Lightning Talks",
        "Opening Remarks",
        "Coffee Break",
        "TCP / IP",
        "Kubernetes",
        "[/",
        "[b",
    ],
)
def test_what_names_nobody_stays_as_it_is(raw: str) -> None:
    clean = split_title(raw)
    assert clean.title == raw
    assert clean.speakers == ()


@given(st.text(max_size=300))
def test_any_text_gives_a_title_without_controls(raw: str) -> None:
    clean = split_title(raw)
    assert clean.title == " ".join(clean.title.split())
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in clean.title)
    assert bool(clean.title) or not any(char.isalnum() for char in raw)
    assert all((name and name in " ".join(raw.split())) or "&" in raw for name in clean.speakers)


_PIECES = st.sampled_from(
    [
        "Susan Miller",
        "Robert Weaver",
        "Acme",
        "How to count",
        " - ",
        " by ",
        ", ",
        " & ",
        "; ",
        ": ",
        " | ",
        "(",
        ")",
        "…",
        "2019",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_speakers_come_from_the_title(raw: str) -> None:
    assert all(name in raw for name in split_title(raw).speakers)


@pytest.mark.parametrize("piece", ["a - b, ", "A B ", "(", "&#", "by Ann Lee ", "\u0301", "[EN]", ": ", "… "])
def test_a_title_of_any_length_is_quick(piece: str) -> None:
    raw = piece * (10_000 // len(piece) * 5)
    assert len(split_title(raw).title) <= len(raw)
