"""Categories divided by a query, and carried from one log into another."""

from collections.abc import Iterator, Mapping

import msgspec

from tui.domain.categories import free_digit
from tui.domain.change import Change, Stamp, change_between
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.placing import set_level
from tui.domain.query import parse_query, select
from tui.domain.section import Category, Talk
from tui.domain.text import quoted
from tui.session.outcome import Refused, plural
from tui.session.verbs import categories
from tui.session.verbs.building import DocumentPair, category_among, change_of, checked, nothing, refusing
from tui.session.verbs.identity import new_id
from tui.session.verbs.verdicts import move_into


def found_to_split(log: Log, category: str, query: str) -> tuple[str, ...]:
    """The talks of a category itself, its subcategories' left out, that a query finds, in the post's order.

    Refused: a query that asks for nothing, or is not understood.
    """
    parsed = parse_query(query, log)
    if parsed.errors:
        raise Refused(parsed.errors[0].line)
    if parsed.is_blank:
        raise Refused("this query finds every talk: type what the new category should take")
    return tuple(select(log, _own_talks(log, category), parsed))


def _own_talks(log: Log, category: str) -> Iterator[str]:
    for section in log.walk(category):
        if isinstance(section, Talk):
            home = log.category_of(section.id)
            if home is not None and home.id == category:
                yield section.id


@refusing()
def split(
    log: Log, stamp: Stamp, category: str, query: str, title: str, *, category_id: str | None = None
) -> Change:
    """Make a category right behind this one, and move those of its talks there that a query finds.

    They keep their verdicts and their order; companions go with their talk. The new one's id is
    `category_id`, else a new one. Refused: the query finds none of the talks, or all of them.
    """
    chosen = category_among(log, category)
    line = " ".join(title.split())
    if not line:
        raise Refused("a category needs a title: type one")
    found = found_to_split(log, category, query)
    if not found:
        raise Refused(f"the query finds no talk of {quoted(chosen.title)}: nothing to split off")
    if len(found) == sum(1 for _ in _own_talks(log, category)):
        raise Refused(f"the query finds every talk of {quoted(chosen.title)}: rename the category instead")
    draft = Draft(log)
    made = category_id or new_id()
    draft.put(Category(id=made, title=line, digit=free_digit(draft)))
    draft.place([made], chosen.parent, draft.children(chosen.parent).index(category) + 1)
    set_level(draft, draft[made], chosen.level)
    move_into(draft, [log.talk(talk_id) for talk_id in found], made)
    label = f"Split {plural(len(found), 'talk')} of {quoted(chosen.title)} off into {quoted(line)}"
    return change_of(label, stamp, draft, holding_kinds=True)


@refusing()
def carry(log: Log, stamp: Stamp, template: Log) -> Change:
    """Make the categories of another log that this one lacks, with interest, why, keywords and digit.

    A category is the same where its path is, case ignored: such a one stays as it is here. No talk comes
    along, and from then on neither log's categories follow the other's. As one change.
    """
    here = {log.path_of(category).casefold(): category.id for _, category in log.categories()}
    after, homes, made = log, dict[str, str](), dict[str, int | None]()
    for _, category in template.categories():
        path = template.path_of(category).casefold()
        if path not in here and category.title.strip():
            above = template.category_of(category.id)
            after, here[path] = _copied(after, stamp, category, homes.get(above.id) if above else None)
            made[here[path]] = category.digit
        if path in here:
            homes[category.id] = here[path]
    name = quoted(template.info.title or template.info.slug)
    if not made:
        return nothing(f"Every category of {name} is here already", stamp)
    digits = _digits(log, made)
    pairs: list[DocumentPair] = [(log.info, after.info)]
    for section_id, section in after.sections.items():
        former = log.sections.get(section_id)
        if isinstance(section, Category) and section_id in digits:
            section = msgspec.structs.replace(section, digit=digits[section_id])
        if section != former:
            pairs.append((former, section))
    count = f"{len(made)} categories" if len(made) > 1 else "a category"
    return checked(log, change_between(f"Carry {count} from {name}", stamp, pairs))


def _copied(log: Log, stamp: Stamp, category: Category, under: str | None) -> tuple[Log, str]:
    """The log with a category like this one, and its id; an interest that is taken here is left out."""
    made = new_id()
    taken = {other.interest_name for _, other in log.categories() if other.interest_name}
    change = categories.new_category(
        log,
        stamp,
        category.title,
        under,
        interest="" if category.interest_name in taken else category.interest_name,
        why=category.why,
        keywords=category.keywords,
        category_id=made,
    )
    return log.apply(change), made


def _digits(log: Log, wanted: Mapping[str, int | None]) -> dict[str, int | None]:
    """A digit for each category: the one it had where that is free here, else the next free one."""
    taken = {category.digit for _, category in log.categories()}
    given: dict[str, int | None] = {}
    for category_id, digit in wanted.items():
        given[category_id] = None if digit in taken else digit
        taken.add(digit)
    for category_id, digit in wanted.items():
        if digit is not None and given[category_id] is None:
            given[category_id] = next((free for free in range(1, 10) if free not in taken), None)
            taken.add(given[category_id])
    return given
