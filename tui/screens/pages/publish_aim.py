"""Where a publishing goes and in which dialect: the questions of the page before it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual.app import App

from tui.screens.pages.dialogs import Choice, LinePrompt, Picker
from tui.screens.pages.publish_plan import Publishing


def ask_target(app: App[None], publishing: Publishing, answered: Callable[[Publishing], None]) -> None:
    """Ask for another file; nothing is answered where none is named."""

    def named(line: str | None) -> None:
        if line and line.strip():
            answered(replace(publishing, target=Path(line.strip()), force=False))

    hint = "the Markdown file, or a folder · Enter shows the difference first · Esc"
    app.push_screen(LinePrompt("Publish to", str(publishing.aim), hint), named)


def ask_dialect(app: App[None], publishing: Publishing, answered: Callable[[Publishing], None]) -> None:
    """Ask for another dialect."""

    def picked(choice: Choice | None) -> None:
        if choice is not None:
            answered(replace(publishing, profile=choice.value))

    now = publishing.dialect
    choices = [Choice(name, f"{name} · as now" if name == now else name) for name in publishing.profiles]
    app.push_screen(Picker("The dialect of the post", choices), picked)
