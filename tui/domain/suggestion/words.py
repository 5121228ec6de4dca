"""What a talk and a category say, as the suggester counts it."""

import re
from collections.abc import Iterator

from tui.domain.folding import fold
from tui.domain.section import Category, Talk

_WORD = re.compile(r"[^\W_]+(?:[+#]+|[.'-][^\W_]+)*")
_FILLER_TEXT = """
    a about after again all also an and any are as at be been before being between but by can could day
    did do does doing done don't down during each end every few first for from get getting going good
    great had has have he her here his how i if in into introduction intro is it it's its itself just
    keynote know let lightning like live lot made make making many may me more most much must my need
    never new next no not now of off on once one only or other our out over own panel part past present
    project session shall she should show so some still such take talk team than that the their them
    then there these they thing this those through to today together too two under until up update
    updates us use used using very via want was way we well were what what's when where which while who
    why will with without work working would you your future beyond vs versus story stories conference
    room speaker related track misc miscellaneous topic whether although though nobody somebody everybody
"""
_FILLERS = frozenset(_FILLER_TEXT.split())
"""English words that tell nothing of a subject; few, since how common a word is tells the rest."""

TITLE, TAG, PERSON, COMPANY, ABSTRACT = 1.0, 1.0, 1.0, 0.5, 0.35
"""How much a sign counts by where it stands."""
KEYWORD, NAME, REASON = 3.0, 2.0, 0.5
"""How much a word counts for a category: its keywords, its title and interest name, its *why*."""
READ = 2000
"""Characters of an abstract that are read: what a talk is about stands early."""


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """The telling words of a text: each as it is counted, and as it stands there."""
    for found in _WORD.finditer(text):
        shown = found.group()
        word = fold(shown)
        if len(word) > 1 and word not in _FILLERS and not word.isdigit():
            yield stem(word), shown


def stem(word: str) -> str:
    """An English word without its plural: "operators" is "operator"."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def signs_of(talk: Talk) -> dict[str, tuple[float, str]]:
    """The signs of a talk: for each its weight, and the word as it stands there.

    A word counts once, with the weight of the first place it stands in. The note is not read: a talk
    that waits for a verdict has none.
    """
    signs: dict[str, tuple[float, str]] = {}
    for weight, texts in ((TITLE, (talk.title,)), (TAG, talk.tags), (ABSTRACT, (talk.abstract[:READ],))):
        for text in texts:
            for word, shown in words_of(text):
                if word not in signs:
                    signs[word] = (weight, shown)
    for name in talk.speakers:
        signs[f"by {fold(name)}"] = (PERSON, name)
    if talk.company:
        signs[f"at {fold(talk.company)}"] = (COMPANY, talk.company)
    return signs


def names_of(category: Category) -> frozenset[str]:
    """What a category is called, by which it is known in other logs: "community related" is "community"."""
    names = (
        " ".join(word for word, _ in words_of(text)) for text in (category.title, category.interest_name)
    )
    return frozenset(name for name in names if name)


def keywords_of(category: Category) -> dict[str, float]:
    """The words that stand for a category, with their weights."""
    keywords: dict[str, float] = {}
    names = (category.title, category.interest_name)
    for weight, texts in ((KEYWORD, category.keywords), (NAME, names), (REASON, (category.why,))):
        for text in texts:
            for word, _ in words_of(text):
                keywords.setdefault(word, weight)
    return keywords
