"""The README's table of keys, made from the registry: `python -m tests.packaging.readme_keys` renews it."""

from tests.packaging.checkout import ROOT
from tui.commands.keys import markdown_lines

BEGIN = "<!-- keys: begin (python -m tests.packaging.readme_keys) -->\n"
END = "<!-- keys: end -->"


def renewed(readme: str) -> str:
    """The README with the keys as the registry has them now."""
    before, rest = readme.split(BEGIN)
    after = rest.split(END, 1)[1]
    return before + BEGIN + "\n" + "\n".join(markdown_lines()) + "\n\n" + END + after


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
