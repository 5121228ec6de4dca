"""What is offered at the cursor."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.query_log import LOG
from tests.domain.query_texts import anything
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.query import parse_query
from tui.domain.query.completion import MOST, complete_query
from tui.domain.section import Talk
from tui.domain.text import visible


def offered(text: str) -> list[str]:
    """The texts with each completion put in, the cursor at `|` or at the end."""
    cursor = text.index("|") if "|" in text else len(text)
    plain = text.replace("|", "")
    return [
        plain[: found.start] + found.text + plain[found.end :] for found in complete_query(plain, cursor, LOG)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sp", ["speaker:"]),
        ("x -spe", ["x -speaker:"]),
        ("(spe", ["(speaker:"]),
        ("min", ["min<"]),
        ("inb", ["is:inbox"]),
        ("is:un", ["is:unsorted", "is:unavailable", "is:unwatched"]),
        ("watch:pa", ["watch:partly"]),
        ("speaker:s", ['speaker:"Sun Lin"', 'speaker:"Lin Sun"']),
        ('speaker:"lin', ['speaker:"Lin Sun"', 'speaker:"Sun Lin"']),
        ("by:zoe", ['speaker:"Zoë Müller"']),
        ("company:", ["company:none", "company:Solo", 'company:"Solo Works"']),
        ("tag:", ["tag:none", "tag:eBPF", 'tag:"none"', 'tag:"service mesh"']),
        ("tag:ser", ['tag:"service mesh"']),
        ("cat:k", ["cat:Kubernetes", "cat:Security"]),
        ("cat:2", ["cat:Security"]),
        ("cat:keep", ["cat:Security"]),
        ("cat:tr", ['cat:"Maintainer Track"']),
        ("after:2024", ["after:2024", "after:2024-03", "after:2024-03-19"]),
        ("lang:e", ["lang:en-GB", "lang:eng"]),
        ("note:", ["note:yes", "note:no"]),
        ("rating:n", ["rating:none"]),
        ("spaeker:lin", ["speaker:lin"]),
        ("sp|x is:kept", ["speaker: is:kept"]),
        ("title:a", []),
        ("zzzz", []),
        ("zzzz:a", []),
        ('"lin', []),
        ("a )", []),
        ('speaker:"Lin Sun"', []),
    ],
)  # fmt: skip
def test_what_is_offered(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_every_field_is_offered_where_a_term_may_begin() -> None:
    for text in ("", "x ", "-", "(", "x | y"):
        assert len(offered(text)) == 16


def test_a_name_in_quotes_does_not_mean_none() -> None:
    """The tag called "none" and the talks without a tag are told apart."""
    plain, named = offered("tag:non")
    assert parse_query(plain) != parse_query(named)


@settings(max_examples=300, deadline=None)
@given(anything, st.integers(-3, 60))
def test_any_text_and_cursor(text: str, cursor: int) -> None:
    found = complete_query(text, cursor, LOG)
    assert len(found) <= MOST
    for completion in found:
        assert 0 <= completion.start <= completion.end <= len(text)
        assert completion.start <= max(0, min(cursor, len(text))) <= completion.end
        assert completion.help and visible(completion.help) == completion.help


def test_fifty_thousand_talks_are_counted_fast() -> None:
    talks = [Talk(id=f"yt:{n}", speakers=(f"Speaker {n % 20_000}",)) for n in range(50_000)]
    log = Log.build(LogInfo(slug="big"), talks)
    started = time.perf_counter()
    found = complete_query("speaker:s", 9, log)
    assert len(found) == MOST
    assert time.perf_counter() - started < 1.0
