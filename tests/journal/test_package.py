"""The package as others use it: its README and its public names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tui.journal

README = Path(tui.journal.__file__).with_name("README.md").read_text(encoding="utf-8")


def test_the_readmes_example_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert (tmp_path / "talks.json").exists()


def test_every_public_name_stands_in_the_readme_and_has_a_docstring() -> None:
    tables = README[README.index("## API") : README.index("**TinyDB's methods**")]
    named = set(re.findall(r"`(\w+)[`(]", tables))
    assert set(tui.journal.__all__) <= named
    for name in tui.journal.__all__:
        public = getattr(tui.journal, name)
        if isinstance(public, type) or callable(public):
            assert public.__doc__, name
    methods = set(re.findall(r"`(\w+)\(", tables[: tables.index("| values |")])) - {"JournalDatabase"}
    assert all(hasattr(tui.journal.JournalDatabase, name) for name in methods)


def test_the_readme_names_every_module_behind_all_that_it_imports() -> None:
    folder = Path(tui.journal.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    named = [name for name in re.findall(r"`(\w+)`", README[README.index("## Modules") :]) if name in modules]
    assert sorted(named) == sorted(modules)
    for place, name in enumerate(named):
        text = (folder / f"{name}.py").read_text(encoding="utf-8")
        imported = set(re.findall(r"^from \.(\w+) import", text, re.MULTILINE))
        for line in re.findall(r"^from \. import (.+)$", text, re.MULTILINE):
            imported |= {one.strip() for one in line.split(",")}
        assert imported <= set(named[:place]), name
