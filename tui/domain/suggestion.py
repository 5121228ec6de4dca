"""Which category a talk probably belongs to: by keywords and by what was decided before, in all logs.

A talk is compared with the sum of the decided talks of each category (TF-IDF vectors, Rocchio's
classifier), to which the category's keywords add. Where two categories are about as near, or none is near,
nothing is suggested. How well that does is measured in `tui/docs/suggestions.md`. Nothing is stored, and
nothing is applied by itself.
"""

from collections.abc import Iterable, Mapping
from math import sqrt
from operator import itemgetter

import msgspec

from tui.domain.log import Log
from tui.domain.section import Category, Talk
from tui.domain.suggestion_memory import Commonness, Memory, Vector
from tui.domain.suggestion_words import keywords_of, names_of, signs_of
from tui.domain.text import quoted

SURE = 0.45
"""The least confidence with which a category is suggested."""
LEAD = 1.25
"""How many times as near as the next category the suggested one must be."""
DOUBT = 0.1
"""How near the category "none of them" is to every talk."""
KEYWORD_SHARE = 0.3
"""What keywords count beside decided talks."""
ELSEWHERE = 0.7
"""What a talk that was decided in another log counts beside one of this log."""
SAME_TALK = 0.95
"""The confidence where this very talk stands in the category in another log."""
_CACHED = 20_000


class Suggestion(msgspec.Struct, frozen=True):
    """A category for a talk."""

    category: str
    """Its id in the log."""
    confidence: float
    """From `SURE` to 1: how much nearer it is than the next category, and than none."""
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


class _Nearness(msgspec.Struct):
    """How near a category is to a talk, and what made it so."""

    score: float = 0.0
    by_keyword: dict[str, float] = {}
    by_talks: dict[str, float] = {}
    holders: dict[str, int] = {}


class Suggester:
    """Learns from logs and suggests categories; one for a session. All it knows is in memory."""

    def __init__(self) -> None:
        """Nothing is learned yet; keywords work all the same."""
        self._commonness = Commonness()
        self._memories: dict[str, Memory] = {}
        self._named: dict[tuple[str, str], _Named] = {}
        self._talks: dict[str, tuple[Talk, dict[str, tuple[float, str]], Vector]] = {}
        self._plan: _Plan | None = None

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

    def forget(self, slug: str) -> None:
        """Forget what a log taught, for one that was deleted."""
        self._plan = None
        self._memories.pop(slug, None)

    def suggest(self, talk: Talk, log: Log) -> Suggestion | None:
        """The category of this log that fits a talk; None when unsure, and for a talk that is in one."""
        if talk.id in log.sections and log.category_of(talk.id) is not None:
            return None
        plan = self._planned(log)
        signs, vector = self._signs(talk)
        found = {category_id: _Nearness(0.0, {}, {}, {}) for category_id in plan.own}
        for memory, targets, share in plan.sources:
            there = next((memory.by_key[key] for key in talk.keys if key in memory.by_key), None)
            if there in targets and memory.log.info.slug != log.info.slug:
                return _same_talk(memory, there, targets[there])
            _compare(vector, memory, targets, share, found)
        for category_id, named in plan.own.items():
            _add_keywords(vector, named.keywords, found[category_id])
        ranked = sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0]))
        if not ranked or ranked[0][1].score <= 0:
            return None
        best_id, best = ranked[0]
        second = ranked[1][1].score if len(ranked) > 1 else 0.0
        confidence = best.score / (best.score + second + DOUBT)
        if confidence < SURE or best.score < LEAD * second:
            return None
        return Suggestion(best_id, confidence, _reason(plan.own[best_id].category, best, signs))

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
        _title(memory.log.category(there)),
        quoted(memory.log.info.title or memory.log.info.slug),
    )
    return Suggestion(category, SAME_TALK, f"you kept this talk in {title} in {log_name[1:-1]}")


def _compare(
    vector: Vector, memory: Memory, targets: Mapping[str, str], share: float, found: Mapping[str, _Nearness]
) -> None:
    """Add what the decided talks of one log say for each category."""
    # By the root of their number: a large category is likelier, yet must not take all.
    sizes = {category: share / sqrt(memory.sizes[category] + 1) for category in targets}
    for sign, weight in vector.items():
        for category, total in memory.sums.get(sign, {}).items():
            if category in targets:
                nearness = found[targets[category]]
                value = weight * total * sizes[category]
                nearness.score += value
                nearness.by_talks[sign] = nearness.by_talks.get(sign, 0.0) + value
                holders = memory.holders[sign][category]
                nearness.holders[sign] = nearness.holders.get(sign, 0) + holders


def _add_keywords(vector: Vector, keywords: Mapping[str, float], nearness: _Nearness) -> None:
    for word, weight in keywords.items():
        if word in vector:
            value = KEYWORD_SHARE * weight * vector[word]
            nearness.score += value
            nearness.by_keyword[word] = value


def _reason(category: Category, nearness: _Nearness, signs: Mapping[str, tuple[float, str]]) -> str:
    """The words that spoke loudest, and the talks that have them."""
    parts = []
    keywords = _loudest(nearness.by_keyword)
    if keywords:
        shown = ", ".join(quoted(signs[word][1]) for word in keywords)
        parts.append(f"{'keyword' if len(keywords) == 1 else 'keywords'} {shown}")
    words = _loudest(nearness.by_talks)
    if words:
        others = [quoted(signs[word][1]) for word in words if word not in keywords]
        if others:
            parts.append(", ".join(others))
        count = max(nearness.holders[word] for word in words)
        parts.append(f"like {count} {'talk' if count == 1 else 'talks'} you kept in {_title(category)}")
    return " · ".join(parts)


def _loudest(values: Mapping[str, float]) -> list[str]:
    """The sign that counted most, and the next one if it counted half as much."""
    ranked = sorted(values.items(), key=itemgetter(0))
    ranked.sort(key=itemgetter(1), reverse=True)
    return [sign for sign, value in ranked[:2] if value * 2 >= ranked[0][1]]


def _title(category: Category) -> str:
    return quoted(category.title)[1:-1]
