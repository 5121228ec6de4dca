"""What stands around the sections of the post: front matter, introduction, interest list."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tui.domain.change import Change, Stamp, change_between
from tui.domain.draft import Draft
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Category
from tui.domain.text import visible
from tui.markdown.front_compose import said_changes
from tui.markdown.front_edit import edited_front
from tui.markdown.front_values import FrontError
from tui.markdown.interests import read_interests, set_interest
from tui.markdown.introduction import with_parts
from tui.markdown.profiles import BUILTIN, Profile
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, nothing


def set_frame(
    log: Log,
    stamp: Stamp,
    *,
    title: str | None = None,
    date: str | None = None,
    description: str | None = None,
    slug: str | None = None,
    categories: Sequence[str] | None = None,
    tags: Sequence[str] | None = None,
    profiles: Mapping[str, Profile] = BUILTIN,
) -> Change:
    """Say what the post says of itself; None leaves a thing as it is, an empty value takes it out.

    Front matter changes in place: comments, order, quoting and what is not known stay. Before the first
    publishing there is none, and the log's own fields are all that changes. Raises Refused where the front
    matter cannot be read.
    """
    info = log.info
    said: dict[str, Any] = {"title": title, "date": date, "description": description, "slug": slug}
    said = {name: " ".join(value.split()) for name, value in said.items() if value is not None}
    said |= {n: list(v) for n, v in (("categories", categories), ("tags", tags)) if v is not None}
    if said.get("title") == "":
        raise Refused("a log needs a title: type one")
    if said.get("date"):
        _check_date(said["date"])
    own: dict[str, Any] = {name: said[name] for name in ("title", "description") if name in said}
    if "date" in said:
        own["date"] = said["date"] or None
    new = msgspec.structs.replace(info, **own)
    if info.front:
        try:
            changes = said_changes(info.front, said, profiles.get(info.profile, BUILTIN["zola"]))
            new = msgspec.structs.replace(new, front=edited_front(info.front, changes))
        except FrontError as error:
            raise Refused(visible(str(error))) from error
    elif {"slug", "categories", "tags"} & said.keys():
        raise Refused("the post has no front matter yet that could say that: publish it first")
    change = change_between(f"Change the post's {', '.join(said)}", stamp, [(info, new)])
    return change or nothing("The post says that of itself already", stamp)


def _check_date(date: str) -> None:
    import datetime

    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        raise Refused(f"{visible(date)!r} is no date: write it as 2024-05-07") from None


def set_introduction(
    log: Log,
    stamp: Stamp,
    before: str | None = None,
    after: str | None = None,
    profiles: Mapping[str, Profile] = BUILTIN,
) -> Change:
    """Write the introduction before, or after, the mark that ends the summary; None leaves a part as it is.

    The interests of categories follow what the new text lists.
    """
    info = log.info
    profile = profiles.get(info.profile)
    mark = profile.more if profile is not None else ""
    text = with_parts(info.introduction, before, after, mark=mark, newline=info.newline)
    draft = Draft(log)
    _follow_list(draft, text)
    new = msgspec.structs.replace(info, introduction=text)
    change = change_of("Write the introduction", stamp, draft, [(info, new)])
    return change or nothing("The introduction stays as it is", stamp)


def _follow_list(draft: Draft, introduction: str) -> None:
    """Give categories the reasons and places of their bullets; those whose bullet is gone lose it."""
    listed = {
        interest.name: (place, interest.why) for place, interest in enumerate(read_interests(introduction))
    }
    for category in list(draft.categories()):
        if not category.interest_name:
            continue
        place, why = listed.get(category.interest_name, (None, ""))
        name = category.interest_name if place is not None else ""
        draft.put(msgspec.structs.replace(category, interest_name=name, why=why, interest_rank=place))


def list_interests(log: Log, stamp: Stamp) -> Change:
    """List every category at the top of the post in the introduction: "- **name** :: why".

    Those that are listed stay as they are; the others follow in the order of the post, under their title.
    """
    info = log.info
    introduction = info.introduction
    draft = Draft(log)
    missing = [c for depth, c in log.categories() if depth == 0 and not c.interest_name]
    for category in missing:
        taken = {interest.name for interest in read_interests(introduction)}
        name = category.title
        if name not in taken:
            introduction = set_interest(introduction, "", name, category.why, newline=info.newline)
        draft.put(msgspec.structs.replace(category, interest_name=name))
    if not missing:
        return nothing("Every category at the top is listed already", stamp)
    _follow_list(draft, introduction)
    if any(isinstance(draft[c.id], Category) and not draft.category(c.id).interest_name for c in missing):
        raise Refused(
            "the introduction's Markdown would swallow the interest list: mend its last lines first"
        )
    new = msgspec.structs.replace(info, introduction=introduction)
    return change_of("List the categories as interests", stamp, draft, [(info, new)])


def set_without_note(log: Log, stamp: Stamp, shown: bool) -> Change:
    """Say whether kept talks stand in the post before they have a note."""
    new: LogInfo = msgspec.structs.replace(log.info, without_note=shown)
    what = "Show kept talks without a note" if shown else "Leave kept talks without a note out of the post"
    change = change_between(what, stamp, [(log.info, new)])
    return change or nothing(f"That is so already: {what[0].lower()}{what[1:]}", stamp)
