"""Who stands at a title's end: `A & B, Company`, `A, Company; B, Role, Company`, `A and B`.

The grammar is the one that conference schedules print: people joined by `;`, `&` or `and`, each followed by
company or role after a comma. A text that does not fit is nobody: none is better than a wrong one.
"""

import re
from functools import lru_cache

import msgspec

from tui.sources.titles.draft import Draft
from tui.sources.titles.names import (
    Likeness,
    could_be_mononym,
    is_given_name,
    is_title_word,
    likeness,
    without_handle,
    written_name,
)


class People(msgspec.Struct, frozen=True):
    """The people a text names."""

    speakers: tuple[str, ...]
    companies: tuple[str, ...] = ()
    sure: bool = False
    """Every name is known to be one, or its place (a company after it) leaves little doubt."""


_ROLE = re.compile(
    r"\b(?:advocate|ambassador|analyst|architect|author|board|ceo|chair|chief|cio|ciso|co-?chair|co-?founder|coach|"
    r"community manager|consultant|contributor|co-?lead|cpo|creator|cso|cto|dev ?rel|developer|director|dmts|"
    r"engineer|evangelist|evp|fellow|founder|general manager|head|host|lead|leader|maintainer|manager|member|"
    r"moderator|officer|organi[sz]er|owner|partner|president|principal|professor|researcher|reviewer|sre|scientist|"
    r"senior|specialist|sr|staff|strategist|student|svp|technologist|vice president|vp|writer)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s+(?:and|&)\s+|,\s+|\s+(?:and|&|\+|with|/)\s+|\s*[、，]\s*")
_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|llc|llp|gmbh|co|corp|corporation|limited|b\.?v|s\.?a|s\.?r\.?l|ag|se|plc|pty|pvt|oy|ab|as|kk|k\.k)\.?"
    r"(?: (?:ltd|co|kg|inc)\.?)*",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\s+(?:y|e|i|и|und|et|og|och|en)\s+")
_ASIDE = re.compile(r"[\w'’.-]\s*\(([^()@/]{2,40})\)$")
_REMARK = re.compile(
    r"key ?notes?|remote|live|online|fixed|sponsor(?:ed)?|host|speaker|moderator|panel|(?:and|&) .*|.*\d.*",
    re.IGNORECASE,
)
_CALLED_AFTER_PEOPLE = frozenset({
    "al jazeera", "ben gurion", "booz allen", "calvin klein", "carl zeiss", "charles river", "charles schwab",
    "dana farber", "eli lilly", "ernst young", "estee lauder", "fannie mae", "freddie mac", "harley davidson",
    "hugo boss", "jack henry", "jane street", "john deere", "john lewis", "johns hopkins", "leroy merlin",
    "louis vuitton", "marks spencer", "mary kay", "max planck", "merrill lynch", "morgan stanley",
    "otto group", "philip morris", "ralph lauren", "ray ban", "raymond james", "robert bosch", "robert half",
    "robert koch", "rolls royce", "santa clara", "thomas cook", "thomson reuters", "tommy hilfiger",
    "walt disney", "warner bros", "wells fargo", "werner enterprises", "william hill",
})  # fmt: skip
"""Companies whose name looks like somebody's, as they stand behind a speaker."""
_DASH = re.compile(r"\s+[-–—]\s+")
_DIGIT = re.compile(r" \d$")
_MOST_BLANKS = 20
"""Blanks in a text of names alone, for each comma and `&`: what has more is not looked at closely."""
_FILLERS = {"independent", "freelance", "freelancer", "contributor", "maintainer", "consultant"}


