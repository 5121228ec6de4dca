"""Names of posts' files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.publish.naming import free_path, post_name


@pytest.mark.parametrize(
    ("pattern", "title", "slug", "date", "name"),
    [
        ("{slug}.md", "Harbour Days 2024", None, None, "harbour-days-2024.md"),
        ("{slug}.md", "Harbour Days", "2024-05-07-harbour", "2024-05-07", "2024-05-07-harbour.md"),
        ("{date}-{slug}.md", "Harbour Days", "2024-05-07-harbour", "2024-05-07", "2024-05-07-harbour.md"),
        ("{date}-{slug}.md", "Harbour Days", None, None, "harbour-days.md"),
        ("{slug}.markdown", "Größe & Naïveté", None, None, "große-naivete.markdown".replace("ß", "")),
        ("{slug}.md", "日本", None, None, "log.md"),
        ("{slug}.md", "x", "../../etc/passwd", None, "etc-passwd.md"),
        ("{slug}.md", "CON", None, None, "con-log.md"),
        ("{slug}.md", "com1", None, None, "com1-log.md"),
        ("{slug}.md", "_index", None, None, "index-log.md"),
        ("{slug}.md", ".hidden", None, None, "hidden.md"),
        ("{slug}.md", "-rf", None, None, "rf.md"),
    ],
)
def test_names(pattern: str, title: str, slug: str | None, date: str | None, name: str) -> None:
    assert post_name(pattern, title, slug, date) == name


@given(
    st.text(max_size=300),
    st.none() | st.text(max_size=300),
    st.sampled_from(["{slug}.md", "{date}-{slug}.md"]),
)
def test_any_name_is_one_name(title: str, slug: str | None, pattern: str) -> None:
    name = post_name(pattern, title, slug, "2024-05-07")
    assert Path(name).name == name and len(name) < 200 and name[0] not in ".-" and name.isascii()


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    assert free_path(tmp_path, "a.md") == tmp_path / "a.md"
    (tmp_path / "A.md").touch()
    assert free_path(tmp_path, "a.md") == tmp_path / "a-2.md"
    (tmp_path / "a-2.md").mkdir()
    assert free_path(tmp_path, "a.md") == tmp_path / "a-3.md"
