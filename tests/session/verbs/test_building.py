"""What every verb's Change goes through."""

import msgspec
import pytest

from tests.domain.log_strategies import STAMP
from tui.domain.draft import Draft
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.outline import reads_back
from tui.domain.section import AnySection, Category, Prose, Talk, Verdict
from tui.markdown.render import render_post
from tui.session.outcome import Refused
from tui.session.verbs import categories, verdicts
from tui.session.verbs.building import change_of


def _talk(name: str, parent: str | None, rank: str, level: int) -> Talk:
    return Talk(
        id=name,
        title=name.capitalize(),
        urls=(f"https://talks.example/{name}",),
        parent=parent,
        rank=rank,
        level=level,
        verdict=Verdict.DONE,
    )


def _log(*sections: AnySection) -> Log:
    return Log.build(LogInfo(slug="x", created=STAMP.time), sections)


def test_a_verdict_is_not_refused_for_the_prose_that_follows() -> None:
    log = _log(
        _talk("wide", None, "A", 2),
        _talk("deep", "wide", "A", 4),
        Prose(id="p", title="Aside", rank="B", level=3),
    )
    assert reads_back(log) is None
    change = verdicts.skip(log, STAMP, ["deep"])
    after = log.apply(change)
    assert reads_back(after) is None
    # Without the companion the heading would belong to the talk above: it is held as what it is.
    assert after.sections["p"].kind_chosen
    assert render_post(after).endswith(b"### Aside\n")
    assert log.apply(change).apply(change.inverse("Undo", STAMP)).sections == log.sections


def test_a_category_with_text_of_its_own_stays_one_when_its_deeper_talk_goes() -> None:
    log = _log(
        Category(id="c", title="C", rank="A", level=3, note="text"),
        _talk("a", "c", "A", 4),
        _talk("b", "c", "B", 3),
    )
    after = log.apply(verdicts.maybe(log, STAMP, ["a"]))
    assert after.category("c").kind_chosen and after.talk("b").parent == "c"


def test_other_verbs_are_refused_with_the_reason() -> None:
    log = _log(
        Category(id="a", title="A", rank="A", level=2),
        _talk("t", "a", "A", 3),
        Category(id="b", title="B", rank="B", level=2),
        _talk("u", "b", "A", 3),
    )
    with pytest.raises(Refused, match="“B” would move from the top to under “A”"):
        categories.set_level(log, STAMP, "b", 3)


def test_a_log_that_is_unreadable_already_is_not_locked() -> None:
    log = _log(
        Category(id="a", title="A", rank="A", level=2),
        _talk("t", "a", "A", 3),
        Category(id="b", title="B", rank="B", level=3),
        _talk("u", "b", "A", 3),
        _talk("v", "b", "B", 3),
    )
    assert reads_back(log) is not None
    kept = log.apply(verdicts.skip(log, STAMP, ["u"]))
    assert kept.talk("u").verdict is Verdict.SKIPPED
    mended = kept.apply(categories.set_level(kept, STAMP, "b", 2))
    assert reads_back(mended) is None


def test_what_stands_in_the_post_for_the_first_time_is_laid_out_once() -> None:
    log = _log(Category(id="a", title="A", rank="A", level=2, lead="\r\n"))
    log = Log.build(
        msgspec.structs.replace(log.info, newline="\r\n"), [*log.sections.values(), Talk(id="t", title="T")]
    )
    log = log.apply(verdicts.keep(log, STAMP, ["t"], "a"))
    assert (log.talk("t").gap, log.talk("t").lead) == ("\r\n", "\r\n")
    odd = Draft(log)
    odd.put(msgspec.structs.replace(log.talk("t"), gap="\r\n\r\n"))
    log = log.apply(change_of("Space out", STAMP, odd))
    log = log.apply(verdicts.skip(log, STAMP, ["t"]))
    log = log.apply(verdicts.keep(log, STAMP, ["t"], "a"))
    assert log.talk("t").gap == "\r\n\r\n"
