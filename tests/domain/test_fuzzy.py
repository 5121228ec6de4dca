"""Filtering as one types: what is found, ranked and highlighted, and that no piece takes long."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.folding import fold
from tui.domain.fuzzy import PIECE, SHOWN, FuzzyIndex, Progress, words_of
from tui.domain.info import LogInfo
from tui.domain.log import Log
from tui.domain.section import Category, Talk, Verdict


def log_of(*talks: Talk) -> tuple[Log, tuple[str, ...]]:
    return Log.build(LogInfo(slug="x"), talks), tuple(talk.id for talk in talks)


def last(index: FuzzyIndex, text: str) -> Progress:
    progress = list(index.search(text))[-1]
    assert progress.finished
    return progress


TALKS = (
    Talk(
        id="hoards",
        title="How Prometheus Hoards Its Memory Usage",
        speakers=("Brian Borough",),
        company="Grafana",
    ),
    Talk(id="improm", title="Compromise and Consensus", abstract="Memory models in practice."),
    Talk(id="angstrom", title="Ångström: Profiling at Small Scale", speakers=("Zoë Müller",)),
    Talk(id="people", title="Keeping Helm Stable", speakers=("Pro Metheus",)),
    Talk(id="abstract", title="Opening", abstract="We use prometheus every day."),
    Talk(id="ebpf", title="eBPF Superpowers", company="Isovalent"),
)  # fmt: skip
LOG, IDS = log_of(*TALKS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", " ".join(IDS)),
        ("prometheus", "hoards abstract people"),
        ("prom", "hoards improm angstrom abstract people"),
        ("PROM mem", "hoards improm"),
        ("phm", "hoards people"),
        ("hphimu", "hoards"),
        ("angstrom", "angstrom"),
        ("ÅNG zoe", "angstrom"),
        ("grafana", "hoards"),
        ("bpf", "ebpf"),
        ("borough hoards", "hoards"),
        ("prometheus superpowers", ""),
        ("yadyreve", ""),
    ],
)
def test_what_is_found_and_in_which_order(text: str, expected: str) -> None:
    assert " ".join(last(FuzzyIndex(LOG, IDS), text).ids) == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("ship", ["Ship It", "How to Ship It", "Ships", "Battleship", "Some Hints In Python", "Sea Hippo"]),
        ("go", ["Go Fast", "Gopher", "Ergo Proxy", "Greek Ovens"]),
        ("mesh", ["Mesh", "Service Mesh", "Meshes", "Minds Ever So Human"]),
        ("rust", ["Rust", "The Rust Book", "Trust", "Really Useful Small Tools", "Routers, Ustad"]),
    ],
)  # fmt: skip
def test_better_finds_come_first(text: str, titles: list[str]) -> None:
    log, ids = log_of(*(Talk(id=f"t{n}", title=title) for n, title in enumerate(titles)))
    ranked = last(FuzzyIndex(log, ids[::-1]), text).ids
    firsts = [log.talk(talk_id).title for talk_id in ranked]
    assert firsts == [title for title in titles if title in firsts]
    assert len(firsts) >= len(titles) - 1


def test_the_title_comes_before_people_and_these_before_the_abstract() -> None:
    log, ids = log_of(
        Talk(id="abstract", title="One", abstract="cilium everywhere"),
        Talk(id="company", title="Two", company="Cilium"),
        Talk(id="inside", title="Precilium"),
        Talk(id="title", title="About Cilium"),
    )
    assert last(FuzzyIndex(log, ids), "cilium").ids == ("title", "inside", "company", "abstract")


def test_ties_stay_as_the_list_has_them() -> None:
    log, ids = log_of(*(Talk(id=f"t{n}", title="Same Title") for n in range(30)))
    assert last(FuzzyIndex(log, ids[::-1]), "same").ids == ids[::-1]


def marked(text: str, talk: Talk) -> list[str]:
    return [talk.title[start:end] for start, end in FuzzyIndex(LOG, IDS).spans(text, talk)]


@pytest.mark.parametrize(
    ("text", "talk_id", "expected"),
    [
        ("prometheus", "hoards", ["Prometheus"]),
        ("prom mem", "hoards", ["Prom", "Mem"]),
        ("phim", "hoards", ["P", "H", "I", "M"]),
        ("ang pro", "angstrom", ["Ång", "Pro"]),
        ("hrds", "hoards", ["H", "rds"]),
        ("zoe", "angstrom", []),
        ("borough", "hoards", []),
        ("mem memory", "hoards", ["Memory"]),
        ("", "hoards", []),
        ("prometheus", "abstract", []),
    ],
)
def test_what_is_highlighted(text: str, talk_id: str, expected: list[str]) -> None:
    assert marked(text, LOG.talk(talk_id)) == expected


def test_letters_that_fold_to_several_are_marked_whole() -> None:
    assert marked("strasse", Talk(id="x", title="Die Straße")) == ["Straße"]
    assert marked("s", Talk(id="x", title="Maß")) == ["ß"]


letters = st.text("aábßc d-e\u0301F", max_size=12)
talk_lists = st.lists(
    st.builds(
        Talk,
        title=letters,
        speakers=st.lists(letters, max_size=2).map(tuple),
        company=st.none() | letters,
        abstract=letters,
    ),
    max_size=6,
).map(lambda talks: [msgspec.structs.replace(talk, id=f"t{n}") for n, talk in enumerate(talks)])
words = st.text("abcdefs -", max_size=5)


def in_order(letters: str, text: str) -> bool:
    remaining = iter(text)
    return all(letter in remaining for letter in letters)


def fits(talk: Talk, text: str) -> bool:
    """What the filter means, said slowly."""
    title, abstract = fold(talk.title), fold(talk.abstract)
    people = fold("\0".join((*talk.speakers, talk.company or "")))
    return all(in_order(w, title) or in_order(w, people) or w in abstract for w in fold(text).split())


@settings(max_examples=400, deadline=None)
@given(talk_lists, st.lists(words, min_size=1, max_size=4))
def test_every_talk_that_fits_is_found_whatever_was_typed_before(talks: list[Talk], texts: list[str]) -> None:
    log, ids = log_of(*talks)
    index = FuzzyIndex(log, ids)
    for text in [*texts, *(text[:2] for text in texts), " ".join(texts)]:
        found = last(index, text)
        assert set(found.ids) == {talk.id for talk in talks if fits(talk, text)}
        assert len(found.ids) == found.found
        assert found.ids == last(FuzzyIndex(log, ids), text).ids
        for talk in talks:
            spans = index.spans(text, talk)
            flat = [place for span in spans for place in span]
            assert flat == sorted(set(flat)) and all(0 <= place <= len(talk.title) for place in flat)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.text(max_size=8))
def test_any_text_can_be_searched_and_marked(title: str, text: str) -> None:
    log, ids = log_of(Talk(id="t", title=title))
    index = FuzzyIndex(log, ids)
    found = last(index, text)
    assert (
        not text.strip("\0 ") or not fold(title) or fold(title).split() != list(words_of(text)) or found.ids
    )
    index.spans(text, log.talk("t"))


def test_a_search_that_was_stopped_misleads_no_later_one() -> None:
    log, ids = log_of(*(Talk(id=f"t{n}", title=f"Talk {n}") for n in range(3000)))
    index = FuzzyIndex(log, ids)
    assert not next(index.search("talk 1")).finished
    assert last(index, "talk 12").ids == last(FuzzyIndex(log, ids), "talk 12").ids


def test_progress_grows_and_lists_the_best_so_far() -> None:
    log, ids = log_of(*(Talk(id=f"t{n}", title="Match" if n % 2 else "Other") for n in range(3000)))
    pieces = list(FuzzyIndex(log, ids).search("match"))
    assert len(pieces) > 5
    looked = [piece.looked for piece in pieces]
    assert looked == sorted(looked) and looked[-1] == 3000
    assert all(len(piece.ids) == min(SHOWN, piece.found) for piece in pieces[:-1])
    assert pieces[-1].found == len(pieces[-1].ids) == 1500


def test_a_changed_talk_is_read_anew_and_what_is_gone_is_left_out() -> None:
    index = FuzzyIndex(LOG, IDS)
    assert last(index, "superpowers").ids == ("ebpf",)
    renamed = Log.build(LOG.info, [*TALKS[:5], msgspec.structs.replace(TALKS[5], title="Kernel Tales")])
    newer = FuzzyIndex(renamed, IDS, index)
    assert last(newer, "superpowers").ids == () and last(newer, "kernel").ids == ("ebpf",)
    shorter = Log.build(LOG.info, [*TALKS[:5], Category(id="ebpf", title="superpowers", rank="V")])
    assert last(FuzzyIndex(shorter, IDS, newer), "superpowers").ids == ()


def test_no_piece_looks_at_more_talks_than_a_piece_may() -> None:
    """How long a piece takes is measured by `tests.bench.rows`; how much it does stands here."""
    nouns = ("Storage", "Meshes", "Profilers", "Kernels", "Operators", "Ångström")
    talks = [
        Talk(
            id=f"yt:{n}",
            title=f"{nouns[n % 6]} and {nouns[n % 5]} {n}",
            abstract="where memory goes",
            position=n,
        )
        for n in range(5_000)
    ]
    log = Log.build(LogInfo(slug="big"), talks)
    index = FuzzyIndex(log, log.view(Verdict.INBOX))
    for typed in ("p", "pr", "prof", "profmsh", "prof", "angst", "memory 77"):
        looked = 0
        for progress in index.search(typed):
            assert progress.looked - looked <= PIECE or progress.finished
            looked = progress.looked
