"""A small log in which each field of the query language has something to find."""

from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Category, Talk, Verdict, Watch

TALKS = (
    Talk(
        id="yt:a1",
        keys=("yt:a1", "pretalx:77"),
        urls=("https://video.example/watch?v=a1",),
        title="Profiling   Ångström Clusters",
        speakers=("Lin Sun", "Zoë Müller"),
        company="Solo Works",
        seconds=29 * 60 + 59,
        date="2023-11-07",
        abstract="From flame\ngraphs to a cache that fits.",
        tags=("eBPF", "service  mesh"),
        language="en-GB",
        verdict=Verdict.KEPT,
        rating=3,
        watch=Watch.PARTLY,
        note="ask them about `hold_back_for`",
        parent="c-maint",
        rank="V",
        level=3,
    ),
    Talk(
        id="yt:a2",
        keys=("yt:a2",),
        title="Follow-up on Profiling",
        speakers=("Sun Lin",),
        seconds=30 * 60,
        date="2023-10-31",
        verdict=Verdict.DONE,
        watch=Watch.WATCHED,
        language="eng",
        rating=-2,
        parent="yt:a1",
        rank="V",
        level=4,
    ),
    Talk(id="yt:a3", keys=("yt:a3",), title="Keynote: Opening", seconds=61, date="2024", tags=("none",)),
    Talk(id="yt:a4", keys=("yt:a4",), title="[Private video]", available=False, verdict=Verdict.SKIPPED),
    Talk(id="yt:a5", keys=("yt:a5",), title="Secrets in CI", verdict=Verdict.KEPT, company="Solo"),
    Talk(
        id="yt:a6",
        keys=("yt:a6",),
        title="Signing Everything",
        verdict=Verdict.MAYBE,
        watch=Watch.ABANDONED,
        seconds=40 * 60 + 59,
        date="2024-03-19",
    ),
    Talk(
        id="yt:a7",
        title="Admission Control",
        verdict=Verdict.KEPT,
        parent="c-sec",
        rank="V",
        level=3,
    ),
)
CATEGORIES = (
    Category(id="c-kube", title="Kubernetes", rank="B", level=2, digit=4),
    Category(id="c-maint", title="Maintainer Track", rank="V", level=3, parent="c-kube"),
    Category(id="c-sec", title="Security", interest_name="keeping safe", rank="F", level=2, digit=2),
    Category(id="c-cd", title="CI/CD", rank="K", level=2),
)
LOG = Log.build(LogInfo(slug="small", title="Small"), (*TALKS, *CATEGORIES))
IDS = tuple(talk.id for talk in TALKS)


def found(text: str) -> str:
    """The last characters of the ids that a query finds: "a1 a3"; asserts that it has no errors."""
    from tui.domain.query import parse_query, select

    query = parse_query(text, LOG)
    assert query.errors == ()
    assert tuple(talk.id for talk in TALKS if query.matches(LOG, talk)) == select(LOG, IDS, query)
    return " ".join(talk_id.removeprefix("yt:") for talk_id in select(LOG, IDS, query))
