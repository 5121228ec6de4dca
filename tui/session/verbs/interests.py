"""A category's bullet in the introduction's interest list, kept in step with its fields."""

import msgspec

from tui.domain.draft import Draft
from tui.domain.info import LogInfo
from tui.domain.section import Category
from tui.domain.text import quoted
from tui.markdown.interests import read_interests, remove_interest, set_interest
from tui.session.outcome import Refused


def put_interest(draft: Draft, category_id: str, name: str, why: str) -> tuple[LogInfo, LogInfo]:
    """Give a drafted category its interest, and the log's document before and after.

    Raises Refused where another category has that name, or the introduction cannot take the bullet.
    """
    info = draft.log.info
    category = draft.category(category_id)
    name, why = " ".join(name.split()), " ".join(why.split())
    for other in draft.categories():
        if other.id != category_id and other.interest_name == name:
            raise Refused(
                f"{quoted(other.title)} has the interest {quoted(name)} already: choose another name"
            )
    # A bullet that no category has yet is taken over, not written twice.
    listed = {interest.name for interest in read_interests(info.introduction)}
    former = category.interest_name or (name if name in listed else "")
    introduction = set_interest(info.introduction, former, name, why, newline=info.newline)
    if name not in {interest.name for interest in read_interests(introduction)}:
        raise Refused(
            "the introduction's Markdown would swallow the interest list: mend its last lines first"
        )
    draft.put(msgspec.structs.replace(category, interest_name=name, why=why))
    _number(draft, introduction)
    return info, msgspec.structs.replace(info, introduction=introduction)


def drop_interest(draft: Draft, category_id: str, of: Category | None = None) -> tuple[LogInfo, LogInfo]:
    """Take a category out of the list, and the log's document before and after.

    `of` is the category's last value where the draft has removed it.
    """
    info = draft.log.info
    category = of if of is not None else draft.category(category_id)
    introduction = remove_interest(info.introduction, category.interest_name)
    if of is None:
        draft.put(msgspec.structs.replace(category, interest_name="", why="", interest_rank=None))
    _number(draft, introduction)
    return info, msgspec.structs.replace(info, introduction=introduction)


def _number(draft: Draft, introduction: str) -> None:
    """Give every category the place of its bullet."""
    places = {interest.name: place for place, interest in enumerate(read_interests(introduction))}
    for category in list(draft.categories()):
        if category.interest_name:
            place = places.get(category.interest_name)
            if place != category.interest_rank:
                draft.put(msgspec.structs.replace(category, interest_rank=place))