def take(draft: Draft, title: str, people: People, *, first: bool = False) -> None:
    """Accepts what a rule found. Of a title cut at its end the last name or company is not whole: it goes.

    So does a single word at the very end of a title as long as may be: it began a name.

    With `first` the people stand before the title, where nothing is cut.
    """
    title = title.strip(" -–—|/,:")
    if not title:
        return
    speakers, companies = people.speakers, people.companies
    if draft.cut_at_end and not first:
        if companies:
            companies = companies[:-1]
        elif not draft.text.endswith(","):
            speakers = speakers[:-1]
    elif draft.at_limit and not first and not companies and speakers and " " not in speakers[-1]:
        speakers = speakers[:-1]
    draft.text, draft.speakers, draft.companies = title, speakers, companies


def is_plain_name(name: str) -> bool:
    """Whether a known name has two words or more, and none that titles are made of."""
    return " " in name and not any(map(is_title_word, name.split()))


@lru_cache(maxsize=4096)
def people_with_companies(text: str) -> People | None:
    """Reads `A & B, Company; C, Role, Company`; None where the text does not begin with a name."""
    if _CONJUNCTION.search(text):
        foreign = names_only(text)
        if foreign is not None and foreign.sure:
            return foreign
    speakers: list[str] = []
    companies: list[str] = []
    sure = False
    for group in text.split(";"):
        even = re.sub(r"^\s*(?:&|and)\s+", "", group).strip()
        _, dash, behind = _DASH.sub("\n", even, count=1).partition("\n")
        if dash and _could_be_company(behind):
            # A dash behind the names parts them from role or company as a comma does.
            even = _DASH.sub(", ", even)
        found = _group(even, among_sure=sure)
        if found is None:
            return None
        speakers.extend(found.speakers)
        companies.extend(found.companies)
        sure = sure or found.sure
    named = tuple(dict.fromkeys(speakers))
    sure = sure or all(likeness(name) is Likeness.DOES for name in named)
    return People(named, tuple(dict.fromkeys(companies)), sure) if named else None


def _could_be_company(text: str) -> bool:
    """Whether what stands behind a second dash could be role or company: few words, with capitals."""
    words = re.split(r"[\s,]+", text)
    return len(words) <= 6 and all(word[:1].isupper() or word in ("of", "and", "&", "-") for word in words)


@lru_cache(maxsize=4096)
def names_only(text: str, *, placed: bool = False) -> People | None:
    """Reads `A`, `A and B`, `A, B & C`: names and nothing else; None where one piece is no name.

    With `placed` the text stands where people stand, and a given name may be an ordinary word.
    """
    if not text or text.count(" ") > _MOST_BLANKS * (1 + text.count(",") + text.count("&")):
        return None
    pieces = [piece.strip() for piece in _JOINT.split(text)]
    foreign = [piece for part in pieces for piece in _CONJUNCTION.split(part)]
    if len(foreign) > len(pieces) and all(
        len(piece.split()) > 1 or is_given_name(piece) for piece in foreign
    ):
        pieces = foreign
    named = [without_handle(_DIGIT.sub("", piece)) for piece in pieces]
    levels = [likeness(name, placed=placed and not is_title_word(name.split(" ")[-1])) for name in named]
    if not named or Likeness.NO in levels or any(map(_ROLE.search, named)):
        return None
    companies = tuple(dict.fromkeys(filter(None, map(_aside, pieces))))
    names = tuple(dict.fromkeys(map(written_name, named)))
    return People(names, companies, all(level is Likeness.DOES for level in levels))


def _aside(piece: str) -> str | None:
    """The company in parentheses behind a name, "Ann Miller (Acme)": no role, remark or further name."""
    match = _ASIDE.search(piece)
    if match is None or not match[1][:1].isupper() or _REMARK.fullmatch(match[1]) or _ROLE.search(match[1]):
        return None
    return None if likeness(match[1]) is Likeness.DOES else match[1].strip()


