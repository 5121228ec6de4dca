"""How the main screen answers actions that are more than a verb: desks, each for one concern."""
