"""The line mode: one talk at a time, an answer, a line that says what happened."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tui.actions import VERDICT, Action, Verb
from tui.commands.acting import command_for
from tui.commands.desk import Making, act
from tui.commands.output import Failure
from tui.commands.review_rows import ReviewRows
from tui.commands.review_text import help_lines, key_of, talk_lines, whole_talk
from tui.domain.arrange import Order
from tui.domain.change import Change, Stamp
from tui.domain.log import Log
from tui.domain.query import Query
from tui.domain.section import Talk, Verdict
from tui.domain.suggestion import Suggester
from tui.domain.text import quoted, visible
from tui.session.key_names import typed_character
from tui.session.open_log import OpenLog
from tui.session.outcome import Outcome, Refused, SaveFailed
from tui.session.settings import Settings
from tui.session.situation import Place, Situation
from tui.session.targets import find_category
from tui.session.verbs import categories, fields, notes, verdicts

Lines: TypeAlias = Iterator[str]
_Asked: TypeAlias = Callable[[str], Lines]


class Review:
    """A log being reviewed line by line. Every line that it gives is safe to print."""

    def __init__(
        self,
        open_log: OpenLog,
        actions: Iterable[Action],
        suggester: Suggester,
        settings: Settings,
        query: Query | None,
        outside: Mapping[str, Callable[[Talk], str]],
    ) -> None:
        """Review the inbox, or what a query finds. `outside` does what needs the terminal, by action id."""
        self._open_log = open_log
        self._settings = settings
        self._suggester = suggester
        self._rows = ReviewRows(open_log, query)
        self._actions = {action.id: action for action in actions if Place.LIST in action.places}
        self._outside = outside
        self._last: Verb | None = None
        self._asked: tuple[str, _Asked] | None = None
        self._shown: str | None = ""
        self._waiting = len(self._log.view(Verdict.INBOX))
        self.finished = False
        self._answers: dict[str, _Asked] = {
            "help": lambda _: self._help(),
            "quit": lambda _: self._quit(),
            "undo": lambda _: self._take_back(self._open_log.undo),
            "redo": lambda _: self._take_back(self._open_log.redo),
            "repeat": lambda _: self._repeat(),
            "open": lambda _: whole_talk(self._talk()),
            "rows.down": lambda _: self._go(lambda: self._rows.move(1)),
            "rows.up": lambda _: self._go(lambda: self._rows.move(-1)),
            "rows.first": lambda _: self._go(lambda: self._rows.jump(0)),
            "rows.last": lambda _: self._go(lambda: self._rows.jump(-1)),
            "append-line": lambda rest: self._ask(rest, "The line to add: ", self._append),
            "pick-category": lambda rest: self._ask(rest, "The category: ", self._pick),
            "new-category": lambda rest: self._ask(rest, "The title of the category: ", self._new_category),
            "tags": lambda rest: self._ask(rest, "The tags, or - for none: ", self._tag),
            "filter": self._narrow,
            "accept": lambda _: self._accept(),
        }
        self._by_key: dict[str, Action] = {}
        for action in self._actions.values():
            for character in map(typed_character, action.keys):
                if character is not None and character != " ":
                    self._by_key.setdefault(character, action)

    # What is read

    @property
    def prompt(self) -> str:
        """What stands before the answer."""
        return self._asked[0] if self._asked is not None else "> "

    def opening(self) -> Lines:
        """The first lines."""
        log = self._log
        yield visible(f"{log.info.title or log.info.slug}: {self._rows.how_many()}.")
        helps, leaves = self._key("help"), self._key("quit")
        yield f"Type an answer and Enter; {helps} lists the answers, {leaves} leaves. Each is saved at once."
        digits = [f"{c.digit} {visible(log.path_of(c))}" for _, c in log.categories() if c.digit is not None]
        if digits:
            yield f"Categories: {', '.join(digits)}"

    def showing(self) -> Lines:
        """The talk to answer for, where it is another than the one shown last."""
        talk = self._rows.talk
        if self._asked is not None or self._shown == (talk.id if talk is not None else None):
            return
        self._shown = talk.id if talk is not None else None
        if talk is None:
            yield ""
            back, leaves = self._key("undo"), self._key("quit")
            yield f"No talk is left here: {back} takes the last act back, {leaves} leaves."
            return
        suggestion = self._suggester.suggest(talk, self._log)
        accepts, reads_on = self._key("accept"), self._key("open")
        yield from talk_lines(self._log, talk, self._rows.place, suggestion, accepts, reads_on)

    def closing(self) -> str:
        """The last line."""
        left = len(self._log.view(Verdict.INBOX))
        return f"{max(0, self._waiting - left)} decided, {left} left in the inbox."

    # Answers

    def answer(self, typed: str) -> Lines:
        """Do what was typed; the lines that say what happened."""
        try:
            yield from self._answer(typed.strip())
        except (Refused, SaveFailed, Failure) as error:
            yield str(error)

    def _answer(self, typed: str) -> Lines:
        if self._asked is not None:
            asked, self._asked = self._asked[1], None
            return asked(typed)
        if not typed:
            return self._go(lambda: self._rows.move(1))
        action, rest = self._meant(typed)
        if action.id in self._answers:
            return self._answers[action.id](rest)
        if rest:
            raise Refused(f"{key_of(action)} takes no words after it: type it alone")
        if action.id in self._outside:
            return iter([self._outside[action.id](self._talk())])
        if action.verb is None:
            raise Refused(f"{action.id} is not in the line mode: {command_for(action.id)}")
        return self._do(action, action.verb)

    def _meant(self, typed: str) -> tuple[Action, str]:
        """The action that is meant, and the words behind it. Refused."""
        head, _, rest = typed.partition(" ")
        for key in (head, head[:1]):
            action = self._by_key.get(key)
            # A sign may stand right before its words: /ebpf
            if action is not None and (key == head or not key.isalnum()):
                return action, typed[len(key) :].strip()
        if head.casefold() in self._actions:
            return self._actions[head.casefold()], rest.strip()
        raise Refused(f"{quoted(typed)} is no answer here: {self._key('help')} lists the answers")

    def _key(self, action_id: str) -> str:
        return key_of(self._actions[action_id])

    @property
    def _log(self) -> Log:
        return self._open_log.log

    def _talk(self) -> Talk:
        talk = self._rows.talk
        if talk is None:
            raise Refused("there is no talk here")
        return talk

    def _do(self, action: Action, verb: Verb) -> Lines:
        rows, talk = self._rows, self._talk()
        situation = Situation(
            Place.LIST, self._log, rows.view, Order.PLAYLIST, rows.filtered, (talk.id,), None, self._key
        )
        why = action.why_not(situation)
        if why is not None:
            raise Refused(f"{action.name}: {why}")
        if action.group == VERDICT:
            return self._decide(verb)
        return self._make(lambda log, stamp: verb(log, stamp, [talk.id]))

    def _make(self, *makings: Making) -> Lines:
        change = act(self._open_log, *makings)
        self._suggester.learn([self._log])
        back = f"{change.label}; {self._key('undo')} takes it back"
        yield back if change else f"{change.label}: nothing to change"

    def _decide(self, verb: Verb, before_it: Sequence[Making] = ()) -> Lines:
        """A verdict: afterwards the next talk, where the settings say so."""
        talk, before = self._talk(), self._rows.ids
        self._last = verb
        yield from self._make(*before_it, lambda log, stamp: verb(log, stamp, [talk.id]))
        if self._rows.talk is not talk and self._settings.auto_advance:
            self._rows.go_on(before)

    # Each answer that is more than a verb

    def _help(self) -> Lines:
        here = [a for a in self._actions.values() if a.verb or a.id in {*self._answers, *self._outside}]
        return help_lines(self._log, here)

    def _quit(self) -> Lines:
        self.finished = True
        return iter(())

    def _go(self, move: Callable[[], None]) -> Lines:
        move()
        return iter(())

    def _take_back(self, taking: Callable[[], Outcome]) -> Lines:
        before, outcome = self._rows.ids, taking()
        self._open_log.flush()
        edits = outcome.change.edits if outcome.change is not None else ()
        touched = (edit.id for edit in edits if isinstance(self._log.sections.get(edit.id), Talk))
        self._rows.current = next(touched, self._rows.current)
        if self._rows.current not in self._rows.ids:
            self._rows.go_on(before)
        self._shown = ""
        yield outcome.message

    def _repeat(self) -> Lines:
        if self._last is None:
            raise Refused("there is no verdict to repeat yet")
        return self._decide(self._last)

    def _accept(self) -> Lines:
        suggestion = self._suggester.suggest(self._talk(), self._log)
        if suggestion is None:
            raise Refused("no category is suggested for this talk")
        return self._decide(_keeping(suggestion.category))

    def _ask(self, rest: str, prompt: str, then: _Asked) -> Lines:
        self._talk()
        if rest:
            return then(rest)
        self._asked = (prompt, then)
        return iter(())

    def _append(self, line: str) -> Lines:
        talk = self._talk()
        return self._make(lambda log, stamp: notes.append_line(log, stamp, talk.id, line))

    def _tag(self, line: str) -> Lines:
        talk = self._talk()
        if not line:
            raise Refused("the tags stay as they are")
        tags = [] if line == "-" else line.replace(",", " ").split()
        return self._make(lambda log, stamp: fields.set_tags(log, stamp, [talk.id], tags))

    def _new_category(self, title: str) -> Lines:
        return self._make(lambda log, stamp: categories.new_category(log, stamp, title))

    def _pick(self, name: str) -> Lines:
        """Keep in the category that a name, or a piece of one, means; a new one where none does."""
        if not name:
            raise Refused("no category was named: the talk stays where it is")
        found = find_category(self._log, name) or self._by_piece(name)
        if found is not None:
            return self._decide(_keeping(found))

        def keep(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
            return verdicts.keep(log, stamp, talks, find_category(log, name))

        return self._decide(keep, [lambda log, stamp: categories.ensure_category(log, stamp, name)[1]])

    def _by_piece(self, name: str) -> str | None:
        log = self._log
        found = [c for _, c in log.categories() if name.casefold() in c.title.casefold()]
        if len(found) > 1:
            paths = ", ".join(visible(log.path_of(category)) for category in found[:5])
            raise Refused(f"{len(found)} categories have that in their title: {paths}; type more of it")
        return found[0].id if found else None

    def _narrow(self, text: str) -> Lines:
        self._rows.narrow(text)
        self._shown = ""
        yield self._rows.how_many()


def _keeping(category: str) -> Verb:
    def verb(log: Log, stamp: Stamp, talks: Sequence[str]) -> Change:
        return verdicts.keep(log, stamp, talks, category)

    return verb
