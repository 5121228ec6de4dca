"""The names of logs: never a path, never an option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.slug import LONGEST, is_slug, slug_of, unique_slug


@pytest.mark.parametrize("text", ["a", "9", "kubecon-na-2023", "a--b", "a-", "x" * LONGEST])
def test_slugs(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "A",
        "ä",
        "a b",
        "a.b",
        "../x",
        "../../x",
        "/a",
        "a/b",
        "a\n",
        "\na",
        "a\x00",
        "x" * (LONGEST + 1),
        "²",
    ],
)
def test_no_slugs(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Riverbank Conf 2024", "riverbank-conf-2024"),
        ("  Straßen & Ümläute: the Talk! ", "straen-umlaute-the-talk"),
        ("../../etc/passwd", "etc-passwd"),
        ("--help", "help"),
        ("日本語", "log"),
        ("", "log"),
    ],
)
def test_a_slug_is_made_of_a_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(), st.sets(st.integers(1, 5)))
def test_every_title_gives_a_free_slug(title: str, numbers: set[int]) -> None:
    plain = slug_of(title)
    taken = {plain if number == 1 else f"{plain}-{number}" for number in numbers}
    slug = unique_slug(title, taken)
    assert is_slug(slug)
    assert slug not in taken
    assert slug.startswith(plain)
