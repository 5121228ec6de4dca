"""What was read in the wrong encoding is recognised, and what was read rightly is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_files import needs_shared, shared
from tui.domain.mojibake import mojibake


@pytest.mark.parametrize(
    ("harmed", "repaired"),
    [
        ("donâ€™t", "don’t"),
        ("caf\u00c3\u00a9", "café"),
        ("itâ€™s an idea â€“ or two", "it’s an idea – or two"),
        ("50 Â°C", "50 °C"),
        ("ÃƒÂ©tude", "étude"),
        ("Å\x81Ã³dÅº", "Łódź"),
        ("ðŸš¨ alarm", "🚨 alarm"),
        ("â€œquotedâ€\x9d", "“quoted”"),
        ("half right é and half â€™", "half right é and half ’"),
    ],
)
def test_repairs(harmed: str, repaired: str) -> None:
    assert mojibake(harmed) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "café",
        "naïve Ångström",
        "São Paulo, NÃO",
        "“Ålesund”",
        "l’été à Àxë",
        "日本語",
        "Å“",
        "â",
        "Ã",
        "don’t",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert mojibake(text) is None


@given(
    st.text(
        st.characters(min_codepoint=0xA0, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]), min_size=2
    )
)
def test_whatever_was_harmed_comes_back(text: str) -> None:
    harmed = text.encode("utf-8").decode("latin-1")
    if mojibake(text) is None:
        assert mojibake(harmed) in (text, None)


@given(st.text())
def test_it_takes_any_text(text: str) -> None:
    repaired = mojibake(text)
    assert repaired is None or (repaired != text and len(repaired) < len(text))


@needs_shared
def test_the_line_of_a_real_log() -> None:
    lines = shared("logs/chicago.md").read_text(encoding="utf-8").split("\n")
    repaired = {number: mojibake(line) for number, line in enumerate(lines, 1)}
    assert [number for number, line in repaired.items() if line is not None] == [97]
    assert "Ã" not in (repaired[97] or "") and "â" not in (repaired[97] or "")
