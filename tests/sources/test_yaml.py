"""Talks in YAML: rubyevents, front matter; damaged and growing YAML."""

import itertools

import pytest

from tests.sources.test_other_formats import listing
from tests.sources.ytdlp_data import video_id
from tui.sources import SourceError, read_source, recognise

A = video_id(1)

RUBY = f"""# a comment
---
- id: "susan-days-2019"
  title: "How to count"
  raw_title: "Example Days 2019 - How to count by Susan Miller"
  event_name: "Example Days 2019"
  date: 2019-05-20
  published_at: "2019-06-01"
  video_provider: "youtube"
  video_id: "{A}"
  description: |-
    One
    two
  speakers:
    - Susan Miller
  talks:
    - id: "part-1"
      title: "A part"
      start_cue: "00:01:26"
      end_cue: "00:02:12"
      video_provider: "parent"
      video_id: "part-1"
      speakers: [Robert Weaver]
- id: "block"
  title: "Lightning talks"
  event_name: "Example Days 2019"
  video_provider: "children"
  video_id: "block"
  talks:
    - {{title: "On its own", video_provider: youtube, video_id: "{video_id(7)}", speakers: [Robert Weaver]}}
- title: "Not recorded"
  id: "gone"
  event_name: "Example Days 2019"
  video_provider: "not_recorded"
  video_id: "gone"
  speakers: []
"""


def test_rubyevents() -> None:
    read = listing(RUBY, "yaml", "videos.yml")
    first, part, own, gone = read.talks
    assert (read.title, first.title) == ("Example Days 2019", "How to count")
    assert first.raw_title == "Example Days 2019 - How to count by Susan Miller"
    assert (first.keys, first.date) == ((f"yt:{A}", "rubyevents:susan-days-2019"), "2019-05-20")
    assert (first.speakers, first.abstract) == (("Susan Miller",), "One\ntwo")
    assert (part.keys, part.seconds, part.date) == (("rubyevents:part-1",), 46, "2019-05-20")
    assert part.urls == (f"https://www.youtube.com/watch?v={A}&t=86s",)
    assert (own.keys, gone.urls) == ((f"yt:{video_id(7)}",), ())
    assert read.warnings == ("1 talk without a recording: kept without an address",)


FRONT = f"""---
title: Example Days
presentations:
  - title: "How to count"
    authors:
      - Susan Miller
      - name: Robert Weaver
    link: https://example.org/paper.pdf
    youtube_video: https://youtu.be/{A}
  - title: Counting further
    link: https://example.org/talk
---

All of it took place.
"""


def test_talks_in_front_matter() -> None:
    first, second = listing(FRONT, "yaml", "x.md").talks
    assert (first.speakers, first.keys) == (("Susan Miller", "Robert Weaver"), (f"yt:{A}",))
    assert (first.slides, first.urls) == (
        "https://example.org/paper.pdf",
        (f"https://www.youtube.com/watch?v={A}",),
    )
    assert second.keys == ("url:https://example.org/talk",)
    assert recognise((FRONT + "Notes and more notes. " * 200).encode(), "x.md") == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        "- title: [",
        "- title: " + "[" * 5000,
        "- title: !!python/object:os.system x",
        "- title: x\n\tspeakers: y",
    ],
)
def test_damaged_yaml_gets_a_line(text: str) -> None:
    with pytest.raises(SourceError, match=r"YAML|nested too deeply|list of talks"):
        read_source((text + "\n").encode(), name="x", format="yaml")


def test_yaml_that_grows_without_end_does_not() -> None:
    names = "abcdefghijklmnop"
    text = "- title: &a [x, x, x, x, x, x, x, x, x]\n  speakers: *a\n" + "".join(
        f"- title: &{one} [{', '.join([f'*{before}'] * 9)}]\n  speakers: *{one}\n  talks: *{one}\n"
        for before, one in itertools.pairwise(names)
    )
    with pytest.raises(SourceError):
        read_source((text + "- !x").encode(), name="x", format="yaml")
    assert read_source(text.encode(), name="x", format="yaml").talks == ()
