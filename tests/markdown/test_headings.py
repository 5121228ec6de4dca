"""Headings: composing them means exactly what was given, rewriting touches nothing else."""

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.markdown.reading import log_of
from tui.domain.section import Category, Talk
from tui.markdown.head_writing import reheaded
from tui.markdown.heading import compose_heading, read_heading, rewrite_heading

_NASTY = st.sampled_from(
    [*"\\`*_[]<>&!#(){}~|:.-+=\"'/@ \t", "&amp;", "{{", "{%", "{#id}", "](", "![", "http://a.example", "é"]
)
_CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0\r\n")
titles = st.lists(st.one_of(_NASTY, _NASTY, st.text(_CHARACTERS, max_size=4)), max_size=10).map(
    lambda parts: "".join(parts).strip()
)
urls = st.lists(
    st.one_of(_NASTY, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=4)),
    max_size=6,
).map(lambda parts: "https://v.example/" + "".join(parts).replace("\t", ""))
levels = st.integers(1, 6)


@given(levels, titles, urls)
@settings(max_examples=500)
def test_a_composed_link_is_read_as_given(level: int, title: str, url: str) -> None:
    heading = read_heading(compose_heading(level, title, url))
    assert heading is not None
    assert (heading.level, heading.title or title, heading.url) == (level, title or url.strip(), url)


@given(levels, titles)
@settings(max_examples=500)
def test_a_composed_title_is_read_as_given(level: int, title: str) -> None:
    heading = read_heading(compose_heading(level, title, None))
    assert heading is not None
    assert (heading.level, heading.title, heading.url) == (level, title, None)


