"""Textual widgets: a widget draws and tells; rules, verbs and key bindings of verbs live elsewhere."""
