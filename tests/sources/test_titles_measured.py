"""The figures of `tui/docs/titles.md`, measured again; `pytest -s` prints them."""

import json
import tarfile

from tests.shared_files import needs_shared, shared
from tests.sources.labelled import Score, add, measure


def _say(name: str, score: Score) -> None:
    print(
        f"\n{name}: {score.exact} of {score.labelled} titles exact ({score.share:.1%}); "
        f"{score.names} names found, {score.strangers} of strangers ({1 - score.precision:.1%})"
    )


@needs_shared
def test_kubecon_titles() -> None:
    score = measure(shared("samples/labelled-titles/sched-kubecon-eu-2026.tsv"), "full_title")
    _say("KubeCon EU 2026", score)
    assert score.share >= 0.90, "the rule of the last hyphen alone finds every speaker of 84.6 %"
    assert score.strangers == 0


@needs_shared
def test_ruby_titles() -> None:
    score = measure(shared("samples/labelled-titles/rubyevents.tsv"), "youtube_title")
    _say("Ruby conferences", score)
    assert score.share >= 0.68
    assert score.precision >= 0.995


@needs_shared
def test_titles_that_mostly_name_nobody() -> None:
    """pyvideo's titles are curated: 19 of 20 have no speaker, and what looks like one is a trap."""
    score = Score()
    with tarfile.open(shared("samples/pyvideo/pyvideo-all.tar.xz")) as archive:
        for member in archive:
            file = archive.extractfile(member) if "/videos/" in member.name else None
            if file is not None:
                talk = json.load(file)
                add(
                    score,
                    talk.get("title") or "",
                    [name for name in talk.get("speakers") or [] if name.strip()],
                )
    _say("pyvideo", score)
    assert score.rows > 20_000
    assert score.precision >= 0.97
