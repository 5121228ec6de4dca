"""Front matter from TOML to YAML and back: comments, order and what it says stay."""

import datetime
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.markdown.front_compose import converted_front
from tui.markdown.front_values import values_of
from tui.markdown.profiles import BUILTIN

TOML = '''+++
# the whole
date = 2024-05-07  # a day
title = "River # bank"
weight = 3

# said of it
description = """
Two
lines"""
sent = 2024-05-07T10:00:00Z

# for the theme
[extra]  # its own
hero = { src = "boat.jpg", sizes = [1, 2] }
# all of them
rows = [ # opened
  "a", # first
  "b",
]

[taxonomies]
tags = ["rain", "boats"] # words
# the end
+++
'''
YAML = """---
# the whole
date: 2024-05-07  # a day
title: "River # bank"
weight: 3
# said of it
description: "Two\\nlines"
sent: 2024-05-07T10:00:00Z
# for the theme
extra:  # its own
  hero: {"src": "boat.jpg", "sizes": [1, 2]}
  # all of them
  # opened
  # first
  rows: ["a", "b"]
tags: ["rain", "boats"]  # words
# the end
---
"""


def comments(front: str) -> list[str]:
    """The comments, in no order."""
    return sorted(part.strip() for line in front.splitlines() for part in line.split("# ")[1:])


def test_toml_becomes_yaml_with_its_comments() -> None:
    assert converted_front(TOML, BUILTIN["zola"], BUILTIN["hugo-yaml"]) == YAML


def test_yaml_becomes_toml_with_its_comments() -> None:
    back = converted_front(YAML, BUILTIN["hugo-yaml"], BUILTIN["zola"])
    assert comments(back) == comments(TOML)
    told = values_of(TOML)
    assert values_of(back) == {**told, "extra": {**told["extra"], "toc": True}}
    assert "[extra]  # its own\n" in back and 'tags = ["rain", "boats"]  # words\n' in back
    assert back.index("# the whole") < back.index("date") < back.index("title") < back.index("weight")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("list:\n  # c1\n  - a  # a\n  - b", "list:\n  # c1\n  - a  # a\n  - b"),
        ("text: |  # how\n  no # comment\n  line", "# how"),
        ("url: http://a#b  # c", "# c"),
        ("'a#': 1 # d # e", "# d # e"),
    ],
)
def test_comments_of_yaml(line: str, kept: str) -> None:
    front = f"---\ntitle: x\n{line}\n---\n"
    toml = converted_front(front, BUILTIN["hugo-yaml"], BUILTIN["hugo"])
    assert comments(toml) == comments(f"---\n{kept}\n---\n") or comments(kept)[0] in " ".join(comments(toml))
    assert values_of(toml) == values_of(front)


def test_a_key_that_goes_leaves_its_comment() -> None:
    front = "---\ntitle: x\n# how it looks\nlayout: post  # always\n---\n"
    toml = converted_front(front, BUILTIN["jekyll"], BUILTIN["hugo"])
    assert toml == '+++\ntitle = "x"\n# how it looks\n# always\n+++\n'


_SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["two\nlines\n", "# no", "yes", "1e3", "2024-01-02", "null", "a: b", "\ttab", "~"]),
    st.dates(datetime.date(1900, 1, 1)),
    st.datetimes(datetime.datetime(1900, 1, 1), timezones=st.just(datetime.UTC)),
)
_NAMES = st.one_of(st.sampled_from(["y", "on", "1", "a b", "x#", "weight", "_"]), st.text("abc", min_size=1))
_VALUES: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_NAMES, _VALUES, max_size=5), st.lists(st.integers(0, 20), max_size=4))
def test_values_mean_the_same_in_the_other_syntax(values: dict[str, Any], places: list[int]) -> None:
    body = tomlkit.dumps(values).split("\n")
    for place in places:
        if '"""' not in "".join(body):
            body.insert(place % len(body), f"# comment {place}")
    front = "+++\n" + "\n".join(line for line in body if line) + "\n+++\n"
    said = values_of(front)
    yaml = converted_front(front, BUILTIN["hugo"], BUILTIN["hugo-yaml"])
    assert values_of(yaml) == said
    assert all(f"# comment {place}" in yaml for place in places if f"# comment {place}" in front)
    toml = converted_front(yaml, BUILTIN["hugo-yaml"], BUILTIN["hugo"])
    assert values_of(toml) == said


@pytest.mark.parametrize("between", ["jekyll", "devto", "hugo", "hugo-yaml"])
def test_there_and_back_nothing_is_lost(between: str) -> None:
    front = (
        '+++\ndate = "2024-05-07"\ntitle = "T"\nslug = "own-address"\n\n[extra]\ntoc = true\n\n'
        '[taxonomies]\ncategories = ["software"]\ntags = ["a"]\n+++\n'
    )
    there = converted_front(front, BUILTIN["zola"], BUILTIN[between])
    back = converted_front(there, BUILTIN[between], BUILTIN["zola"])
    assert values_of(back) == values_of(front)
