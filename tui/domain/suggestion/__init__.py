"""Which category a talk probably belongs to: by keywords and by what was decided before, in all logs.

A talk is compared with the sum of the decided talks of each category (TF-IDF vectors, Rocchio's
classifier), to which the category's keywords add. Where two categories are about as near, or none is near,
nothing is suggested; how near is near enough, each log tries on its own decided talks. How well that does is
measured in `tui/docs/suggestions.md`. Nothing is stored, and nothing is applied by itself.
"""

from collections.abc import Iterable

import msgspec

from tui.domain.log import Log
from tui.domain.section import Category, Talk
from tui.domain.suggestion.memory import Commonness, Lesson, Memory, Vector
from tui.domain.suggestion.nearness import Nearness, add_keywords, compare, reason_of, title_of
from tui.domain.suggestion.threshold import enough
from tui.domain.suggestion.words import keywords_of, names_of, signs_of
from tui.domain.text import quoted

SURE = 0.45
"""The least confidence with which a category is suggested."""
LEAD = 1.25
"""How many times as near as the next category the suggested one must be."""
DOUBT = 0.1
"""How near the category "none of them" is to every talk."""
ELSEWHERE = 0.7
"""What a talk that was decided in another log counts beside one of this log."""
SAME_TALK = 0.95
"""The confidence where this very talk stands in the category in another log."""
_CACHED = 20_000
_FEWEST_TO_TRY = 20
"""Decided talks of a log from which on it is tried what confidence is enough there."""
_TRIES = 250
"""Decided talks that are tried, some 0.3 ms each."""
_TRIED_AT_ONCE = 20
"""Logs that are tried when they are learned; others when they are first asked for."""


class Suggestion(msgspec.Struct, frozen=True):
    """A category for a talk."""

    category: str
    """Its id in the log."""
    confidence: float
    """From `SURE`, or what is enough in its log, to 1: how much nearer it is than the next one and none."""
    reason: str
    """Why, in one line for the user; safe to print as it is."""


class _Named(msgspec.Struct, frozen=True):
    """A category with what its names say."""

    category: Category
    names: frozenset[str]
    keywords: dict[str, float]


class _Plan(msgspec.Struct, frozen=True):
    """What suggesting for one value of a log needs, worked out once."""

    log: Log
    own: dict[str, _Named]
    sources: list[tuple[Memory, dict[str, str], float]]
    """What each log taught, which of its categories is which of this log's, and what it counts."""


class _Best(msgspec.Struct, frozen=True):
    """The nearest category, well ahead of the others."""

    category: str
    confidence: float
    nearness: Nearness


def _nearest(vector: Vector, plan: _Plan, left_out: Lesson | None = None) -> _Best | None:
    """The category nearest to a talk, as if `left_out` (of the plan's log) had not been learned."""
    found = {category_id: Nearness(0.0, {}, {}, {}) for category_id in plan.own}
    for memory, targets, share in plan.sources:
        of_log = left_out if memory.log.info.slug == plan.log.info.slug else None
        compare(vector, memory, targets, share, found, of_log)
    for category_id, named in plan.own.items():
        add_keywords(vector, named.keywords, found[category_id])
    ranked = sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0]))
    if not ranked or ranked[0][1].score <= 0:
        return None
    best_id, best = ranked[0]
    second = ranked[1][1].score if len(ranked) > 1 else 0.0
    if best.score < LEAD * second:
        return None
    return _Best(best_id, best.score / (best.score + second + DOUBT), best)


