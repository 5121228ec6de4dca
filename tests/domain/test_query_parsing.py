"""Reading a query: never an exception, errors at their word, and what is written reads back."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.domain.query_log import LOG
from tests.domain.query_texts import anything, right
from tui.domain.query import Query, parse_query
from tui.domain.query.parsing import DEEPEST
from tui.domain.query.terms import Every, Exact, Not, Text
from tui.domain.query.tokens import tokens_of
from tui.domain.text import visible


@settings(max_examples=800, deadline=None)
@given(anything)
@example("(" * 5000)
@example("-" * 5000 + "a")
@example("-(" * 3000 + "a" + ")" * 3000)
@example('"' * 4001)
@example("min<" + "9" * 5000)
@example("min:²..٣ date:２０２３")
def test_reading_never_fails_and_what_is_written_reads_back(text: str) -> None:
    query = parse_query(text)
    again = parse_query(str(query))
    assert again == query and str(again) == str(query)
    for error in query.errors:
        assert error.line and visible(error.line) == error.line and len(error.line) < 400
        assert 0 <= error.position < error.position + error.length <= len(text)
    assert [e.position for e in query.errors] == sorted(e.position for e in query.errors)
    parse_query(text, LOG)


@settings(max_examples=300, deadline=None)
@given(right)
def test_what_is_right_has_no_errors(text: str) -> None:
    assert parse_query(text).errors == ()


@settings(max_examples=500, deadline=None)
@given(anything)
def test_tokens_cover_the_text_without_overlap(text: str) -> None:
    place = 0
    for token in tokens_of(text):
        assert token.start >= place and token.end > token.start
        assert not text[place : token.start].strip()
        assert token.start <= token.value_start <= token.end or not token.value_start
        place = token.end
    assert not text[place:].strip()


@settings(max_examples=500, deadline=None)
@given(st.text(min_size=1, max_size=30), st.sampled_from([None, "title", "speaker", "note", "abstract"]))
def test_any_text_can_be_asked_for(text: str, field: str | None) -> None:
    words = " ".join(text.split())
    if not words:
        return
    whole, part = Text(words, field, whole=True), Text("".join(words.split()), field)
    assert parse_query(str(Query(whole))) == Query(whole)
    # Unquoted these words mean something else.
    if part.text not in ("OR", "AND") and part.text.casefold() not in ("none", "yes", "no"):
        assert parse_query(str(Query(part))) == Query(part)


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=30), st.sampled_from(["tag", "cat", "lang", "key"]))
def test_any_name_can_be_asked_for(text: str, field: str) -> None:
    words = " ".join(text.split())
    if words:
        assert parse_query(str(Query(Exact(field, words)))) == Query(Exact(field, words))


@pytest.mark.parametrize(
    ("text", "position", "length", "says"),
    [
        ("a spaeker:lin b", 2, 11, "there is no field “spaeker”: did you mean speaker:?"),
        ("zzz:1", 0, 5, "the fields are is, min, speaker"),
        ("Keynote: x", 0, 8, "put it in quotes"),
        ("is:inbx", 3, 4, "did you mean is:inbox?"),
        ("is:zzzzz", 3, 5, "is: takes inbox, maybe"),
        ("watch:part", 6, 4, "did you mean watch:partly?"),
        ("x min<abc", 6, 3, "takes a number of minutes, as in min<30"),
        ("min<20..40", 4, 6, "takes a number of minutes"),
        ("min:..", 4, 2, "takes a number of minutes"),
        ("rating>=high", 8, 4, "a number from -5 to 5"),
        ("after:2023-13", 6, 7, "a year, month or day, as in 2023, 2023-11 or 2023-11-07"),
        ("after:2023..2024", 6, 10, "a year, month or day"),
        ("before:yesterday", 7, 9, "a year, month or day"),
        ("date:11/07/2023", 5, 10, "a year, month or day"),
        ("speaker:", 0, 8, "needs a name, right after it"),
        ('tag:"  "', 0, 8, "needs a tag, right after it"),
        ("title<3", 0, 7, "cannot be compared by “<”"),
        ("cat>2", 0, 5, "cannot be compared by “>”"),
        ('x "open quotes', 2, 12, "the quotes are not closed"),
        ('x ""', 2, 2, "nothing between the quotes"),
        ("(a b", 0, 1, "this “(” is never closed"),
        ("a )b", 2, 1, "this “)” closes nothing"),
        ("a ()", 2, 1, "nothing between the parentheses"),
        ("a OR", 2, 2, "OR needs something to find on both sides"),
        ("OR a", 0, 2, "OR needs something to find on both sides"),
        ("-OR", 0, 1, "needs something to leave out"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST, 1, "use fewer"),
    ],
)
def test_an_error_tells_what_is_wrong_at_its_word(text: str, position: int, length: int, says: str) -> None:
    errors = parse_query(text).errors
    hits = [error for error in errors if says in error.line]
    assert hits, errors
    assert (hits[0].position, hits[0].length) == (position, length)


def test_a_category_that_the_log_has_not_is_an_error_only_with_the_log() -> None:
    assert parse_query("x cat:securty").errors == ()
    (error,) = parse_query("x (cat:securty)", LOG).errors
    assert (error.position, error.length) == (7, 7)
    assert "no category is called “securty”" in error.line and "Kubernetes" in error.line
    assert parse_query("cat:none cat:sec", LOG).errors == ()


def test_hostile_text_in_errors_is_harmless() -> None:
    (error,) = parse_query('is:"\x1b]52;c;QQ==\x07"').errors
    assert "\x1b" not in error.line and "\x07" not in error.line


def test_parentheses_that_words_bring_along_are_theirs() -> None:
    assert parse_query("f(x)").node == Text("f(x)")
    assert parse_query("(f(x) -y)").node == Every((Text("f(x)"), Not(Text("y"))))
    assert parse_query("smile :)").node == Every((Text("smile"), Text(":)")))


def test_colons_of_other_uses_are_text() -> None:
    for text in ("10:30", "C++:", "k8s:prod", "::"):
        assert parse_query(text).node == Text(text)
