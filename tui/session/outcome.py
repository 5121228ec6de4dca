"""What a verb answers when it cannot do what was asked."""


class Refused(Exception):
    """It cannot be done. The text is one line for the user: why, and what to do; safe to print as it is."""
