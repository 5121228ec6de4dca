"""`talklog publish --follow`: the file is written after every change, whoever makes it, until Ctrl-C."""

import threading

import click

from tui.commands.dialects import profiles_here
from tui.commands.interrupting import until_interrupted
from tui.commands.output import line, note
from tui.session.following import Following, News
from tui.session.open_log import OpenLog

_TICK = 0.1
"""Seconds between two looks at whether Ctrl-C was pressed."""


def follow_until_interrupted(open_log: OpenLog) -> None:
    """Follow a published log; each write is a line. Raises Refused, and click.Abort at Ctrl-C.

    Returns where following ended by itself: the publishing was taken back.
    """
    ended = threading.Event()

    def tell(news: News) -> None:
        if news.kind == "clash":
            note(f"{news.line}; `talklog publish {open_log.slug} --take mine|theirs|both` decides")
        elif news.kind == "waiting":
            note(news.line)
        else:
            line(news.line)
        if news.kind == "ended":
            ended.set()

    following = Following(open_log, tell, profiles=profiles_here())
    with until_interrupted() as pressed:
        following.begin()
        line(f"{following.path.name} follows every change of {open_log.slug} · Ctrl-C ends it")
        while not pressed() and not ended.is_set():
            ended.wait(_TICK)
        said = following.end()
    if pressed():
        line(said)
        open_log.flush()
        raise click.Abort
