"""A plan in lines for a person to read."""

from collections.abc import Iterator
from typing import Any

from tui.domain.text import quoted, visible
from tui.session.verbs.import_plan import FieldDifference, ImportPlan, PlannedTalk

_LONG = 60
"""Characters from which a text is told by its length."""
_WHY = {"withdrawn": "private or deleted at its source; kept", "unlisted": "no longer listed; kept"}


def plan_lines(plan: ImportPlan) -> Iterator[str]:
    """A line for each talk that is new (+), changed (~), matched (=), unsure (?), gone (-) or elsewhere (.).

    Safe to print. Talks that stay as they are, or only move in the list, have none.
    """
    for new in plan.new:
        yield f"+ {_named(new)}"
    for changed in plan.changed:
        yield f"~ {quoted(changed.title)}: {_told(changed.fields)}"
    for matched in plan.matched:
        told = f": {_told(matched.fields)}" if matched.fields else ""
        yield (
            f"= {quoted(matched.listed)} is {quoted(matched.title)} ({_percent(matched.confidence)}){told}"
        )
    for question in plan.unsure:
        yield (
            f"? {_named(question.listed)}: perhaps {_named(question.talk)} ({_percent(question.confidence)})"
        )
    for gone in plan.gone:
        yield f"- {quoted(gone.title)}: {_WHY[gone.why]}"
    for other in plan.elsewhere:
        yield f". {other.line()}"


def _named(talk: PlannedTalk) -> str:
    people = visible(", ".join(talk.speakers))
    return f"{quoted(talk.title)} by {people}" if people else quoted(talk.title)


def _percent(confidence: float) -> str:
    return f"{confidence:.0%}"


def _told(fields: tuple[FieldDifference, ...]) -> str:
    return "; ".join(map(_field, fields))


def _field(difference: FieldDifference) -> str:
    name = difference.field.replace("_", " ")
    old, new = difference.old, difference.new
    if isinstance(old, tuple) and isinstance(new, tuple):
        added = [f"+{visible(str(item))}" for item in new if item not in old]
        removed = [f"-{visible(str(item))}" for item in old if item not in new]
        return f"{name} {' '.join([*added, *removed]) or 'in another order'}"
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _LONG:
        return f"{name} ({len(old):,} → {len(new):,} characters)"
    return f"{name} {_value(old)} → {_value(new)}"


def _value(value: Any) -> str:
    if value is None or value == "":
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quoted(value) if isinstance(value, str) else visible(str(value))
