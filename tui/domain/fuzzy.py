"""The filter as one types: fuzzy, ranked, in pieces short enough that no key waits.

index = FuzzyIndex(log, ids)
for progress in index.search("prom mem"):
    show(progress.ids)          # stop whenever the next key comes
"""

from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tui.domain.folding import FIELD_END, fold
from tui.domain.fuzzy_first import Titles
from tui.domain.fuzzy_match import Searched, letters_of, score_of, spans_of
from tui.domain.log import Log
from tui.domain.section import Talk

PIECE = 500
"""How much is done between two pieces of progress, in talks compared: a few milliseconds."""
READING = 8
"""What reading a talk for the first time costs, in talks compared."""
SHOWN = 200
"""How many of the best are listed while the search goes on; at its end all are."""
SCREENFUL = 60
"""Of the best finds as many as make the others that are known so far not worth showing."""
_REMEMBERED = 20


class Progress(NamedTuple):
    """How far a search is."""

    ids: tuple[str, ...]
    """The talks found, best first, ties as they stand in the list; the best `SHOWN` until `finished`."""
    found: int
    """How many were found so far."""
    looked: int
    """How many talks were looked at, of `total`."""
    total: int
    finished: bool


class _Found(NamedTuple):
    """What was found for some words."""

    matching: list[str]
    """In the order of the list."""
    ids: tuple[str, ...]
    """Ranked."""


