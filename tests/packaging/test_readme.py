"""The README's promises that a machine can check."""

import re
import tomllib

from tests.packaging.checkout import ROOT
from tests.packaging.readme_keys import renewed
from tui.commands.root import root

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_exactly_one_test_command_is_marked_for_ci() -> None:
    blocks = re.findall(r"<!-- ci: tests -->\n```sh\n(.*?)```\n", README, re.DOTALL)
    assert len(blocks) == 1
    lines = blocks[0].splitlines()
    assert len(lines) == 1
    assert "pytest" in lines[0]


def test_every_dependency_is_named_with_its_purpose() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README[README.index("## What it is built on") :].lower()
    for requirement in project["dependencies"]:
        name = re.split(r"[^\w-]", requirement, maxsplit=1)[0]
        assert name in table, f"{name} is not named in the README"


def test_local_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert targets
    missing = [t for t in targets if not (ROOT / t).exists()]
    assert missing == []


def test_the_keys_are_those_of_the_registry() -> None:
    assert renewed(README) == README, "run `python -m tests.packaging.readme_keys`"


def test_every_command_is_named() -> None:
    commands = README[README.index("## Commands") : README.index("## Your data")]
    for name in root.list_commands(root.make_context("talklog", [], resilient_parsing=True)):
        assert re.search(rf"\b{name}\b", commands), f"{name} is not in the README's table of commands"
