"""A talk added by hand."""

import re

from tui.domain.change import Change, Stamp
from tui.domain.draft import Draft
from tui.domain.log import Log
from tui.domain.section import Talk, Verdict
from tui.domain.text import quoted
from tui.session.outcome import Refused
from tui.session.verbs.building import change_of, nothing
from tui.session.verbs.identity import new_id
from tui.sources.urls import read_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def add_talk(log: Log, stamp: Stamp, text: str, title: str = "") -> Change:
    """Put a talk into the inbox, by its URL or its title; the Change's one edit has its id.

    With a URL, `title` is its title as the user gives it; without, the URL stands for it until a source tells
    more. The Change is empty where the log has the URL's talk already.
    """
    line, given = " ".join(text.split()), " ".join(title.split())
    if not line:
        raise Refused("there is nothing to add: give a URL or a title")
    link = read_url(line)
    if link is None:
        if _SCHEME.match(line):
            raise Refused(f"{quoted(line)} is no http or https link: only those can be added")
        talk = Talk(id=new_id(), title=given or line, raw_title=given or line, title_edited=True)
        return _added(log, stamp, talk)
    if link.kind in ("playlist", "channel"):
        raise Refused(f"this link leads to a {link.kind}, not to a talk: import it instead")
    known = log.by_key().get(link.key)
    if known is not None:
        talk = log.talk(known)
        where = {Verdict.INBOX: "in the inbox", Verdict.MAYBE: "under maybe"}.get(
            talk.verdict, talk.verdict.value
        )
        if not talk.available:
            where += ", private or deleted at its source"
        return nothing(f"{quoted(talk.title)} is in the log already: {where}", stamp)
    talk_id = link.key if link.key not in log.sections else new_id()
    named = given or link.url
    talk = Talk(
        id=talk_id, title=named, raw_title=named, title_edited=bool(given), urls=(link.url,), keys=(link.key,)
    )
    return _added(log, stamp, talk)


def _added(log: Log, stamp: Stamp, talk: Talk) -> Change:
    draft = Draft(log)
    draft.put(talk)
    return change_of(f"Add {quoted(talk.title)}", stamp, draft)
