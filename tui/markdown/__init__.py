"""Markdown text to sections and back, without losing a byte; front matter; HTML and plain text."""
