"""Front matter: cut raw, read without ever failing, composed so that it reads as given."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_files import needs_shared, shared
from tui.markdown.front_compose import compose_front
from tui.markdown.frontmatter import FrontFields, read_fields, split_front


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("", ""),
        ("+++\na = 1\n+++\nbody", "+++\na = 1\n+++\n"),
        ("---\r\na: 1\r\n---", "---\r\na: 1\r\n---"),
        ("---\rx\r---\rbody", "---\rx\r---\r"),
        ("---\na: 1\nbody", ""),
        ("+++ \n+++\n", ""),
        ("+++\n--- \n---\n", ""),
        ("\n---\n---\n", ""),
        ("----\n---\n", ""),
        ("Title: pelican\nDate: today\n\nbody", ""),
        ("---\n---\n---\n", "---\n---\n"),
    ],
)
def test_where_front_matter_ends(text: str, front: str) -> None:
    assert split_front(text) == (front, text[len(front) :])


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("", FrontFields()),
        (
            '+++\ntitle = "T"\ndate = 2024-01-02T03:04:05Z\nslug = "s"\ndescription = "D"\n+++\n',
            FrontFields(title="T", date="2024-01-02", description="D", slug="s"),
        ),
        ("+++\ndate = 2024-01-02\n+++\n", FrontFields(date="2024-01-02")),
        ('+++\ndate = "soon"\ntitle = ["a"]\n+++\n', FrontFields()),
        (
            "---\r\ntitle: A & B\r\ndate: 2024-01-02\r\nsubtitle: 'S'\r\n---\r\n",
            FrontFields(title="A & B", date="2024-01-02", description="S"),
        ),
        (
            "---\ntitle: 2024\ndate: 2024-01-02 10:00:00 +0200\n---\n",
            FrontFields(title="2024", date="2024-01-02"),
        ),
        ("---\n---\n", FrontFields()),
    ],
)
def test_reading_fields(front: str, fields: FrontFields) -> None:
    assert read_fields(front) == fields


@pytest.mark.parametrize(
    "front",
    [
        "+++\ntitle = \n+++\n",
        "---\ntitle: [\n---\n",
        "---\n- a\n- b\n---\n",
        "---\ntitle: \x00\n---\n",
        "---\na: &a [*a]\nb: *c\n---\n",
        "---\n" + "{a: " * 3000 + "\n---\n",
        "+++\na = " + "[" * 30000 + "\n+++\n",
        "---\ntitle: \udcff\n---\n",
    ],
    ids=range(8),
)
def test_what_cannot_be_read_says_so_on_one_line(front: str) -> None:
    fields = read_fields(front)
    assert fields.problem and "\n" not in fields.problem
    assert fields.title is None


@given(st.sampled_from(["+++", "---"]), st.text(max_size=60))
def test_reading_never_fails(fence: str, body: str) -> None:
    read_fields(f"{fence}\n{body}\n{fence}\n")


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.text(st.characters(codec="utf-8"), max_size=30))
def test_composed_front_matter_reads_as_given(title: str, description: str) -> None:
    front = compose_front("zola", title, "2024-01-02", description, "slug", tags=[title])
    values = tomllib.loads(front.removeprefix("+++\n").removesuffix("+++\n"))
    assert values.get("title", "") == title
    assert values.get("description", "") == description
    assert values["taxonomies"] == {"tags": [title]}
    assert split_front(front + "rest") == (front, "rest")


def test_the_shape_of_composed_front_matter() -> None:
    assert compose_front(
        "zola", 'A "T"', "2024-01-02", "D", "s", categories=["software"], tags=["x", "y"]
    ) == (
        '+++\ndate = "2024-01-02"\ndescription = "D"\ntitle = "A \\"T\\""\nslug = "s"\n\n'
        "[extra]\ntoc = true\n\n"
        '[taxonomies]\ncategories = ["software"]\ntags = ["x", "y"]\n+++\n'
    )
    assert compose_front("zola", "T", None) == '+++\ntitle = "T"\n\n[extra]\ntoc = true\n+++\n'
    assert compose_front("plain", "T", "2024-01-02", "D", "s") == ""
    with pytest.raises(ValueError, match="no profile"):
        compose_front("tumblr", "T", None)


def test_titles_that_no_toml_can_hold_as_they_are() -> None:
    front = compose_front("zola", "\udcff\x7f\x1b+++\n+++", None)
    assert tomllib.loads(front[4:-4])["title"] == "\ufffd\x7f\x1b+++\n+++"
    assert split_front(front)[0] == front


@needs_shared
def test_composing_what_a_real_log_has() -> None:
    front = split_front(shared("logs/chicago.md").read_text())[0]
    fields = read_fields(front)
    assert fields.title and fields.description and fields.slug
    again = compose_front(
        "zola",
        fields.title,
        fields.date,
        fields.description,
        fields.slug,
        categories=["software"],
        tags=["kubernetes"],
    )
    assert again == front
