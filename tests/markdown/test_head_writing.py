"""Heads of every style: composed and rewritten they mean exactly what was given, and nothing else changes."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.markdown.reading import log_of
from tests.markdown.test_headings import titles, urls
from tui.domain.section import Talk
from tui.markdown.head_writing import compose_head, form_of, read_form, rewrite_head
from tui.markdown.heads import heads_in
from tui.markdown.structure import Heading

SAMPLES = {
    "- [Title](https://example.org/)": 7,
    "* **[Title](https://example.org/)**": 8,
    "+ 🎥 _[Title](https://example.org/)_": 7,
    "1. [Title](https://example.org/)": 9,
    "- [x] [Title](https://example.org/)": 7,
    "- **Title** ([video](https://example.org/))": 7,
    "**[Title](https://example.org/)**": 10,
    "__Title__ – <https://example.org/>": 10,
    "**Title** (https://example.org/)": 10,
    "### Title\n\n🎥 [Watch](https://example.org/)": 3,
    "Title\n---\n<https://example.org/>": 2,
    "## Title ##\r\nLink: https://example.org/": 4,
}


def head_of(raw: str) -> Heading | None:
    """What a raw head by itself is read as."""
    bare = raw.lstrip(" ")
    heads = heads_in(bare)
    found = [c.heading for c in (*heads.items, *heads.bold) if c.heading.start == 0]
    return next((h for h in (*found, *heads.below.values(), *heads.headings) if h.start == 0), None)


@given(st.sampled_from(sorted(SAMPLES)), titles, urls)
@settings(max_examples=300)
@example("- [Title](https://example.org/)", "**", "https://v.example/")
def test_a_composed_head_is_read_as_given(sample: str, title: str, url: str) -> None:
    assume(title.strip())
    raw = compose_head(SAMPLES[sample], title, url, sample)
    heading = head_of(raw)
    assert heading is not None
    assert (heading.title, heading.url) == (title, url)
    assert form_of(SAMPLES[sample]) == read_form(sample)


@pytest.mark.parametrize("sample", sorted(SAMPLES))
def test_a_plain_title_and_link_change_nothing_else(sample: str) -> None:
    expected = sample.replace("Title", "Another (2)").replace(
        "https://example.org/", "https://v.example/a?b=1"
    )
    assert rewrite_head(sample, title="Another (2)", url="https://v.example/a?b=1") == expected
    assert rewrite_head(sample, title="Title", url="https://example.org/") == sample
    assert rewrite_head(sample) == sample


def test_a_head_by_reference_keeps_its_label() -> None:
    post = "- [One][a] — x\n- [Two](https://video.example/2)\n\n[a]: https://video.example/1\n"
    log = log_of(post)
    first = next(section for section in log.walk() if isinstance(section, Talk))
    assert (first.title, first.urls) == ("One", ("https://video.example/1",))
    changed = rewrite_head(first.heading, title="Uno", references={"a": "https://video.example/1"})
    assert changed == "- [Uno][a]"
