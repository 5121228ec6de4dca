"""Random acts of a user on a log: any verb on any target."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from hypothesis import strategies as st

from tests.domain.log_examples import harbour_log
from tests.domain.log_strategies import STAMP
from tui.domain.change import Change
from tui.domain.log import Log
from tui.domain.section import Category, Talk, Watch
from tui.session.verbs import (
    adding,
    categories,
    dividing,
    fields,
    joining,
    kinds,
    notes,
    order,
    repairing,
    verdicts,
)

Pick: TypeAlias = Callable[[Sequence[str]], str]
Act: TypeAlias = Callable[[Log, Pick, int], Change | None]


def _talks(log: Log, pick: Pick, number: int) -> list[str]:
    ids = sorted(section.id for section in log.sections.values() if isinstance(section, Talk))
    return [pick(ids) for _ in range(1 + number % 3)] if ids else []


def _categories(log: Log) -> list[str]:
    return sorted(section.id for section in log.sections.values() if isinstance(section, Category))


def _on_talks(verb: Callable[[Log, list[str], Pick, int], Change]) -> Act:
    def act(log: Log, pick: Pick, number: int) -> Change | None:
        talks = _talks(log, pick, number)
        return verb(log, talks, pick, number) if talks else None

    return act


def _on_category(verb: Callable[[Log, str, Pick, int], Change]) -> Act:
    def act(log: Log, pick: Pick, number: int) -> Change | None:
        ids = _categories(log)
        return verb(log, pick(ids), pick, number) if ids else None

    return act


def _somewhere(log: Log, pick: Pick, number: int) -> str | None:
    ids = _categories(log)
    return pick(ids) if ids and number % 4 else None


def _new(log: Log, pick: Pick, number: int) -> Change:
    under = _somewhere(log, pick, number)
    return categories.new_category(
        log, STAMP, f"New {number}", under, interest=f"i{number}" if number % 2 else "", why="because"
    )


def _kind(log: Log, pick: Pick, number: int) -> Change | None:
    ids = sorted(log.sections)
    kind = ("talk", "category", "prose")[number % 3]
    return kinds.set_kind(log, STAMP, pick(ids), kind) if ids else None  # type: ignore[arg-type]


def _note(log: Log, pick: Pick, number: int) -> Change | None:
    ids = sorted(log.sections)
    text = ("", "one line", "two\n\nlinâ€™s\n", "\r\n")[number % 4]
    return notes.set_note(log, STAMP, pick(ids), text) if ids else None


VERDICTS: dict[str, Act] = {
    "skip": _on_talks(lambda log, talks, pick, n: verdicts.skip(log, STAMP, talks)),
    "maybe": _on_talks(lambda log, talks, pick, n: verdicts.maybe(log, STAMP, talks)),
    "inbox": _on_talks(lambda log, talks, pick, n: verdicts.inbox(log, STAMP, talks)),
    "done": _on_talks(lambda log, talks, pick, n: verdicts.done(log, STAMP, talks)),
    "keep": _on_talks(lambda log, talks, pick, n: verdicts.keep(log, STAMP, talks, _somewhere(log, pick, n))),
    "digit": _on_talks(lambda log, talks, pick, n: verdicts.keep_by_digit(log, STAMP, talks, 1 + n % 9)),
}
ORDER: dict[str, Act] = {
    "down": _on_talks(lambda log, talks, pick, n: order.down(log, STAMP, talks)),
    "up": _on_talks(lambda log, talks, pick, n: order.up(log, STAMP, talks)),
    "nest": _on_talks(lambda log, talks, pick, n: order.nest(log, STAMP, talks[0])),
    "unnest": _on_talks(lambda log, talks, pick, n: order.unnest(log, STAMP, talks[0])),
    "category down": _on_category(lambda log, c, pick, n: order.down(log, STAMP, [c])),
    "category up": _on_category(lambda log, c, pick, n: order.up(log, STAMP, [c])),
}
CATEGORIES: dict[str, Act] = {
    "new": _new,
    "rename": _on_category(lambda log, c, pick, n: categories.rename(log, STAMP, c, f"Renamed {n}")),
    "level": _on_category(lambda log, c, pick, n: categories.set_level(log, STAMP, c, 1 + n % 6)),
    "under": _on_category(
        lambda log, c, pick, n: categories.move_under(log, STAMP, c, _somewhere(log, pick, n))
    ),
    "nest category": _on_category(lambda log, c, pick, n: categories.nest(log, STAMP, c)),
    "unnest category": _on_category(lambda log, c, pick, n: categories.unnest(log, STAMP, c)),
    "split": _on_category(
        lambda log, c, pick, n: dividing.split(
            log, STAMP, c, ("is:kept", "a", "-e", "note:yes")[n % 4], f"Split {n}"
        )
    ),
    "carry": lambda log, pick, n: dividing.carry(log, STAMP, harbour_log()),
    "merge": _on_category(lambda log, c, pick, n: categories.merge(log, STAMP, c, pick(_categories(log)))),
    "delete": _on_category(lambda log, c, pick, n: categories.delete(log, STAMP, c)),
    "interest": _on_category(
        lambda log, c, pick, n: categories.set_interest(log, STAMP, c, f"i{n}" if n % 3 else "", "why")
    ),
    "digit of": _on_category(lambda log, c, pick, n: categories.set_digit(log, STAMP, c, n % 10 or None)),
    "keywords": _on_category(lambda log, c, pick, n: categories.set_keywords(log, STAMP, c, ["a", " b  c"])),
}
FIELDS: dict[str, Act] = {
    "note": _note,
    "line": _on_talks(lambda log, talks, pick, n: notes.append_line(log, STAMP, talks[0], f"line {n}")),
    "title": _on_talks(lambda log, talks, pick, n: fields.set_title(log, STAMP, talks[0], f"[T] {n}")),
    "tags": _on_talks(lambda log, talks, pick, n: fields.set_tags(log, STAMP, talks, ["x"] * (n % 2))),
    "rate": _on_talks(lambda log, talks, pick, n: fields.rate(log, STAMP, talks, n % 3 - 1)),
    "watch": _on_talks(lambda log, talks, pick, n: fields.set_watch(log, STAMP, talks, list(Watch)[n % 4])),
    "cycle": _on_talks(lambda log, talks, pick, n: fields.cycle_watch(log, STAMP, talks)),
    "add": lambda log, pick, n: adding.add_talk(log, STAMP, f"https://youtu.be/abcdefghij{n % 10}"),
    "repair": _on_talks(lambda log, talks, pick, n: repairing.repair_text(log, STAMP, talks)),
    "kind": _kind,
}
JOINING: dict[str, Act] = {
    "join": _on_talks(lambda log, talks, pick, n: joining.join_pair(log, STAMP, talks)),
}
ALL: dict[str, Act] = {**VERDICTS, **ORDER, **CATEGORIES, **FIELDS, **JOINING}


def acts(named: dict[str, Act], most: int = 12) -> st.SearchStrategy[list[tuple[str, int]]]:
    """Names of acts, each with a number from which its targets and arguments follow."""
    return st.lists(st.tuples(st.sampled_from(sorted(named)), st.integers(0, 9999)), max_size=most)


def change_for(log: Log, name: str, number: int) -> Change | None:
    """The change of one act; None where the log has no target for it."""
    turn = number

    def pick(ids: Sequence[str]) -> str:
        nonlocal turn
        turn = turn * 31 + 7
        return ids[turn % len(ids)]

    return ALL[name](log, pick, number)
