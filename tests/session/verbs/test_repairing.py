"""Letters that were misread before they came: told of, mended when asked to, and kept mended by a refresh."""

import msgspec

from tests.domain.log_strategies import STAMP, snapshot
from tests.session.verbs.test_importing import EMPTY, bring, playlist, row
from tui.domain.section import Talk
from tui.session.verbs.importing import listing_change
from tui.session.verbs.repairing import harmed_sections, repair_text

HARMED = row(
    1,
    raw_title="Itâ€™s alive - ZoÃ« Stone, CafÃ© Works",
    title="Itâ€™s alive",
    speakers=("ZoÃ« Stone",),
    company="CafÃ© Works",
    abstract="It wasnâ€™t, at first.",
)
LISTED = playlist(HARMED, row(2, title="Où çà"))
ID = "yt:video000001"


def mended(talk: Talk) -> tuple[object, ...]:
    return talk.title, talk.speakers, talk.company, talk.abstract


MEANT = ("It’s alive", ("Zoë Stone",), "Café Works", "It wasn’t, at first.")


def test_what_looks_misread_is_told_of_and_kept() -> None:
    log, plan = bring(EMPTY, LISTED)
    assert log.talk(ID).title == "Itâ€™s alive" and plan.misread == 1
    assert plan.warnings == (
        "1 talk looks misread, such as “Itâ€™s alive”, perhaps “It’s alive”: kept as it is",
    )
    assert harmed_sections(log) == (ID,)


def test_repairing_is_one_change_and_the_raw_title_stays() -> None:
    log, _ = bring(EMPTY, LISTED)
    change = repair_text(log, STAMP, [ID, "yt:video000002"])
    assert change.label == "Repair the letters of “It’s alive”"
    after = log.apply(change)
    assert mended(after.talk(ID)) == MEANT and after.talk(ID).raw_title == HARMED.raw_title
    assert not after.talk(ID).title_edited and after.talk("yt:video000002") == log.talk("yt:video000002")
    assert harmed_sections(after) == () and not repair_text(after, STAMP, [ID])
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)


def test_a_refresh_keeps_what_was_repaired_until_the_source_says_something_else() -> None:
    log, _ = bring(EMPTY, LISTED)
    log = log.apply(repair_text(log, STAMP, [ID]))
    again, plan = bring(log, LISTED, time="t2")
    assert mended(again.talk(ID)) == MEANT and not plan.changed and plan.misread == 0
    other = playlist(msgspec.structs.replace(HARMED, title="Thatâ€™s alive"), LISTED.talks[1])
    again, plan = bring(log, other, time="t3")
    assert again.talk(ID).title == "Thatâ€™s alive" and again.talk(ID).speakers == ("Zoë Stone",)
    assert plan.misread == 1


def test_it_can_be_repaired_on_the_way_in() -> None:
    change, plan = listing_change(EMPTY, STAMP, LISTED, "list.json", "t1", repair=True)
    log = EMPTY.apply(change)
    assert mended(log.talk(ID)) == MEANT and log.talk(ID).raw_title == HARMED.raw_title
    assert plan.misread == 0 and plan.warnings == ()


def test_notes_are_repaired_and_nothing_else_of_them() -> None:
    text = "caf\u00c3\u00a9\r\n\tcafé \udce9 \x0c“x” â€“ y  "
    talk = Talk(id="a", title="Right", note=text)
    log = EMPTY.build(EMPTY.info, [talk])
    after = log.apply(repair_text(log, STAMP, ["a"]))
    assert after.talk("a") == msgspec.structs.replace(talk, note="café\r\n\tcafé \udce9 \x0c“x” – y  ")
