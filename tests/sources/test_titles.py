"""Each rule of the title clean-up by name, on titles of the shape that channels write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources import CleanTitle, split_title
from tui.sources.titles import RULES

EXAMPLES: dict[str, list[tuple[str, CleanTitle]]] = {
    "entities": [
        ("Salt &amp; Pepper", CleanTitle(title="Salt & Pepper")),
        ("It&#39;s here", CleanTitle(title="It's here")),
        ("R&D; and so on", CleanTitle(title="R&D; and so on")),
    ],
    "invisible characters": [
        ("  One\ttwo\n three ", CleanTitle(title="One two three")),
        ("\x1b]52;c;aGk=\x07[/red] x", CleanTitle(title="]52;c;aGk=[/red] x")),
        ("\u202eEvil\u200b title", CleanTitle(title="Evil title")),
    ],
    "cut": [
        (
            "A title about things that a channel had no room to print in full, so it e...",
            CleanTitle(
                title="A title about things that a channel had no room to print in full, so it e...",
                cut=True,
            ),
        ),
        ("And then...", CleanTitle(title="And then...")),
        (
            "A long title about the things that a channel had no room to print - Ann Miller & Bob Wel...",
            CleanTitle(
                title="A long title about the things that a channel had no room to print",
                speakers=("Ann Miller",),
                cut=True,
            ),
        ),
    ],
    "numbering": [
        ("3. How to count", CleanTitle(title="How to count")),
        ("3.0 is out", CleanTitle(title="3.0 is out")),
    ],
    "language": [
        ("[JA] How to count", CleanTitle(title="How to count", language="ja")),
        ("[EN] [x] y", CleanTitle(title="[x] y", language="en")),
        ("[SIG] How to count", CleanTitle(title="[SIG] How to count")),
    ],
    "emoji": [
        ("🚨 How to count 🎉", CleanTitle(title="How to count")),
        ("How 🎉 to count", CleanTitle(title="How 🎉 to count")),
        ("🎉", CleanTitle(title="🎉")),
    ],
    "kind": [
        ("Keynote: How to count", CleanTitle(title="Keynote: How to count", tags=("keynote",))),
        (
            "⚡ Lightning Talk: Counting",
            CleanTitle(title="Lightning Talk: Counting", tags=("lightning talk",)),
        ),
        ("Sponsored Session: Counting", CleanTitle(title="Sponsored Session: Counting", tags=("sponsored",))),
        (
            "[SOLD OUT] Tutorial: Counting",
            CleanTitle(title="[SOLD OUT] Tutorial: Counting", tags=("sold out", "tutorial")),
        ),
        ("[Keynote] Counting", CleanTitle(title="[Keynote] Counting", tags=("keynote",))),
        ("Counting: a subtitle", CleanTitle(title="Counting: a subtitle")),
    ],
    "event": [
        ("ExampleConf 2019 - How to count", CleanTitle(title="How to count")),
        ("ExampleConf 2019: How to count", CleanTitle(title="How to count")),
        ("How to count | ExampleConf EU 2019", CleanTitle(title="How to count")),
        ("How to count (ExampleConf 2019)", CleanTitle(title="How to count")),
        ("How to count @ ExampleConf2019", CleanTitle(title="How to count")),
        ("How to count in 2019: a guide", CleanTitle(title="How to count in 2019: a guide")),
    ],
    "kind with name": [
        ("Keynote: Susan Miller", CleanTitle(title="Keynote", speakers=("Susan Miller",), tags=("keynote",)))
    ],
    "by": [
        ("How to count by Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        (
            "How to count by Susan Miller and Robert Weaver",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Robert Weaver")),
        ),
        ("Counting by Example", CleanTitle(title="Counting by Example")),
        ("Secure by default", CleanTitle(title="Secure by default")),
    ],
    "slash": [
        ("How to count / Kenji Mori @kmori", CleanTitle(title="How to count", speakers=("Kenji Mori",)))
    ],
    "hyphen": [
        (
            "How to count - Susan Miller, Acme Labs",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme Labs"),
        ),
        (
            "How to count - Susan Miller & Yoko Brandt, Acme; Piet Okafor, Initech Co., Ltd",
            CleanTitle(
                title="How to count",
                speakers=("Susan Miller", "Yoko Brandt", "Piet Okafor"),
                company="Acme; Initech Co., Ltd",
            ),
        ),
        (
            "How to count - fast - Susan Miller, Principal Engineer, Acme & Robert Weaver, CTO, Initech",
            CleanTitle(
                title="How to count - fast",
                speakers=("Susan Miller", "Robert Weaver"),
                company="Acme; Initech",
            ),
        ),
        (
            "How to count - Susan Miller, Senior Engineer - Counting Team, Acme",
            CleanTitle(title="How to count", speakers=("Susan Miller",), company="Acme"),
        ),
        (
            "How to count?- Susan Miller, Maintainer",
            CleanTitle(title="How to count?", speakers=("Susan Miller",)),
        ),
        ("How to count - Deep Dive", CleanTitle(title="How to count - Deep Dive")),
        ("Multi-cluster networking", CleanTitle(title="Multi-cluster networking")),
    ],
    "dash": [
        ("How to count — Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("How to count – the long way", CleanTitle(title="How to count – the long way")),
    ],
    "ellipsis": [
        (
            "How to count to high numbers on the fingers of one hand in bin... Susan Miller & Robert Weaver",
            CleanTitle(
                title="How to count to high numbers on the fingers of one hand in bin...",
                speakers=("Susan Miller", "Robert Weaver"),
                cut=True,
            ),
        )
    ],
    "parenthesis": [
        (
            "How to count (Susan Miller & Robert Weaver)",
            CleanTitle(title="How to count", speakers=("Susan Miller", "Robert Weaver")),
        ),
        ("How to count (and why)", CleanTitle(title="How to count (and why)")),
    ],
    "quoted": [('Susan Miller "How to count"', CleanTitle(title="How to count", speakers=("Susan Miller",)))],
    "speaker first": [
        ("Susan Miller - How to count", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("Susan Miller: How to count", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("Machine Learning - How to count", CleanTitle(title="Machine Learning - How to count")),
    ],
    "comma": [
        ("How to count, Susan Miller", CleanTitle(title="How to count", speakers=("Susan Miller",))),
        ("How to count, Apache Arrow", CleanTitle(title="How to count, Apache Arrow")),
    ],
    "quotes": [
        ("“How to count”", CleanTitle(title="How to count")),
        ('"A" or "B"', CleanTitle(title='"A" or "B"')),
    ],
}


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
