"""Rules that skip: queries whose talks are proposed for skipping, and skipped together as one change.

A rule only ever looks at the inbox: what was decided stays decided. Nothing here happens by itself.
"""

from collections.abc import Sequence

import msgspec

from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.query import parse_query, select
from tui.domain.section import Talk, Verdict
from tui.session.outcome import plural
from tui.session.settings import Rule as Rule
from tui.session.settings import Settings
from tui.session.verbs.building import nothing
from tui.session.verbs.verdicts import skip

DEFAULT_RULES = (
    Rule(
        "Breaks and logistics",
        # Not "break" or "registration" alone: those are what talks are about, too.
        'speaker:none abstract:none (title:"coffee break" OR title:"lunch break" OR title:"tea break" '
        'OR title:"short break" OR title:"lunch" OR title:"badge pick-up" OR title:"cloakroom" '
        'OR title:"doors open" OR title:"welcome reception")',
    ),
    Rule(
        "Sponsor sessions",
        'title:"sponsored" OR title:"sponsor session" OR title:"sponsor demo" OR tag:sponsored',
    ),
    Rule("Under five minutes", "min<5"),
)
"""Rules that many would make, offered to those who have none."""


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules in force: the user's, else those that many would make; and the language's."""
    chosen = DEFAULT_RULES if settings.rules is None else settings.rules
    return (*chosen, language_rule(settings.language)) if settings.language else chosen


def language_rule(language: str) -> Rule:
    """The rule that skips what is known to be in another language than this one ("en")."""
    return Rule(f"Not in {language}", f"-lang:{language} -lang:none")


class RuleHits(msgspec.Struct, frozen=True):
    """What one rule would skip."""

    rule: Rule
    talks: tuple[str, ...] = ()
    """Ids, in playlist order; without those that a rule before it takes."""
    problem: str | None = None
    """Why the rule cannot be used, in one line that is safe to print."""


class Proposal(msgspec.Struct, frozen=True):
    """What some rules would skip in a log."""

    hits: tuple[RuleHits, ...]
    """For each rule, in the order of the rules."""

    @property
    def talks(self) -> tuple[str, ...]:
        """All talks that would be skipped, each once."""
        return tuple(talk_id for hits in self.hits for talk_id in hits.talks)


def propose(log: Log, rules: Sequence[Rule]) -> Proposal:
    """What each rule would skip of the inbox; a talk goes to the first rule that finds it."""
    waiting = log.view(Verdict.INBOX)
    proposed: list[RuleHits] = []
    for rule in rules:
        query = parse_query(rule.query)
        problem = query.errors[0].line if query.errors else None
        if query.is_blank:
            problem = "this rule finds every talk: give it a query"
        if problem is not None:
            proposed.append(RuleHits(rule, problem=problem))
            continue
        found = select(log, waiting, query)
        taken = set(found)
        waiting = tuple(talk_id for talk_id in waiting if talk_id not in taken)
        proposed.append(RuleHits(rule, found))
    return Proposal(tuple(proposed))


def without(proposal: Proposal, talks: Sequence[str]) -> Proposal:
    """The proposal without talks that the user wants to look at after all."""
    spared = set(talks)
    return Proposal(
        tuple(
            msgspec.structs.replace(hits, talks=tuple(t for t in hits.talks if t not in spared))
            for hits in proposal.hits
        )
    )


def apply_rules(log: Log, stamp: Stamp, proposal: Proposal) -> Change:
    """Skip what was proposed and still waits in the inbox: "Skip 14 talks by 3 rules"."""
    waiting = [
        [talk_id for talk_id in hits.talks if _waits(log, talk_id)]
        for hits in proposal.hits
        if hits.problem is None
    ]
    talks = [talk_id for found in waiting for talk_id in found]
    if not talks:
        return nothing("The rules find nothing to skip in the inbox", stamp)
    rules = sum(1 for found in waiting if found)
    label = f"Skip {plural(len(talks), 'talk')} by {plural(rules, 'rule')}"
    return msgspec.structs.replace(skip(log, stamp, talks), label=label)


def _waits(log: Log, talk_id: str) -> bool:
    talk = log.sections.get(talk_id)
    return isinstance(talk, Talk) and talk.standing is Verdict.INBOX