class Suggester:
    """Learns from logs and suggests categories; one for a session. All it knows is in memory."""

    def __init__(self) -> None:
        """Nothing is learned yet; keywords work all the same."""
        self._commonness = Commonness()
        self._memories: dict[str, Memory] = {}
        self._named: dict[tuple[str, str], _Named] = {}
        self._talks: dict[str, tuple[Talk, dict[str, tuple[float, str]], Vector]] = {}
        self._plan: _Plan | None = None
        self._tried: dict[str, tuple[int, float]] = {}
        """For each log: how many decided talks it had when its threshold was tried, and the threshold."""

    def learn(self, logs: Iterable[Log]) -> None:
        """Learn from these logs; what was learned from other logs stays.

        A log seen for the first time costs some milliseconds for each hundred talks; after that its newer
        values cost what was decided since.
        """
        logs = list(logs)
        self._plan = None
        new = [log for log in logs if log.info.slug not in self._memories]
        for log in new:
            self._commonness.read(log)
        if new:
            # What is common has changed, and with it every weight.
            self._talks.clear()
            self._memories = {
                slug: Memory(memory.log, self._commonness) for slug, memory in self._memories.items()
            }
        for log in logs:
            if log.info.slug in self._memories:
                self._memories[log.info.slug].follow(log)
            else:
                self._memories[log.info.slug] = Memory(log, self._commonness)
        for log in logs[:_TRIED_AT_ONCE]:
            # Here rather than at the first talk that is drawn.
            self._threshold(self._planned(log))

    def forget(self, slug: str) -> None:
        """Forget what a log taught, for one that was deleted."""
        self._plan = None
        self._memories.pop(slug, None)
        self._tried.pop(slug, None)

    def suggest(self, talk: Talk, log: Log) -> Suggestion | None:
        """The category of this log that fits a talk; None when unsure, and for a talk that is in one."""
        if talk.id in log.sections and log.category_of(talk.id) is not None:
            return None
        plan = self._planned(log)
        signs, vector = self._signs(talk)
        for memory, targets, _ in plan.sources:
            there = next((memory.by_key[key] for key in talk.keys if key in memory.by_key), None)
            if there in targets and memory.log.info.slug != log.info.slug:
                return _same_talk(memory, there, targets[there])
        best = _nearest(vector, plan)
        if best is None or best.confidence < self._threshold(plan):
            return None
        reason = reason_of(plan.own[best.category].category, best.nearness, signs)
        return Suggestion(best.category, best.confidence, reason)

    def _threshold(self, plan: _Plan) -> float:
        """The confidence that is enough in this log: as tried on talks that were decided there.

        Tried again when a tenth of them is new.
        """
        memory = self._memories.get(plan.log.info.slug)
        known = len(memory.lessons) if memory is not None else 0
        if memory is None or known < _FEWEST_TO_TRY:
            return SURE
        tried = self._tried.get(memory.log.info.slug)
        if tried is None or abs(known - tried[0]) * 10 >= tried[0]:
            tries = [(_nearest(one.vector, plan, one), one.category) for one in memory.sample(_TRIES)]
            shown = [(best.confidence, best.category == right) for best, right in tries if best is not None]
            tried = self._tried[memory.log.info.slug] = (known, enough(shown, SURE))
        return tried[1]

    def _planned(self, log: Log) -> _Plan:
        if self._plan is not None and self._plan.log is log:
            return self._plan
        own = {category.id: self._name(log, category) for _, category in log.categories()}
        by_name = {name: category_id for category_id, named in own.items() for name in sorted(named.names)}
        sources: list[tuple[Memory, dict[str, str], float]] = []
        for slug, memory in self._memories.items():
            if slug == log.info.slug:
                sources.append((memory, {category_id: category_id for category_id in own}, 1.0))
                continue
            targets = {}
            for _, category in memory.log.categories():
                shared = sorted(self._name(memory.log, category).names & by_name.keys())
                if shared:
                    targets[category.id] = by_name[shared[0]]
            if targets:
                sources.append((memory, targets, ELSEWHERE))
        self._plan = _Plan(log, own, sources)
        return self._plan

    def _name(self, log: Log, category: Category) -> _Named:
        place = (log.info.slug, category.id)
        known = self._named.get(place)
        if known is None or known.category is not category:
            known = _Named(category, names_of(category), keywords_of(category))
            self._named[place] = known
        return known

    def _signs(self, talk: Talk) -> tuple[dict[str, tuple[float, str]], Vector]:
        known = self._talks.get(talk.id)
        if known is None or known[0] is not talk:
            if len(self._talks) >= _CACHED:
                self._talks.clear()
            signs = signs_of(talk)
            known = self._talks[talk.id] = (talk, signs, self._commonness.vector(signs))
        return known[1], known[2]


def _same_talk(memory: Memory, there: str, category: str) -> Suggestion:
    title, log_name = (
        title_of(memory.log.category(there)),
        quoted(memory.log.info.title or memory.log.info.slug),
    )
    return Suggestion(category, SAME_TALK, f"you kept this talk in {title} in {log_name[1:-1]}")
