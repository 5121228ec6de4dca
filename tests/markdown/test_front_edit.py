"""Front matter changed in place, and from one dialect to another."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.markdown.front_compose import compose_front, converted_front
from tui.markdown.front_edit import edited_front
from tui.markdown.front_values import FrontError, at_path, values_of
from tui.markdown.profiles import BUILTIN, Profile, guessed_profile, with_marks_of

TOML = """+++
# the day we left
date = "2024-05-07"   # not the day of the talks
description = 'A "week" of rain'
title = "Riverbank"
weight = 3

[extra]
toc = true # always
hero = { src = "boat.jpg" }

[taxonomies]
tags = ["rain", "boats"]
+++
"""
YAML = """---
# the day we left
date: 2024-05-07   # not the day of the talks
description: 'A "week" of rain'
title: Riverbank
layout: post
weight: 3
tags:
  - rain   # wet
  - boats
hero: {src: boat.jpg}
empty:
---
"""


def changed(old: str, new: str) -> list[str]:
    """The lines of `new` that `old` has not."""
    return [line for line in new.splitlines() if line not in old.splitlines()]


@pytest.mark.parametrize(
    ("front", "path", "value", "line"),
    [
        (TOML, "title", "River", 'title = "River"'),
        (TOML, "date", "2024-05-08", 'date = "2024-05-08"   # not the day of the talks'),
        (TOML, "description", "Rain", "description = 'Rain'"),
        (TOML, "description", "it's", 'description = "it\'s"'),
        (TOML, "extra.toc", False, "toc = false # always"),
        (TOML, "taxonomies.tags", ["rain"], 'tags = ["rain"]'),
        (TOML, "slug", "river", 'slug = "river"'),
        (TOML, "taxonomies.categories", ["x"], 'categories = ["x"]'),
        (YAML, "title", "River", "title: River"),
        (YAML, "title", "River: a log", 'title: "River: a log"'),
        (YAML, "title", "yes", "title: yes"),
        (YAML, "title", "true", 'title: "true"'),
        (YAML, "title", "2024", 'title: "2024"'),
        (YAML, "date", "2024-05-08", "date: 2024-05-08   # not the day of the talks"),
        (YAML, "description", "it's", "description: 'it''s'"),
        (YAML, "slug", "river", "slug: river"),
        (YAML, "empty", "no more", "empty: no more"),
        (YAML, "hero", "none", "hero: none"),
    ],
)
def test_one_value_one_line(front: str, path: str, value: object, line: str) -> None:
    new = edited_front(front, {path: value})
    assert changed(front, new) == [line]
    assert len(changed(new, front)) <= 1
    if front is TOML:
        assert at_path(values_of(new), path) == value


def test_a_block_list_stays_one() -> None:
    new = edited_front(YAML, {"tags": ["rain", "mud"]})
    assert "tags:\n  - rain\n  - mud\nhero" in new


def test_what_is_removed_takes_its_lines_only() -> None:
    assert edited_front(YAML, {"tags": None}) == YAML.replace("tags:\n  - rain   # wet\n  - boats\n", "")
    assert edited_front(TOML, {"weight": None}) == TOML.replace("weight = 3\n", "")
    assert edited_front(TOML, {"nothing.here": None}) == TOML


@pytest.mark.parametrize("front", [TOML, YAML])
def test_line_ends_stay(front: str) -> None:
    crlf = front.replace("\n", "\r\n")
    new = edited_front(crlf, {"title": "River"})
    assert new == crlf.replace("Riverbank", "River")


@pytest.mark.parametrize("front", ["+++\ntitle = \n+++\n", "---\ntitle: [\n---\n", "---\n{title: a}\n---\n"])
def test_what_cannot_be_edited_says_so(front: str) -> None:
    with pytest.raises(FrontError):
        edited_front(front, {"title": "x"})


texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    [
        "a: b",
        "- x",
        "'",
        '"',
        "#",
        "a #b",
        "null",
        "~",
        "1e3",
        "0x1f",
        "2024-01-01",
        "+++",
        "---",
        "[",
        "{{ x }}",
        "\\",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([TOML, YAML]), texts, st.lists(texts, max_size=3))
def test_any_text_is_read_as_it_was_given(front: str, title: str, tags: list[str]) -> None:
    tags_path = "taxonomies.tags" if front is TOML else "tags"
    try:
        new = edited_front(front, {"title": title, tags_path: tags})
    except FrontError:
        assert any(not character.isprintable() for character in title + "".join(tags))
        return
    values = values_of(new)
    assert values["title"] == title or values["title"].isoformat() == title
    rest = {name: value for name, value in values.items() if name not in ("title", "tags", "taxonomies")}
    before = {n: v for n, v in values_of(front).items() if n not in ("title", "tags", "taxonomies")}
    assert rest == before


# From one dialect to another


@pytest.mark.parametrize("name", [name for name in BUILTIN if name != "plain"])
@pytest.mark.parametrize("front", [TOML, YAML])
def test_what_a_post_says_of_itself_survives_every_dialect(front: str, name: str) -> None:
    old = BUILTIN[guessed_profile(front, values_of(front))]
    new = BUILTIN[name]
    values = values_of(converted_front(front, old, new))
    assert at_path(values, new.fields["title"]) == "Riverbank"
    assert at_path(values, new.fields["description"]) == 'A "week" of rain'
    tags = at_path(values, new.fields["tags"])
    assert tags == ("rain, boats" if new.tags == "comma" else ["rain", "boats"])
    assert values["weight"] == 3
    for path, value in new.constants.items():
        assert at_path(values, path) == value
    assert "layout" not in values or name == "jekyll"


def test_within_one_syntax_only_what_must_changes() -> None:
    hugo = converted_front(TOML, BUILTIN["zola"], BUILTIN["hugo"])
    assert "# the day we left" in hugo and "# not the day of the talks" in hugo
    assert "description = 'A \"week\" of rain'" in hugo
    assert values_of(hugo)["tags"] == ["rain", "boats"]
    assert converted_front(TOML, BUILTIN["zola"], BUILTIN["zola"]) == TOML
    assert converted_front(YAML, BUILTIN["jekyll"], BUILTIN["hugo-yaml"]) == YAML.replace(
        "layout: post\n", ""
    )


def test_plain_has_none() -> None:
    assert converted_front(TOML, None, BUILTIN["plain"]) == ""


def test_every_dialect_writes_what_it_is_told() -> None:
    jekyll = compose_front("jekyll", "T: x", "2024-05-07", "D", "s", tags=["a b"])
    assert jekyll == (
        '---\ntitle: "T: x"\ndate: "2024-05-07"\ndescription: "D"\ntags: ["a b"]\nlayout: "post"\n'
        'excerpt_separator: "<!--more-->"\n---\n'
    )
    assert (
        compose_front("devto", "T", None, tags=["a", "b"])
        == '---\ntitle: "T"\ntags: "a, b"\npublished: false\n---\n'
    )


def test_the_dialect_is_guessed() -> None:
    for name in BUILTIN:
        front = compose_front(name, "T", "2024-05-07", tags=["x"])
        assert guessed_profile(front, values_of(front)) == name


def test_own_dialects_are_checked() -> None:
    Profile(fields={"title": "Title"}, file="{date}_{slug}.markdown")
    for wrong in (
        {"fields": {"name": "x"}},
        {"more": "<script>"},
        {"file": "../{slug}.md"},
        {"file": "x.md"},
    ):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, Profile)


def test_the_mark_of_the_summary() -> None:
    text = "One.\n\n<!-- more -->\n\nTwo, not <!--more--> here.\n"
    assert with_marks_of(text, BUILTIN["hugo"]) == text.replace("<!-- more -->", "<!--more-->", 1)
    assert with_marks_of(text, BUILTIN["plain"]) == "One.\n\nTwo, not <!--more--> here.\n"
    assert with_marks_of("\r\n<!--more-->\r\n", BUILTIN["devto"]) == "\r\n"
