"""The figures of `tui/docs/titles.md`, measured again; `pytest -s` prints them."""

from tests.shared_files import needs_shared, shared
from tests.sources.labelled import (
    Score,
    counted,
    is_kept_back,
    measured,
    measured_together,
    pyvideo,
    read_together,
    schedule,
    table,
)

RUBY = "samples/labelled-titles/rubyevents.tsv"


def _say(name: str, score: Score) -> None:
    print(
        f"\n| {name} | {score.labelled:,} | {score.exact:,} ({score.share:.1%}) | {score.naming:,} "
        f"| {score.of_naming:.1%} | {score.names:,} | {score.strangers} |"
    )


@needs_shared
def test_kubecon_titles() -> None:
    score = measured(table(shared("samples/labelled-titles/sched-kubecon-eu-2026.tsv"), "full_title"))
    _say("KubeCon EU 2026", score)
    assert score.share >= 0.905, "the rule of the last hyphen alone finds every speaker of 84.6 %"
    assert score.strangers == 0


@needs_shared
def test_titles_of_a_scraped_schedule() -> None:
    score = measured(schedule(shared("samples/schedule-json/sched-scrape-colocated-2026.json")))
    _say("KubeCon's other days", score)
    assert score.share >= 0.95
    assert score.strangers == 0


@needs_shared
def test_ruby_titles() -> None:
    rows = table(shared(RUBY), "youtube_title")
    score = measured(rows)
    _say("Ruby conferences", score)
    assert score.share >= 0.72
    assert score.precision >= 0.997
    kept_back = [row for row in rows if is_kept_back(row.event)]
    alone, together = measured(kept_back), measured_together(kept_back)
    _say("of these, kept back", alone)
    _say("kept back, events as lists", together)
    assert alone.of_naming >= 0.96
    assert together.of_naming >= alone.of_naming
    assert alone.strangers == together.strangers == 0
    mixed = measured_together([row._replace(event="") for row in rows])
    _say("all in one list", mixed)
    assert mixed.share >= score.share
    assert mixed.precision >= 0.995


@needs_shared
def test_titles_that_mostly_name_nobody() -> None:
    """pyvideo's titles are curated: 19 of 20 have no speaker, and what looks like one is a trap."""
    read = read_together(list(pyvideo()))
    score = counted(read)
    _say("pyvideo, events as lists", score)
    assert score.rows > 20_000
    assert score.of_naming >= 0.88
    assert score.precision >= 0.975
    kept = {event for event in {row.event for row, _ in read} if is_kept_back(event)}
    kept_back = counted((row, speakers) for row, speakers in read if row.event in kept)
    _say("of these, kept back", kept_back)
    assert kept_back.of_naming >= 0.83
    assert kept_back.precision >= 0.97
