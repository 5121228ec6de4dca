"""Plain text by the rules that readers of a rendered post got."""

import pytest
from hypothesis import given

from tests.markdown.documents import documents
from tests.shared_files import needs_shared, shared
from tui.markdown.frontmatter import read_fields, split_front
from tui.markdown.plain import to_plain


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# A\nb\nc  \nd", "A\n\nb c d"),
        ("[a](https://x.example) **b** __c__ *d* ~~e~~", "a b c d e"),
        ('`it\'s "x" ...` isn\'t "y" ....', 'it\'s "x" ... isn’t “y” ….'),
        ('"a" ("b") \'c\' d\'s', "“a” (“b”) ‘c’ d’s"),
        ('"`x`"', "“x”"),
        ("a -- b..", "a -- b.."),
        ("- a\nlazy\n  - b\n    1. c\n    2. d\n- e", "  • a lazy\n    • b\n      1. c\n      2. d\n  • e"),
        ("- a\n\n- b\n\n  more", "  • a\n\n  • b\n\n    more"),
        ("text\n- a", "text\n\n  • a"),
        ("> quoted\n> on", "quoted on"),
        ("<!--more-->\n\na <!-- b -->c", "a c"),
        ("```\nx  y\n\nz\n```", "x  y\n\nz"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("|a|b|\n|-|-|\n|c|d|", "a\tb\n\nc\td"),
        ("![alt](https://x.example/i.png)", "alt"),
        ("[a]((https://x.example))", "a"),
    ],
)
def test_plain_by_example(markdown: str, plain: str) -> None:
    assert to_plain(markdown) == plain


def test_title_and_description_stand_above() -> None:
    assert to_plain("x\n", title="T", description="D") == "T\n\nD\n\nx"
    assert to_plain("", title="T") == "T"


@given(documents())
def test_any_document_has_a_plain_form(text: str) -> None:
    plain = to_plain(text)
    assert not plain.endswith("\n\n") or "```" in text or "~~~" in text


@needs_shared
def test_what_readers_of_a_real_log_got() -> None:
    """All lines but those that the reader's web page cut short (an older revision of one, too) are there."""
    front, body = split_front(shared("logs/la.md").read_text())
    fields = read_fields(front)
    plain = to_plain(body, title=fields.title or "", description=fields.description or "")
    expected = shared("logs/la.txt").read_text().split("\n")
    lines = iter(plain.split("\n"))
    kept = plain.split("\n")
    absent = [line for line in expected if line and line not in kept]
    assert len(absent) == 4, absent
    in_order = [line for line in expected if line and line in kept]
    assert all(any(line == ours for ours in lines) for line in in_order), "the order differs"
    assert expected[:4] == kept[:4]
    assert not plain.endswith("\n")
