"""Where a publishing goes and in which dialect: the questions of the page before it."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import App

from tui.screens.pages.dialogs import Choice, LinePrompt, Picker
from tui.screens.pages.publish_plan import Publishing
from tui.session.outcome import Refused
from tui.session.publish_plan import target_of


def ask_target(app: App[None], publishing: Publishing, answered: Callable[[Publishing], None]) -> None:
    """Ask for another file; nothing is answered where none is named."""

    def named(line: str | None) -> None:
        if line is not None:
            answered(replace(publishing, target=target_of(line.strip()), force=False))

    app.push_screen(target_prompt(str(publishing.aim)), named)


def target_prompt(proposed: str) -> LinePrompt:
    """Asks for a file or a folder, and takes nothing that `target_of` refuses."""

    def refused(line: str) -> str:
        try:
            target_of(line.strip())
        except Refused as refusal:
            return str(refusal)
        return ""

    hint = "a Markdown file, or a folder · Enter shows the diff · Esc"
    return LinePrompt("Publish to", proposed, hint, refuses=refused)


def ask_dialect(app: App[None], publishing: Publishing, answered: Callable[[Publishing], None]) -> None:
    """Ask for another dialect."""

    def picked(choice: Choice | None) -> None:
        if choice is not None:
            answered(replace(publishing, profile=choice.value))

    now = publishing.dialect
    choices = [Choice(name, f"{name} · as now" if name == now else name) for name in publishing.profiles]
    app.push_screen(Picker("The dialect of the post", choices), picked)
