"""Screens above the main screen: dialogs, and pages that show, ask or edit one thing."""
