"""Rules propose, and only what was proposed is skipped, as one change."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.log_strategies import STAMP, logs, snapshot
from tests.domain.query_texts import anything
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.query import parse_query
from tui.domain.section import Talk, Verdict
from tui.domain.text import visible
from tui.session.verbs.rules import (
    DEFAULT_RULES,
    Proposal,
    Rule,
    apply_rules,
    language_rule,
    propose,
    without,
)
from tui.session.verbs.verdicts import done

TALKS = (
    Talk(id="break", title="Coffee Break ☕", seconds=1800),
    Talk(id="lunch", title="Lunch"),
    Talk(id="breaker", title="Circuit Breakers Explained", seconds=1500),
    Talk(id="breaking", title="Break Your Cluster", speakers=("Ana Ruiz",), seconds=1500),
    Talk(id="sponsor", title="Sponsored Session: Buy Our Mesh", speakers=("Max Pohl",), seconds=900),
    Talk(id="bolt", title="Lightning Bolt", speakers=("Ana Ruiz",), seconds=299),
    Talk(id="five", title="Five Minutes", speakers=("Ana Ruiz",), seconds=300),
    Talk(id="gone", title="[Private video]", available=False),
    Talk(id="german", title="Vom Netz", language="de", speakers=("Jan Graf",)),
    Talk(id="kept", title="Registration", verdict=Verdict.KEPT),
)
LOG = Log.build(
    LogInfo(slug="x"),
    [msgspec.structs.replace(talk, source="s", position=n) for n, talk in enumerate(TALKS)],
)


def counts(proposal: Proposal) -> dict[str, tuple[str, ...]]:
    return {hits.rule.name: hits.talks for hits in proposal.hits}


def test_the_rules_on_offer_read_and_find_what_they_say() -> None:
    for rule in (*DEFAULT_RULES, language_rule("en")):
        query = parse_query(rule.query)
        assert not query.errors and str(query) == rule.query
    assert counts(propose(LOG, [*DEFAULT_RULES, language_rule("en")])) == {
        "Breaks and logistics": ("break", "lunch"),
        "Sponsor sessions": ("sponsor",),
        "Under five minutes": ("bolt",),
        "Not in en": ("german",),
    }


def test_applying_is_one_change_that_is_undone_at_once() -> None:
    proposal = propose(LOG, DEFAULT_RULES)
    change = apply_rules(LOG, STAMP, proposal)
    assert change.label == "Skip 4 talks by 3 rules" and change.stamp == STAMP
    after = LOG.apply(change)
    assert set(after.view(Verdict.SKIPPED)) == {"break", "lunch", "sponsor", "bolt"}
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(LOG)
    assert not apply_rules(after, STAMP, propose(after, DEFAULT_RULES))


def test_one_of_each_is_said_as_one() -> None:
    proposal = propose(LOG, [Rule("short", "min<5")])
    assert apply_rules(LOG, STAMP, proposal).label == "Skip 1 talk by 1 rule"


def test_a_talk_goes_to_the_first_rule_that_finds_it() -> None:
    short, ana = Rule("short", "min<5"), Rule("ana", 'speaker:"ana ruiz"')
    assert counts(propose(LOG, [short, ana])) == {"short": ("bolt",), "ana": ("breaking", "five")}
    assert counts(propose(LOG, [ana, short])) == {"ana": ("breaking", "bolt", "five"), "short": ()}


def test_what_was_decided_meanwhile_stays_so() -> None:
    proposal = propose(LOG, DEFAULT_RULES)
    later = LOG.apply(done(LOG, STAMP, ["bolt", "lunch"]))
    later = Log.build(later.info, [s for s in later.sections.values() if s.id != "gone"])
    change = apply_rules(later, STAMP, proposal)
    assert change.label == "Skip 2 talks by 2 rules"
    assert later.apply(change).talk("bolt").verdict is Verdict.DONE


def test_what_the_user_spares_is_left_out() -> None:
    proposal = without(propose(LOG, DEFAULT_RULES), ["lunch", "bolt"])
    assert proposal.talks == ("break", "sponsor")
    assert apply_rules(LOG, STAMP, proposal).label == "Skip 2 talks by 2 rules"


def test_a_rule_that_cannot_be_read_or_finds_all_skips_nothing_and_says_why() -> None:
    proposal = propose(LOG, [Rule("typo", "mni<5"), Rule("blank", "  "), Rule("short", "min<5")])
    assert proposal.hits[0].talks == proposal.hits[1].talks == ()
    assert proposal.hits[0].problem is not None and "did you mean min" in proposal.hits[0].problem
    assert proposal.hits[1].problem is not None and "every talk" in proposal.hits[1].problem
    assert apply_rules(LOG, STAMP, proposal).label == "Skip 1 talk by 1 rule"
    empty = apply_rules(LOG, STAMP, propose(LOG, [Rule("typo", "mni<5")]))
    assert not empty and empty.label == "The rules find nothing to skip in the inbox"


@settings(max_examples=100, deadline=None)
@given(logs, st.lists(anything, max_size=4))
def test_any_rules_on_any_log(log: Log, queries: list[str]) -> None:
    proposal = propose(log, [Rule(f"r{n}", query) for n, query in enumerate(queries)])
    assert len(proposal.talks) == len(set(proposal.talks))
    assert set(proposal.talks) <= set(log.view(Verdict.INBOX))
    for hits in proposal.hits:
        assert hits.problem is None or visible(hits.problem) == hits.problem
    change = apply_rules(log, STAMP, proposal)
    after = log.apply(change)
    assert set(after.view(Verdict.SKIPPED)) == {*log.view(Verdict.SKIPPED), *proposal.talks}
    assert snapshot(after.apply(change.inverse("Undo", STAMP))) == snapshot(log)
