"""The floor: a Textual app with one label, which counts keys. `python -m tests.bench.label_app`."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Label


class LabelApp(App[None]):
    """One label."""

    count = 0

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("label 0 of the floor")

    def on_key(self, event: events.Key) -> None:
        """Any key changes it."""
        self.count += 1
        self.query_one(Label).update(f"label {self.count} of the floor")


if __name__ == "__main__":
    LabelApp().run()