def _group(text: str, *, among_sure: bool = False) -> People | None:
    """One group between semicolons: chunks joined by `&` or `and`, the last of which has their company.

    With `among_sure` it follows groups that surely are people: then any words before a company may be one.
    """
    speakers: list[str] = []
    companies: list[str] = []
    sure = False
    chunks = re.split(r"\s+&\s+|,?\s+and\s+", text)
    for place, chunk in enumerate(chunks):
        pieces = _pieces(chunk)
        if not pieces or not (_begins_with_name(pieces) or (among_sure and not place and _is_placed(pieces))):
            bare = place == 1 and "," not in chunks[0] and likeness(chunks[0]) is not Likeness.DOES
            if place == 0 or bare:
                return None
            # Behind an `&` that belongs to a role or a company: "Maintainer & Fellow, The Foundation".
            companies.extend(_company(pieces))
            continue
        names, rest = _names_of_chunk(pieces, last=place == len(chunks) - 1)
        speakers.extend(names)
        companies.extend(rest)
        sure = sure or bool(rest) or len(pieces) > len(names)
    return People(tuple(speakers), tuple(companies), sure) if speakers else None


def _begins_with_name(pieces: list[str]) -> bool:
    """Whether the first of the pieces is a person: one word is enough where a role follows ("Flynn, CTO")."""
    name = without_handle(pieces[0])
    level = likeness(name, placed=len(pieces) > 1)
    if level is not Likeness.DOES and _ROLE.search(name):
        return False
    return level is not Likeness.NO or (could_be_mononym(name) and any(map(_ROLE.search, pieces[1:])))


def _is_placed(pieces: list[str]) -> bool:
    """Whether a piece among sure people, before a company, is one too: "Or Navon, Acme"."""
    words = without_handle(pieces[0]).split()
    return len(pieces) > 1 and len(words) in (2, 3) and all(w.isalpha() and w.istitle() for w in words)


def _names_of_chunk(pieces: list[str], *, last: bool) -> tuple[list[str], list[str]]:
    """Names and companies of `A, Company`, `A, Role, Company`, `A, B, C`, `A, Company, B, Company`."""
    first, rest = written_name(pieces[0]), pieces[1:]
    if not last and len(rest) > 1 and not any(map(_ROLE.search, rest)):
        levels = [likeness(piece) for piece in pieces]
        if Likeness.NO not in levels and 2 * levels.count(Likeness.DOES) >= len(levels):
            return [written_name(piece) for piece in pieces], []
    aside = _aside(pieces[0])
    names, companies = [first], [aside] if aside else []
    pending: list[str] = []
    for piece in rest:
        if _is_person_among_companies(piece, last=last and piece is rest[-1]):
            companies.extend(_company(["", *pending]))
            pending = []
            names.append(written_name(piece))
            aside = _aside(piece)
            companies.extend([aside] if aside else [])
        else:
            pending.append(piece)
    companies.extend(_company(["", *pending]))
    return names, companies


def _is_person_among_companies(piece: str, *, last: bool) -> bool:
    """Whether a piece behind a comma is a further person: only a known given name and a surname make it one.

    The last piece of the last chunk, where companies stand, must be plainly one, and no company called after
    its founders: "Morgan Stanley".
    """
    words = without_handle(piece).split()
    if len(words) < 2 or not is_given_name(words[0]) or likeness(piece) is not Likeness.DOES:
        return False
    if not last or _aside(piece):
        return True
    short = any(len(word) < 4 and word.isupper() for word in words)
    return is_plain_name(piece) and not short and piece.casefold() not in _CALLED_AFTER_PEOPLE


def _pieces(chunk: str) -> list[str]:
    """The comma-separated pieces, a company's legal form kept with its name ("Ericsson Co., Ltd")."""
    pieces: list[str] = []
    for piece in (part.strip() for part in chunk.split(",")):
        if len(pieces) > 1 and _LEGAL_FORM.fullmatch(piece):
            pieces[-1] += f", {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _company(pieces: list[str]) -> list[str]:
    """The company behind a name: its last piece that is no role; none where all are."""
    for piece in reversed(pieces[1:]):
        if piece and not _ROLE.search(piece) and piece.lower() not in _FILLERS:
            return [piece]
    return []