class FuzzyIndex:
    """The talks of one list, for searching again and again.

    Nothing is read before the first search. What a search has read and found serves the next ones: going on
    with a text looks only at what the shorter text found, taking letters back finds its answer ready, and
    where the list follows a change, so does what was found.
    """

    def __init__(self, log: Log, ids: Sequence[str], former: "FuzzyIndex | None" = None) -> None:
        """Take the talks `ids` of a log, in their order; `former` gives what was read of unchanged talks."""
        self._sections = log.sections
        self._ids = tuple(ids)
        self._searched: dict[str, Searched] = {}
        """Up to date."""
        self._former: dict[str, Searched] = {}
        """Perhaps not; what is asked for moves over."""
        if former is not None:
            self._former = {**former._former, **former._searched}
        self._found: dict[tuple[str, ...], _Found] = {}
        self._titles: Titles | None = None
        self._titled: tuple[str, ...] = ()
        """The talks of `_titles`; those that are no longer there have left `_searched`."""

    def __len__(self) -> int:
        """How many talks are searched."""
        return len(self._ids)

    @property
    def read(self) -> int:
        """How many talks were read so far, by this index and those it came from."""
        return len(self._searched) + len(self._former)

    def follow(self, log: Log, ids: Sequence[str], touched: Collection[str]) -> None:
        """Take the list as it is after a change that touched some talks, and left all others as they are."""
        self._sections, self._ids = log.sections, tuple(ids)
        for talk_id in touched:
            self._searched.pop(talk_id, None)
            self._former.pop(talk_id, None)
        gone = frozenset(touched)
        present = gone.intersection(self._ids)
        places = {talk_id: place for place, talk_id in enumerate(self._ids)} if present else {}
        for words in list(self._found)[:-2]:
            del self._found[words]  # following all would cost more than finding most of them again
        for words, found in self._found.items():
            matching = [talk_id for talk_id in found.matching if talk_id not in gone]
            ranked = [talk_id for talk_id in found.ids if talk_id not in gone]
            asked = [(word, letters_of(word)) for word in words]
            for talk_id in present:
                score = self._score(talk_id, asked)
                if score:
                    insort(matching, talk_id, key=places.__getitem__)
                    insort(ranked, talk_id, key=lambda i: (-self._score(i, asked), places[i]))
            self._found[words] = _Found(matching, tuple(ranked))

    def read_ahead(self) -> Iterator[None]:
        """Read what searches will need, in slices of some milliseconds."""
        done = 0
        for talk_id in self._ids:
            searched, cost = self._read(talk_id)
            if searched is not None:
                searched.read_whole()
            done += cost
            if done >= PIECE:
                yield
                done = 0
        yield from self._collect_titles()

    def _collect_titles(self) -> Iterator[None]:
        if self._titles is None and len(self._ids) > PIECE:
            known = [(i, searched) for i in self._ids if (searched := self._searched.get(i)) is not None]
            yield
            if len(known) == len(self._ids):
                self._titled = tuple([talk_id for talk_id, _ in known])
                self._titles = Titles([searched.title for _, searched in known])

    def search(self, text: str) -> Iterator[Progress]:
        """Find the talks that fit every word of a text, piece by piece; a blank text finds all at once.

        Whoever consumes it may stop at any piece; only a search that came to its end helps later ones.
        """
        words = words_of(text)
        ready = self._ids if not words else self._found[words].ids if words in self._found else None
        if ready is not None:
            yield Progress(ready, len(ready), len(ready), len(ready), True)
            return
        candidates, asked = self._candidates(words), [(word, letters_of(word)) for word in words]
        first = self._first(words) if len(candidates) > PIECE * 4 else ()
        if first:
            yield Progress(first, len(first), 0, len(candidates), False)
        # Scores are small whole numbers: a shelf for each keeps 50,000 hits ranked without sorting them.
        shelves: dict[int, list[str]] = {}
        matching: list[str] = []
        done = 0
        for looked, talk_id in enumerate(candidates):
            if done >= PIECE:
                best = first if len(first) >= SCREENFUL else _joined(first, _best(shelves, SHOWN))
                yield Progress(best, len(matching), looked, len(candidates), False)
                done = 0
            searched, cost = self._read(talk_id)
            done += cost
            score = _fit(searched, asked) if searched is not None else 0
            if score:
                shelves.setdefault(score, []).append(talk_id)
                matching.append(talk_id)
        ids = _best(shelves, len(matching))
        if len(self._found) >= _REMEMBERED:
            del self._found[next(iter(self._found))]
        self._found[words] = _Found(matching, ids)
        if len(candidates) == len(self._ids):
            for _ in self._collect_titles():
                yield Progress(ids[:SHOWN], len(ids), len(candidates), len(candidates), False)
        yield Progress(ids, len(ids), len(candidates), len(candidates), True)

    def spans(self, text: str, talk: Talk) -> tuple[tuple[int, int], ...]:
        """What to highlight of a talk's title for a search: (start, end) in characters, in order."""
        known = self._searched.get(talk.id)
        return spans_of(known if known is not None and known.talk is talk else Searched(talk), words_of(text))

    def _first(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The finds that will stand first, without looking at all; none where that is not known quickly."""
        if self._titles is None or len(words) != 1:
            return ()
        asked = [(words[0], letters_of(words[0]))]
        shelves: dict[int, list[int]] = {}
        looked: set[int] = set()
        for numbers in self._titles.finds(words[0], SHOWN):
            for number in numbers:
                searched = self._searched.get(self._titled[number])
                if searched is None or number in looked:
                    continue  # it left the list, or was met before
                looked.add(number)
                if score := _fit(searched, asked):
                    shelves.setdefault(score, []).append(number)
            if len(looked) >= SHOWN:
                break
        ranked = [number for score in sorted(shelves, reverse=True) for number in sorted(shelves[score])]
        return tuple(self._titled[number] for number in ranked[:SHOWN])

    def _candidates(self, words: tuple[str, ...]) -> Sequence[str]:
        """The talks that can fit, by what was found for a text of which this is a continuation."""
        best: Sequence[str] = self._ids
        for former, found in self._found.items():
            if len(found.matching) < len(best) and _continues(words, former):
                best = found.matching
        return best

    def _score(self, talk_id: str, asked: Sequence[tuple[str, int]]) -> int:
        searched, _ = self._read(talk_id)
        return _fit(searched, asked) if searched is not None else 0

    def _read(self, talk_id: str) -> tuple[Searched | None, int]:
        """A talk as it is searched, and what getting it cost; None where it is none any more."""
        searched = self._searched.get(talk_id)
        if searched is not None:
            return searched, 1
        talk = self._sections.get(talk_id)
        if not isinstance(talk, Talk):
            return None, 1
        former = self._former.pop(talk_id, None)
        cost = 1
        if former is None or former.talk is not talk:
            former, cost = Searched(talk), READING
        self._searched[talk_id] = former
        return former, cost


def _best(shelves: dict[int, list[str]], count: int) -> tuple[str, ...]:
    best: list[str] = []
    for score in sorted(shelves, reverse=True):
        if len(best) >= count:
            break
        best += shelves[score][: count - len(best)]
    return tuple(best)


def _joined(first: Sequence[str], then: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *then)))[:SHOWN]


def _fit(searched: Searched, asked: Sequence[tuple[str, int]]) -> int:
    """How well a talk fits all words; 0: one of them not at all."""
    score = 0
    for word, letters in asked:
        own = score_of(searched, word, letters)
        if not own:
            return 0
        score += own
    return score


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are searched."""
    return tuple(fold(text.replace(FIELD_END, " ")).split())


def _continues(words: tuple[str, ...], former: tuple[str, ...]) -> bool:
    """Whether each word of a former search begins a word of this one: what fits this one fits that."""
    return len(former) <= len(words) and all(
        word.startswith(begun) for word, begun in zip(words, former, strict=False)
    )
