"""The verbs: functions of a log's value, a stamp, targets and arguments that give a Change.

A verb raises `tui.session.outcome.Refused` where it cannot be done. Where nothing would alter, the Change is
empty and its label says so. None of them reads a clock, a file or a screen.
"""
