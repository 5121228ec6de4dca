"""Titles as channels write them, split into title, speakers, company and tags by named rules.

`split_title` reads one, `split_titles` all of one list, in which each tells of the others. The rules and what
they reach: `tui/docs/titles.md`.
"""

from tui.sources.titles.listing import split_titles
from tui.sources.titles.splitting import RULES, CleanTitle, plain_title, split_title

__all__ = ["RULES", "CleanTitle", "plain_title", "split_title", "split_titles"]