@pytest.mark.parametrize(
    ("title", "composed"),
    [
        ("Why snake_case & C# (in 2024)", "Why snake_case & C# (in 2024)"),
        ("[Keynote] x", r"\[Keynote\] x"),
        ("A #", r"A \#"),
        ("{{ shortcode() }}", r"\{\{ shortcode() }}"),
        ("two\nlines", "two lines"),
        ("<script>", r"\<script>"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_a_title_stays_readable(title: str, composed: str) -> None:
    assert compose_heading(2, title, None) == f"## {composed}"


def test_a_url_with_a_line_end_or_brackets_stays_one_link() -> None:
    assert compose_heading(3, "t", "https://v.example/a\nb") == "### [t](https://v.example/a%0Ab)"
    assert compose_heading(3, "t", "https://v.example/a)b") == r"### [t](https://v.example/a\)b)"
    assert compose_heading(3, "t", "https://v.example/(a)") == "### [t](https://v.example/(a))"


RAW = [
    "### [Old](https://v.example/1)",
    "   ###\t10:00 [Old](https://v.example/1 'hint') by *Someone*   ###  ",
    "Old\n===",
    "[Old](https://v.example/1)\r\n  and more\r\n---",
    "## Old ##",
    "# [*O*ld](<https://v.example/1>)",
    "### <https://v.example/1>",
    "## Old \\#",
    "####",
    "## **[Old](https://v.example/1)** and [other](https://v.example/2)",
    "## [Old]((https://v.example/1))",
    "## [top](#top)",
]


@given(st.sampled_from(RAW), st.none() | levels, st.none() | titles, st.none() | urls | st.just(""))
@settings(max_examples=500)
def test_a_rewritten_heading_is_read_as_asked(
    raw: str, level: int | None, title: str | None, url: str | None
) -> None:
    assume(title != "")
    old = read_heading(raw)
    assert old is not None
    new = read_heading(rewrite_heading(raw, level=level, title=title, url=url))
    assert new is not None
    wanted_url = old.url if url is None else url or None
    wanted_title = old.title if title is None else title
    if title is None and old.title == "":
        wanted_title = new.title  # a heading without a text shows its URL
    assert (new.level, new.title, new.url) == (level or old.level, wanted_title, wanted_url)


@given(st.sampled_from(RAW), titles)
@settings(max_examples=300)
def test_a_new_title_changes_the_text_of_the_link_alone(raw: str, title: str) -> None:
    assume(title and "[Old]" in raw)
    before, after = raw.split("Old", 1)
    new = rewrite_heading(raw, title=title)
    assert new.startswith(before) and new.endswith(after)


@pytest.mark.parametrize(
    ("raw", "changes", "expected"),
    [
        (RAW[1], {"level": 2}, "   ##\t10:00 [Old](https://v.example/1 'hint') by *Someone*   ##  "),
        (RAW[1], {"url": "https://n.example"}, RAW[1].replace("https://v.example/1", "https://n.example")),
        (RAW[1], {"title": "New_"}, RAW[1].replace("[Old]", "[New\\_]")),
        (RAW[1], {}, RAW[1]),
        (RAW[2], {"level": 2}, "Old\n---"),
        (RAW[2], {"level": 3}, "### Old"),
        (RAW[2], {"title": "New"}, "New\n==="),
        (RAW[3], {"title": "New"}, "[New](https://v.example/1)\r\n  and more\r\n---"),
        (RAW[3], {"level": 4}, "#### [Old](https://v.example/1) and more"),
        (RAW[4], {"level": 3}, "### Old ###"),
        (RAW[4], {"url": "https://n.example"}, "## [Old](https://n.example) ##"),
        (RAW[6], {"title": "New"}, "### [New](https://v.example/1)"),
        (RAW[0], {"url": ""}, "### Old"),
        (RAW[10], {"url": "https://n.example"}, "## [Old](https://n.example)"),
        (RAW[11], {"title": "bottom"}, "## [bottom](#top)"),
    ],
)
def test_rewriting_by_example(raw: str, changes: dict[str, str], expected: str) -> None:
    assert rewrite_heading(raw, **changes) == expected  # type: ignore[arg-type]


def _talk(raw: str) -> Talk:
    return next(log_of(raw).talks())


def test_a_heading_follows_its_section() -> None:
    old = _talk("### 9:00 [Old](https://v.example/1) ###\n")
    new = msgspec.structs.replace(old, title="New", level=4, urls=("https://n.example", *old.urls))
    assert reheaded(old, new).heading == "#### 9:00 [New](https://n.example) ####"
    assert reheaded(old, msgspec.structs.replace(old, note="x")).heading == old.heading


def test_a_heading_stays_where_nothing_in_it_changed_or_the_kind_did() -> None:
    old = _talk("### [Old](https://v.example/1)\n")
    category = Category(id=old.id, title="Other", level=3, heading=old.heading, kind_chosen=True)
    assert reheaded(old, category) is category
    assert reheaded(None, category) is category
    made_here = Talk(id="t", title="a", level=3)
    renamed = msgspec.structs.replace(made_here, title="b")
    assert reheaded(made_here, renamed) is renamed


@pytest.mark.parametrize(
    ("raw", "renamed", "retargeted"),
    [
        (
            "## [EN] [Old][x] by [x][other]",
            "## [EN] [New][x] by [x][other]",
            "## [EN] [Old](https://n.example) by [x][other]",
        ),
        ("## [Old][]", "## [New][Old]", "## [Old](https://n.example)"),
        ("## [Old]", "## [New][Old]", "## [Old](https://n.example)"),
    ],
)
def test_a_heading_whose_target_stands_elsewhere(raw: str, renamed: str, retargeted: str) -> None:
    old = _talk(
        f"{raw}\n\n[x]: https://v.example/1\n[old]: https://v.example/1\n[other]: https://v.example/2\n"
    )
    assert old.title == "Old"
    assert reheaded(old, msgspec.structs.replace(old, title="New")).heading == renamed
    assert reheaded(old, msgspec.structs.replace(old, urls=("https://n.example",))).heading == retargeted
    assert reheaded(old, msgspec.structs.replace(old, level=3)).heading == "#" + raw
