"""Markdown as one HTML file of its own: styled, without script, and asking for nothing but its images."""

from tui.domain.text import printable
from tui.markdown.html import escaped, to_html

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 system-ui, sans-serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2rem 0 .5rem; }
h1 + .about { margin-top: 0; opacity: .75; }
pre { overflow-x: auto; padding: .75rem 1rem; background: rgba(128, 128, 128, .15); border-radius: .3rem; }
code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: .25rem solid rgba(128, 128, 128, .5); }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid rgba(128, 128, 128, .5); padding: .25rem .6rem; }
img { max-width: 100%; }
"""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; base-uri 'none'; form-action 'none'"
)


def to_page(markdown: str, *, title: str, description: str = "", language: str = "") -> str:
    """Markdown without front matter as a whole page; title and description stand above it.

    What `tui.markdown.html.to_html` says of links and raw HTML holds here too. The page's policy allows no
    script and loads images alone; followed links do not tell where they were found.
    """
    name, about = escaped(printable(title)), escaped(printable(description))
    lang = f' lang="{escaped(printable(language))}"' if language else ""
    head = [f"<h1>{name}</h1>"] if name else []
    head += [f'<p class="about">{about}</p>'] if about else []
    lines = [
        "<!DOCTYPE html>",
        f"<html{lang}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        *head,
        to_html(markdown).rstrip("\n"),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"
