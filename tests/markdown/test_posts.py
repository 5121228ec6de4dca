"""What posts mean: the styles that are recognised, each fixed in a table counted by hand."""

import pytest

from tests.markdown.reading import POSTS, log_of, outline, read
from tests.shared_files import needs_shared, shared
from tui.domain.section import Category, Prose, Talk, Verdict
from tui.markdown.frontmatter import read_fields

TABLES: dict[str, list[tuple[str, int, str, str | None]]] = {
    "zola.md": [
        ("category", 2, "Databases", None),
        ("talk", 3, "Log-Structured Everything", "Databases"),
        ("talk", 4, "The Follow-up Workshop", "Log-Structured Everything"),
        ("talk", 3, "B-Trees Are Fine", "Databases"),
        ("category", 3, "Team Topics", "Databases"),
        ("talk", 3, "Saying No", "Team Topics"),
        ("prose", 2, "Thanks", None),
        ("prose", 3, "Errata", None),
    ],
    "setext.md": [
        ("category", 1, "Databases", None),
        ("talk", 2, "Vacuuming", "Databases"),
        ("talk", 2, "Streams", "Databases"),
        ("category", 3, "Aside", "Databases"),
        ("talk", 4, "Late Companion", "Aside"),
        ("prose", 2, "Closing Words", "Databases"),
    ],
    "references.md": [
        ("category", 1, "Day One", None),
        ("talk", 2, "Opening", "Day One"),
        ("category", 2, "[Not a link][missing]", "Day One"),
        ("talk", 2, "https://video.example/auto", "[Not a link][missing]"),
        ("talk", 2, "code & emphasis", "[Not a link][missing]"),
        ("prose", 2, "mail first then web", "Day One"),
    ],
    "unlinked.md": [
        ("prose", 1, "A day at Hillconf", None),
        ("prose", 2, "Keynote", None),
        ("prose", 3, "Remarks", None),
        ("prose", 2, "Talk about trains", None),
    ],
    "items.md": [
        ("category", 2, "Signals", None),
        ("talk", 7, "Interlocking for Everyone", "Signals"),
        ("talk", 7, "Axle Counters", "Signals"),
        ("talk", 7, "Balises", "Signals"),
        ("talk", 8, "Balises, Part Two", "Balises"),
        ("talk", 7, "Without a Note", "Signals"),
        ("category", 2, "Timetables", None),
        ("talk", 7, "Clockface", "Timetables"),
        ("talk", 7, "To Watch Yet", "Timetables"),
        ("category", 3, "Night Trains", "Timetables"),
        ("talk", 7, "Sleepers", "Night Trains"),
        ("prose", 2, "Further reading", None),
    ],
    "numbered.md": [
        ("category", 1, "Best of Riverconf", None),
        ("talk", 7, "Locks and Weirs", "Best of Riverconf"),
        ("talk", 7, "Dredging", "Best of Riverconf"),
        ("talk", 7, "Barges at Dawn", "Best of Riverconf"),
        ("category", 1, "Runners-up", None),
        ("talk", 7, "Towpaths", "Runners-up"),
        ("talk", 7, "Ferries", "Runners-up"),
    ],
    "bold.md": [
        ("category", 2, "Morning", None),
        ("talk", 10, "Knots That Hold", "Morning"),
        ("talk", 10, "Frames of Bamboo", "Morning"),
        ("category", 2, "Afternoon", None),
        ("talk", 10, "Two Lines", "Afternoon"),
        ("talk", 10, "Landing", "Afternoon"),
        ("prose", 2, "Thanks", None),
    ],
    "below.md": [
        ("category", 1, "Notes from Bridgeconf", None),
        ("category", 2, "Steel", "Notes from Bridgeconf"),
        ("talk", 3, "Rivets or Welds?", "Steel"),
        ("talk", 3, "Fatigue", "Steel"),
        ("talk", 4, "Fatigue, the Workshop", "Fatigue"),
        ("category", 2, "Wood", "Notes from Bridgeconf"),
        ("talk", 3, "Glulam", "Wood"),
        ("talk", 3, "Moisture", "Wood"),
        ("prose", 2, "Not a talk", "Notes from Bridgeconf"),
    ],
    "yaml-crlf.md": [
        ("category", 2, "Talks", None),
        ("talk", 3, "First", "Talks"),
        ("talk", 3, "Second", "Talks"),
    ],
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_an_own_post_means_what_its_table_says(name: str) -> None:
    assert outline(read((POSTS / name).read_bytes()).sections) == TABLES[name]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("# [Only](https://v.example/1)\nA talk without a category.\n", [("talk", 1, "Only", None)]),
        (
            "# Conf\n\nText.\n\n## [A](https://v.example/1)\n\n### Details\n\n## [B](https://v.example/2)\n",
            [("category", 1, "Conf", None), ("talk", 2, "A", "Conf"), ("talk", 2, "B", "Conf")],
        ),
        ("- [A](https://v.example/1)\n- [B](https://v.example/2)\n", []),
        ("**[A](https://v.example/1)**\n\nNote.\n", []),
        ("> # [A](https://v.example/1)\n", []),
        ("#[A](https://v.example/1)\n", []),
        ("    # [A](https://v.example/1)\n", []),
        ("# [A](/local)\n", [("prose", 1, "A", None)]),
        ("# ![pic](https://v.example/1.png)\n", [("prose", 1, "pic", None)]),
        ("# []( https://v.example/1 )\n", [("talk", 1, "https://v.example/1", None)]),
        ("# **[A](https://v.example/1)**: more\n", [("talk", 1, "A", None)]),
    ],
)
def test_small_posts(post: str, expected: list[tuple[str, int, str, str | None]]) -> None:
    assert outline(read(post).sections) == expected


