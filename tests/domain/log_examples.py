"""A small log of real shape: a category at the level of talks, two companions, prose, and an inbox.

Harbours (2)               Boats (2)              Thanks (2, prose)
  Piers at Scale (3)         Hulls 101 (3)
    Small Piers (4)
    Smaller Piers (4)
  Cranes (3)
  Lighthouses (3, category)
    Lamps (3)
"""

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict


def _talk(name: str, parent: str, rank: str, level: int, verdict: Verdict = Verdict.KEPT) -> Talk:
    title = {
        "piers": "Piers at Scale",
        "small": "Small Piers",
        "smaller": "Smaller Piers",
        "hulls": "Hulls 101",
    }
    return Talk(
        id=name,
        title=title.get(name, name.capitalize()),
        title_edited=True,
        parent=parent,
        rank=rank,
        level=level,
        urls=(f"https://talks.example/{name}",),
        keys=(f"url:https://talks.example/{name}",),
        heading=f"{'#' * level} [{title.get(name, name.capitalize())}](https://talks.example/{name})",
        lead="\n",
        gap="\n",
        note=f"About {name}.",
        eol="\n",
        verdict=verdict,
        seconds=600,
    )


def harbour_log() -> Log:
    """The log above, with three talks in the inbox and one kept without a category."""
    sections: list[AnySection] = [
        Category(
            id="harbours", rank="A", level=2, title="Harbours", heading="## Harbours", lead="\n", digit=1
        ),
        _talk("piers", "harbours", "A", 3),
        _talk("small", "piers", "A", 4),
        _talk("smaller", "piers", "B", 4),
        _talk("cranes", "harbours", "B", 3, Verdict.DONE),
        Category(
            id="lights",
            parent="harbours",
            rank="C",
            level=3,
            title="Lighthouses",
            heading="### Lighthouses",
            gap="\n",
            lead="\n",
            digit=3,
        ),
        _talk("lamps", "lights", "A", 3),
        Category(
            id="boats",
            rank="B",
            level=2,
            title="Boats",
            heading="## Boats",
            gap="\n",
            lead="\n\n",
            digit=2,
            interest_name="boats",
            why="they float",
            interest_rank=0,
        ),
        _talk("hulls", "boats", "A", 3),
        Prose(
            id="thanks",
            rank="C",
            level=2,
            title="Thanks",
            heading="## Thanks",
            gap="\n",
            lead="\n",
            note="To all.",
            eol="\n",
        ),
        Talk(id="loose", title="Loose", urls=("https://talks.example/loose",), verdict=Verdict.KEPT),
    ]
    for number, name in enumerate(("Anchors", "Buoys", "[Keynote] Currents"), start=1):
        sections.append(
            Talk(
                id=f"in{number}",
                title=name,
                urls=(f"https://talks.example/in{number}",),
                keys=(f"yt:in{number}",),
                source="yt:PL",
                position=4 - number,
                seconds=60 * number,
                speakers=("Ada Stone",) if number == 2 else (),
                abstract="On moorings." if number == 3 else "",
            )
        )
    info = LogInfo(
        slug="harbour",
        title="Harbour days",
        created="2024-03-01T09:00:00Z",
        imported=True,
        introduction="I like:\n\n- **boats** :: they float\n- **weather** :: it changes\n",
    )
    return Log.build(info, sections)


def tree(log: Log) -> list[str]:
    """The post as indented lines "title (level)", in its order."""
    lines: list[str] = []

    def below(parent: str | None, depth: int) -> None:
        for section_id in log.children(parent):
            section = log.sections[section_id]
            lines.append(f"{'  ' * depth}{section.title} ({section.level})")
            below(section_id, depth + 1)

    below(None, 0)
    return lines
