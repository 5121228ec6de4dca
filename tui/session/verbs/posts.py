"""What a post's sections are in a log of their own."""

from collections.abc import Iterable, Iterator

import msgspec

from tui.domain.section import AnySection, Category, Talk


def numbered(sections: Iterable[AnySection], source_id: str) -> Iterator[AnySection]:
    """A post's sections, in its order, with what a log adds to them.

    Talks get their source and their place in it, so that lists in playlist order follow the post; the first
    nine categories get the digits that keep talks in them.
    """
    position = digit = 0
    for section in sections:
        if isinstance(section, Talk):
            position += 1
            yield msgspec.structs.replace(section, source=source_id, position=position)
        elif isinstance(section, Category) and digit < 9:
            digit += 1
            yield msgspec.structs.replace(section, digit=digit)
        else:
            yield section