def test_fields_of_a_talk_read_from_its_heading() -> None:
    sections = read((POSTS / "setext.md").read_bytes()).sections
    talks = [section for section in sections if isinstance(section, Talk)]
    assert [talk.urls for talk in talks] == [
        ("https://video.example/v1",),
        ("https://video.example/v (2)",),
        ("HTTPS://video.example/v3",),
    ]
    assert talks[0].heading.startswith("10:00 [Vacuuming]")
    assert all(talk.verdict is Verdict.DONE and talk.title_edited for talk in talks)
    assert [talk.raw_title for talk in talks] == [talk.title for talk in talks]
    assert talks[0].keys == ("url:https://video.example/v1",) and talks[0].id == talks[0].keys[0]


def test_a_pair_of_brackets_around_a_url_is_not_part_of_it() -> None:
    log = log_of((POSTS / "references.md").read_bytes())
    assert [talk.urls[0] for talk in log.talks()] == [
        "https://video.example/opening",
        "https://video.example/auto",
        "https://video.example/paren",
    ]


def test_the_second_talk_of_one_key_gets_an_id_of_its_own() -> None:
    first, second = read("# [a](https://v.example/x)\n# [b](https://v.example/x)\n").sections
    assert first.id == "url:https://v.example/x"
    assert second.id == "n0"


def test_headings_a_source_knows_are_talks() -> None:
    data = (POSTS / "unlinked.md").read_bytes()
    assert outline(read(data, known=["Keynote", "Talk about trains"]).sections) == [
        ("category", 1, "A day at Hillconf", None),
        ("talk", 2, "Keynote", "A day at Hillconf"),
        ("talk", 2, "Talk about trains", "A day at Hillconf"),
    ]


def test_the_frame_of_a_post() -> None:
    post = read((POSTS / "yaml-crlf.md").read_bytes())
    assert (post.newline, post.encoding, post.bom) == ("\r\n", "utf-8", False)
    assert post.front.startswith("---\r\n") and post.front.endswith("---\r\n")
    assert post.introduction == "\r\nHello.\r\n"
    log = log_of((POSTS / "yaml-crlf.md").read_bytes())
    assert (log.info.title, log.info.date, log.info.imported) == ("Week of talks", "2023-02-01", True)


def test_interests_are_matched_by_words_then_by_order() -> None:
    log = log_of((POSTS / "zola.md").read_bytes())
    found = [(c.title, c.interest_name, c.why, c.interest_rank) for _, c in log.categories()]
    assert found == [
        ("Databases", "storage engines", "they hold [what I run](https://db.example/) up", 0),
        ("Team Topics", "people and teams", "somebody has to", 1),
    ]


@needs_shared
def test_chicago() -> None:
    post = read(shared("logs/chicago.md").read_bytes())
    log = log_of(shared("logs/chicago.md").read_bytes())
    fields = read_fields(post.front)
    assert (fields.date, fields.problem) == ("2023-12-22", None)
    assert post.front.startswith("+++\n") and "[taxonomies]" in post.front
    before, more, after = post.introduction.partition("<!--more-->\n")
    assert more and len(before.strip().split("\n\n")) == 3 and after.count("::") == 5
    assert [(depth, c.title, c.level, len(log.companions(c.id))) for depth, c in log.categories()] == [
        (0, "Observability", 2, 7),
        (0, "Continuous Delivery", 2, 3),
        (0, "Security", 2, 6),
        (0, "Kubernetes", 2, 12),
        (1, "Maintainer Track", 3, 3),
    ]
    talks = [section for section in post.sections if isinstance(section, Talk)]
    companions = [talk for talk in talks if isinstance(log.sections[talk.parent or ""], Talk)]
    assert len(talks) == 33
    assert [talk.level for talk in companions] == [4, 4]
    assert [log.talk(t.parent or "").title.split()[0] for t in companions] == ["Gateway", "What's"]
    assert all(talk.urls[0].startswith("https://www.youtube.com/watch?v=") for talk in talks)
    interests = [(c.interest_name.split()[0], bool(c.why), c.interest_rank) for _, c in log.categories()]
    assert interests == [
        ("observability", True, 0),
        ("continuous", True, 1),
        ("security", True, 2),
        ("kubernetes", True, 3),
        ("maintainership", True, 4),
    ]
    assert not any(isinstance(section, Prose) for section in post.sections)


@needs_shared
def test_la() -> None:
    post = read(shared("logs/la.md").read_bytes())
    log = log_of(shared("logs/la.md").read_bytes())
    counted = [(c.title, len(log.companions(c.id)), c.interest_rank) for _, c in log.categories()]
    assert counted == [("Observability", 6, 0), ("Misc Tech", 7, 2), ("Community Related", 9, 1)]
    kinds = [type(section) for section in post.sections]
    assert (kinds.count(Talk), kinds.count(Category), kinds.count(Prose)) == (22, 3, 1)
    last = post.sections[-1]
    assert (type(last), last.level, last.title, last.parent) == (Prose, 2, "Miscellaneous Notes", None)
    community = next(c for _, c in log.categories() if c.title.startswith("Community"))
    assert "](https://github.com/" in community.why
