"""The filter as one types: fuzzy, ranked, in pieces short enough that no key waits.

index = FuzzyIndex(log, ids)
for progress in index.search("prom mem"):
    show(progress.ids)          # stop whenever the next key comes
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.domain.folding import FIELD_END, fold
from tui.domain.fuzzy_match import Searched, letters_of, score_of, spans_of
from tui.domain.log import Log
from tui.domain.section import Talk

PIECE = 500
"""How much is done between two pieces of progress, in talks compared: a few milliseconds."""
READING = 8
"""What reading a talk for the first time costs, in talks compared."""
SHOWN = 200
"""How many of the best are listed while the search goes on; at its end all are."""
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
    numbers: Sequence[int]
    """Places in the list, ascending."""
    ids: tuple[str, ...]
    """Ranked."""


class FuzzyIndex:
    """The talks of one list, for searching again and again.

    Nothing is read before the first search. What a search has read and found serves the next ones: going on
    with a text looks only at what the shorter text found, and taking letters back finds its answer ready.
    """

    def __init__(self, log: Log, ids: Sequence[str], former: "FuzzyIndex | None" = None) -> None:
        """Take the talks `ids` of a log, in their order; `former` gives what was read of unchanged talks."""
        self._sections = log.sections
        self._ids = tuple(ids)
        self._searched: dict[str, Searched] = former._searched if former is not None else {}
        self._found: dict[tuple[str, ...], _Found] = {}

    def __len__(self) -> int:
        """How many talks are searched."""
        return len(self._ids)

    @property
    def read(self) -> int:
        """How many talks were read so far, by this index and those it came from."""
        return len(self._searched)

    def search(self, text: str) -> Iterator[Progress]:
        """Find the talks that fit every word of a text, piece by piece; a blank text finds all at once.

        Whoever consumes it may stop at any piece; only a search that came to its end helps later ones.
        """
        words = words_of(text)
        ready = self._ids if not words else self._found[words].ids if words in self._found else None
        if ready is not None:
            yield Progress(ready, len(ready), len(ready), len(ready), True)
            return
        candidates = self._candidates(words)
        # Scores are small whole numbers: a shelf for each keeps 50,000 hits ranked without sorting them.
        shelves: dict[int, list[int]] = {}
        asked = [(word, letters_of(word)) for word in words]
        found = done = 0
        for looked, number in enumerate(candidates):
            if done >= PIECE:
                yield Progress(self._best(shelves, SHOWN), found, looked, len(candidates), False)
                done = 0
            searched, cost = self._read(self._ids[number])
            done += cost
            score = _score(searched, asked) if searched is not None else 0
            if score:
                shelves.setdefault(score, []).append(number)
                found += 1
        ids = self._best(shelves, found)
        self._remember(words, shelves, ids)
        yield Progress(ids, found, len(candidates), len(candidates), True)

    def spans(self, text: str, talk: Talk) -> tuple[tuple[int, int], ...]:
        """What to highlight of a talk's title for a search: (start, end) in characters, in order."""
        known = self._searched.get(talk.id)
        return spans_of(known if known is not None and known.talk is talk else Searched(talk), words_of(text))

    def _candidates(self, words: tuple[str, ...]) -> Sequence[int]:
        """The talks that can fit, by what was found for a text of which this is a continuation."""
        best: Sequence[int] = range(len(self._ids))
        for former, found in self._found.items():
            if len(found.numbers) < len(best) and _continues(words, former):
                best = found.numbers
        return best

    def _remember(self, words: tuple[str, ...], shelves: dict[int, list[int]], ids: tuple[str, ...]) -> None:
        if len(self._found) >= _REMEMBERED:
            del self._found[next(iter(self._found))]
        marked = bytearray(len(self._ids))
        for shelf in shelves.values():
            for number in shelf:
                marked[number] = 1
        self._found[words] = _Found([number for number, mark in enumerate(marked) if mark], ids)

    def _read(self, talk_id: str) -> tuple[Searched | None, int]:
        """A talk as it is searched, and what getting it cost; None where it is none any more."""
        talk = self._sections.get(talk_id)
        searched = self._searched.get(talk_id)
        if searched is not None and searched.talk is talk:
            return searched, 1
        if not isinstance(talk, Talk):
            return None, 1
        made = self._searched[talk_id] = Searched(talk)
        return made, READING

    def _best(self, shelves: dict[int, list[int]], count: int) -> tuple[str, ...]:
        best: list[int] = []
        for score in sorted(shelves, reverse=True):
            if len(best) >= count:
                break
            best += shelves[score][: count - len(best)]
        return tuple(self._ids[number] for number in best)


def _score(searched: Searched, asked: Sequence[tuple[str, int]]) -> int:
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
