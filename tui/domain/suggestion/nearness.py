"""How near a category is to a talk, and what made it so."""

from collections.abc import Mapping
from math import sqrt
from operator import itemgetter

import msgspec

from tui.domain.section import Category
from tui.domain.suggestion.memory import Lesson, Memory, Vector
from tui.domain.text import quoted

KEYWORD_SHARE = 0.3
"""What keywords count beside decided talks."""


class Nearness(msgspec.Struct):
    """How near a category is to a talk, and what made it so."""

    score: float = 0.0
    by_keyword: dict[str, float] = {}
    by_talks: dict[str, float] = {}
    holders: dict[str, int] = {}


def compare(
    vector: Vector,
    memory: Memory,
    targets: Mapping[str, str],
    share: float,
    found: Mapping[str, Nearness],
    left_out: Lesson | None = None,
) -> None:
    """Add what the decided talks of one log say for each category, as if one of them had not been learned."""
    own = left_out.category if left_out is not None else None
    # By the root of their number: a large category is likelier, yet must not take all.
    sizes = {category: share / sqrt(memory.sizes[category] + (category != own)) for category in targets}
    for sign, weight in vector.items():
        for category, total in memory.sums.get(sign, {}).items():
            if category in targets:
                nearness = found[targets[category]]
                if left_out is not None and category == own:
                    total -= left_out.vector[sign]
                value = weight * total * sizes[category]
                nearness.score += value
                nearness.by_talks[sign] = nearness.by_talks.get(sign, 0.0) + value
                holders = memory.holders[sign][category]
                nearness.holders[sign] = nearness.holders.get(sign, 0) + holders


def add_keywords(vector: Vector, keywords: Mapping[str, float], nearness: Nearness) -> None:
    """Add what the category's own words say."""
    for word, weight in keywords.items():
        if word in vector:
            value = KEYWORD_SHARE * weight * vector[word]
            nearness.score += value
            nearness.by_keyword[word] = value


def reason_of(category: Category, nearness: Nearness, signs: Mapping[str, tuple[float, str]]) -> str:
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
        parts.append(f"like {count} {'talk' if count == 1 else 'talks'} you kept in {title_of(category)}")
    return " · ".join(parts)


def _loudest(values: Mapping[str, float]) -> list[str]:
    """The sign that counted most, and the next one if it counted half as much."""
    ranked = sorted(values.items(), key=itemgetter(0))
    ranked.sort(key=itemgetter(1), reverse=True)
    return [sign for sign, value in ranked[:2] if value * 2 >= ranked[0][1]]


def title_of(category: Category) -> str:
    """A category's title, safe to print."""
    return quoted(category.title)[1:-1]
