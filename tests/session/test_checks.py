"""What is found before publishing, and that fixes mend it."""

import pytest
from msgspec.structs import replace

from tests.domain.log_strategies import STAMP
from tests.session.verbs.test_frame_and_prose import fresh
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.markdown.render import render_text
from tui.session.checks import Finding, Kind, findings
from tui.session.verbs import frame, notes


def noted(log: Log, talk: str, text: str) -> Log:
    return log.apply(notes.set_note(log, STAMP, talk, text))


def of_kind(log: Log, kind: Kind) -> list[Finding]:
    return [finding for finding in findings(log) if finding.kind == kind]


def mended(log: Log, finding: Finding) -> Log:
    """The log after the fix, which leaves nothing of the finding."""
    assert finding.fix is not None and finding.fix_label
    after = log.apply(finding.fix(log, STAMP))
    assert finding not in findings(after)
    return after


def test_kept_talks_without_a_note() -> None:
    log = fresh()
    found = of_kind(log, "empty")
    assert [finding.section_id for finding in found] == ["storage0", "networks0"]
    after = mended(log, found[0])
    assert not of_kind(after, "empty") and "storage 0" not in render_text(after)


def test_a_talk_that_stands_there_twice() -> None:
    log = fresh()
    twin = replace(log.talk("storage1"), id="twin", parent="networks", rank="Z", note="")
    log = Log.build(log.info, [*log.sections.values(), twin])
    (found,) = of_kind(log, "duplicate")
    assert found.section_id == "twin"
    assert mended(log, found).talk("twin").verdict is Verdict.SKIPPED
    assert of_kind(noted(log, "twin", "mine"), "duplicate")[0].fix is None


def test_a_link_to_a_talk_that_was_skipped() -> None:
    url = "https://www.youtube.com/watch?v=abcdefghij1"
    other = Talk(id="o", title="Other", urls=(url,), keys=("yt:abcdefghij1",), verdict=Verdict.SKIPPED)
    log = Log.build(fresh().info, [*fresh().sections.values(), other])
    log = noted(log, "storage1", "see [it](https://youtu.be/abcdefghij1?t=3).")
    (found,) = of_kind(log, "skipped link")
    assert found.line == "the note of “storage 1” links to “Other”, which was skipped: mention it?"
    assert mended(log, found).talk("o").parent == "storage"


def test_private_parts_are_counted_and_open_ones_stop() -> None:
    log = noted(fresh(), "storage1", "a %%b%% c %%d%%")
    assert [f.line for f in of_kind(log, "private")] == [
        "2 private parts of the note of “storage 1” will stay here"
    ]
    assert not any(finding.stops for finding in findings(log))
    open_note = noted(log, "storage1", "a %% b")
    (found,) = of_kind(open_note, "open private")
    assert found.stops
    closed = mended(open_note, found)
    assert not of_kind(closed, "open private")
    assert " b" not in render_text(closed).split("storage 1")[1].split("#")[0]


@pytest.mark.parametrize("part", ["before", "after"])
def test_an_open_private_part_of_the_introduction_is_closed_where_it_stands(part: str) -> None:
    texts = {"before": "before", "after": "after"} | {part: f"to all\n\n%%{part} to myself"}
    log = fresh()
    log = log.apply(frame.set_introduction(log, STAMP, texts["before"], texts["after"]))
    (found,) = of_kind(log, "open private")
    after = mended(log, found)
    text = render_text(after)
    assert "to all" in text and "to myself" not in text
    assert "after" in text if part == "before" else "before" in text


def test_letters_of_a_wrong_encoding() -> None:
    log = noted(fresh(), "storage1", "a cafÃ© itâ€™s")
    (found,) = of_kind(log, "mojibake")
    assert mended(log, found).talk("storage1").note == "a café it’s"


def test_links_that_lead_nowhere() -> None:
    log = noted(
        fresh(), "storage1", "[a][b] and [c][] and [d]() and `[x][y]` and [e][F]\n\n[f]: https://e.example"
    )
    assert [finding.line.split(" links to ")[-1] for finding in of_kind(log, "unresolved")] == [
        "“b”, which is defined nowhere",
        "“c”, which is defined nowhere",
        "the link “[d]()” in the note of “storage 1” leads nowhere",
    ]
    assert all(finding.fix is None for finding in of_kind(log, "unresolved"))
